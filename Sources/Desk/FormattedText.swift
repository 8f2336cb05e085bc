import Screen

/// A text in WhatsApp's formatting as rows of styled pieces.
struct FormattedText: Sequence, IteratorProtocol {
    /// Neighbouring pieces of a row.
    typealias Row = [(text: SafeText, roles: Roles)]

    private let markup: Markup
    private let policy: TextPolicy
    private let columns: Int
    private let body: Roles
    private let glyphs: Glyphs
    /// Put before the first line.
    private let head: SafeText
    private var line = 0
    private var rows: [Row] = []

    /// - Parameters:
    ///   - columns: of the widest row.
    ///   - head: words of the program before the text.
    ///   - body: the roles of plain text.
    init(_ text: String, head: SafeText, policy: TextPolicy, columns: Int, body: Roles, glyphs: Glyphs) {
        markup = Markup(text)
        self.head = head
        self.policy = policy
        self.columns = columns
        self.body = body
        self.glyphs = glyphs
    }

    mutating func next() -> Row? {
        while rows.isEmpty {
            guard line < markup.lines.count else { return nil }
            rows = rows(of: markup.lines[line], isFirst: line == 0).reversed()
            line += 1
        }
        return rows.popLast()
    }

    private func rows(of line: Markup.Line, isFirst: Bool) -> [Row] {
        let base = line.lead == .quote ? body.adding(.msgQuote) : body
        var clusters: [Cluster] = isFirst ? head.clusters : []
        // Behind other words nothing begins a line.
        let isInline = !clusters.isEmpty && line.lead != .none
        if isInline { clusters += written(line).clusters }
        var styles: [Markup.Style] = Array(repeating: [], count: clusters.count)
        // Each run passes the filter by itself: a mark taken away must not join what stood on its two sides.
        var index = line.characters.lowerBound
        while index < line.characters.upperBound {
            if markup.isHidden[index] {
                index += 1
                continue
            }
            var end = index + 1
            while end < line.characters.upperBound, !markup.isHidden[end], markup.styles[end] == markup.styles[index] {
                end += 1
            }
            let run = SafeText(untrusted: String(markup.characters[index..<end]), policy: policy).clusters
            clusters += run
            styles += repeatElement(markup.styles[index], count: run.count)
            index = end
        }
        let lead = isInline ? SafeText() : lead(of: line)
        let room = columns - lead.width
        // No room for an indentation: the lead is then the beginning of the text.
        guard room >= 4 else {
            return wrap(
                lead.clusters + clusters, Array(repeating: Markup.Style(), count: lead.clusters.count) + styles, base,
                columns)
        }
        return wrap(clusters, styles, base, room).enumerated().map { index, row -> Row in
            guard !lead.isEmpty else { return row }
            let isRepeated = line.lead == .quote
            return [(index == 0 || isRepeated ? lead : .blanks(lead.width), base)] + row
        }
    }

    private func lead(of line: Markup.Line) -> SafeText {
        switch line.lead {
        case .none: return SafeText()
        case .bullet: return glyphs.bullet
        case .quote: return glyphs.quote
        case .number: return written(line)
        }
    }

    /// The lead as it was written.
    private func written(_ line: Markup.Line) -> SafeText {
        let start = line.characters.lowerBound - line.lead.count
        return SafeText(untrusted: String(markup.characters[start..<line.characters.lowerBound]), policy: policy)
    }

    private func wrap(
        _ clusters: [Cluster], _ styles: [Markup.Style], _ base: Roles, _ columns: Int
    ) -> [Row] {
        TextWrap(SafeText(clusters), columns: columns).map { row in
            var pieces: Row = []
            var (column, source) = (0, 0)
            var run: (text: SafeText, style: Markup.Style) = (SafeText(), [])
            for cluster in row.text.clusters {
                // A tab is several blanks that come from one cluster.
                while source + 1 < row.starts.count, row.starts[source + 1] <= column { source += 1 }
                let style = styles[row.clusters.lowerBound + source]
                if style != run.style, !run.text.isEmpty {
                    pieces.append((run.text, roles(base, run.style)))
                    run.text = SafeText()
                }
                run.style = style
                run.text.append(cluster)
                column += Int(cluster.width)
            }
            pieces.append((run.text, roles(base, run.style)))
            return pieces
        }
    }

    private func roles(_ base: Roles, _ style: Markup.Style) -> Roles {
        var roles = base
        if style.contains(.code) { roles.add(.msgCode) }
        if style.contains(.link) { roles.add(.msgLink) }
        if style.contains(.strike) { roles.add(.msgStrike) }
        if style.contains(.italic) { roles.add(.msgItalic) }
        if style.contains(.bold) { roles.add(.msgBold) }
        return roles
    }
}
