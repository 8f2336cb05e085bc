/// Frames one after another as one picture that moves by itself, over and over. A viewer that does not move pictures shows
/// the first frame.
public struct FrameMovie: Sendable {
    /// A piece of a picture, and when it is to be seen.
    private struct Piece {
        var text: String
        /// Milliseconds from the beginning, the end excluded.
        var shown: [Range<Int>]
    }

    private let palette: Palette
    private let page: FrameSVG.Page
    private var first: FrameSVG?
    /// By row; the last list is of cursors.
    private var rows: [[Piece]] = []
    private var end = 0

    /// - Parameter page: for what the palette leaves to the terminal.
    public init(palette: Palette, page: FrameSVG.Page = .dark) {
        (self.palette, self.page) = (palette, page)
    }

    /// Adds a frame after those before. All have the size of the first.
    ///
    /// - Parameter milliseconds: how long it stays; 1 or more.
    public mutating func add(_ frame: Frame, milliseconds: Int) {
        let picture = FrameSVG(frame, palette: palette, page: page)
        if first == nil {
            first = picture
            rows = Array(repeating: [], count: frame.size.rows + 1)
        }
        let span = end..<end + max(1, milliseconds)
        end = span.upperBound
        for row in rows.indices {
            let text = row < frame.size.rows ? picture.row(row) : picture.cursor().joined(separator: "\n")
            show(text, during: span, row: row)
        }
    }

    private mutating func show(_ text: String, during span: Range<Int>, row: Int) {
        guard !text.isEmpty else { return }
        guard let index = rows[row].firstIndex(where: { $0.text == text }) else {
            rows[row].append(Piece(text: text, shown: [span]))
            return
        }
        if let last = rows[row][index].shown.last, last.upperBound == span.lowerBound {
            rows[row][index].shown[rows[row][index].shown.count - 1] = last.lowerBound..<span.upperBound
        } else {
            rows[row][index].shown.append(span)
        }
    }

    /// The SVG document; empty without a frame.
    public var text: String {
        guard let first else { return "" }
        var lines = first.opening
        // What everything else is timed by; it begins again when it ends.
        lines.append(
            "<rect width=\"0\" height=\"0\"><animate id=\"t\" attributeName=\"x\" from=\"0\" to=\"0\""
                + " begin=\"0s;t.end\" dur=\"\(Self.seconds(end))\"/></rect>")
        for piece in rows.joined() { lines.append(group(piece)) }
        lines += FrameSVG.closing
        return lines.joined(separator: "\n") + "\n"
    }

    private func group(_ piece: Piece) -> String {
        if piece.shown == [0..<end] { return "<g>\n\(piece.text)\n</g>" }
        let isFirst = piece.shown.first?.lowerBound == 0
        let spans = isFirst ? gaps(in: piece.shown) : piece.shown
        let sets = spans.map { span in
            "<set attributeName=\"visibility\" to=\"\(isFirst ? "hidden" : "visible")\""
                + " begin=\"t.begin+\(Self.seconds(span.lowerBound))\" dur=\"\(Self.seconds(span.count))\"/>"
        }
        let attribute = isFirst ? "" : " visibility=\"hidden\""
        return "<g\(attribute)>\(sets.joined())\n\(piece.text)\n</g>"
    }

    private func gaps(in spans: [Range<Int>]) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var at = 0
        for span in spans {
            if span.lowerBound > at { gaps.append(at..<span.lowerBound) }
            at = span.upperBound
        }
        if at < end { gaps.append(at..<end) }
        return gaps
    }

    private static func seconds(_ milliseconds: Int) -> String {
        let rest = milliseconds % 1_000
        guard rest > 0 else { return "\(milliseconds / 1_000)s" }
        var digits = String(rest + 1_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(milliseconds / 1_000).\(digits)s"
    }
}
