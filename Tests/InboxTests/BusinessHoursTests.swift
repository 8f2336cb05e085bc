import Inbox
import Testing

/// What is outside hours, and how long somebody waited by the clock of those who work.
struct BusinessHoursTests {
    /// 2026-11-23, a Monday, at a time of day in UTC.
    private static func at(_ day: Int64, _ hour: Int64, _ minute: Int64 = 0, _ second: Int64 = 0) -> Instant {
        Instant(seconds: 1_795_392_000) + .hours(day * 24 + hour) + .minutes(minute) + .seconds(second)
    }

    private static let morning = BusinessHours.Stretch(from: 9 * 60, to: 12 * 60)
    private static let afternoon = BusinessHours.Stretch(from: 13 * 60, to: 18 * 60)

    private static func hours(zone: ZoneOffsets = .utc, holidays: Set<BusinessHours.Holiday> = []) -> BusinessHours {
        BusinessHours(
            days: Array(repeating: [morning, afternoon], count: 5) + [[morning], []], holidays: holidays, zone: zone)
    }

    private static let moments: [(Instant, Bool)] = [
        (at(0, 8, 59, 59), false), (at(0, 9), true), (at(0, 11, 59, 59), true), (at(0, 12), false),
        (at(0, 13), true), (at(0, 17, 59, 59), true), (at(0, 18), false), (at(5, 10), true), (at(5, 14), false),
        (at(6, 10), false), (at(-1, 10), false),
    ]

    @Test(arguments: moments)
    func theEndOfAStretchIsNotInIt(moment: Instant, isOpen: Bool) {
        #expect(Self.hours().isOpen(at: moment) == isOpen)
    }

    private static let waits: [(Instant, Instant, Int64)] = [
        (at(0, 9), at(0, 9, 15), 15), (at(0, 8), at(0, 9, 15), 15), (at(0, 11, 50), at(0, 13, 10), 20),
        (at(0, 17, 50), at(1, 9, 5), 15), (at(4, 17, 55), at(5, 9, 5), 10), (at(5, 11, 55), at(7, 9, 10), 15),
        (at(0, 20), at(0, 23), 0), (at(0, 9), at(0, 9), 0), (at(0, 10), at(0, 9), 0), (at(0, 0), at(7, 0), 43 * 60),
    ]

    @Test(arguments: waits)
    func onlyWorkingTimeCounts(from: Instant, to: Instant, minutes: Int64) {
        #expect(Self.hours().elapsed(from: from, to: to) == .minutes(minutes))
    }

    @Test func holidaysAreDaysOnWhichNobodyWorks() {
        let monday = CivilTime(Self.at(0, 0)).dayNumber
        let hours = Self.hours(holidays: [.once(monday), .yearly(month: 11, day: 24)])
        #expect(
            !hours.isOpen(at: Self.at(0, 10)) && !hours.isOpen(at: Self.at(1, 10)) && hours.isOpen(at: Self.at(2, 10)))
        #expect(hours.opening(after: Self.at(0, 10)) == Self.at(2, 9))
        #expect(hours.isOpen(at: Self.at(7, 10)), "the once is over")
        #expect(BusinessHours(days: [], zone: .utc).opening(after: Self.at(0, 0)) == nil)
    }

    /// At 01:00 UTC of that Sunday the clocks go from 02:00 back to 01:00, or from 01:00 on to 02:00.
    @Test(
        arguments: [
            (3_600, 0, 0, 180, 240), (0, 3_600, 0, 180, 120), (3_600, 0, 60, 120, 120), (0, 3_600, 60, 120, 0),
        ] as [(Int64, Int64, Int, Int, Int64)])
    func aNightWithAnHourMoreOrLessHasWhatItHas(
        before: Int64, after: Int64, from: Int, to: Int, minutes: Int64
    ) {
        let change = Self.at(6, 1)
        let zone = ZoneOffsets(
            initialOffsetSeconds: before, changes: [ZoneOffsets.Change(from: change, offsetSeconds: after)])
        let hours = BusinessHours(
            days: Array(repeating: [], count: 6) + [[BusinessHours.Stretch(from: from, to: to)]], zone: zone)
        #expect(hours.elapsed(from: Self.at(5, 12), to: Self.at(6, 12)) == .minutes(minutes))
    }

    @Test func aDayToMidnightEndsThere() {
        let hours = BusinessHours(
            days: [[BusinessHours.Stretch(from: 22 * 60, to: 24 * 60)], [BusinessHours.Stretch(from: 0, to: 120)]],
            zone: .utc)
        #expect(hours.isOpen(at: Self.at(0, 23, 59, 59)) && hours.isOpen(at: Self.at(1, 0)))
        #expect(hours.elapsed(from: Self.at(0, 12), to: Self.at(1, 12)) == .hours(4))
    }

    /// What is said twice is worked once.
    @Test func overlappingStretchesCountOnce() {
        func stretch(_ from: Int, _ to: Int) -> BusinessHours.Stretch {
            BusinessHours.Stretch(from: from * 60, to: to * 60)
        }
        let hours = BusinessHours(
            days: [[stretch(13, 18), stretch(9, 14), stretch(10, 11)], [stretch(22, 30)], [stretch(5, 9)]], zone: .utc)
        #expect(hours.days[0] == [stretch(9, 18)])
        #expect(hours.elapsed(from: Self.at(0, 0), to: Self.at(0, 24)) == .hours(9))
        #expect(hours.elapsed(from: Self.at(1, 0), to: Self.at(2, 24)) == .hours(11), "22 to 9 of the next day")
        #expect(hours.elapsed(from: Self.at(2, 4), to: Self.at(2, 7)) == .hours(3))
    }

    /// A night begun before a holiday is worked to its end; the holiday's own does not begin.
    @Test func aNightBelongsToTheDayItBeginsOn() {
        let night = BusinessHours.Stretch(from: 22 * 60, to: 30 * 60)
        let tuesday = CivilTime(Self.at(1, 0)).dayNumber
        let hours = BusinessHours(
            days: Array(repeating: [night], count: 7), holidays: [.once(tuesday)], zone: .utc)
        for (moment, isOpen) in [
            (Self.at(0, 23), true), (Self.at(1, 5, 59), true), (Self.at(1, 6), false), (Self.at(1, 23), false),
            (Self.at(2, 1), false), (Self.at(2, 22), true),
        ] { #expect(hours.isOpen(at: moment) == isOpen, "\(moment)") }
        #expect(hours.elapsed(from: Self.at(0, 12), to: Self.at(2, 12)) == .hours(8))
        #expect(hours.opening(after: Self.at(1, 6)) == Self.at(2, 22))
    }

    private static let promises: [(Instant, ServiceLevel.Standing)] = [
        (at(0, 9, 14, 59), ServiceLevel.Standing.left(.seconds(1))), (at(0, 9, 15), .late(.zero)),
        (at(0, 9, 16), .late(.minutes(1))), (at(0, 8), .left(.minutes(15))), (at(-1, 8), .left(.minutes(15))),
    ]

    @Test(arguments: promises)
    func aPromiseIsKeptUntilItsLastMoment(now: Instant, standing: ServiceLevel.Standing) {
        let level = ServiceLevel(firstResponse: .minutes(15), hours: Self.hours())
        #expect(level.standing(since: Self.at(-1, 20), at: now) == standing)
    }

    @Test func withoutHoursEveryHourCounts() {
        let level = ServiceLevel(firstResponse: .hours(1))
        #expect(level.standing(since: Self.at(6, 3), at: Self.at(6, 3, 30)) == .left(.minutes(30)))
        #expect(level.standing(since: Self.at(6, 3), at: Self.at(6, 5)) == .late(.hours(1)))
    }
}
