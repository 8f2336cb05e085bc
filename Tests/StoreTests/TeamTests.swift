import GRDB
import Inbox
import Testing

@testable import Store

/// Who ever acted, whose a conversation is, and that two who claim at once never get the same one.
struct TeamTests {
    private static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(seconds) }

    private static func phone(_ person: Int) -> String { "155577702\(person < 10 ? "0" : "")\(person)" }

    private static func filled(_ people: Int) throws -> Scratch {
        let scratch = try Scratch()
        _ = try scratch.store.apply(
            (0..<people).map { Bodies.message("wamid.\($0)", at: Int64($0), from: phone($0)) }, numbers: nil)
        return scratch
    }

    private static func fact(_ act: AgentFact.Act, of person: Int = 0, at seconds: Int64, by actor: String) -> AgentFact
    {
        AgentFact(
            id: "\(seconds)-\(actor)-\(act)", at: at(seconds), actor: actor, number: Bodies.number,
            alias: Alias(.waID, phone(person)), act: act)
    }

    @Test func agentsAreWhoeverActedOrHasAConversation() throws {
        let scratch = try Self.filled(1)
        #expect(try scratch.store.agents().isEmpty)
        _ = try scratch.store.record([
            Self.fact(.priority(.high), at: 100, by: "carla"), Self.fact(.assign(to: "diego"), at: 101, by: "bia"),
            Self.fact(.done, at: 102, by: "carla"),
        ])
        #expect(try scratch.store.agents() == ["bia", "carla", "diego"])
    }

    @Test func theLaterAssignmentCountsInAnyOrder() throws {
        let facts = [
            Self.fact(.assign(to: "bia"), at: 10, by: "bia"), Self.fact(.assign(to: "carla"), at: 11, by: "carla"),
            Self.fact(.assign(to: nil), at: 9, by: "diego"),
        ]
        for seed in 0..<4 {
            var order = SeededOrder(seed: UInt64(seed))
            let scratch = try Self.filled(1)
            for fact in facts.shuffled(using: &order) { _ = try scratch.store.record([fact]) }
            let row = try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.phone(0))))
            #expect(row.assignee == "carla" && row.assignment == Assigning(by: "carla", at: Self.at(11)))
        }
    }

    @Test func theOneThatNeedsAnAnswerFirstIsClaimed() throws {
        let scratch = try Self.filled(4)
        let now = Self.at(60)
        _ = try scratch.store.record([
            Self.fact(.assign(to: "carla"), of: 0, at: 10, by: "carla"), Self.fact(.done, of: 1, at: 11, by: "bia"),
            Self.fact(.read(["wamid.1"]), of: 1, at: 11, by: "bia"),
        ])
        var claimed: [String] = []
        while let row = try scratch.store.claimNext(agent: "bia", now: now, id: "claim-\(claimed.count)") {
            #expect(row.assignee == "bia")
            claimed.append(row.address?.value ?? "")
        }
        #expect(claimed == [Self.phone(2), Self.phone(3)])
        #expect(try scratch.store.claimNext(agent: "bia", number: NumberID("1"), now: now, id: "x") == nil)
    }

    /// Whoever gave it back had a clock an hour ahead: the claim counts all the same.
    @Test func aClaimComesAfterTheFactThatFreedIt() throws {
        let scratch = try Self.filled(1)
        _ = try scratch.store.record([Self.fact(.assign(to: nil), at: 3_600, by: "carla")])
        let row = try #require(try scratch.store.claimNext(agent: "bia", now: Self.at(60), id: "claim"))
        #expect(row.assignee == "bia" && row.assignment?.at == Self.at(3_600) + Span(milliseconds: 1))
    }

    /// Three agents, each with the file open for itself, claim at once until nothing is left.
    @Test func twoWhoClaimAtOnceNeverGetTheSameOne() async throws {
        let people = 60
        let scratch = try Self.filled(people)
        let path = scratch.path
        let all = try await withThrowingTaskGroup(of: (String, [ThreadKey]).self) { group in
            for agent in ["bia", "carla", "diego"] {
                group.addTask {
                    let store = try InboxStore(path: path)
                    var keys: [ThreadKey] = []
                    while let row = try store.claimNext(
                        agent: agent, now: Bodies.noon + .seconds(90), id: "\(agent)-\(keys.count)")
                    {
                        keys.append(row.key)
                    }
                    return (agent, keys)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let keys = all.values.flatMap { $0 }
        #expect(keys.count == people && Set(keys).count == people)
        for (agent, keys) in all {
            for key in keys {
                let row = try scratch.store.thread(key)
                #expect(row?.assignee == agent)
            }
        }
    }

    // MARK: Who has what

    @Test func whatEachHasIsCounted() throws {
        let scratch = try Self.filled(6)
        _ = try scratch.store.record([
            Self.fact(.assign(to: "bia"), of: 0, at: 10, by: "bia"),
            Self.fact(.assign(to: "bia"), of: 1, at: 11, by: "bia"),
            Self.fact(.assign(to: "carla"), of: 2, at: 12, by: "bia"),
            Self.fact(.assign(to: "carla"), of: 3, at: 13, by: "carla"), Self.fact(.done, of: 3, at: 14, by: "carla"),
            Self.fact(.read(["wamid.3"]), of: 3, at: 14, by: "carla"),
        ])
        let now = Self.at(23 * 3_600)
        let report = try scratch.store.team(["elis"], now: now)
        #expect(report.members.map(\.name) == ["bia", "carla", "elis", nil])
        #expect(report.members.map(\.open) == [2, 1, 0, 2])
        #expect(report.members.map(\.unanswered) == [2, 1, 0, 2])
        #expect(report.members.map(\.closing) == [2, 1, 0, 2])
        #expect(report.members.map(\.oldest) == [Self.at(0), Self.at(2), nil, Self.at(4)])
        #expect(report.members.map(\.lastSeen) == [Self.at(12), Self.at(14), nil, nil])
        #expect(try scratch.store.team([], now: Self.at(60)).members.map(\.closing) == [0, 0, 0])
        #expect(try scratch.store.team([], number: NumberID("1"), now: now).members.map(\.open) == [0, 0, 0])
        #expect(try scratch.store.openThreads(of: "bia").count == 2)
        #expect(try scratch.store.openThreads(of: "carla").count == 1)
        #expect(try scratch.store.openThreads(of: "bia", number: NumberID("1")).isEmpty)
    }
}
