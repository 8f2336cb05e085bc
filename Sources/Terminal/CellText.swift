import CNcurses
import Screen

/// What ncurses is given for one cell's text.
///
/// ncurses and libc measure characters by a table of their own. Where it disagrees with ours the row would slide, so
/// the glyph is replaced by one whose width is certain (`terminal.md` §8f).
enum CellText {
    /// The scalars of each ncurses cell, in order; together they take exactly the cell's columns.
    /// - Parameter measure: columns libc gives a scalar, −1 for unknown; a parameter so that it can be tested.
    static func pieces(
        of text: String, width: Int, drawing: Drawing, measure: (Unicode.Scalar) -> Int
    ) -> [[Unicode.Scalar]] {
        let scalars = Array(text.unicodeScalars)
        guard let base = scalars.first else { return blanks(width) }
        if drawing == .ascii {
            let twin = GlyphTwin.twin(of: base)
            return [[twin]] + (width > 1 ? [[twin == "?" ? "?" : " "]] : [])
        }
        let baseWidth = measure(base)
        if baseWidth == width, width > 0 {
            let marks = scalars.dropFirst().prefix { measure($0) == 0 && !isJoiner($0) }
            return [[base] + marks.prefix(4)]
        }
        // Two letters of a flag: one column each.
        if scalars.count == width, scalars.allSatisfy({ measure($0) == 1 }) { return scalars.map { [$0] } }
        // A text symbol asked to be an emoji: drawn as text and a blank.
        if baseWidth == 1, width == 2, scalars.contains("\u{FE0F}") { return [[base]] + blanks(1) }
        // Ambiguous width, or too new for libc: only ASCII is certain.
        return [[GlyphTwin.twin(of: base)]] + blanks(width - 1)
    }

    /// Invisible scalars that ask a terminal to join or restyle what stands beside them.
    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{200D}" || scalar == "\u{FE0F}" || scalar == "\u{FE0E}"
    }

    private static func blanks(_ count: Int) -> [[Unicode.Scalar]] {
        Array(repeating: [" "], count: max(0, count))
    }
}
