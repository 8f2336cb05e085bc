import Inbox
import Screen
import Testing

@testable import Desk

/// Hands that type on answer no question that came up under them, and begin nothing by what they type behind an answer.
@Suite struct HastyAnswerTests {
    private static func atTheKeys() -> Session {
        var settings = Settings(agent: Cast.agent)
        settings.answerPause = Settings.pauseOfHands
        return Session(size: Size(columns: 80, rows: 24), settings: settings)
    }

    /// From the list, a question that came up at this moment.
    private static func asked() -> Session {
        var session = atTheKeys()
        session.press("j")
        session.wait(.seconds(1))
        session.press("<C-x>x")
        return session
    }

    private func wait(_ milliseconds: Int64, _ session: inout Session) {
        session.wait(Span(milliseconds: milliseconds))
    }

    @Test(arguments: [("y", 0), ("n", 0), ("y", 149), ("n", 149), ("<Esc>", 20)] as [(String, Int64)])
    func noKeyAnswersWhatJustCameUp(key: String, after: Int64) {
        var session = Self.asked()
        #expect(session.model.isAsking)
        wait(after, &session)
        let effects = session.press(key)
        #expect(session.model.isAsking && session.model.missesQuestion && !effects.contains { $0.writes })
    }

    @Test(arguments: [("y", 150), ("n", 150), ("y", 2_000)] as [(String, Int64)])
    func aKeyAfterAPauseDoes(key: String, after: Int64) {
        var session = Self.asked()
        wait(after, &session)
        session.press(key)
        #expect(!session.model.isAsking)
    }

    /// A word that was typed without looking: every letter follows the one before.
    @Test func aWordTypedAtAQuestionAnswersNothing() {
        var session = Self.asked()
        for letter in "fornecedor" {
            wait(100, &session)
            session.press(String(letter))
        }
        #expect(session.model.isAsking && session.inbox.facts.isEmpty)
    }

    @Test func whatIsTypedOnBehindAnAnswerBeginsNothing() {
        var session = Self.asked()
        wait(400, &session)
        session.press("n")
        for letter in "ecedor" {
            wait(90, &session)
            session.press(String(letter))
        }
        #expect(session.model.modes.isEmpty && session.inbox.facts.isEmpty, "no state of play was opened by its key")
        wait(150, &session)
        session.press("?")
        #expect(!session.model.modes.isEmpty, "after a pause a key is a key")
    }

    /// A chord is no typed word: it does what it does at once, and its letters are no words either.
    @Test func aChordBehindAnAnswerIsAChord() {
        var session = Self.asked()
        wait(400, &session)
        session.press("n<C-x>W")
        #expect(session.model.scope == .team)
    }

    @Test func inTheBoxItIsWritten() {
        var session = Self.atTheKeys()
        session.press("<Enter>")
        session.wait(.seconds(1))
        session.press("oi")
        session.model.modes.append(.confirm(.sendDirectly(who: "Ana")))
        session.wait(.seconds(1))
        session.press("n")
        session.press(" bom dia")
        #expect(session.draft == "oi bom dia", "no word is lost")
        session.press("<Enter>")
        #expect(session.inbox.items.isEmpty, "and none leaves by the same stroke")
        session.wait(.seconds(1))
        session.press("<Enter>")
        #expect(session.inbox.items.count == 1)
    }

    @Test func keysOfAScriptNeedNoPause() {
        var session = ScreenState.ana(Size(columns: 80, rows: 24))
        session.model.modes.append(.confirm(.quit(drafts: 1, outbox: 0)))
        session.press("n")
        #expect(!session.model.isAsking)
    }
}
