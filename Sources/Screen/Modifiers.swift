/// Keys held while another is pressed.
public struct Modifiers: OptionSet, Hashable, Sendable {
    /// One bit a key.
    public let rawValue: UInt8

    /// Modifiers by their bits; unknown bits mean nothing.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Ctrl.
    public static let control = Modifiers(rawValue: 1)
    /// Alt, Option or Meta; an Esc before the key is the same.
    public static let alt = Modifiers(rawValue: 2)
    /// Shift, where the character does not show it already.
    public static let shift = Modifiers(rawValue: 4)
}
