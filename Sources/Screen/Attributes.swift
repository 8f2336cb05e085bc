/// How characters look beside their colour.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit an attribute.
    public let rawValue: UInt8

    /// Attributes by their bits; unknown bits mean nothing.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Heavier strokes.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter than normal; not every terminal shows it.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted; not every terminal shows it.
    public static let italic = Attributes(rawValue: 4)
    /// A line below.
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 16)
    /// A line through.
    public static let strike = Attributes(rawValue: 32)
}
