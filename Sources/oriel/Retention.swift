import Inbox

/// How long messages are kept, as people write it.
enum Retention {
    static let expected = "days or weeks, as in 90d or 12w, at least 2d"

    /// Two days at the least: younger messages may hold a service window open.
    static func age(_ text: String) -> Span? {
        guard let unit = text.last, let days = Int64(text.dropLast()), text.first?.isNumber == true,
            let factor = ["d": Int64(1), "w": 7][unit],
            (2...36_500).contains(days.multipliedReportingOverflow(by: factor).0)
        else { return nil }
        return .hours(24 * days * factor)
    }
}
