/// A length of time in milliseconds; may be negative. Arithmetic saturates instead of overflowing.
public struct Span: Hashable, Comparable, Sendable {
    /// The length in milliseconds; below zero it points backwards.
    public var milliseconds: Int64

    /// The length of so many milliseconds.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The length of `n` seconds.
    public static func seconds(_ n: Int64) -> Span { Span(milliseconds: n.saturatingTimes(1_000)) }
    /// The length of `n` minutes.
    public static func minutes(_ n: Int64) -> Span { Span(milliseconds: n.saturatingTimes(60_000)) }
    /// The length of `n` hours of 3,600 seconds each, whatever a clock on the wall does.
    public static func hours(_ n: Int64) -> Span { Span(milliseconds: n.saturatingTimes(3_600_000)) }
    /// No time at all.
    public static let zero = Span(milliseconds: 0)

    /// Whole seconds, rounded down.
    public var wholeSeconds: Int64 { milliseconds.floorDivided(by: 1_000) }
    /// Whole minutes, rounded down.
    public var wholeMinutes: Int64 { milliseconds.floorDivided(by: 60_000) }
    /// The length without its direction.
    public var magnitude: Span { self < .zero ? -self : self }

    /// The shorter one first; what points backwards is shorter than nothing.
    public static func < (a: Span, b: Span) -> Bool { a.milliseconds < b.milliseconds }
    /// Both, one after the other.
    public static func + (a: Span, b: Span) -> Span {
        Span(milliseconds: a.milliseconds.saturatingPlus(b.milliseconds))
    }
    /// What `a` is longer than `b`.
    public static func - (a: Span, b: Span) -> Span {
        Span(milliseconds: a.milliseconds.saturatingMinus(b.milliseconds))
    }
    /// The length `n` times.
    public static func * (a: Span, n: Int64) -> Span { Span(milliseconds: a.milliseconds.saturatingTimes(n)) }
    /// The same length in the other direction.
    public static prefix func - (a: Span) -> Span { .zero - a }
}
