import Inbox
import Screen
import Testing

@testable import Desk

/// Questions are answered by their own keys alone, and every other key is told so: one rule for all of them.
@Suite struct QuestionTests {
    private static let sizes = [Size(columns: 40, rows: 15), Size(columns: 80, rows: 24)]

    private static let address = Inbox.Address.phone("5511988880101")

    /// One of each. A question that is added fails to compile in `place` until it stands here.
    private static let questions: [Desk.Confirmation] = [
        .quit(drafts: 1, outbox: 2), .tryAnyway(.windowUnknown), .newAddress(from: Self.address, to: Self.address),
        .answeredMeanwhile(by: "Duda", words: "Saiu hoje."), .writingToo(by: "Carla Lima"),
        .reassign(from: "Duda", to: nil, 3, who: "Duda", toWhom: "nobody"), .sendDirectly(who: "Ana Souza"),
        .block(Cast.key(1), Self.address, true, who: "Ana Souza"), .optOut(Cast.key(1), .everything, who: "Ana Souza"),
        .identity(Cast.key(1), .takeBack(fact: "fact-1")), .marked(.done, what: "done", 3, unseen: 1, shut: 0),
        .paste(String(repeating: "linha\n", count: 30)), .resend(MessageKey(200), who: "Ana Souza"),
    ]

    private static func place(_ question: Desk.Confirmation) -> Int {
        switch question {
        case .quit: 0
        case .tryAnyway: 1
        case .newAddress: 2
        case .answeredMeanwhile: 3
        case .writingToo: 4
        case .reassign: 5
        case .sendDirectly: 6
        case .block: 7
        case .optOut: 8
        case .identity: 9
        case .marked: 10
        case .paste: 11
        case .resend: 12
        }
    }

    private func asked(_ question: Desk.Confirmation, _ size: Size) -> Session {
        var session = ScreenState.ana(size)
        session.model.modes = [.confirm(question)]
        return session
    }

    @Test func everyQuestionIsInTheTable() {
        #expect(Self.questions.map(Self.place) == Array(0...12))
    }

    @Test(arguments: questions.indices, sizes)
    func aKeyThatIsNoAnswerIsToldWhatTheQuestionTakes(_ index: Int, size: Size) {
        let question = Self.questions[index]
        let first = asked(question, size)
        let said = first.model.words(.onlyYesNo, "y", "n").string
        #expect(!first.text.contains(said))
        for key in [
            "x", "Y", "<Enter>", "<Tab>", "<Down>", "<F1>", "<F5>", "<C-x>", "<C-q>", "<M-a>", "<Space>", "ção",
        ] {
            var session = asked(question, size)
            let effects = session.press(key)
            #expect(session.model.modes == [.confirm(question)], "\(key)")
            #expect(effects.allSatisfy { !$0.writes }, "\(key): \(effects)")
            #expect(session.text.contains(said), "\(key) at \(size):\n\(session.text)")
            #expect(session.draft == first.draft, "\(key)")
        }
        var pasted = asked(question, size)
        pasted.send(.pasted("y"))
        #expect(pasted.model.modes == [.confirm(question)] && pasted.text.contains(said), "a paste answers nothing")
    }

    @Test(arguments: questions.indices, ["n", "<Esc>", "<C-c>"])
    func noIsNo(_ index: Int, key: String) {
        var session = asked(Self.questions[index], Size(columns: 80, rows: 24))
        session.press("x" + key)
        #expect(session.model.modes.isEmpty && !session.model.isQuitting)
        #expect(!session.model.missesQuestion, "and nothing of it stays")
    }

    /// Nor is a key silent on a page: one that does nothing there says so, as in the panes.
    @Test(arguments: ["<F1>", "<C-x>s", "<C-x>W", "<C-x>t", "<C-x>w", "<C-x>p"])
    func aPageTellsOfAKeyThatDoesNothing(opened: String) {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.press("<Esc>" + opened)
        let scope = session.model.scope
        guard !session.model.modes.isEmpty else {
            Issue.record("\(opened) opens no page")
            return
        }
        for key in ["é", "<F12>", "%"] {
            session.press(key)
            #expect(session.notice == session.model.words(.nothingOnKey).string, "\(opened) \(key)")
            #expect(session.model.scope == scope)
        }
        session.send(.pasted("texto"))
        #expect(session.notice == session.model.words(.nowhereToPaste).string && session.model.scope == scope)
    }

    /// Another question begins as its own.
    @Test func whatWasMissedIsForgottenWithTheNextKey() {
        var session = asked(Self.questions[0], Size(columns: 80, rows: 24))
        session.press("x")
        #expect(session.model.missesQuestion)
        session.press("<C-l>")
        #expect(!session.model.missesQuestion)
    }
}
