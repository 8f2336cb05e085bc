import Spool
import Testing

@Suite("When to look next")
struct PollScheduleTests {
    /// What can happen to a schedule, at a time of its own.
    enum Event: Sendable {
        case watch(Bool)
        case notified
        case quiet
        case found
        case more
        case deferred(until: Int64)
        case failed
    }

    @Test(
        "Each story ends with the time of the next look",
        arguments: [
            ("looks at once when it starts", [], 1_000),
            ("every 500 ms without notifications", [(1_000, .quiet)], 1_500),
            ("every 500 ms also when something was found", [(1_000, .found)], 1_500),
            ("notifications mean nothing while nothing is watched", [(1_000, .quiet), (1_100, .notified)], 1_500),
            ("every 5 s while watching", [(1_000, .watch(true)), (1_000, .quiet)], 6_000),
            ("what the first look finds was there before", [(1_000, .watch(true)), (1_000, .found)], 6_000),
            ("a notification wakes it", [(1_000, .watch(true)), (1_000, .quiet), (2_000, .notified)], 2_000),
            (
                "a flood wakes it no more than every 10 ms",
                [(1_000, .watch(true)), (1_000, .quiet), (1_003, .notified), (1_004, .notified)], 1_010
            ),
            (
                "and then relaxes again",
                [(1_000, .watch(true)), (1_000, .quiet), (2_000, .notified), (2_000, .found)], 7_000
            ),
            (
                "files nobody announced: notifications do not work here",
                [(1_000, .watch(true)), (1_000, .quiet), (6_000, .found)], 6_500
            ),
            (
                "and still not at the next look",
                [(1_000, .watch(true)), (1_000, .quiet), (6_000, .found), (6_500, .quiet)], 7_000
            ),
            (
                "until one comes",
                [(1_000, .watch(true)), (1_000, .quiet), (6_000, .found), (6_100, .notified), (6_110, .found)], 11_110
            ),
            ("a backlog is worked off at once", [(1_000, .watch(true)), (1_000, .more)], 1_000),
            (
                "and what is behind it needs no announcement",
                [(1_000, .watch(true)), (1_000, .more), (1_020, .found)], 6_020
            ),
            ("a deferred file shortens the wait", [(1_000, .watch(true)), (1_000, .deferred(until: 1_500))], 1_500),
            ("but not to nothing", [(1_000, .watch(true)), (1_000, .deferred(until: 900))], 1_010),
            (
                "and finding it needs no announcement",
                [(1_000, .watch(true)), (1_000, .deferred(until: 1_500)), (1_500, .found)], 6_500
            ),
            (
                "a lost watch means looking again soon",
                [(1_000, .watch(true)), (1_000, .quiet), (2_000, .watch(false))], 2_500
            ),
            (
                "a watch that comes back looks at once",
                [(1_000, .quiet), (1_100, .watch(true))], 1_100
            ),
            ("a failure is tried again after 500 ms", [(1_000, .failed)], 1_500),
            ("then after a second", [(1_000, .failed), (1_500, .failed)], 2_500),
            (
                "in the end every 5 s",
                [(1_000, .failed), (1_500, .failed), (2_500, .failed), (4_500, .failed), (8_500, .failed)], 13_500
            ),
            (
                "no notification hurries a failing disk",
                [(1_000, .watch(true)), (1_000, .failed), (1_001, .notified)], 1_500
            ),
            ("and success forgets it", [(1_000, .failed), (1_500, .failed), (2_500, .quiet)], 3_000),
        ] as [(String, [(Int64, Event)], Int64)])
    func stories(name: String, events: [(Int64, Event)], next: Int64) {
        var schedule = PollSchedule(now: 1_000)
        for (now, event) in events {
            switch event {
            case .watch(let isWatching): schedule.watch(isWatching, now: now)
            case .notified: schedule.notified(now: now)
            case .quiet: schedule.polled(found: false, hasBacklog: false, wakeAt: nil, now: now)
            case .found: schedule.polled(found: true, hasBacklog: false, wakeAt: nil, now: now)
            case .more: schedule.polled(found: true, hasBacklog: true, wakeAt: nil, now: now)
            case .deferred(let until): schedule.polled(found: false, hasBacklog: false, wakeAt: until, now: now)
            case .failed: schedule.failed(now: now)
            }
        }
        #expect(schedule.nextPoll == next, "\(name)")
        #expect(schedule.delay(now: next - 7) == 7)
        #expect(schedule.delay(now: next + 7) == 0)
    }

    @Test("Odd settings are made safe", arguments: [(0, 10, 5_000), (-1, 10, 5_000), (60_000, 60_000, 60_000)])
    func settings(interval: Int64, used: Int64, relaxed: Int64) {
        var schedule = PollSchedule(now: 0, interval: interval)
        #expect(schedule.interval == used && schedule.relaxed == relaxed)
        for now in Int64(0)..<100 { schedule.failed(now: now) }
        #expect(schedule.nextPoll == 99 + relaxed)
    }

    @Test("A batch tells what the schedule needs")
    func batch() throws {
        let spool = try TemporarySpool()
        try spool.drop("half.json", "[")
        var reader = SpoolReader(directory: spool.directory)
        var schedule = PollSchedule(now: 0)
        schedule.watch(true, now: 0)
        schedule.polled(try reader.batch(now: 0), now: 0)
        #expect(schedule.nextPoll == 500)
        #expect(schedule.notifications == .trusted)
    }
}
