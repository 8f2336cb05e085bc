import CNcurses
import Screen
import Themes

/// Styles in ncurses's terms.
enum CellInk {
    /// An ink as a colour number; −1 is the terminal's own.
    /// - Parameter colors: how many the terminal has. An ink it has not is drawn by the nearest it has, or not at all.
    static func number(_ ink: Ink?, colors: Int) -> Int32 {
        switch ink {
        case nil, .standard: return -1
        case .ansi(let index):
            if Int(index) < colors { return Int32(index) }
            // Eight colours: a bright one is its plain one.
            return colors >= 8 ? Int32(index % 8) : -1
        case .indexed(let index):
            if colors >= 1 << 24 { return direct(RGB(indexed: index)) }
            return Int(index) < colors ? Int32(index) : -1
        case .rgb(let red, let green, let blue):
            let rgb = RGB(red: red, green: green, blue: blue)
            if colors >= 1 << 24 { return direct(rgb) }
            return colors >= 256 ? Int32(rgb.nearestIndex) : -1
        }
    }

    /// In entries for direct colour a number is the colour itself, but the first eight are still the palette's.
    private static func direct(_ rgb: RGB) -> Int32 {
        let number = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
        return (1..<8).contains(number) ? 8 : number
    }

    /// ncurses has no strike-through; a theme that needs it has another sign beside.
    static func mask(_ attributes: Attributes) -> attr_t {
        var mask: attr_t = 0
        if attributes.contains(.bold) { mask |= oriel_bold() }
        if attributes.contains(.dim) { mask |= oriel_dim() }
        if attributes.contains(.italic) { mask |= oriel_italic() }
        if attributes.contains(.underline) { mask |= oriel_underline() }
        if attributes.contains(.reverse) { mask |= oriel_reverse() }
        return mask
    }
}
