/// A point in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Every rule takes the current `Instant` as a parameter; nothing below the executables reads a clock (law 12).
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the Unix epoch; negative before 1970.
    public var milliseconds: Int64

    /// The instant this many milliseconds after the Unix epoch; any value is one.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The instant `seconds` after the Unix epoch, clamped to what milliseconds can hold (a hostile stamp must not
    /// trap).
    public init(seconds: Int64) {
        let bound = Int64.max / 1_000
        milliseconds = max(-bound, min(bound, seconds)) * 1_000
    }

    /// Whole seconds since the Unix epoch, rounded down.
    public var seconds: Int64 { milliseconds.floorDivided(by: 1_000) }

    /// The earlier one first.
    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    /// The instant a span later; saturates instead of overflowing.
    public static func + (a: Instant, b: Span) -> Instant {
        Instant(milliseconds: a.milliseconds.saturatingPlus(b.milliseconds))
    }

    /// The instant a span earlier; saturates instead of overflowing.
    public static func - (a: Instant, b: Span) -> Instant {
        Instant(milliseconds: a.milliseconds.saturatingMinus(b.milliseconds))
    }

    /// The span from `b` to `a`; saturates instead of overflowing.
    public static func - (a: Instant, b: Instant) -> Span {
        Span(milliseconds: a.milliseconds.saturatingMinus(b.milliseconds))
    }
}
