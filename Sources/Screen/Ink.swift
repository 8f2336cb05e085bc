/// A colour as a terminal can be asked for it.
public enum Ink: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the sixteen colours people set to their taste, 0…15.
    case ansi(UInt8)
    /// One of the 256 of the xterm palette.
    case indexed(UInt8)
    /// Exactly this colour.
    case rgb(UInt8, UInt8, UInt8)
}
