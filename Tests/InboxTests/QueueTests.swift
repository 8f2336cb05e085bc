import Inbox
import Testing

private let now = Instant(milliseconds: 1_795_430_400_000)

private func row(
    _ id: Int64, left: Span? = nil, waiting: Span? = nil, unread: Int = 0, failed: Int = 0, age: Span = .minutes(1),
    assignee: String? = nil, isDone: Bool = false, snoozed: Span? = nil
) -> ThreadRow {
    var row = ThreadRow(
        key: ThreadKey(number: NumberID("700111222333444"), person: PersonKey(id)), person: "p\(id)",
        evidence: WindowEvidence(trigger: left.map { now + $0 - .hours(24) }), waitingSince: waiting.map { now - $0 },
        unread: unread, failed: failed, lastAt: now - age, assignee: assignee, isDone: isDone)
    row.snooze = snoozed.map { Snooze(until: now + $0, at: now, by: "bia") }
    return row
}

/// Hidden but for one whose time is over, one whose failure nobody has seen, and one that is done.
private let snoozed = [
    row(21, left: .minutes(4), waiting: .hours(23), unread: 1, snoozed: .hours(3)),
    row(22, left: .hours(20), waiting: .hours(4), assignee: "carla", snoozed: .hours(2)),
    row(23, left: .hours(20), waiting: .hours(4), snoozed: .zero),
    row(24, left: .hours(20), waiting: .hours(4), failed: 1, snoozed: .hours(2)),
    row(25, left: .hours(20), waiting: .hours(4), isDone: true, snoozed: .hours(2)),
    row(26, left: .hours(-2), waiting: .hours(26), snoozed: .hours(1)), row(27, left: .hours(5), snoozed: .minutes(1)),
]

private let rows = [
    row(1, left: .hours(11), failed: 1), row(2, left: .minutes(4), waiting: .hours(23)),
    row(3, left: .minutes(100), waiting: .hours(22), unread: 2), row(4, left: .hours(23), waiting: .hours(1)),
    row(5, left: .hours(20), waiting: .hours(4), assignee: "bia"), row(6, waiting: .hours(3)),
    row(7, left: .minutes(-1), waiting: .hours(24)), row(8, left: .hours(-9), waiting: .hours(33), assignee: "carla"),
    row(9, left: .hours(5), age: .minutes(2)), row(10, left: .minutes(30), age: .minutes(3), assignee: "carla"),
    row(11, left: .minutes(9), waiting: .hours(23), isDone: true),
    row(12, left: .hours(-1), waiting: .hours(25), failed: 1, age: .minutes(5)),
    // It failed after it was done.
    row(13, left: .hours(3), failed: 2, isDone: true),
]

@Suite("Queues")
struct QueueTests {
    @Test("put every thread in one section, in the order of the screen")
    func sections() {
        let sorted = rows.filter { Queue.inbox.contains($0, agent: "carla", at: now) }.sorted { a, b in
            let (x, y) = (Section(a, at: now), Section(b, at: now))
            return (x, x.sortValue(of: a, at: now)) < (y, y.sortValue(of: b, at: now))
        }
        #expect(sorted.map(\.key.person.row) == [1, 12, 2, 3, 5, 4, 6, 7, 8, 9, 10])
        #expect(
            sorted.map { Section($0, at: now) } == [
                .notDelivered, .notDelivered, .closing, .closing, .waiting, .waiting, .unknown, .shut, .shut, .answered,
                .answered,
            ])
    }

    @Test(
        "hold what their names say",
        arguments: [
            (Queue.all, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]), (.inbox, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]),
            (.mine, [8, 10]), (.unassigned, [1, 2, 3, 4, 6, 7, 9, 12]), (.closing, [2, 3]),
            (.waiting, [2, 3, 4, 5, 6]),
            (.unread, [3]), (.failed, [1, 12, 13]), (.shut, [7, 8, 12]), (.snoozed, []), (.done, [11, 13]),
        ])
    func queues(_ queue: Queue, _ ids: [Int64]) {
        let found = rows.filter { queue.contains($0, agent: "carla", at: now) }.map(\.key.person.row)
        #expect(found == ids)
    }

    @Test(
        "hide what is snoozed, and nothing else",
        arguments: [
            (Queue.all, [21, 22, 23, 24, 25, 26, 27]), (.inbox, [23, 24]), (.mine, []), (.unassigned, [23, 24]),
            (.closing, []), (.waiting, [23, 24]), (.unread, []), (.failed, [24]), (.shut, []),
            (.snoozed, [21, 22, 26, 27]), (.done, [25]),
        ])
    func hidden(_ queue: Queue, _ ids: [Int64]) {
        #expect(snoozed.filter { queue.contains($0, agent: "carla", at: now) }.map(\.key.person.row) == ids)
    }

    @Test("what comes back first stands first, and nobody is led to the snoozed")
    func returning() {
        let found = snoozed.filter { $0.isSnoozed(at: now) }.sorted {
            Section.snoozed.sortValue(of: $0, at: now) < Section.snoozed.sortValue(of: $1, at: now)
        }
        #expect(found.map(\.key.person.row) == [27, 26, 22, 21])
        #expect(found.allSatisfy { Section($0, at: now) == .snoozed })
        #expect(NextRing.order(snoozed, agent: "carla", at: now).map(\.person.row) == [24, 23])
    }

    @Test("nobody who can still be answered stands behind somebody who cannot, or who only wants a look")
    func whoNeedsOneFirst() {
        let people = [
            // Answered, unread, long ago: a phone answered, say.
            row(31, left: .hours(-300), unread: 1, age: .hours(324)),
            row(32, left: .hours(3), waiting: .hours(21)), row(33, left: .minutes(50), waiting: .hours(23)),
            row(34, left: .hours(-60), waiting: .hours(84), unread: 2),
            row(35, left: .hours(20), waiting: .hours(4), unread: 1),
            row(36, left: .hours(9), failed: 1, isDone: true), row(37, left: .hours(-90), waiting: .hours(114)),
            row(38, left: .hours(10), waiting: .hours(14), unread: 3),
        ]
        #expect(
            NextRing.order(people.reversed(), agent: "carla", at: now).map(\.person.row)
                == [33, 38, 35, 32, 37, 34, 31, 36])
    }

    @Test(
        "a snooze tells when the window shuts before it ends",
        arguments: [
            (Span.hours(3), Span.hours(2), true), (.hours(2), .hours(2), true), (.hours(1), .hours(2), false),
            (.hours(3), .hours(-1), false), (.hours(3), .zero, false),
        ])
    func outliving(_ sleeps: Span, _ left: Span, _ isTooLong: Bool) {
        let window = row(1, left: left, waiting: .hours(1)).window(at: now)
        let snooze = Snooze(until: now + sleeps, at: now, by: "bia")
        #expect(snooze.outlives(window, at: now) == (isTooLong ? now + left : nil))
        // Until they write may be for ever.
        #expect((Snooze(until: nil, at: now, by: "bia").outlives(window, at: now) != nil) == (left > .zero))
    }

    @Test("the next that needs me closes soonest, then is unseen, then has waited longest")
    func ring() {
        let ring = NextRing.order(rows, agent: "carla", at: now).map(\.person.row)
        #expect(ring == [2, 3, 12, 1, 6, 4, 8, 7, 13])
        #expect(NextRing.order(rows.reversed(), agent: "carla", at: now).map(\.person.row) == ring)
        #expect(NextRing.order(rows, agent: "bia", at: now).map(\.person.row) == [2, 3, 12, 1, 5, 6, 4, 7, 13])
        #expect(NextRing.order([], agent: "carla", at: now).isEmpty)
    }
}
