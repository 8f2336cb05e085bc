/// A length of time in milliseconds; may be negative. Arithmetic saturates instead of overflowing.
public struct Span: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func seconds(_ n: Int64) -> Span { Span(milliseconds: n.saturatingTimes(1_000)) }
    public static func minutes(_ n: Int64) -> Span { Span(milliseconds: n.saturatingTimes(60_000)) }
    public static func hours(_ n: Int64) -> Span { Span(milliseconds: n.saturatingTimes(3_600_000)) }
    public static let zero = Span(milliseconds: 0)

    /// Whole seconds, rounded down.
    public var wholeSeconds: Int64 { milliseconds.floorDivided(by: 1_000) }
    /// Whole minutes, rounded down.
    public var wholeMinutes: Int64 { milliseconds.floorDivided(by: 60_000) }
    /// The length without its direction.
    public var magnitude: Span { self < .zero ? -self : self }

    public static func < (a: Span, b: Span) -> Bool { a.milliseconds < b.milliseconds }
    public static func + (a: Span, b: Span) -> Span {
        Span(milliseconds: a.milliseconds.saturatingPlus(b.milliseconds))
    }
    public static func - (a: Span, b: Span) -> Span {
        Span(milliseconds: a.milliseconds.saturatingMinus(b.milliseconds))
    }
    public static func * (a: Span, n: Int64) -> Span { Span(milliseconds: a.milliseconds.saturatingTimes(n)) }
    public static prefix func - (a: Span) -> Span { .zero - a }
}
