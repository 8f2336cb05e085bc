import Inbox
import Screen
import Testing

@testable import Desk

/// Whose a conversation is: chosen by a few letters, claimed, and told when somebody else said otherwise.
@Suite struct AssignTests {
    private static let size = Size(columns: 120, rows: 40)
    private static let ana = Cast.key(1)

    @Test func aColleagueIsChosenByAFewLetters() {
        var session = ScreenState.ana(Self.size)
        session.model.settings.team = ["Elis Nunes", "Carla Lima"]
        session.press("<C-x>I")
        for line in ["me, Bia Melo", "Elis Nunes", "Carla Lima", "Diego Paz", "nobody"] {
            #expect(session.text.contains(line), "\(line)")
        }
        #expect(session.text.contains("has it"))
        let effects = session.press("crl<Enter>")
        #expect(effects.contains(.record(Self.ana, [.assign(to: "Carla Lima")])))
        #expect(session.notice == "Ana Souza is assigned to Carla Lima")
        session.press("<C-x>Inobod<Enter>")
        #expect(session.inbox.facts.last == .assign(to: nil))
    }

    @Test func theListAndTheMessagesHaveTheKeyToo() {
        var session = Session(size: Self.size)
        session.press("A")
        #expect(session.model.scope == .choice)
        session.press("<Esc><Enter><S-Tab>A")
        #expect(session.model.focus == .messages && session.model.scope == .choice)
    }

    @Test func hostileNamesAreHarmless() {
        var session = ScreenState.ana(Self.size) {
            $0.agents = ["a\u{1B}[2J\nb", "", String(repeating: "x", count: 900)]
        }
        session.press("<C-x>I")
        #expect(!session.text.contains("\u{1B}"))
    }

    // MARK: The next one

    @Test func theNextIsClaimedAndOpenToBeAnswered() {
        var session = Session(size: Self.size)
        let free = session.inbox.rows.values.filter { $0.assignee == nil }
        let first = NextRing.order(Array(free), agent: Cast.agent, at: Cast.now).first
        let effects = session.press("I")
        #expect(effects.contains { if case .claimNext = $0 { true } else { false } })
        #expect(session.model.conversation?.row.key == first && session.model.focus == .compose)
        #expect(session.notice == "Marcos Tavares is assigned to you" || session.notice.contains("yours"))
        session.press("x<Esc><Esc>")
        session.press("<M-x>claim<Enter>")
        #expect(session.inbox.facts.filter { $0 == .assign(to: Cast.agent) }.count == 2)
    }

    @Test func whenNobodyWaitsItSaysSo() {
        var session = Session(size: Self.size, inbox: FakeInbox(rows: [Cast.ana]))
        session.press("I")
        #expect(session.notice == "nobody waits who is not somebody's already" && session.model.focus == .list)
    }

    // MARK: Losing

    private static func other(_ session: inout Session, to: String?, by: String, at: Instant) {
        session.inbox.rows[ana]?.assignee = to
        session.inbox.rows[ana]?.assignment = Assigning(by: by, at: at)
        session.send(.storeChanged([ana]))
    }

    @Test func whoeverLosesIsTold() {
        var session = ScreenState.ana(Self.size)
        session.press("<C-x>IDiego<Enter>")
        Self.other(&session, to: "Carla Lima", by: "Elis Nunes", at: Cast.now)
        #expect(session.notice == "Ana Souza is Carla Lima's now: Elis Nunes assigned it after you did")
        // Once.
        session.press("x")
        session.send(.storeChanged([Self.ana]))
        #expect(session.notice.isEmpty)
    }

    @Test func whatWasSaidBeforeIsNoLoss() {
        var session = ScreenState.ana(Self.size)
        session.answers = false
        session.press("<C-x>IDiego<Enter>")
        session.answerAll()
        Self.other(&session, to: "Carla Lima", by: "Elis Nunes", at: Cast.now - .seconds(1))
        #expect(!session.notice.contains("Carla"))
    }

    @Test func oursIsWatchedForGoodOthersForAMinute() {
        for (keys, isTold) in [("<C-x>Ime<Enter>", true), ("<C-x>IDiego<Enter>", false)] {
            var session = ScreenState.ana(Self.size) { $0.rows[Self.ana]?.assignee = nil }
            session.press(keys)
            session.wait(.minutes(2))
            Self.other(&session, to: nil, by: "Elis Nunes", at: session.model.now)
            #expect(
                (session.notice == "Ana Souza is nobody's now: Elis Nunes gave it back after you assigned it") == isTold
            )
        }
    }
}
