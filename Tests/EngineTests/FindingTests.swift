import Cloud
import Inbox
import Testing
import WhatsApp

@testable import oriel

/// Lines of `oriel doctor` about what no test can bring about: another machine's clock, a number in trouble.
struct FindingTests {
    @Test(arguments: [
        (0, 600, "ok", "within 0.0 s"), (4_900, 600, "ok", "within 4.9 s"), (5_100, 600, "warn", "5.1 s behind"),
        (-61_500, 600, "warn", "61.5 s ahead of"), (8_000, 9_000, "ok", "within 8.0 s"),
    ])
    func clocksApartAreAWarning(offset: Int64, uncertainty: Int64, level: String, words: String) {
        let skew = ClockSkew(
            offset: Span(milliseconds: offset), uncertainty: Span(milliseconds: uncertainty),
            measuredAt: Instant(seconds: 1_790_000_000))
        let finding = Doctor.clock(skew)
        #expect(finding.level.rawValue == level && finding.found.contains(words), "\(finding)")
        #expect((finding.cure != nil) == (level == "warn"))
    }

    @Test(arguments: [
        ("CONNECTED", "GREEN", "ok", "quality GREEN"), ("CONNECTED", "YELLOW", "warn", "quality YELLOW"),
        ("CONNECTED", "RED", "warn", "quality RED"), ("CONNECTED", "UNKNOWN", "ok", "quality UNKNOWN"),
        ("BANNED", "GREEN", "fail", "is BANNED"), ("FLAGGED", "RED", "warn", "is FLAGGED"),
    ])
    func aNumberInTroubleIsTold(status: String, quality: String, level: String, words: String) throws {
        let record = try #require(
            PhoneNumberRecord([
                "id": "700111222333444", "verified_name": "Harbour Goods", "quality_rating": .string(quality),
                "status": .string(status),
            ]))
        #expect(record.finding.level.rawValue == level && record.finding.found.contains(words))
        #expect(record.finding.found.contains("700111222333444 (Harbour Goods)"))
    }

    @Test func aLocaleWithoutUTF8IsAWarning() {
        #expect(Doctor.locale(isUnicode: true).level == .ok)
        #expect(Doctor.locale(isUnicode: false).level == .warn)
    }

    /// A line stays a line, and commands to the terminal stay text, whatever a platform's name says.
    @Test func aLineIsHarmless() {
        let finding = Finding(.ok, "number", "Harbour\n\u{1B}]0;owned\u{07}", cure: "a\u{202E}b")
        #expect(!finding.words.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
        #expect(finding.words.hasPrefix("ok    number        Harbour"))
    }
}
