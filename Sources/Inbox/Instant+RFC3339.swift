extension Instant {
    /// `2026-11-24T09:41:07.000Z`: RFC 3339, UTC, milliseconds; the form of every contract (design §11).
    public var rfc3339: String {
        let c = CivilTime(self)
        func pad(_ n: Int64, _ width: Int) -> String {
            let digits = String(n.magnitude)
            let zeros = String(repeating: "0", count: max(0, width - digits.count))
            return (n < 0 ? "-" : "") + zeros + digits
        }
        return pad(c.year, 4) + "-" + pad(Int64(c.month), 2) + "-" + pad(Int64(c.day), 2) + "T"
            + pad(Int64(c.hour), 2) + ":" + pad(Int64(c.minute), 2) + ":" + pad(Int64(c.second), 2) + "."
            + pad(Int64(c.millisecond), 3) + "Z"
    }

    /// Reads RFC 3339 (`2026-11-24T09:41:07Z`, fraction optional, `Z` or `±hh:mm`), or nil when `text` is not one.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            return value
        }
        guard bytes.count >= 20, let year = number(0..<4), bytes[4] == 0x2D, let month = number(5..<7),
            bytes[7] == 0x2D, let day = number(8..<10), bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
            let hour = number(11..<13), bytes[13] == 0x3A, let minute = number(14..<16), bytes[16] == 0x3A,
            let second = number(17..<19), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        // A day that the month does not have (31 November) would silently become another date.
        let dayNumber = CivilTime.dayNumber(year: year, month: Int(month), day: Int(day))
        guard CivilTime(Instant(milliseconds: dayNumber * 86_400_000)).day == Int(day) else { return nil }
        var index = 19
        var millis: Int64 = 0
        if bytes[index] == 0x2E {
            index += 1
            var weight: Int64 = 100
            let start = index
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
                millis += Int64(bytes[index] - 0x30) * weight
                weight /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        var offset: Int64 = 0
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case 0x5A, 0x7A:
            guard index + 1 == bytes.count else { return nil }
        case 0x2B, 0x2D:
            guard index + 6 == bytes.count, let h = number(index + 1..<index + 3), bytes[index + 3] == 0x3A,
                let m = number(index + 4..<index + 6), h < 24, m < 60
            else { return nil }
            offset = (h * 3_600 + m * 60) * (bytes[index] == 0x2B ? 1 : -1)
        default: return nil
        }
        self.init(
            milliseconds: dayNumber * 86_400_000 + (hour * 3_600 + minute * 60 + second - offset) * 1_000 + millis)
    }
}
