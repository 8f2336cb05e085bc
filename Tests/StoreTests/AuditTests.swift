import GRDB
import Inbox
import Testing

@testable import Store

/// Who did what, to whom, when: every fact and every message of ours, and nobody's words.
struct AuditTests {
    private static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(seconds) }

    private static func phone(_ person: Int) -> String { "1555777020\(person)" }

    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        _ = try scratch.store.apply(
            (0..<2).map { Bodies.message("wamid.\($0)", at: Int64($0), from: Self.phone($0)) }, numbers: nil)
        _ = try scratch.store.record([
            fact(.assign(to: "bia"), of: 0, at: 10, by: "carla"), fact(.assign(to: nil), of: 0, at: 30, by: "bia"),
            fact(.snooze(until: Self.at(3_600)), of: 1, at: 20, by: "carla"),
            fact(.optOut(.everything), of: 1, at: 40, by: "bia"),
        ])
    }

    private func fact(_ act: AgentFact.Act, of person: Int, at seconds: Int64, by actor: String) -> AgentFact {
        AgentFact(
            id: "fact-\(seconds)", at: Self.at(seconds), actor: actor, number: Bodies.number,
            alias: Alias(.waID, Self.phone(person)), act: act)
    }

    private func key(_ person: Int) throws -> ThreadKey {
        try #require(try scratch.store.thread(number: nil, alias: Alias(.waID, Self.phone(person)))).key
    }

    private func entries(
        of keys: [ThreadKey]? = nil, by actor: String? = nil, since: Int64 = 0, until: Int64 = 1_000,
        newest: Int? = nil
    ) throws -> [AuditEntry] {
        var entries: [AuditEntry] = []
        try scratch.store.audit(
            of: keys, by: actor, since: Self.at(since), until: Self.at(until), newest: newest
        ) { entries.append($0) }
        return entries
    }

    @Test func everyActIsListedOldestFirst() throws {
        let all = try entries()
        #expect(all.map(\.action) == [.assign, .snooze, .assign, .optOut])
        #expect(all.map(\.actor) == ["carla", "carla", "bia", "bia"])
        #expect(all.map(\.value) == ["bia", Self.at(3_600).rfc3339.replacing(".000Z", with: "Z"), nil, "everything"])
        #expect(all.map(\.person) == [Self.phone(0), Self.phone(1), Self.phone(0), Self.phone(1)])
    }

    @Test func onePersonOneAgentAndAStretchOfTime() throws {
        #expect(try entries(of: [key(0)]).map(\.action) == [.assign, .assign])
        #expect(try entries(by: "bia").map(\.action) == [.assign, .optOut])
        #expect(try entries(of: [key(1)], by: "bia").map(\.action) == [.optOut])
        #expect(try entries(since: 20, until: 40).map(\.id) == ["fact-20", "fact-30"])
        #expect(try entries(newest: 2).map(\.id) == ["fact-30", "fact-40"])
        #expect(try entries(of: []).isEmpty)
    }

    /// Every kind of fact has a word that the audit knows.
    @Test func everyKindOfFactHasItsAction() {
        for code in FactCode.allCases { #expect(AuditEntry.Action(rawValue: code.word) != nil, "\(code)") }
        #expect(AuditEntry.Action.allCases.count == FactCode.allCases.count + 1)
    }

    /// Of all by time, of one conversation by it: neither reads every fact or message.
    @Test(arguments: [false, true]) func noScan(_ isOfOne: Bool) throws {
        let plan = try scratch.store.read { db in
            try Row.fetchAll(
                db,
                sql: "EXPLAIN QUERY PLAN " + InboxStore.auditSQL(threads: isOfOne ? [1] : nil, newest: nil),
                arguments: ["actor": nil, "since": 0, "until": 1, "first": 0, "last": 1]
            ).map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN f") || $0.hasPrefix("SCAN m") }, "\(plan)")
    }

    @Test func whatTheTakerThrowsIsTheirs() throws {
        struct Full: Error {}
        var taken = 0
        #expect(throws: Full.self) {
            try scratch.store.audit(since: Self.at(0), until: Self.at(1_000)) { _ in
                taken += 1
                throw Full()
            }
        }
        #expect(taken == 1)
    }
}
