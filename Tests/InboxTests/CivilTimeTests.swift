import Inbox
import Testing

@Suite("Times on a wall clock")
struct CivilTimeTests {
    @Test(
        "round trips RFC 3339",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00.000Z"), (1_795_430_400_000, "2026-11-23T10:40:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (4_107_542_400_001, "2100-03-01T00:00:00.001Z"),
        ])
    func roundTrips(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).rfc3339 == text)
        #expect(Instant(rfc3339: text) == Instant(milliseconds: milliseconds))
    }

    @Test(
        "reads every form of RFC 3339",
        arguments: [
            ("2026-11-23T10:40:00Z", Int64(0)), ("2026-11-23t10:40:00z", 0), ("2026-11-23 10:40:00Z", 0),
            ("2026-11-23T07:40:00-03:00", 0), ("2026-11-23T16:25:00+05:45", 0), ("2026-11-23T10:40:00.5Z", 500),
            ("2026-11-23T10:40:00.1239999Z", 123), ("2026-11-23T10:40:00+00:00", 0), ("2026-11-23T10:39:60Z", 0),
        ])
    func reads(_ text: String, _ milliseconds: Int64) {
        #expect(Instant(rfc3339: text) == Instant(milliseconds: 1_795_430_400_000 + milliseconds))
    }

    @Test(
        "rejects what is no time",
        arguments: [
            "", "now", "2026-11-23", "2026-11-23T10:40:00", "2026-11-23T10:40Z", "2026-13-01T00:00:00Z",
            "2026-11-31T00:00:00Z", "2025-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-00-10T00:00:00Z",
            "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00ZZ",
            "+026-01-01T00:00:00Z", "2026-1-01T00:00:00Z", "2026-01-01T00:00:00.000", "1795430400",
            "2026-01-01T00:00:00Z ", "２026-01-01T00:00:00Z",
        ])
    func rejects(_ text: String) { #expect(Instant(rfc3339: text) == nil) }

    @Test(
        "knows the days of the week",
        arguments: [
            ("1970-01-01T00:00:00Z", 3), ("2026-11-23T23:59:59Z", 0), ("2026-11-24T00:00:00Z", 1),
            ("1969-12-28T12:00:00Z", 6),
        ])
    func weekdays(_ text: String, _ weekday: Int) throws {
        #expect(CivilTime(try #require(Instant(rfc3339: text))).weekday == weekday)
    }

    /// Berlin in 2026: an hour forward on 29 March at 01:00 UTC, back on 25 October at 01:00 UTC.
    private static let berlin = ZoneOffsets(
        initialOffsetSeconds: 3_600,
        changes: [
            .init(from: Instant(seconds: 1_774_746_000), offsetSeconds: 7_200),
            .init(from: Instant(seconds: 1_792_890_000), offsetSeconds: 3_600),
        ])

    @Test(
        "finds when a clock on the wall shows a time, in nights that are an hour shorter or longer, too",
        arguments: [
            (2026, 1, 10, 9, 0, "2026-01-10T08:00:00.000Z"), (2026, 7, 1, 0, 0, "2026-06-30T22:00:00.000Z"),
            (2026, 3, 29, 1, 59, "2026-03-29T00:59:00.000Z"), (2026, 3, 29, 2, 30, "2026-03-29T01:30:00.000Z"),
            (2026, 3, 29, 3, 0, "2026-03-29T01:00:00.000Z"), (2026, 10, 25, 1, 59, "2026-10-24T23:59:00.000Z"),
            (2026, 10, 25, 2, 30, "2026-10-25T00:30:00.000Z"), (2026, 10, 25, 3, 0, "2026-10-25T02:00:00.000Z"),
        ])
    func wall(_ year: Int64, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ text: String) {
        let number = CivilTime.dayNumber(year: year, month: month, day: day)
        #expect(Self.berlin.instant(dayNumber: number, hour: hour, minute: minute).rfc3339 == text)
        #expect(
            ZoneOffsets.utc.instant(dayNumber: number, hour: hour, minute: minute)
                == Instant(seconds: number * 86_400 + Int64(hour * 3_600 + minute * 60)))
    }

    @Test("agrees with itself on every day of four hundred years")
    func everyDay() {
        var previous = CivilTime(Instant(milliseconds: -1))
        for number in Int64(0)..<146_097 {
            let day = CivilTime(Instant(milliseconds: number * 86_400_000))
            #expect(day.dayNumber == number)
            if CivilTime.dayNumber(year: day.year, month: day.month, day: day.day) != number {
                Issue.record("day \(number) does not come back")
            }
            if !(day.day == previous.day + 1 || day.day == 1) { Issue.record("day \(number) does not follow") }
            previous = day
        }
        #expect(previous.year == 2369 && previous.month == 12 && previous.day == 31)
    }

    /// Berlin in 2026: clocks forward on 29 March, back on 25 October, both at 01:00 UTC.
    private let berlin = ZoneOffsets(
        initialOffsetSeconds: 3_600,
        changes: [
            ZoneOffsets.Change(from: Instant(milliseconds: 1_792_890_000_000), offsetSeconds: 3_600),
            ZoneOffsets.Change(from: Instant(milliseconds: 1_774_746_000_000), offsetSeconds: 7_200),
        ])

    @Test(
        "shows the nights of daylight saving",
        arguments: [
            ("2026-03-29T00:59:59Z", 1, 59), ("2026-03-29T01:00:00Z", 3, 0), ("2026-10-25T00:30:00Z", 2, 30),
            ("2026-10-25T00:59:59Z", 2, 59), ("2026-10-25T01:00:00Z", 2, 0), ("2026-10-25T02:00:00Z", 3, 0),
            ("2026-01-01T00:00:00Z", 1, 0),
        ])
    func daylightSaving(_ text: String, _ hour: Int, _ minute: Int) throws {
        let time = berlin.civil(try #require(Instant(rfc3339: text)))
        #expect(time.hour == hour && time.minute == minute)
    }

    @Test(
        "a window over such a night is 24 hours long all the same",
        arguments: [
            ("2026-03-28T12:00:00Z", 13, 14), ("2026-10-24T12:00:00Z", 14, 13),
        ])
    func windowOverTheNight(_ text: String, _ opened: Int, _ closes: Int) throws {
        let trigger = try #require(Instant(rfc3339: text))
        let until = try #require(ServiceWindow(WindowEvidence(trigger: trigger), at: trigger).until)
        #expect(until - trigger == .hours(24))
        #expect(berlin.civil(trigger).hour == opened)
        #expect(berlin.civil(until).hour == closes)
    }
}
