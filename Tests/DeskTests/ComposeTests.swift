import Inbox
import Screen
import Testing

@testable import Desk

/// Typing, editing, sending: keys in, box and effects out.
@Suite struct ComposeTests {
    static func ana() -> Session { ScreenState.ana(Size(columns: 80, rows: 24)) }

    @Test(arguments: [
        ("oi", "oi"),
        ("oi<C-a>X", "Xoi"),
        ("um dois<M-b>X", "um Xdois"),
        ("um dois<C-a><M-f>X", "umX dois"),
        ("oi<C-j>ana", "oi\nana"),
        ("oi<M-Enter>ana<Up>X", "oiX\nana"),
        ("oi<C-j>ana<Up><Home>X<Down><End>Y", "Xoi\nanaY"),
        ("um dois<C-w>", "um "),
        ("um dois<C-w><C-y><C-y>", "um doisdois"),
        ("um dois três<C-w><C-w><C-y>", "um dois três"),
        ("um dois<C-a><C-k>", ""),
        ("um dois<C-a><C-k><C-y>", "um dois"),
        ("um dois<C-a><M-d>", " dois"),
        ("um dois<C-u>", ""),
        ("um dois<BS><BS>", "um do"),
        ("um dois<C-a><C-d><Del>", " dois"),
        ("um dois<C-_>", "um"),
        ("um dois<C-_><C-_>", ""),
        ("um dois<C-_><M-_>", "um dois"),
        ("um dois<C-c>", ""),
        ("um dois<C-c><C-c>", "um dois"),
        ("um<Left><Left>X<C-e>Y", "XumY"),
        ("<lt>b>", "<b>"),
        ("mu/ito", "mu/ito"),
    ])
    func keysEditTheBox(keys: String, text: String) {
        var session = Self.ana()
        session.press(keys)
        #expect(session.draft == text)
    }

    @Test func everyLetterIsSavedAsDraft() {
        var session = Self.ana()
        session.press("o")
        #expect(session.inbox.drafts[Cast.key(1)] == "o")
        session.press("i<C-w>")
        #expect(session.inbox.drafts[Cast.key(1)] == "")
    }

    @Test func enterSendsWhatIsInTheBox() {
        var session = Self.ana()
        session.press("Oi Ana")
        let effects = session.press("<Enter>")
        let content = Content.text(TextContent(body: "Oi Ana"))
        #expect(effects.contains(.enqueue(Cast.key(1), content, Consents(), replaces: nil, optIn: nil)))
        #expect(session.draft == "")
        #expect(session.inbox.drafts[Cast.key(1)] == "")
        #expect(session.inbox.items.count == 1)
        #expect(session.model.tally.answered == 1)
    }

    /// A line that names a key is gone when the key does it no more.
    /// By reflex, `^C` would make what has just been sent the next draft.
    @Test(arguments: ["<C-c>", "<C-_>", "<C-c><C-c>"])
    func whatWasSentIsNotBroughtBack(keys: String) {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("uma vez<Enter>")
        session.press(keys)
        #expect(session.draft.isEmpty && !session.notice.contains("restored"), "\(session.notice)")
    }

    @Test func aDiskThatTakesNoDraftIsSaidForAsLongAsItDoes() {
        var session = ScreenState.ana(Size(columns: 120, rows: 24))
        session.press("oi")
        #expect(session.text.contains("draft kept"))
        session.send(.draftsRefused(Obstacle(.connectionRefused)))
        session.press("j")
        #expect(session.text.contains("draft NOT on disk") && !session.text.contains("draft kept"))
        session.send(.draftsTakenAgain)
        #expect(session.text.contains("draft kept"))
    }

    @Test func theUndoIsOfferedOnlyWhileThereIsOne() {
        var session = Self.ana()
        session.press("Oi Ana<Enter>")
        #expect(session.notice.contains("takes it back"))
        let wake = session.model.nextTick
        #expect(wake.map { $0 <= session.model.now + session.model.settings.undoDelay } ?? false)
        session.wait(session.model.settings.undoDelay - Span(milliseconds: 1))
        #expect(session.notice.contains("takes it back"))
        session.wait(Span(milliseconds: 1))
        #expect(session.notice.isEmpty)
    }

    @Test func enterMayBreakTheLineInstead() {
        var session = Session(settings: Settings(agent: Cast.agent, enterSends: false))
        session.press("<Enter>um<Enter>dois")
        #expect(session.draft == "um\ndois")
        #expect(session.model.hints.contains { $0.text == "send" && $0.key == "^J" })
        session.press("<C-j>")
        #expect(session.inbox.items.map(\.content.plainText) == ["um\ndois"])
    }

    @Test func anEmptyBoxSendsNothing() {
        var session = Self.ana()
        #expect(!session.press("<Enter>").contains { if case .enqueue = $0 { true } else { false } })
        session.press("<Space><Enter>")
        #expect(session.inbox.items.isEmpty)
        #expect(session.draft == " ")
    }

    @Test func replyQuotesAndEscDropsTheQuoteFirst() {
        var session = Self.ana()
        session.press("<C-r>")
        #expect(session.model.conversation?.replyTo == "wamid.106")
        session.press("<Esc>")
        #expect(session.model.conversation?.replyTo == nil)
        #expect(session.model.focus == .compose)
        session.press("<C-r>sim<Enter>")
        guard case .text(let text) = session.inbox.items.first?.content else {
            Issue.record("nothing was sent")
            return
        }
        #expect(text.replyTo == "wamid.106")
    }

    /// A picture is quoted by its kind and its name, not by nothing.
    @Test(arguments: [
        ("image", "comprovante.jpg", true, "replying to: [image] comprovante.jpg"), ("audio", nil, true, "[audio]"),
        ("text", "só texto", false, "replying to: só texto"),
    ])
    func aQuoteSaysWhatItIsOf(_ type: String, _ text: String?, _ isPlaceholder: Bool, _ shown: String) {
        var session = ScreenState.thread(
            Size(columns: 80, rows: 24), Cast.ana,
            messages: [
                Cast.message(1, .inbound, text, at: Cast.trigger, type: type, placeholder: isPlaceholder)
            ])
        session.press("<C-r>")
        #expect(session.text.contains(shown))
    }

    // MARK: Pasting

    @Test func aPasteNeitherSendsNorTriggers() {
        var session = Self.ana()
        session.send(.pasted("linha um\r\nlinha dois\r/tres\t\u{1B}[2J\n"))
        #expect(session.draft == "linha um\nlinha dois\n/tres    [2J")
        #expect(session.model.modes.isEmpty)
        #expect(session.inbox.items.isEmpty)
    }

    @Test func aPastedSlashOpensNothing() {
        var session = Self.ana()
        session.send(.pasted("/"))
        #expect(session.model.modes.isEmpty)
        #expect(session.draft == "/")
    }

    @Test func aLongPasteIsAskedAbout() {
        var session = Self.ana()
        let text = String(repeating: "linha\n", count: 30)
        session.send(.pasted(text))
        #expect(session.model.scope == .confirm)
        #expect(session.draft == "")
        session.press("y")
        #expect(session.draft == String(text.dropLast()))
        session.press("<C-_>")
        #expect(session.draft == "")
    }

    @Test func aPasteWithoutABoxIsSaidNotLostSilently() {
        var session = Session()
        session.send(.pasted("oi"))
        #expect(session.notice == session.model.words(.nowhereToPaste).string)
        session = Self.ana()
        session.wait(.minutes(5))
        session.send(.pasted("oi"))
        #expect(session.notice == session.model.words(.nothingPasted).string)
    }

    @Test func aPasteGoesToTheFieldOfTheForm() {
        var session = Self.ana()
        session.press("<C-t>retirada<Enter><C-u>")
        session.send(.pasted("44\n71"))
        #expect(session.form?.fields.first?.editor.text == "44\n71")
        session.press("<Enter>")
        #expect(session.form?.fields.first?.editor.text == "44 71", "folded where it can be seen")
        #expect(session.inbox.items.isEmpty)
        session.press("<Enter>")
        #expect(session.inbox.items.count == 1)
    }

    // MARK: Never a letter lost

    @Test func aDraftStaysWithItsConversation() {
        var session = Self.ana()
        session.press("para Ana<C-n>para Marcos<C-p>")
        #expect(session.model.conversation?.row.key == Cast.key(1))
        #expect(session.draft == "para Ana")
        session.press("<C-n>")
        #expect(session.draft == "para Marcos")
    }

    @Test func aRefusedMessageComesBack() {
        var session = Self.ana()
        session.press("Oi Ana")
        session.answers = false
        session.press("<Enter>")
        #expect(session.draft == "")
        session.inbox.rows[Cast.key(1)]?.evidence.refusedAt = Cast.ago(0, 0, 1)
        session.answerAll()
        #expect(session.draft == "Oi Ana")
        #expect(session.model.scope == .confirm)
        #expect(session.inbox.drafts[Cast.key(1)] == "Oi Ana")
    }

    @Test func aRefusedMessageComesBackBeforeWhatWasTypedSince() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>dois")
        let content = Content.text(TextContent(body: "um"))
        session.send(.sendRefused(.ownedElsewhere(until: Cast.now), thread: Cast.key(1), content: content))
        #expect(session.draft == "um\ndois")
    }

    @Test func aMessageThatCouldNotBeStoredComesBack() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>")
        let full = Obstacle(.storeFull, "/inbox.sqlite")
        session.send(.sendFailed(full, thread: Cast.key(1), content: .text(TextContent(body: "um"))))
        #expect(session.draft == "um")
        #expect(session.notice.hasPrefix("the disk that holds /inbox.sqlite is full."))
        #expect(session.model.conversation?.inFlight == nil)
    }

    @Test func whatIsTypedWhileOneIsOnItsWayIsKept() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>dois<Enter>")
        #expect(session.draft == "dois", "the second waits for the first")
        session.answerAll()
        #expect(session.draft == "dois")
        #expect(session.inbox.items.map(\.content.plainText) == ["um"])
        session.press("<Enter>")
        #expect(session.inbox.items.map(\.content.plainText) == ["um", "dois"])
    }

    @Test func leavingWhileOneIsOnItsWayLosesNothing() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>dois")
        session.press("<C-n>")
        let item = OutboxItem(
            id: "u", number: Cast.number, address: .phone("1"), content: .text(TextContent(body: "um")),
            actor: Cast.agent,
            enqueuedAt: Cast.now, dueAt: Cast.now, notAfter: Cast.now + .hours(1))
        #expect(session.send(.enqueued(item, thread: Cast.key(1))).contains(.saveDraft(Cast.key(1), text: "dois")))
    }

    @Test func refusedWhileElsewhereKeepsBothTexts() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>dois<C-n>")
        let effects = session.send(
            .sendRefused(.ownedElsewhere(until: Cast.now), thread: Cast.key(1), content: .text(TextContent(body: "um")))
        )
        #expect(effects.contains(.saveDraft(Cast.key(1), text: "um\ndois")))
    }

    @Test func aSentTextIsNoDraftAfterComingBackEarly() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>")
        session.answers = true
        session.press("<C-n><C-p>")
        #expect(session.draft == "", "it is on its way: a second Enter must not send it again")
        #expect(session.inbox.drafts[Cast.key(1)] == "um", "not in the outbox yet, so still on disk")
        session.press("dois<Enter>")
        #expect(session.draft == "dois" && session.notice == session.model.words(.stillGoing, "Enter").string)
        #expect(session.inbox.drafts[Cast.key(1)] == "um\ndois")
        session.answers = false
        let item = OutboxItem(
            id: "u", number: Cast.number, address: .phone("1"), content: .text(TextContent(body: "um")),
            actor: Cast.agent,
            enqueuedAt: Cast.now, dueAt: Cast.now, notAfter: Cast.now + .hours(1))
        session.send(.enqueued(item, thread: Cast.key(1)))
        #expect(session.draft == "dois")
        #expect(session.model.leftInFlight.isEmpty && session.model.conversation?.inFlight == nil)
    }

    @Test func aTextThatWentWhileItsConversationWasLoadedAgainIsNoDraft() {
        var session = Self.ana()
        session.press("um")
        session.answers = false
        session.press("<Enter>")
        session.answers = true
        session.press("<C-n>")
        session.answers = false
        session.press("<C-p>")
        let item = OutboxItem(
            id: "u", number: Cast.number, address: .phone("1"), content: .text(TextContent(body: "um")),
            actor: Cast.agent,
            enqueuedAt: Cast.now, dueAt: Cast.now, notAfter: Cast.now + .hours(1))
        #expect(session.send(.enqueued(item, thread: Cast.key(1))) == [.saveDraft(Cast.key(1), text: "")])
        // The draft that comes was read before that.
        session.answerAll()
        #expect(session.draft == "")
    }

    @Test func whatIsTakenBackElsewhereLeavesItsDraftToTheStore() throws {
        var session = Self.ana()
        session.press("Um<Enter>Dois")
        let item = try #require(session.inbox.items.last)
        session.press("<C-n>")
        let effects = session.send(.recalled(item, thread: Cast.key(1)))
        let saves = effects.contains { if case .saveDraft(Cast.key(1), _) = $0 { true } else { false } }
        #expect(!saves && session.notice.contains("draft"))
    }

    @Test func recallPutsTheWordsBack() {
        var session = Self.ana()
        session.press("<C-r>um<Enter>")
        session.press("dois<C-x>u")
        #expect(session.draft == "um\ndois")
        #expect(session.model.conversation?.replyTo == "wamid.106")
        #expect(session.inbox.items.isEmpty)
        session.press("<C-x>u")
        #expect(session.notice == session.model.words(.nothingToRecall).string)
    }

    @Test func typingBeforeTheDraftIsLoadedIsAddedToIt() {
        var session = Session()
        session.inbox.drafts[Cast.key(3)] = "velho "
        session.answers = false
        session.press("jj<Enter>novo")
        #expect(session.draft == "novo")
        session.answerAll()
        #expect(session.draft == "velho novo")
        session.answers = false
        session.press("<C-n>x<C-p>")
        session.answerAll()
        session.press("<C-n>")
        #expect(session.draft == "x", "typed before it was loaded, left before it was loaded")
    }

    // MARK: The gate's other answers

    @Test func aTryIsAskedForAndThenSent() {
        var session = ScreenState.disputed(Size(columns: 80, rows: 24))
        session.press("Oi<Enter>")
        #expect(session.model.scope == .confirm)
        session.press("n")
        #expect(session.inbox.items.isEmpty)
        #expect(session.draft == "Oi")
        session.press("<Enter>y")
        #expect(session.inbox.items.first?.consents.triesAnyway == true)
        #expect(session.model.conversation?.consents == Consents())
    }

    @Test func aNewAddressIsConfirmedOnce() {
        guard let state = ScreenState.popUps.first(where: { $0.name == "ask-address" }) else {
            Issue.record("no such state")
            return
        }
        var session = state.build(Size(columns: 80, rows: 24))
        #expect(session.inbox.items.isEmpty)
        session.press("y")
        #expect(session.inbox.items.first?.consents.confirmsAddress == true)
        #expect(session.inbox.items.first?.address == .phone("5511977770199"))
    }

    @Test func aPasteLongerThanAnyMessageIsCutAndSaysSo() {
        var session = Self.ana()
        session.press("oi ")
        session.send(.pasted(String(repeating: "e\u{301}", count: Model.longestDraft / 2 + 5)))
        session.press("y")
        #expect(session.draft.unicodeScalars.count == Model.longestDraft && session.draft.hasPrefix("oi e\u{301}"))
        #expect(session.notice == session.model.words(.pasteCut, "\(Model.longestDraft)").string)
        session.send(.pasted("mais"))
        #expect(session.draft.unicodeScalars.count == Model.longestDraft)
    }

    @Test func aPasteThatIsDeclinedIsCalledThat() {
        var session = Self.ana()
        session.send(.pasted(String(repeating: "uma linha\n", count: 40)))
        session.press("n")
        #expect(session.draft == "" && session.notice == session.model.words(.pasteDeclined).string)
    }
}
