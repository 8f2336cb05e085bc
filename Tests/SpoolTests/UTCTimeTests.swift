import Testing

@testable import Spool

@Suite("Times in header lines")
struct UTCTimeTests {
    @Test(
        "What is read",
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("2026-03-05T07:08:09Z", 1_772_694_489_000),
            ("2026-03-05T07:08:09.123Z", 1_772_694_489_123),
            ("2026-03-05t07:08:09.1239999z", 1_772_694_489_123),
            ("2026-03-05 07:08:09.5Z", 1_772_694_489_500),
            ("2026-03-05T04:08:09.123-03:00", 1_772_694_489_123),
            ("2026-03-05T12:53:09.123+05:45", 1_772_694_489_123),
            ("2024-02-29T23:59:59.999Z", 1_709_251_199_999),
            ("1969-12-31T23:59:59.999Z", -1),
            ("1772694489", 1_772_694_489_000),
            ("1772694489.25", 1_772_694_489_250),
            ("1772694489123", 1_772_694_489_123),
            (" \t1772694489123\r", 1_772_694_489_123),
        ] as [(String, Int64)])
    func parse(text: String, milliseconds: Int64) {
        #expect(UTCTime.parse(Array(text.utf8)) == milliseconds)
    }

    @Test(
        "What is not a time",
        arguments: [
            "", " ", "yesterday", ".", "1772694489.", ".5", "-1772694489", "99999999999999999999", "1.2.3",
            "2026-03-05", "2026-03-05T07:08:09", "2026-03-05T07:08Z", "2026-13-05T07:08:09Z", "2026-00-05T07:08:09Z",
            "2026-02-29T07:08:09Z", "2026-04-31T07:08:09Z", "2026-03-00T07:08:09Z", "2026-03-05T24:08:09Z",
            "2026-03-05T07:60:09Z", "2026-03-05T07:08:61Z", "2026-03-05T07:08:09.Z", "2026-03-05T07:08:09+0300",
            "2026-03-05T07:08:09+25:00", "2026-03-05T07:08:09X", "0000-01-01T00:00:00Z", "2026/03/05T07:08:09Z",
        ])
    func reject(text: String) {
        #expect(UTCTime.parse(Array(text.utf8)) == nil)
    }

    @Test("Every day of eight centuries is written and read back")
    func roundTrip() {
        let days: Range<Int64> = -146_097..<146_097
        var previous = ""
        var wrong: [String] = []
        for day in days {
            let milliseconds = day * 86_400_000 + 45_296_789
            let text = UTCTime.format(milliseconds)
            if text <= previous || UTCTime.parse(Array(text.utf8)) != milliseconds { wrong.append(text) }
            previous = text
        }
        #expect(wrong.isEmpty)
    }

    @Test("Times beyond four-digit years are clamped")
    func clamp() {
        #expect(UTCTime.format(.max) == "9999-12-31T23:59:59.999Z")
        #expect(UTCTime.format(.min) == "0001-01-01T00:00:00.000Z")
    }

    @Test("Days are UTC days, read back, and never paths")
    func days() {
        #expect(SpoolDay(milliseconds: 1_772_668_799_999).description == "2026-03-04")
        #expect(SpoolDay(milliseconds: 1_772_668_800_000).description == "2026-03-05")
        #expect(SpoolDay("2026-03-05") == SpoolDay(milliseconds: 1_772_668_800_000))
        for text in ["", "2026-3-5", "2026-02-30", "../../etc/", "2026-03-05/", "2026-03-0٥"] {
            #expect(SpoolDay(text) == nil)
        }
    }
}
