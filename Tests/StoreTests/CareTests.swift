import GRDB
import Inbox
import Testing

@testable import Store

/// How things stand, labels and priority, folded from facts in any order.
struct CareTests {
    private static let dana = "15557770101"
    private static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(seconds) }

    private static func fact(_ act: AgentFact.Act, at seconds: Int64, by actor: String = "bia") -> AgentFact {
        AgentFact(
            id: "\(seconds)-\(act)", at: at(seconds), actor: actor, number: Bodies.number, alias: Alias(.waID, dana),
            act: act)
    }

    private static func label(_ name: String) throws -> Label { try #require(Label(name)) }

    private static func row(_ store: InboxStore) throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
    }

    @Test func theNewestOfEachStandsInAnyOrder() throws {
        let facts = [
            Self.fact(.stateOfPlay("carrier called"), at: 10),
            Self.fact(.stateOfPlay("new date: Monday"), at: 20, by: "carla"),
            Self.fact(.label(try Self.label("vip")), at: 10), Self.fact(.label(try Self.label("refund")), at: 11),
            Self.fact(.unlabel(try Self.label("vip")), at: 12), Self.fact(.label(try Self.label("angry")), at: 13),
            Self.fact(.unlabel(try Self.label("angry")), at: 9), Self.fact(.priority(.urgent), at: 10),
            Self.fact(.priority(.high), at: 30),
        ]
        var dumps: Set<String> = []
        for seed in 0..<6 {
            var order = SeededOrder(seed: UInt64(seed))
            let scratch = try Scratch(isQuick: true)
            for fact in facts.shuffled(using: &order) { _ = try scratch.store.record([fact]) }
            _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
            let row = try Self.row(scratch.store)
            #expect(row.stateOfPlay == StateOfPlay(text: "new date: Monday", by: "carla", at: Self.at(20)))
            #expect(row.labels.map(\.name) == ["angry", "refund"] && row.priority == .high)
            #expect(try scratch.store.labels().map(\.name) == ["angry", "refund"])
            dumps.insert(try scratch.dump())
            try scratch.store.rebuild()
            dumps.insert(try scratch.dump())
            #expect(try scratch.store.labels().map(\.name) == ["angry", "refund"])
        }
        #expect(dumps.count == 1)
    }

    @Test func nothingOfItMovesARowOrAnswersAnybody() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
        var before = try Self.row(scratch.store)
        _ = try scratch.store.record([
            Self.fact(.stateOfPlay("x"), at: 500), Self.fact(.label(try Self.label("vip")), at: 501),
            Self.fact(.priority(.urgent), at: 502),
        ])
        let after = try Self.row(scratch.store)
        (before.stateOfPlay, before.labels, before.priority) = (after.stateOfPlay, after.labels, after.priority)
        #expect(after == before)
        _ = try scratch.store.record([Self.fact(.stateOfPlay(nil), at: 600), Self.fact(.priority(.normal), at: 601)])
        let last = try Self.row(scratch.store)
        #expect(last.stateOfPlay == nil && last.priority == .normal && last.labels.count == 1)
    }

    @Test func labelsGoWithWhoIsMerged() throws {
        let scratch = try Scratch(isQuick: true)
        let store = scratch.store
        let other = "15557770202"
        _ = try store.apply(
            [Bodies.message("wamid.1", at: 0, from: Self.dana), Bodies.message("wamid.2", at: 1, from: other)],
            numbers: nil)
        _ = try store.record([
            Self.fact(.label(try Self.label("vip")), at: 5),
            AgentFact(
                id: "l2", at: Self.at(6), actor: "bia", number: Bodies.number, alias: Alias(.waID, other),
                act: .label(try Self.label("refund"))),
        ])
        let second = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, other)))
        let holding = try #require(try store.holding(of: second.key.person))
        _ = try store.record([Self.fact(.merge(holding), at: 9)])
        #expect(try Self.row(store).labels.map(\.name) == ["refund", "vip"])
        let rows = try DatabaseQueue(path: scratch.path).read {
            try Int.fetchOne($0, sql: "SELECT count(DISTINCT thread) FROM threadLabel")
        }
        #expect(rows == 1)
        let dump = try scratch.dump()
        try store.rebuild()
        #expect(try scratch.dump() == dump)
    }
}
