import Inbox
import Screen
import Testing
import WhatsApp

@testable import Desk

/// Nobody answers blind: what somebody else of ours said since the first letter is asked about before one's own goes.
@Suite struct TailTests {
    /// Ana's conversation with words begun, and then somebody of ours answering.
    static func begun(
        _ author: String?, _ telling: Telling = .live, type: String = "text", fails: Bool = false,
        keys: String = "Já vai"
    ) -> Session {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press(keys)
        answer(&session, author, telling, type: type, fails: fails)
        return session
    }

    static func answer(
        _ session: inout Session, _ author: String?, _ telling: Telling = .live, type: String = "text",
        fails: Bool = false
    ) {
        var message = Message(
            key: MessageKey(7_000 + Int64(session.inbox.messages[Cast.key(1)]?.count ?? 0)),
            wamid: "wamid.colleague", direction: .outbound, type: type, text: "Saiu hoje de manhã.",
            timestamp: session.model.now, author: author)
        message.telling = telling
        if fails {
            message.delivery = Delivery(stage: .queued, at: session.model.now)
            message.delivery?.becomeUncertain(at: session.model.now)
        }
        session.inbox.messages[Cast.key(1), default: []].append(message)
        session.inbox.rows[Cast.key(1)]?.lastAt = session.model.now
        session.send(.storeChanged([Cast.key(1)]))
    }

    static func sent(_ effects: [Effect]) -> Int {
        effects.count { if case .enqueue = $0 { true } else { false } }
    }

    @Test(
        "who answered",
        arguments: [
            ("Duda", Telling.live, "Duda answered while you wrote"),
            (nil, .live, "Somebody else answered"),
            (nil, .phoneApp, "Somebody on the phone app answered"),
            (nil, .standby, "Another responder of this number answered"),
        ] as [(String?, Telling, String)])
    func asksBeforeASecondAnswer(_ author: String?, _ telling: Telling, _ words: String) {
        var session = Self.begun(author, telling)
        #expect(Self.sent(session.press("<Enter>")) == 0)
        let screen = session.text
        #expect(screen.contains(words))
        #expect(screen.contains("Saiu hoje de manhã."))
        #expect(session.draft == "Já vai")
        #expect(Self.sent(session.press("y")) == 1)
        #expect(session.draft == "")
    }

    /// The question belongs to the words, not to the visit in which they were begun.
    @Test func wordsBegunBeforeAreAskedAboutAfterAWalk() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("Já vai")
        session.open(Cast.key(2))
        Self.answer(&session, "Duda")
        session.open(Cast.key(1))
        #expect(session.draft == "Já vai")
        #expect(Self.sent(session.press("<Enter>")) == 0)
        #expect(session.text.contains("Duda answered while you wrote"))
        #expect(Self.sent(session.press("y")) == 1)
    }

    /// A draft of another sitting: who answered the customer's last words may have said it already.
    @Test(arguments: [(true, 0), (false, 1)])
    func wordsOfAnotherSittingAreAskedAboutToo(isAnswered: Bool, sends: Int) {
        var session = ScreenState.ana(Size(columns: 80, rows: 24)) { inbox in
            inbox.drafts[Cast.key(1)] = "Já vai"
            inbox.messages[Cast.key(1)] =
                [
                    Cast.message(1, .outbound, "Bom dia!", at: Cast.ago(0, 9), by: "Duda"),
                    Cast.message(2, .inbound, "Já saiu?", at: Cast.ago(0, 5)),
                ] + (isAnswered ? [Cast.message(3, .outbound, "Saiu.", at: Cast.ago(0, 3), by: "Duda")] : [])
        }
        #expect(Self.sent(session.press("<Enter>")) == sends)
    }

    @Test func noKeepsTheWordsAndAsksAgain() {
        var session = Self.begun("Duda")
        session.press("<Enter>n")
        #expect(session.draft == "Já vai")
        #expect(session.notice == Words.english(.nothingSent).string)
        #expect(Self.sent(session.press("<Enter>")) == 0)
        #expect(Self.sent(session.press("<Esc>")) == 0)
        #expect(session.inbox.items.isEmpty)
    }

    @Test("a yes is for the answer that was shown, and for no later one")
    func asksForEachAnswer() {
        var session = Self.begun("Duda")
        session.press("<Enter>n<Enter>")
        Self.answer(&session, "Caio")
        session.press("y")
        session.press("Mais uma coisa")
        Self.answer(&session, "Caio")
        #expect(Self.sent(session.press("<Enter>")) == 0)
    }

    @Test(
        "what is no answer of somebody else",
        arguments: [
            (Cast.agent, Telling.live, "text", false), ("Duda", .live, "reaction", false),
            ("Duda", .live, "text", true),
            (nil, .history, "text", false),
        ] as [(String?, Telling, String, Bool)])
    func asksAboutNothingElse(_ author: String?, _ telling: Telling, _ type: String, _ fails: Bool) {
        var session = Self.begun(author, telling, type: type, fails: fails)
        #expect(Self.sent(session.press("<Enter>")) == 1)
    }

    @Test func wordsBegunAfterTheAnswerGoAtOnce() {
        var session = Self.begun("Duda", keys: "")
        #expect(Self.sent(session.press("Como ela disse<Enter>")) == 1)
        session = Self.begun("Duda", keys: "x<BS>")
        #expect(Self.sent(session.press("Como ela disse<Enter>")) == 1)
    }

    @Test func theCustomersWordsAreNoReasonToAsk() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("Já vai")
        session.receive("oi?", from: Cast.key(1))
        #expect(Self.sent(session.press("<Enter>")) == 1)
    }

    @Test func aDraftOfYesterdayBeginsWhereItIsOpened() {
        var inbox = FakeInbox()
        inbox.drafts[Cast.key(1)] = "De ontem"
        var session = Session(inbox: inbox)
        session.open(Cast.key(1))
        Self.answer(&session, "Duda")
        #expect(Self.sent(session.press("<Enter>")) == 0)
        #expect(Self.sent(session.press("y")) == 1)
    }
}
