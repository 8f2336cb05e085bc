/// The ASCII twin of a glyph, for terminals that cannot draw it: one character for one column.
enum GlyphTwin {
    static func twin(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return scalar }
        if let found = drawn[scalar] { return found }
        switch scalar.value {
        case 0xC0...0x17F: return letter(scalar)
        case 0x2500...0x257F: return "+"
        case 0x2580...0x259F: return "#"
        case 0x2000...0x200A, 0xA0, 0x202F: return " "
        case 0x2010...0x2015, 0x2212: return "-"
        default: return "?"
        }
    }

    private static let drawn: [Unicode.Scalar: Unicode.Scalar] = [
        "●": "*", "○": "o", "◐": "o", "•": "*", "·": ".", "…": ".", "▯": "?", "▏": "|", "▕": "|", "▌": "|", "░": ".",
        "─": "-", "━": "=", "═": "=", "╌": "-", "│": "|", "┃": "|", "║": "|", "▔": "-", "▁": "_",
        "»": ">", "«": "<", "›": ">", "‹": "<", "▸": ">", "▾": "v", "▴": "^", "◂": "<", "→": ">", "←": "<",
        "↑": "^", "↓": "v", "↩": "<", "↵": "<", "✓": "v", "✔": "v", "✗": "x", "✘": "x", "×": "x", "÷": "/", "★": "*",
        "☆": "*", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "‚": ",", "¡": "!", "¿": "?", "°": "o",
        "ª": "a", "º": "o", "©": "c", "®": "r", "±": "+", "²": "2", "³": "3", "¹": "1", "µ": "u", "€": "E", "£": "L",
        "⏎": "<", "⌛": "#", "⚠": "!", "♥": "*", "❤": "*",
    ]

    /// Latin letters U+00C0…U+017F without their marks, in order.
    private static let letters = Array(
        ("AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
            + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl"
            + "NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs").unicodeScalars)

    private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let index = Int(scalar.value) - 0xC0
        return letters.indices.contains(index) ? letters[index] : "?"
    }
}
