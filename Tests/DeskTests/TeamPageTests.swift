import Inbox
import Screen
import Testing

@testable import Desk

/// Who has what, and handing all of it over with one question and one key back.
@Suite struct TeamPageTests {
    private static let size = Size(columns: 120, rows: 40)

    private static func owned(_ session: Session, by agent: String?) -> Int {
        session.inbox.rows.values.count { $0.assignee == agent && !$0.isDone }
    }

    @Test(arguments: ["W", "<C-x>W"]) func thePageListsEverybodyWithWhatTheyHave(_ key: String) {
        var session = Session(size: Self.size)
        session.press(key)
        #expect(session.model.scope == .team)
        let rows = session.text.split(separator: "\n").map(String.init)
        for agent in ["Bia Melo", "Carla Lima", "Diego Paz"] {
            let row = rows.last { $0.contains(agent) } ?? ""
            #expect(row.contains(" \(Self.owned(session, by: agent)) "), "\(row)")
        }
        #expect(rows.contains { $0.contains("nobody's") })
        session.press("G")
        session.press("<Enter>")
        #expect(session.notice == "nobody has these yet; I in the list takes the next")
        session.press("<Esc>")
        #expect(session.model.modes.isEmpty)
    }

    @Test func allOfOneGoToAnotherAfterAQuestionAndBackByAKey() {
        var session = Session(size: Self.size)
        let (mine, hers) = (Self.owned(session, by: Cast.agent), Self.owned(session, by: "Carla Lima"))
        #expect(mine > 0)
        session.press("W<Enter>")
        #expect(session.text.contains("\(mine) of Bia Melo to:") && !session.text.contains("me, Bia Melo"))
        #expect(!session.press("carla<Enter>").contains { if case .reassign = $0 { true } else { false } })
        #expect(session.text.contains("Give all \(mine) open conversations of Bia Melo to Carla Lima?"))
        #expect(session.press("y").contains(.reassign(from: Cast.agent, to: "Carla Lima")))
        #expect(Self.owned(session, by: Cast.agent) == 0 && Self.owned(session, by: "Carla Lima") == mine + hers)
        #expect(session.notice.hasPrefix("from Bia Melo to Carla Lima: \(mine) changed"))
        #expect(session.notice.hasSuffix("u gives them back"))
        // One of them has found somebody else meanwhile, and stays there.
        let moved = session.model.handedOver?.keys ?? []
        session.inbox.rows[moved[0]]?.assignee = "Diego Paz"
        session.press("u")
        #expect(Self.owned(session, by: Cast.agent) == mine - 1)
        #expect(session.notice.contains("somebody else has it by now"))
    }

    @Test func toNobody() {
        var session = Session(size: Self.size)
        let mine = Self.owned(session, by: Cast.agent)
        session.press("W<Enter>nobody<Enter>")
        #expect(session.text.contains("Take all \(mine) open conversations from Bia Melo, for anybody to take?"))
        session.press("n")
        #expect(session.notice == "Nothing was changed." || session.notice.lowercased().contains("nothing"))
        #expect(Self.owned(session, by: Cast.agent) == mine && session.model.scope == .team)
    }

    @Test func keysThatCouldDoNothingSaySo() {
        var session = Session(size: Self.size)
        session.press("Wu")
        #expect(session.notice == "nothing was given away from this page")
        session.press("<Esc>")
        session.inbox.agents.append("Zoe")
        session.press("WGk<Enter>")
        #expect(session.notice == "Zoe has no open conversation")
    }

    @Test func thePageFollowsTheStore() {
        var session = Session(size: Self.size)
        session.press("W")
        let row = session.inbox.rows.values.first { $0.assignee == nil && !$0.isDone }
        guard let key = row?.key else { return }
        let before = session.text
        session.inbox.rows[key]?.assignee = "Diego Paz"
        session.send(.storeChanged([key]))
        #expect(session.text != before && session.model.scope == .team)
    }
}
