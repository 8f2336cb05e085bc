import Inbox
import Store
import Testing

/// Who is out of sight, whatever came in which order; and that no snooze hides what must be seen.
struct SnoozeTests {
    private static let dana = "15557770101"
    private static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(seconds) }

    private static func fact(_ act: AgentFact.Act, at seconds: Int64, by actor: String = "bia") -> AgentFact {
        AgentFact(
            id: "\(seconds)-\(act)", at: at(seconds), actor: actor, number: Bodies.number, alias: Alias(.waID, dana),
            act: act)
    }

    private static func says(_ id: String, at seconds: Int64, arrival: Int64? = 0) -> Reception {
        Bodies.message("wamid.\(id)", at: seconds, from: dana, arrival: arrival)
    }

    struct Story: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var bodies = [says("1", at: 0)]
        /// Besides having read what came first.
        let facts: [AgentFact]
        /// When it is looked at, in seconds after noon.
        let now: Int64
        let isSnoozed: Bool
    }

    static let stories = [
        Story(
            testDescription: "until a time", facts: [fact(.snooze(until: at(500)), at: 100)], now: 499, isSnoozed: true),
        Story(
            testDescription: "at its time", facts: [fact(.snooze(until: at(500)), at: 100)], now: 500, isSnoozed: false),
        Story(
            testDescription: "until they write", facts: [fact(.snooze(until: nil), at: 100)], now: 9_999_999,
            isSnoozed: true),
        Story(
            testDescription: "they write", bodies: [says("1", at: 0), says("2", at: 200)],
            facts: [fact(.snooze(until: at(500)), at: 100)], now: 300, isSnoozed: false),
        Story(
            testDescription: "they wrote before, and it came after",
            bodies: [says("1", at: 0), says("2", at: 50, arrival: 100)],
            facts: [fact(.snooze(until: nil), at: 100), fact(.read(["wamid.2"]), at: 400)], now: 500, isSnoozed: false),
        Story(
            testDescription: "they wrote before, nobody knows when it came",
            bodies: [says("1", at: 0), says("2", at: 50, arrival: nil)],
            facts: [fact(.snooze(until: nil), at: 100)], now: 500, isSnoozed: false),
        Story(
            testDescription: "in the second of the snooze",
            bodies: [says("1", at: 0), says("2", at: 100, arrival: nil)],
            facts: [fact(.snooze(until: nil), at: 100), fact(.read(["wamid.2"]), at: 400)], now: 500, isSnoozed: false),
        Story(
            testDescription: "and once more",
            bodies: [says("1", at: 0), says("2", at: 200)],
            facts: [
                fact(.snooze(until: at(500)), at: 100), fact(.read(["wamid.2"]), at: 300),
                fact(.snooze(until: at(900)), at: 300),
            ], now: 600, isSnoozed: true),
        Story(
            testDescription: "ended", facts: [fact(.snooze(until: nil), at: 100), fact(.reopen, at: 200)], now: 300,
            isSnoozed: false),
        Story(
            testDescription: "done since", facts: [fact(.snooze(until: nil), at: 100), fact(.done, at: 200)], now: 300,
            isSnoozed: false),
        Story(
            testDescription: "of what was done", facts: [fact(.done, at: 100), fact(.snooze(until: nil), at: 200)],
            now: 300, isSnoozed: true),
        Story(
            testDescription: "marked unread",
            facts: [
                fact(.snooze(until: nil), at: 100), fact(.unread(["wamid.1"]), at: 200),
            ], now: 300, isSnoozed: false),
        Story(
            testDescription: "the newer one counts",
            facts: [
                fact(.snooze(until: at(900)), at: 200, by: "carla"), fact(.snooze(until: at(400)), at: 100),
            ], now: 500, isSnoozed: true),
    ]

    @Test(arguments: stories) func isOutOfSightOrNot(_ story: Story) throws {
        var dumps: Set<String> = []
        let facts = [Self.fact(.read(["wamid.1"]), at: 10)] + story.facts
        for order in 0..<3 {
            let scratch = try Scratch(isQuick: true)
            if order == 1 { _ = try scratch.store.record(facts.reversed()) }
            for body in order == 2 ? story.bodies.reversed() : story.bodies {
                _ = try scratch.store.apply([body], numbers: nil)
            }
            if order != 1 { _ = try scratch.store.record(facts) }
            try Self.expect(scratch.store, now: Self.at(story.now), isSnoozed: story.isSnoozed)
            dumps.insert(try scratch.dump())
            try scratch.store.rebuild()
            dumps.insert(try scratch.dump())
        }
        #expect(dumps.count == 1, "no order of reading changes it")
    }

    private static func expect(_ store: InboxStore, now: Instant, isSnoozed: Bool) throws {
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
        #expect(row.isSnoozed(at: now) == isSnoozed)
        let counts = try store.counts(agent: "bia", now: now)
        #expect(
            counts[Queue.snoozed] == (isSnoozed ? 1 : 0) && counts[Queue.snoozed] + counts[.inbox] + counts[.done] == 1)
        #expect(counts[.all] == 1 && counts[.unassigned] == counts[.inbox])
        #expect(
            try store.page(.snoozed, agent: "bia", from: .top, count: 9, now: now).rows.count == counts[Queue.snoozed])
        #expect(try store.page(.inbox, agent: "bia", from: .top, count: 9, now: now).rows.count == counts[.inbox])
        #expect(try store.page(.all, agent: "bia", from: .top, count: 9, now: now).rows.count == 1)
        if isSnoozed { #expect(try store.ring(agent: "bia", now: now, limit: 9).isEmpty) }
        let end = row.snooze(at: now)?.until
        #expect(counts.nextReturn == end)
    }

    @Test func aFailureIsNeverHidden() throws {
        let scratch = try Scratch(isQuick: true)
        let store = scratch.store
        _ = try store.apply([Self.says("1", at: 0)], numbers: nil)
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
        let now = Self.at(60)
        let permit = try SendGate().pass(
            .text(TextContent(body: "On its way.")), in: row.gateContext(), consents: Consents(), template: nil,
            pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: "u1", dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.record([
            Self.fact(.read(["wamid.1"]), at: 10), Self.fact(.snooze(until: Self.at(9_000)), at: 70),
        ])
        try Self.expect(store, now: Self.at(80), isSnoozed: true)
        _ = try store.claim(id: "u1", worker: "w", now: Self.at(90))
        _ = try store.finish(
            id: "u1", .refused(FailureNote(code: 131_026, title: "Undeliverable"), at: Self.at(91), retryAt: nil))
        try Self.expect(store, now: Self.at(100), isSnoozed: false)
        #expect(try store.counts(agent: "bia", now: Self.at(100))[.failed] == 1)
        // Looked after, it is out of sight again, for as long as was asked.
        _ = try store.record([Self.fact(.settle(message: "u1"), at: 110)])
        try Self.expect(store, now: Self.at(120), isSnoozed: true)
        try Self.expect(store, now: Self.at(9_000), isSnoozed: false)
    }

    @Test func whoAndUntilWhenAreTold() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.says("1", at: 0)], numbers: nil)
        _ = try scratch.store.record([
            Self.fact(.read(["wamid.1"]), at: 10), Self.fact(.snooze(until: Self.at(500)), at: 100, by: "carla"),
        ])
        let row = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
        #expect(row.snooze == Snooze(until: Self.at(500), at: Self.at(100), by: "carla"))
        let dump = try scratch.dump()
        #expect(
            dump.contains("\"snoozed_by\":\"carla\"") && dump.contains("\"snoozed_until_at\":\"2026-11-24T09:08:20"))
    }
}
