import Inbox
import Testing

@testable import Store

/// How a day goes, counted from what happened on it and no other.
struct DayTests {
    /// 2025-11-24, then the day after, over the store of the views' tests.
    private static func day(_ number: Int64, until hours: Int64, of own: NumberID? = nil) throws -> TodayReport {
        let scratch = try ViewTests.filled()
        let midnight = ViewTests.at(number * ViewTests.day) - .hours(9)
        return try scratch.store.day(
            since: midnight, month: midnight - .hours(23 * 24), until: midnight + .hours(hours), zone: .utc, number: own
        )
    }

    @Test func aDayIsCountedFromItsBeginningToNow() throws {
        let report = try Self.day(0, until: 24)
        #expect(report.received == 4 && report.handled == 2)
        #expect(report.firstAnswers == 2 && report.firstAnswer == .minutes(30), "of two the longer")
        #expect(report.oldest?.name == "Lia Moretti" && report.windowsLost == 0)
        #expect(report.allowances.map(\.allowance.used) == [2])
        #expect(report.failures.map { [$0.note.code ?? 0, $0.messages] } == [[131_026, 1]])
        #expect(report.agents.map(\.name) == ["carla", "bia"])
        #expect(report.agents.map(\.messages) == [3, 2] && report.agents.map(\.conversations) == [2, 1])
        #expect(report.agents.map(\.firstAnswer) == [.minutes(30), .minutes(10)])
        #expect(report.hours.map(\.hour) == [9, 10, 11])
        #expect(report.hours.map(\.received) == [2, 1, 1] && report.hours.map(\.sent) == [2, 1, 2])
    }

    @Test func whatIsStillToComeAndOtherDaysAreNotInIt() throws {
        let morning = try Self.day(0, until: 10)
        #expect(morning.received == 3 && morning.firstAnswers == 1 && morning.hours.map(\.hour) == [9, 10])
        let next = try Self.day(1, until: 24)
        #expect(next.received == 1 && next.handled == 1 && next.firstAnswer == .minutes(2))
        #expect(next.failures.isEmpty && next.windowsLost == 1, "Lia's ended at eleven")
        #expect(try Self.day(2, until: 24).hours.isEmpty)
    }

    /// Who can be answered stands first, as in the queue; who cannot any more has a place of their own.
    @Test func whoWaitsLongestCanBeAnswered() throws {
        let scratch = try Scratch(isQuick: true)
        let now = Bodies.noon
        for (id, hours, from) in [("old", -5_400, "1"), ("older", -30, "2"), ("new", -3, "3")]
            as [(String, Int64, String)]
        {
            _ = try scratch.store.apply(
                [Bodies.message(id, at: hours * 3_600, from: "1555777010\(from)")], numbers: nil)
        }
        let report = try scratch.store.day(since: now - .hours(9), month: now - .hours(9), until: now, zone: .utc)
        #expect(report.oldest?.person == "15557770103", "\(String(describing: report.oldest?.person))")
        #expect(report.oldestShut?.person == "15557770101")
        let queue = try scratch.store.page(.waiting, agent: "a", from: .top, count: 1, now: now)
        #expect(queue.rows.first?.key == report.oldest?.key, "as the queue has it")
    }

    @Test func oneNumberOfOursAlone() throws {
        #expect(try Self.day(0, until: 24, of: Bodies.number).received == 4)
        let other = try Self.day(0, until: 24, of: NumberID("1"))
        #expect(other.received == 0 && other.oldest == nil && other.agents.isEmpty && other.failures.isEmpty)
    }

    /// A night with an hour twice has it once in the list, with both.
    @Test func anHourThatComesTwiceIsOneHour() throws {
        let scratch = try Scratch(isQuick: true)
        let change = Bodies.noon
        let zone = ZoneOffsets(
            initialOffsetSeconds: 3_600, changes: [ZoneOffsets.Change(from: change, offsetSeconds: 0)])
        for (id, at) in [("a", -60), ("b", 60)] as [(String, Int64)] {
            _ = try scratch.store.apply([Bodies.message(id, at: at, from: "15557770101")], numbers: nil)
        }
        let report = try scratch.store.day(
            since: change - .hours(9), month: change - .hours(9), until: change + .hours(2), zone: zone)
        #expect(report.hours.map { [$0.hour, $0.received] } == [[9, 2]])
    }

    @Test(arguments: [([], nil), ([5], 5), ([5, 1], 5), ([9, 1, 5], 5), ([1, 1, 7, 9], 7)] as [([Int64], Int64?)])
    func theMedianIsTheMiddle(_ values: [Int64], _ median: Int64?) {
        #expect(TodayReport.median(values.map { Span.seconds($0) }) == median.map { Span.seconds($0) })
    }
}
