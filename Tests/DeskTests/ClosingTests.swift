import Inbox
import Screen
import Testing

@testable import Desk

/// The window shuts: under the hands, before the keys, after the words.
@Suite struct ClosingTests {
    static let size = Size(columns: 80, rows: 24)
    static let text = ScreenState.draft

    /// Ana's window ends then, to the millisecond.
    static let end = Cast.trigger + ServiceWindow.length

    @Test func theBoxClosesAtTheMillisecond() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(Self.end - session.model.now - Span(milliseconds: 1))
        #expect(session.model.canWrite)
        #expect(session.form == nil)
        session.wait(Span(milliseconds: 1))
        #expect(!session.model.canWrite)
        #expect(session.form?.isForced == true)
        #expect(session.draft == Self.text, "every letter is kept")
        #expect(session.inbox.drafts[Cast.key(1)] == Self.text)
    }

    @Test func theDraftStandsInItsSlotAndTypingGoesOnThere() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(.minutes(5))
        let index = session.form?.fields.firstIndex { $0.key == ParameterKey(.body, "motivo") }
        #expect(session.form?.index == index)
        #expect(session.form?.fields[index ?? 0].editor.text == Self.text)
        #expect(session.form?.fields[index ?? 0].source == .draft(isFolded: false))
        session.press("!")
        #expect(session.form?.fields[index ?? 0].editor.text == Self.text + "!")
        #expect(session.form?.fields[index ?? 0].source == .typed)
        #expect(session.draft == Self.text + "!", "the draft goes on with it")
    }

    @Test func anEnterMeantForTheTextSendsNoTemplate() {
        var session = ScreenState.ana(Self.size) {
            $0.shelf.templates = [Cast.template("aviso", "Sobre o seu pedido: {{1}}")]
        }
        session.press(Self.text)
        session.wait(.minutes(5))
        #expect(session.form?.firstGap == nil)
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty)
        #expect(session.notice == session.model.words(.lookFirst, "Enter").string)
        session.press("<Enter>")
        #expect(session.inbox.items.count == 1)
    }

    /// In the last seconds no text leaves any more: the hint names what the key leads to.
    @Test func theHintSaysTemplateWhenNoTextLeaves() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(Self.end - session.model.now - .seconds(10))
        #expect(session.text.contains("Enter send"))
        session.wait(Span(milliseconds: 1))
        #expect(session.text.contains("Enter template") && !session.text.contains("Enter send"))
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty && session.form != nil)
    }

    @Test func enterAfterTheEndOpensTheFormAndSendsNothing() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        // Nine seconds left: inside the guard of the first pass.
        session.wait(Self.end - session.model.now - .seconds(9))
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty)
        #expect(session.form != nil)
        #expect(session.draft == Self.text)
    }

    @Test func theTemplateTakesTheWordsAndTheDraftIsHeldUntilTheyWrite() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(.minutes(5))
        session.wait(.seconds(2))
        session.press("<Enter>4471")
        #expect(session.form?.firstGap == nil)
        let effects = session.press("<Enter>")
        #expect(effects.contains(.saveHeldText(Cast.key(1), text: Self.text)))
        #expect(session.inbox.items.first?.content.plainText.contains("chega amanhã") == true)
        #expect(session.model.modes.isEmpty)
        #expect(session.draft == "")
        #expect(session.inbox.drafts[Cast.key(1)] == "")
        session.receive("Obrigada!", from: Cast.key(1))
        #expect(session.model.canWrite)
        #expect(session.draft == Self.text, "what was held is offered")
        // They have read its words already: a reflex must not send them twice without a word about it.
        #expect(session.notice.contains("went out in a template already"), "\(session.notice)")
        #expect(session.inbox.held[Cast.key(1)] == nil)
    }

    @Test func holdKeepsTheTextUntilTheyWrite() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(.minutes(5))
        session.press("<C-x>h")
        #expect(session.form == nil)
        #expect(session.inbox.held[Cast.key(1)] == Self.text)
        session.press("<C-n><C-p>")
        #expect(session.model.conversation?.heldText == Self.text)
        session.receive("oi", from: Cast.key(1))
        #expect(session.draft == Self.text && session.notice.hasSuffix("here is the text you held"))
    }

    @Test func aHeldTextIsOfferedOnOpeningLater() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(.minutes(5))
        session.press("<C-x>h<C-n>")
        session.inbox.receive("oi", from: Cast.key(1), at: session.model.now)
        session.send(.storeChanged([Cast.key(1)]))
        session.press("<M-a>")
        var bound = 0
        while session.model.conversation?.row.key != Cast.key(1), bound < 30 {
            session.press("<M-a>")
            bound += 1
        }
        #expect(session.draft == Self.text)
    }

    @Test func aFormThatHoldsTypedWordsStaysWhenTheyWrite() {
        var session = ScreenState.ana(Self.size)
        session.press(Self.text)
        session.wait(.minutes(5))
        session.press("<Tab>4471")
        session.receive("oi", from: Cast.key(1))
        #expect(session.form?.fields.last?.editor.text == "4471")
        #expect(session.notice.contains("open again"))
        session.press("<Esc>")
        #expect(session.draft == Self.text)
        var untouched = ScreenState.ana(Self.size)
        untouched.press(Self.text)
        untouched.wait(.minutes(5))
        untouched.receive("oi", from: Cast.key(1))
        #expect(untouched.form == nil)
        #expect(untouched.draft == Self.text)
    }

    @Test func nobodyIsToldThatItIsShutOnceTheyWrote() {
        // Without a template that can be sent, the picker opens in the form's place.
        for (late, keys, said) in [(Span.seconds(-9), "<Enter>", "open again"), (.seconds(9), "<Esc><C-x>a", "")] {
            var session = ScreenState.ana(Self.size) { $0.shelf.templates = [] }
            session.press(Self.text)
            session.wait(Self.end - session.model.now + late)
            session.press(keys)
            #expect(session.model.notice?.isOfShutWindow == true, "\(keys): \(session.notice)")
            session.receive("oi", from: Cast.key(1))
            #expect(said.isEmpty ? session.notice.isEmpty : session.notice.contains(said), "\(session.notice)")
            #expect(session.draft == Self.text)
        }
    }

    @Test func aLetterInAClosedBoxFindsTemplates() {
        var session = ScreenState.ana(Self.size)
        session.wait(.minutes(5))
        session.press("p")
        #expect(session.picker?.filter.text == "p")
        session.press("<Esc>")
        session.press("2")
        #expect(session.form?.template.key.name == "retirada")
    }

    @Test(arguments: ["<C-w>", "<C-k>", "<C-u>", "<BS>", "<C-_>", "<C-y>", "<C-j>"])
    func noKeyChangesTheKeptDraft(keys: String) {
        var session = ScreenState.ana(Self.size)
        session.press("um dois")
        session.wait(.minutes(5))
        session.press("<Esc>" + keys)
        #expect(session.draft == "um dois")
    }

    @Test func withoutATemplateTheWaysOutAreSaid() {
        var session = ScreenState.ana(Self.size) { $0.shelf = TemplateShelf() }
        session.press(Self.text)
        session.wait(.minutes(5))
        #expect(session.picker != nil)
        #expect(session.text.contains("No templates yet"))
        session.press("<Esc>")
        #expect(session.text.contains("No template can be sent"))
    }

    @Test func theThreadStaysInSightWhenItShuts() {
        var session = ScreenState.ana(Self.size)
        session.wait(.minutes(5))
        #expect(session.text.contains("shut just now 1"))
        session.wait(.minutes(11))
        #expect(!session.text.contains("shut just now"))
        #expect(session.model.tally.windowsLost == 1)
    }

    @Test func theRuleRefillsInOneFrame() {
        var session = ScreenState.ana(Self.size)
        session.wait(.minutes(5))
        #expect(session.text.contains("SHUT 09:45:38"))
        session.receive("oi", from: Cast.key(1))
        #expect(!session.text.contains("SHUT"))
        #expect(session.text.contains("━━━━━━━━━━━━━━━━━"))
        #expect(session.text.contains("24h"))
    }

    @Test func aDraftWithLineBreaksIsFoldedForTheTemplateAndSaysSo() {
        var session = ScreenState.ana(Self.size)
        session.press("um<C-j>dois")
        session.wait(.minutes(5))
        let field = session.form?.fields.first { $0.key == ParameterKey(.body, "motivo") }
        #expect(field?.editor.text == "um dois")
        #expect(field?.source == .draft(isFolded: true))
        #expect(session.draft == "um\ndois")
    }
}
