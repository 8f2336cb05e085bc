/// RFC 3339 to milliseconds since 1970 and back, without locale machinery or a calendar library.
enum UTCTime {
    /// Milliseconds that can be written with a four-digit year: 0001-01-01 up to the end of 9999.
    static let writable: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// `2026-03-05T07:08:09.123Z`; values outside ``writable`` are clamped.
    static func format(_ milliseconds: Int64) -> String {
        let clamped = min(max(milliseconds, writable.lowerBound), writable.upperBound)
        let day = clamped.flooredDivision(by: 86_400_000)
        let within = clamped - day * 86_400_000
        let date = civil(day: day)
        let (hour, minute) = (within / 3_600_000, within / 60_000 % 60)
        let (second, millisecond) = (within / 1_000 % 60, within % 1_000)
        return pad(date.year, 4) + "-" + pad(date.month, 2) + "-" + pad(date.day, 2)
            + "T" + pad(hour, 2) + ":" + pad(minute, 2) + ":" + pad(second, 2) + "." + pad(millisecond, 3) + "Z"
    }

    /// `2026-03-05`, the UTC day; values outside ``writable`` are clamped.
    static func formatDay(_ milliseconds: Int64) -> String { String(format(milliseconds).prefix(10)) }

    /// Reads an RFC 3339 date and time with any offset and fraction, or a count since 1970: seconds, with a fraction
    /// if there is one, or milliseconds when the number has 12 digits or more. Nil for anything else.
    static func parse(_ text: some BidirectionalCollection<UInt8>) -> Int64? {
        let bytes = Array(text.trimmingBlanks())
        guard !bytes.isEmpty else { return nil }
        if bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) { return parseCount(bytes) }
        return parseDateTime(bytes)
    }

    /// The number of days in `month` of `year`, or nil for a month outside 1–12.
    static func days(inMonth month: Int64, of year: Int64) -> Int64? {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 1...12: 31
        default: nil
        }
    }

    private static func parseCount(_ bytes: [UInt8]) -> Int64? {
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].count <= 15, let whole = number(parts[0]) else { return nil }
        guard parts.count == 2 else { return parts[0].count >= 12 ? whole : whole * 1_000 }
        guard let fraction = thousandths(parts[1]) else { return nil }
        return parts[0].count >= 12 ? whole : whole * 1_000 + fraction
    }

    private static func parseDateTime(_ bytes: [UInt8]) -> Int64? {
        // 2026-03-05T07:08:09 is 19 bytes; a fraction and an offset follow.
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]),
            year >= 1, let last = days(inMonth: month, of: year), (1...last).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var rest = bytes[19...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            guard let value = thousandths(digits) else { return nil }
            fraction = value
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = offsetMinutes(rest) else { return nil }
        let seconds =
            (daysSince1970(year: year, month: month, day: day) * 24 + hour) * 3_600
            + (minute - offset) * 60 + second
        return seconds * 1_000 + fraction
    }

    private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let rest = Array(bytes)
        if rest == [UInt8(ascii: "Z")] || rest == [UInt8(ascii: "z")] { return 0 }
        guard rest.count == 6, rest[3] == UInt8(ascii: ":"),
            let hour = number(rest[1..<3]), let minute = number(rest[4..<6]), hour < 24, minute < 60
        else { return nil }
        switch rest[0] {
        case UInt8(ascii: "+"): return hour * 60 + minute
        case UInt8(ascii: "-"): return -(hour * 60 + minute)
        default: return nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func number(_ digits: some Collection<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard isDigit(digit) else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// `5` → 500, `123456` → 123: a decimal fraction in thousandths, cut and not rounded, so that it never runs ahead.
    private static func thousandths(_ digits: some Collection<UInt8>) -> Int64? {
        guard digits.allSatisfy(isDigit), let value = number(digits.prefix(3)) else { return nil }
        return value * [100, 10, 1][min(digits.count, 3) - 1]
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    // The two conversions count days in eras of 400 years that begin on 1 March, so that a leap day comes last.

    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredDivision(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(day number: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = number + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

extension Int64 {
    /// Division towards minus infinity, so that times before 1970 fall on the right day.
    func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
