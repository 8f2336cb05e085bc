/// A day as a query names it; which moment that is depends on when and where it is asked.
public enum QueryDay: Hashable, Sendable {
    /// The beginning of a day, counted from 1970-01-01.
    case day(Int64)
    /// The beginning of the day so many days before the one on which it is asked.
    case daysBack(Int64)
    /// So long before it is asked.
    case ago(Span)

    /// `2026-11-24`, `2026-11` (its first day), `today`, `yesterday`, or a number of hours, days, weeks back: `12h`, `3d`,
    /// `2w`. Nil for anything else, and for days that no calendar has.
    public init?(_ text: String) {
        switch text.lowercased() {
        case "today": self = .daysBack(0)
        case "yesterday": self = .daysBack(1)
        case let word:
            guard let day = Self.back(word) ?? Self.date(word) else { return nil }
            self = day
        }
    }

    /// The moment it stands for.
    public func instant(at now: Instant, in zone: ZoneOffsets) -> Instant {
        switch self {
        case .ago(let span): now - span
        case .daysBack(let days): Self.beginning(of: zone.civil(now).dayNumber - days, in: zone)
        case .day(let number): Self.beginning(of: number, in: zone)
        }
    }

    private static func beginning(of day: Int64, in zone: ZoneOffsets) -> Instant {
        let midnight = Instant(milliseconds: day * 86_400_000)
        // The offset of that midnight, not of Greenwich's.
        let near = midnight - .seconds(zone.offsetSeconds(at: midnight))
        return midnight - .seconds(zone.offsetSeconds(at: near))
    }

    /// A century: more is a slip of the finger.
    private static let mostDays: Int64 = 36_500

    private static func back(_ word: String) -> QueryDay? {
        guard let unit = word.last, let count = Int64(word.dropLast()), word.dropLast().allSatisfy(\.isASCIIDigit),
            count <= mostDays
        else { return nil }
        switch unit {
        case "h": return .ago(.hours(count))
        case "d": return .ago(.hours(count * 24))
        case "w": return .ago(.hours(count * 24 * 7))
        default: return nil
        }
    }

    private static func date(_ word: String) -> QueryDay? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }), parts[0].count == 4,
            parts.dropFirst().allSatisfy({ 1...2 ~= $0.count }), let year = Int64(parts[0]), year >= 1970,
            let month = Int(parts[1]), let day = parts.count == 3 ? Int(parts[2]) : 1, 1...12 ~= month, 1...31 ~= day
        else { return nil }
        let number = CivilTime.dayNumber(year: year, month: month, day: day)
        let civil = CivilTime(Instant(milliseconds: number * 86_400_000))
        return civil.month == month && civil.day == day ? .day(number) : nil
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
