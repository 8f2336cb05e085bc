import Screen

/// One colour of a theme at every depth that has colours. A missing depth means *no colour there*: the cell's
/// attributes must do.
public struct ThemeColor: Hashable, Sendable {
    /// Exactly, for pictures and for terminals that count 2²⁴ colours.
    public var truecolor: Ink?
    /// For 256 colours.
    public var indexed: Ink?
    /// For the sixteen that people set to their taste.
    public var ansi: Ink?

    /// A colour given for every depth apart.
    public init(truecolor: Ink?, indexed: Ink?, ansi: Ink?) {
        self.truecolor = truecolor
        self.indexed = indexed
        self.ansi = ansi
    }

    /// A colour given as RGB: exact, then the nearest of the 256, and nothing at sixteen, because people recolour
    /// those and the nearest by distance looks bad.
    public init(_ rgb: RGB) {
        self.init(
            truecolor: .rgb(rgb.red, rgb.green, rgb.blue), indexed: .indexed(rgb.nearestIndex), ansi: nil)
    }

    /// A palette index, 0–255.
    public init(index: UInt8) {
        let rgb = RGB(indexed: index)
        let small: Ink? = index < 16 ? .ansi(index) : nil
        self.init(
            truecolor: .rgb(rgb.red, rgb.green, rgb.blue), indexed: small ?? .indexed(index), ansi: small)
    }

    /// The terminal's own colour, at every depth.
    public static let standard = ThemeColor(truecolor: .standard, indexed: .standard, ansi: .standard)

    /// The ink at a depth; nil where the theme gives none.
    public func ink(at depth: ColorDepth) -> Ink? {
        switch depth {
        case .truecolor: truecolor
        case .indexed256: indexed
        case .ansi16: ansi
        case .mono: nil
        }
    }

    /// Reads a literal: `#rrggbb`, `#rgb`, `default`, `0`…`255`, or one of the sixteen names; nil otherwise.
    static func literal(_ text: String) -> ThemeColor? {
        if text == "default" { return .standard }
        if let rgb = RGB(hex: text) { return ThemeColor(rgb) }
        if let index = UInt8(text) { return ThemeColor(index: index) }
        return ansiNames.firstIndex(of: text).map { ThemeColor(index: UInt8($0)) }
    }

    /// The sixteen names, by index.
    static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow",
        "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]
}
