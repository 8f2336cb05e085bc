/// A UTC calendar day, `yyyy-mm-dd`: the name of a folder in `done/`.
public struct SpoolDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// `yyyy-mm-dd`.
    public let description: String

    /// The UTC day that contains this instant, in milliseconds since 1970; years outside 1–9999 are clamped.
    public init(milliseconds: Int64) {
        description = UTCTime.formatDay(milliseconds)
    }

    /// Reads `yyyy-mm-dd`; nil for a day no calendar has, and for anything that is not ten such characters.
    public init?(_ text: String) {
        guard text.utf8.count == 10, UTCTime.parse(Array((text + "T00:00:00Z").utf8)) != nil else { return nil }
        description = text
    }

    /// Earlier days first.
    public static func < (left: SpoolDay, right: SpoolDay) -> Bool { left.description < right.description }
}
