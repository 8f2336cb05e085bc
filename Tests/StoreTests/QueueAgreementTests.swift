import GRDB
import Inbox
import Store
import Testing

/// The lists are cut by SQL, the rules are pure functions: over random rows both say the same.
@Suite struct QueueAgreementTests {
    private static let now = Bodies.noon + .hours(60)

    /// Sixty conversations whose rows hold anything that facts can make of them.
    ///
    /// - Parameter arrival: of everything, in seconds after noon; nil when nothing tells since when the store has listened.
    private static func stage(_ order: inout SeededOrder, arrival: Int64?) throws -> Scratch {
        let scratch = try Scratch()
        _ = try scratch.store.apply(
            (0..<60).map {
                Bodies.message("wamid.\($0)", at: Int64($0), from: "155577701\(10 + $0)", arrival: arrival)
            }, numbers: nil)
        try DatabaseQueue(path: scratch.path).write { db in
            for id in try Int64.fetchAll(db, sql: "SELECT id FROM thread ORDER BY id") {
                try db.execute(
                    sql: """
                        UPDATE thread SET (trigger, undatedTrigger, reaction, undatedReaction, refusedAt, waitingSince,
                            failed, unread, isDone, assignee, lastAt, snoozedUntil, snoozedAt)
                            = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) WHERE id = ?
                        """,
                    arguments: row(&order) + [id])
            }
        }
        return scratch
    }

    /// Moments around the edges of a window, in whole minutes; most rows share some, so that ties are broken too.
    private static func moment(_ order: inout SeededOrder, oneIn chance: Int) -> Int64? {
        guard Int.random(in: 0..<chance, using: &order) == 0 else { return nil }
        let hours = [0, 1, 21, 22, 23, 24, 25, 40].randomElement(using: &order) ?? 0
        let minutes = Int64.random(in: -1...1, using: &order)
        return (now + .hours(-Int64(hours)) + .minutes(min(minutes, Int64(hours)))).milliseconds
    }

    private static func row(_ order: inout SeededOrder) -> StatementArguments {
        let undated = moment(&order, oneIn: 4)
        // A thread that another responder handed over waits without anything that opened a window.
        let trigger = moment(&order, oneIn: 2)
        let waiting = moment(&order, oneIn: 1)
        return [
            trigger, undated, moment(&order, oneIn: 4), moment(&order, oneIn: 6), moment(&order, oneIn: 3),
            Bool.random(using: &order) ? waiting : nil, Int.random(in: 0..<6, using: &order) == 0 ? 1 : 0,
            Int.random(in: 0..<3, using: &order), Int.random(in: 0..<5, using: &order) == 0,
            ["bia", "carla", nil].randomElement(using: &order) ?? nil,
            moment(&order, oneIn: 1), snoozeEnd(&order),
        ]
    }

    /// Over, over this millisecond, to come, or only when they write.
    private static func snoozeEnd(_ order: inout SeededOrder) -> Int64? {
        let ends = [now - .hours(1), now, now + Span(milliseconds: 1), now + .hours(9), Snooze.noEnd]
        return Int.random(in: 0..<2, using: &order) == 0 ? ends.randomElement(using: &order)?.milliseconds : nil
    }

    /// A store that has listened for long, for exactly a window, for a moment less, and for who knows how long.
    @Test(arguments: 0..<6, [0, 36 * 3_600, 36 * 3_600 + 1, nil] as [Int64?])
    func listsAgreeWithTheRules(seed: Int, arrival: Int64?) throws {
        var order = SeededOrder(seed: UInt64(seed))
        let store = try Self.stage(&order, arrival: arrival).store
        let now = Self.now
        let everyone = try store.page(.all, agent: "bia", from: .top, count: 100, now: now).rows
        #expect(everyone.count == 60)
        let counts = try store.counts(agent: "bia", now: now)
        for queue in Queue.allCases {
            let listed = try store.page(queue, agent: "bia", from: .top, count: 100, now: now).rows.map(\.key)
            let expected = everyone.filter { queue.contains($0, agent: "bia", at: now) }
                .sorted { Self.place($0, queue, now).lexicographicallyPrecedes(Self.place($1, queue, now)) }.map(\.key)
            #expect(listed == expected, "\(queue)")
            #expect(counts.queues[queue] ?? 0 == expected.count, "\(queue)")
        }
        let open = everyone.filter { Queue.inbox.contains($0, agent: "bia", at: now) }
        #expect(counts.nextReturn == everyone.compactMap { $0.snooze(at: now)?.until }.min())
        for section in Section.allCases {
            let expected = open.count { Section($0, at: now) == section }
            #expect(counts.sections[section] ?? 0 == expected, "\(section)")
        }
    }

    private static func place(_ row: ThreadRow, _ queue: Queue, _ now: Instant) -> [Int64] {
        let person = row.key.person.row
        if queue == .waiting { return [row.waitingSince?.milliseconds ?? .max, person] }
        let section = Section(row, at: now)
        return [Int64(section.rawValue), section.sortValue(of: row, at: now), person]
    }
}
