/// A frame as a picture that stays sharp at any size: the screen as a page, in a palette's colours.
///
/// Every word is placed at its own column and lines are drawn as shapes, so columns are straight in whatever monospaced
/// font the viewer has.
public struct FrameSVG: Sendable {
    /// What the terminal's own colours are in a picture.
    public struct Page: Hashable, Sendable {
        /// Text without a colour of its own; `standard` counts as light grey.
        public var foreground: Ink
        /// The paper; `standard` counts as near black.
        public var background: Ink

        /// Any inks but `standard`, which no picture knows.
        public init(foreground: Ink, background: Ink) {
            self.foreground = foreground
            self.background = background
        }

        /// Light grey on near black.
        public static let dark = Page(foreground: .rgb(0xD5, 0xD8, 0xDE), background: .rgb(0x15, 0x18, 0x1E))
        /// Near black on white.
        public static let light = Page(foreground: .rgb(0x1E, 0x22, 0x2A), background: .rgb(0xFD, 0xFC, 0xFA))
    }

    /// Pixels of one cell: the advance of common monospaced fonts at this size is 0.6 of it.
    static let cellWidth = 9
    static let cellHeight = 18
    static let fontSize = 15
    static let margin = 14
    private static let baseline = 14
    private static let fonts =
        "'DejaVu Sans Mono', 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono', monospace"

    private let frame: Frame
    private let palette: Palette
    private let foreground: RGB
    private let background: RGB

    /// - Parameter page: for what the palette leaves to the terminal.
    public init(_ frame: Frame, palette: Palette, page: Page = .dark) {
        self.frame = frame
        self.palette = palette
        let base = palette.style(Roles.none)
        let pageForeground = RGB(page.foreground) ?? RGB(red: 0xD5, green: 0xD8, blue: 0xDE)
        let pageBackground = RGB(page.background) ?? RGB(red: 0x15, green: 0x18, blue: 0x1E)
        foreground = base.foreground.flatMap(RGB.init) ?? pageForeground
        background = base.background.flatMap(RGB.init) ?? pageBackground
    }

    /// The picture of a frame, in one call.
    public static func print(_ frame: Frame, palette: Palette, page: Page = .dark) -> String {
        FrameSVG(frame, palette: palette, page: page).text
    }

    /// The SVG document.
    public var text: String {
        let looks = (0..<frame.size.rows).map(looks(row:))
        var lines = opening
        lines.append("<g shape-rendering=\"crispEdges\">")
        for row in 0..<frame.size.rows {
            lines += backgrounds(looks[row], row: row)
        }
        lines.append("</g>")
        for row in 0..<frame.size.rows {
            lines += words(looks[row], row: row)
        }
        lines.append("<g shape-rendering=\"crispEdges\">")
        for row in 0..<frame.size.rows {
            lines += rules(looks[row], row: row)
        }
        lines += cursor()
        lines.append("</g>")
        lines += Self.closing
        return lines.joined(separator: "\n") + "\n"
    }

    /// What is drawn of one row, without the cursor.
    func row(_ row: Int) -> String {
        let looks = looks(row: row)
        return (backgrounds(looks, row: row) + words(looks, row: row) + rules(looks, row: row)).joined(separator: "\n")
    }

    static let closing = ["</g>", "</svg>"]

    /// The page before its first row.
    var opening: [String] {
        let width = frame.size.columns * Self.cellWidth + 2 * Self.margin
        let height = frame.size.rows * Self.cellHeight + 2 * Self.margin
        let title = frame.title.isEmpty ? "Screen" : Self.escaped(frame.title.singleLine.string)
        return [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
                + " viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
            "<title>\(title)</title>",
            "<rect width=\"\(width)\" height=\"\(height)\" rx=\"8\" fill=\"\(background.hex)\"/>",
            "<g transform=\"translate(\(Self.margin) \(Self.margin))\" font-family=\"\(Self.fonts)\""
                + " font-size=\"\(Self.fontSize)\" fill=\"\(foreground.hex)\">",
        ]
    }

    /// How one cell looks once everything is decided.
    private struct Look: Equatable {
        var foreground: RGB
        var background: RGB
        var attributes: Attributes
    }

    private func looks(row: Int) -> [Look] {
        frame.row(row).map { cell in
            let style = palette.style(cell.roles)
            let ink = style.foreground.flatMap(RGB.init) ?? foreground
            let paper = style.background.flatMap(RGB.init) ?? background
            let isReversed = style.attributes.contains(.reverse)
            return Look(
                foreground: isReversed ? paper : ink, background: isReversed ? ink : paper,
                attributes: style.attributes.subtracting(.reverse))
        }
    }

    /// One rectangle for each run of cells that are not on the page's own background.
    private func backgrounds(_ looks: [Look], row: Int) -> [String] {
        runs(looks.map(\.background)).compactMap { columns, colour in
            guard colour != background else { return nil }
            return rectangle(columns, row: row, top: 0, height: Self.cellHeight, colour: colour)
        }
    }

    /// One text element for each word of one look, at its own column. A character outside ASCII stands by itself, for
    /// its advance may come from another font.
    private func words(_ looks: [Look], row: Int) -> [String] {
        var elements: [String] = []
        var word = ""
        var start = 0
        let cells = Array(frame.row(row))
        func flush() {
            if !word.isEmpty { elements.append(element(word, look: looks[start], column: start, row: row)) }
            word = ""
        }
        for (column, cell) in cells.enumerated() {
            let isPlain = cell.text.utf8.count == 1
            if cell.text == " " || cell.text.isEmpty || Self.line(cell.text) != nil {
                flush()
                continue
            }
            if !isPlain || word.isEmpty || looks[start] != looks[column] {
                flush()
                start = column
            }
            word += cell.text
            if !isPlain { flush() }
        }
        flush()
        return elements
    }

    private func element(_ word: String, look: Look, column: Int, row: Int) -> String {
        var attributes = "x=\"\(column * Self.cellWidth)\" y=\"\(row * Self.cellHeight + Self.baseline)\""
        if look.foreground != foreground { attributes += " fill=\"\(look.foreground.hex)\"" }
        if look.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if look.attributes.contains(.italic) { attributes += " font-style=\"italic\"" }
        if look.attributes.contains(.dim) { attributes += " fill-opacity=\"0.6\"" }
        return "<text \(attributes)>\(Self.escaped(word))</text>"
    }

    /// Underlines, strikes and the plain lines of box drawing, as shapes.
    private func rules(_ looks: [Look], row: Int) -> [String] {
        var elements: [String] = []
        for (columns, look) in runs(looks) {
            if look.attributes.contains(.underline) {
                elements.append(rectangle(columns, row: row, top: 16, height: 1, colour: look.foreground))
            }
            if look.attributes.contains(.strike) {
                elements.append(rectangle(columns, row: row, top: 9, height: 1, colour: look.foreground))
            }
        }
        let cells = Array(frame.row(row))
        let drawn = zip(cells, looks).map { cell, look in Self.line(cell.text).map { ($0, look) } }
        var column = 0
        while column < drawn.count {
            guard let (line, look) = drawn[column] else {
                column += 1
                continue
            }
            var end = column + 1
            while end < drawn.count, let (next, same) = drawn[end], next == line, same == look { end += 1 }
            elements += shapes(line, look: look, columns: column..<end, row: row)
            column = end
        }
        return elements
    }

    private struct Line: Equatable {
        let isVertical: Bool
        let weight: Int
    }

    private static func line(_ text: String) -> Line? {
        switch text {
        case "─": Line(isVertical: false, weight: 1)
        case "━": Line(isVertical: false, weight: 3)
        case "│": Line(isVertical: true, weight: 1)
        case "┃": Line(isVertical: true, weight: 3)
        default: nil
        }
    }

    private func shapes(_ line: Line, look: Look, columns: Range<Int>, row: Int) -> [String] {
        let opacity = look.attributes.contains(.dim) ? " fill-opacity=\"0.6\"" : ""
        guard line.isVertical else {
            return [
                rectangle(
                    columns, row: row, top: 9 - line.weight / 2, height: line.weight, colour: look.foreground,
                    more: opacity)
            ]
        }
        return columns.map { column in
            "<rect x=\"\(column * Self.cellWidth + 4 - line.weight / 2)\" y=\"\(row * Self.cellHeight)\""
                + " width=\"\(line.weight)\" height=\"\(Self.cellHeight)\" fill=\"\(look.foreground.hex)\"\(opacity)/>"
        }
    }

    func cursor() -> [String] {
        guard let place = frame.cursor, Rect(frame.size).contains(place) else { return [] }
        let left = place.column * Self.cellWidth
        let top = place.row * Self.cellHeight
        let (x, y, width, height, opacity) =
            switch frame.cursorShape {
            case .bar: (left, top, 2, Self.cellHeight, "1")
            case .underline: (left, top + Self.cellHeight - 2, Self.cellWidth, 2, "1")
            case .block: (left, top, Self.cellWidth, Self.cellHeight, "0.5")
            }
        return [
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill-opacity=\"\(opacity)\"/>"
        ]
    }

    private func rectangle(
        _ columns: Range<Int>, row: Int, top: Int, height: Int, colour: RGB, more: String = ""
    ) -> String {
        "<rect x=\"\(columns.lowerBound * Self.cellWidth)\" y=\"\(row * Self.cellHeight + top)\""
            + " width=\"\(columns.count * Self.cellWidth)\" height=\"\(height)\" fill=\"\(colour.hex)\"\(more)/>"
    }

    /// Neighbours that are equal, as ranges.
    private func runs<Value: Equatable>(_ values: [Value]) -> [(Range<Int>, Value)] {
        var runs: [(Range<Int>, Value)] = []
        for (index, value) in values.enumerated() {
            if let last = runs.last, last.1 == value {
                runs[runs.count - 1].0 = last.0.lowerBound..<index + 1
            } else {
                runs.append((index..<index + 1, value))
            }
        }
        return runs
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
