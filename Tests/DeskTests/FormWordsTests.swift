import Inbox
import Screen
import Testing

@testable import Desk

/// What is typed into a template's form is never lost: it goes on the draft that stands there, or is there when the form is
/// opened again (law 9).
@Suite struct FormWordsTests {
    private static let size = Size(columns: 80, rows: 24)
    private static let text = ScreenState.draft
    private static let ana = Cast.key(1)

    /// The window shut while this was being typed.
    private static func shut(_ keys: String) -> Session {
        var session = ScreenState.ana(size)
        session.press(keys)
        session.wait(.minutes(5))
        return session
    }

    private static func slot(_ session: Session) -> String? {
        session.form?.fields.first { $0.draft != nil }?.editor.text
    }

    @Test(arguments: ["<Esc>", "<C-x>e", "<C-n><C-p>", "<C-t><Esc>"]) func whatIsTypedOnGoesOnTheDraft(_ way: String) {
        var session = Self.shut(Self.text)
        session.press(" ou antes")
        #expect(session.inbox.drafts[Self.ana] == Self.text + " ou antes", "on disk as it is typed")
        session.press(way)
        #expect(session.draft == Self.text + " ou antes")
    }

    @Test func whatIsTypedOnIsHeld() {
        var session = Self.shut(Self.text)
        session.press(" ou antes<C-x>h")
        #expect(session.inbox.held[Self.ana] == Self.text + " ou antes")
    }

    @Test func whatIsTypedOnIsInTheBoxWhenTheyWrite() {
        var session = Self.shut(Self.text)
        session.press(" ou antes")
        session.receive("ainda estou aqui", from: Self.ana)
        session.press("<Esc>")
        #expect(session.draft == Self.text + " ou antes" && session.model.canWrite)
    }

    /// The blank behind the last word was typed already; it does not leave when nothing follows.
    @Test func theBlankBeforeTheNextWordStays() {
        var session = Self.shut(Self.text + " ")
        #expect(Self.slot(session) == Self.text + " ")
        #expect(session.form?.form.values.values.contains(Self.text) == true, "without the blank as it would leave")
        session.press("ou")
        #expect(Self.slot(session) == Self.text + " ou")
        #expect(session.draft == Self.text + " ou")
        session.press("<BS><BS><BS>")
        #expect(session.draft == Self.text + " ", "as it was")
    }

    /// What is cut to fit the template leaves the draft whole, and stands in the form when it is opened again.
    @Test func whatIsMadeToFitIsTheFormsAlone() {
        var session = Self.shut(Self.text)
        session.press("<C-w><C-w>8h")
        let fitted = Self.slot(session)
        session.press("<Esc>")
        #expect(session.notice == "nothing was sent; what you filled in is kept")
        #expect(session.draft == Self.text)
        session.press("<Enter>")
        #expect(Self.slot(session) == fitted)
    }

    /// Lines of the draft are folded in the slot and stay lines in the draft.
    @Test func linesStayLines() {
        var session = Self.shut("Oi Ana,<C-j>chega amanhã")
        #expect(Self.slot(session) == "Oi Ana, chega amanhã")
        session.press(" cedo")
        #expect(session.draft == "Oi Ana,\nchega amanhã cedo")
    }

    /// Words that came back into the box meanwhile are not written over by the slot.
    @Test func aBoxThatHasOtherWordsIsLeftAlone() {
        var session = Self.shut(Self.text)
        session.model.conversation?.composer.replaceAll(with: "outra coisa")
        session.press("!")
        #expect(session.draft == "outra coisa")
    }

    // MARK: Values

    @Test func valuesAreThereAgain() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-t>pedido_atraso<Enter>")
        guard let first = session.form?.index, let key = session.form?.template.key else { return #expect(Bool(false)) }
        session.press("um caminhão quebrado<Esc>")
        #expect(session.form == nil)
        session.press("<C-n><C-p><C-t>pedido_atraso<Enter>")
        #expect(session.form?.template.key == key)
        #expect(session.form?.fields[first].editor.text.hasSuffix("um caminhão quebrado") == true)
        // Another conversation has its own.
        session.press("<Esc><C-n><C-t>pedido_atraso<Enter>")
        #expect(session.form?.fields[first].editor.text.contains("caminhão") == false)
    }

    @Test func whatWasSentIsForgotten() {
        var session = Self.shut(Self.text)
        session.wait(.seconds(2))
        session.press("<Enter>4471<Enter>")
        #expect(session.inbox.items.count == 1)
        for template in session.model.templates.templates {
            #expect(session.model.leftForms.form(template.key, in: Self.ana) == nil)
        }
    }

    // MARK: The builder

    private static func body(_ session: Session) -> String? {
        guard case .build(let state) = session.model.modes.last else { return nil }
        return state.fields.first { $0.slot == .body }?.editor.text
    }

    /// The words of the box, a button, and out; whatever the box holds by then.
    @Test(arguments: [
        ("", "", "Qual turno?"), ("Qual turno?", "", "Qual turno?"), ("Qual turno?", "<C-c>", ""),
        ("Qual turno?", " Hoje", "Qual turno? Hoje"),
    ])
    func whatWasBegunGoesOnWhereItWasLeft(box: String, meanwhile: String, words: String) {
        var session = ScreenState.ana(Self.size)
        session.press(box + "<C-x>kreply<Enter>" + (box.isEmpty ? "Qual turno?<Tab><Tab>" : "<Tab>") + "Manha<Esc>")
        #expect(session.notice == "nothing was sent; what you filled in is kept")
        session.press(meanwhile + "<C-x>kreply<Enter>")
        guard case .build(let state) = session.model.modes.last else { return #expect(Bool(false), "no builder") }
        #expect(Self.body(session) == words)
        #expect(state.fields.contains { $0.slot == .button && $0.editor.text == "Manha" })
    }

    @Test func whatOnlyHadTheDraftIsNotKept() {
        var session = ScreenState.ana(Self.size)
        session.press("Qual turno?<C-x>kreply<Enter><Esc>")
        #expect(session.notice == "nothing was sent")
    }

    // MARK: The box

    /// Whoever walks on sees the mistake as well.
    @Test(arguments: ["<C-n>", "<C-n><C-n>", "<C-x>c"]) func undoReachesWhatWasSentFromAnotherConversation(
        _ way: String
    ) {
        var session = ScreenState.ana(Self.size)
        session.press("errado<Enter>\(way)<C-x>u")
        #expect(session.inbox.items.isEmpty, "\(session.notice)")
        #expect(session.notice == "taken back from Ana Souza; your words are the draft there", "\(session.notice)")
        #expect(session.inbox.drafts[Self.ana] == "errado")
    }

    /// What waits where one is goes first.
    @Test func undoBeginsWhereOneIs() {
        var session = ScreenState.ana(Self.size)
        session.press("um<Enter><C-n>")
        guard let other = session.model.conversation?.row.key else { return #expect(Bool(false)) }
        session.press("dois<Enter><C-x>u")
        #expect(session.model.conversation?.row.key == other && session.draft == "dois")
        #expect(session.inbox.items.map(\.content.plainText) == ["um"])
        session.press("<C-c><C-x>u")
        #expect(session.inbox.items.isEmpty)
    }

    /// Once it has left, the key is about the conversation one is in again.
    @Test func nothingIsTakenBackTooLate() {
        var session = ScreenState.ana(Self.size)
        session.press("errado<Enter><C-n>")
        session.wait(.seconds(60))
        guard let here = session.model.conversation?.row.key else { return #expect(Bool(false)) }
        #expect(session.press("<C-x>u").contains(.recall(here)))
    }

    @Test func puttingAwayTellsOfWordsThatWereNotSent() {
        var session = ScreenState.ana(Self.size)
        session.press("quase<C-x>c")
        #expect(session.notice == "Ana Souza done; what you wrote to them was not sent")
        #expect(session.inbox.drafts[Self.ana] == "quase")
    }

    @Test func aDraftOfAnotherHourIsNamed() {
        var session = ScreenState.ana(Self.size)
        session.press("antes<C-n><C-p>")
        #expect(session.notice == "your draft from before is in the box; ^C clears it", "\(session.notice)")
        session.press("<C-c><C-n><C-p>")
        #expect(!session.notice.contains("draft"), "\(session.notice)")
    }

    /// Another window of the same agent may have written there since: what has not changed is not written again.
    @Test func aBoxThatIsAsItWasIsNotSavedAtTheEnd() {
        var session = ScreenState.ana(Self.size)
        session.press("zz<C-c>")
        #expect(session.model.farewell().isEmpty)
        session.press("z")
        session.model.conversation?.savedDraft = ""
        #expect(session.model.farewell() == [.saveDraft(Self.ana, text: "z")])
    }

    @Test(arguments: [(true, "you write here in another window"), (false, "open in another window of yours")])
    func anotherWindowOfOnesOwnIsSaid(isTyping: Bool, words: String) {
        var session = ScreenState.ana(Size(columns: 120, rows: 40))
        session.inbox.present = [Presence(agent: Cast.agent, isTyping: isTyping, at: session.model.now)]
        session.send(.storeChanged([Self.ana]))
        #expect(session.text.contains(words))
        session.press("oi<Enter>")
        #expect(session.inbox.items.count == 1, "nobody is asked about themselves")
    }
}
