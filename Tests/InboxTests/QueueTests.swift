import Inbox
import Testing

private let now = Instant(milliseconds: 1_795_430_400_000)

private func row(
    _ id: Int64, left: Span? = nil, waiting: Span? = nil, unread: Int = 0, failed: Int = 0, age: Span = .minutes(1),
    assignee: String? = nil, isDone: Bool = false
) -> ThreadRow {
    ThreadRow(
        key: ThreadKey(number: NumberID("700111222333444"), person: PersonKey(id)), person: "p\(id)",
        evidence: WindowEvidence(trigger: left.map { now + $0 - .hours(24) }), waitingSince: waiting.map { now - $0 },
        unread: unread, failed: failed, lastAt: now - age, assignee: assignee, isDone: isDone)
}

private let rows = [
    row(1, left: .hours(11), failed: 1), row(2, left: .minutes(4), waiting: .hours(23)),
    row(3, left: .minutes(100), waiting: .hours(22), unread: 2), row(4, left: .hours(23), waiting: .hours(1)),
    row(5, left: .hours(20), waiting: .hours(4), assignee: "bia"), row(6, waiting: .hours(3)),
    row(7, left: .minutes(-1), waiting: .hours(24)), row(8, left: .hours(-9), waiting: .hours(33), assignee: "carla"),
    row(9, left: .hours(5), age: .minutes(2)), row(10, left: .minutes(30), age: .minutes(3), assignee: "carla"),
    row(11, left: .minutes(9), waiting: .hours(23), isDone: true),
    row(12, left: .hours(-1), waiting: .hours(25), failed: 1, age: .minutes(5)),
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
            (Queue.all, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), (.inbox, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]),
            (.mine, [8, 10]), (.unassigned, [1, 2, 3, 4, 6, 7, 9, 12]), (.closing, [2, 3]),
            (.waiting, [2, 3, 4, 5, 6]),
            (.unread, [3]), (.failed, [1, 12]), (.shut, [7, 8, 12]), (.snoozed, []), (.done, [11]),
        ])
    func queues(_ queue: Queue, _ ids: [Int64]) {
        let found = rows.filter { queue.contains($0, agent: "carla", at: now) }.map(\.key.person.row)
        #expect(found == ids)
    }

    @Test("the next that needs me closes soonest, then is unseen, then has waited longest")
    func ring() {
        let ring = NextRing.order(rows, agent: "carla", at: now).map(\.person.row)
        #expect(ring == [2, 3, 12, 1, 6, 4, 8, 7])
        #expect(NextRing.order(rows.reversed(), agent: "carla", at: now).map(\.person.row) == ring)
        #expect(NextRing.order(rows, agent: "bia", at: now).map(\.person.row) == [2, 3, 12, 1, 5, 6, 4, 7])
        #expect(NextRing.order([], agent: "carla", at: now).isEmpty)
    }
}
