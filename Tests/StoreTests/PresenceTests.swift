import GRDB
import Inbox
import Synchronization
import Testing

@testable import Store

/// Who else has a conversation open: believed for seconds, told in one row, and no fact.
struct PresenceTests {
    private static let now = Bodies.noon + .seconds(100)

    private let scratch: Scratch
    private let key: ThreadKey
    private let other: ThreadKey

    init() throws {
        let scratch = try Scratch()
        self.scratch = scratch
        _ = try scratch.store.apply(
            (0..<2).map { Bodies.message("wamid.\($0)", at: Int64($0), from: "155577702\($0)") }, numbers: nil)
        func thread(_ person: Int) throws -> ThreadKey {
            try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, "155577702\(person)"))).key
        }
        key = try thread(0)
        other = try thread(1)
    }

    private func tell(
        _ agent: String, _ process: String, at: Span = .zero, typing: Bool = false, in thread: ThreadKey? = nil
    ) throws {
        try scratch.store.tell(
            Presence(agent: agent, isTyping: typing, at: Self.now + at), in: thread ?? key, process: process)
    }

    private func seen(by process: String = "1:1", at: Span = .zero) throws -> [String] {
        try scratch.store.present(in: key, process: process, now: Self.now + at)
            .map { $0.agent + ($0.isTyping ? "*" : "") }
    }

    @Test func colleaguesAreSeenAndThoseWhoWriteComeFirst() throws {
        try tell("bia", "1:1")
        try tell("carla", "2:1")
        try tell("diego", "3:1", typing: true)
        try tell("elis", "4:1", in: other)
        #expect(try seen() == ["diego*", "carla"])
        #expect(try seen(by: "3:1") == ["bia", "carla"])
        #expect(try seen(by: "9:9") == ["diego*", "bia", "carla"], "one's own other window, too")
    }

    @Test("ages", arguments: [(0, true), (14_999, true), (15_000, false), (60_000, false)] as [(Int64, Bool)])
    func whatWasToldIsBelievedForFifteenSeconds(_ age: Int64, _ isSeen: Bool) throws {
        try tell("carla", "2:1")
        #expect(try seen(at: Span(milliseconds: age)).isEmpty != isSeen)
        #expect(
            Presence(agent: "c", isTyping: false, at: Self.now).isFresh(at: Self.now + .init(milliseconds: age))
                == isSeen)
    }

    @Test func anInboxIsInOneConversationAndLeavesIt() throws {
        try tell("carla", "2:1")
        try tell("carla", "2:1", at: .seconds(1), in: other)
        #expect(try seen(at: .seconds(1)).isEmpty)
        try tell("carla", "2:1", at: .seconds(2))
        #expect(try seen(at: .seconds(2)) == ["carla"])
        try scratch.store.leave(process: "2:1")
        #expect(try seen(at: .seconds(2)).isEmpty)
        let report = try scratch.store.team([], now: Self.now)
        #expect(report.members.first { $0.name == "carla" }?.lastSeen == nil, "who only looked has done nothing here")
        #expect(
            try scratch.store.team(["carla"], now: Self.now).members.first { $0.name == "carla" }?.lastSeen
                == Self.now + .seconds(2))
    }

    /// Inboxes that were killed leave no row behind for ever.
    @Test func whatKilledInboxesLeftGoesWithTheNextOfTheirs() throws {
        for process in 0..<20 { try tell("carla", "\(process):1", at: .seconds(Int64(process) * 20)) }
        let rows = try scratch.store.read { try $0.integer("SELECT count(*) FROM presence") }
        #expect(rows == 1)
    }

    @Test func neitherDumpNorRebuildKnowsOfIt() throws {
        let before = try scratch.dump()
        try tell("carla", "2:1", typing: true)
        #expect(try scratch.dump() == before)
        try scratch.store.rebuild()
        #expect(try scratch.dump() == before)
        #expect(try scratch.store.agents().isEmpty)
    }

    /// What one telling costs: no dictionary is read, no thread folded.
    @Test func aTellingIsTwoWritesOfARow() throws {
        try tell("bia", "1:1")
        let counted = Mutex<[String]>([])
        scratch.store.pool.writeWithoutTransaction { db in
            db.trace { event in counted.withLock { $0.append("\(event)") } }
        }
        try tell("bia", "1:1", at: .seconds(30), in: other)
        let statements = counted.withLock { $0 }
        #expect(statements.count { $0.hasPrefix("INSERT") || $0.hasPrefix("DELETE") } == 2)
        #expect(statements.count <= 5, "\(statements)")
    }
}
