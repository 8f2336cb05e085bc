/// Text broken into rows of a number of columns: at blanks, beside wide characters, and inside words that are longer
/// than a row. Line breaks are kept and tabs become blanks up to the next multiple of four.
///
/// Rows are made as they are asked for: fifty rows of a megabyte cost fifty rows.
public struct TextWrap: Sequence, IteratorProtocol, Sendable {
    /// One row of the result.
    public struct Row: Hashable, Sendable {
        /// What is drawn, never wider than the columns asked for.
        public let text: SafeText
        /// Which clusters of the source it was made of, with the blank or break that ended it.
        public let clusters: Range<Int>
        /// The column each of those clusters begins in; blanks that hang over the end count as the column after it.
        public let starts: [Int]
        /// Whether a line break or the end of the text ended it, and not the lack of columns.
        public let endsLine: Bool
    }

    private static let tabStop = 4

    private let columns: Int
    /// Where clusters come from: a text filtered already, or one that is filtered as far as it is read.
    private var filtered: ArraySlice<Cluster>
    private var reader: ClusterReader?
    /// Clusters read from the source and not yet in a row.
    private var carried: [Cluster] = []
    /// How many clusters are in rows already.
    private var offset = 0
    private var isFinished = false

    /// - Parameter columns: at least 1; less counts as 1. In one column a wide character is a substitute.
    public init(_ text: SafeText, columns: Int) {
        filtered = text.clusters[...]
        self.columns = Swift.max(1, columns)
    }

    /// Wraps text that has not been filtered yet, filtering no more of it than the rows asked for.
    ///
    /// - Parameter head: words of the program before it.
    public init(untrusted text: String, head: SafeText = SafeText(), policy: TextPolicy = .standard, columns: Int) {
        filtered = []
        carried = head.clusters
        reader = ClusterReader(text, policy: policy)
        self.columns = Swift.max(1, columns)
    }

    /// The rows of a text.
    ///
    /// - Parameter limit: the most rows to make.
    /// - Returns: at least one row, which is empty for an empty text.
    public static func wrap(_ text: SafeText, columns: Int, limit: Int = .max) -> [SafeText] {
        if limit > 0, fitsOneRow(text, columns: columns) { return [text] }
        return TextWrap(text, columns: columns).prefix(Swift.max(0, limit)).map(\.text)
    }

    /// Most texts of a page are one row, which is the text itself.
    private static func fitsOneRow(_ text: SafeText, columns: Int) -> Bool {
        var width = 0
        for cluster in text.clusters {
            width += Int(cluster.width)
            if width > columns || cluster.kind == .newline || cluster.kind == .tab { return false }
        }
        return true
    }

    /// The rows of a text from anywhere, filtered as far as they go.
    public static func wrap(
        untrusted text: String, policy: TextPolicy = .standard, columns: Int, limit: Int = .max
    ) -> [SafeText] {
        TextWrap(untrusted: text, policy: policy, columns: columns).prefix(Swift.max(0, limit)).map(\.text)
    }

    /// Where a cluster of the source stands among its rows; the end of the text stands after the last one.
    public static func position(of cluster: Int, in rows: [Row]) -> Position {
        for (index, row) in rows.enumerated() where row.clusters.contains(cluster) {
            return Position(column: row.starts[cluster - row.clusters.lowerBound], row: index)
        }
        guard let last = rows.last else { return Position(column: 0, row: 0) }
        return Position(column: last.text.width, row: rows.count - 1)
    }

    /// The next row; nil at the end.
    public mutating func next() -> Row? {
        if isFinished { return nil }
        var line = Line()
        // Where the row can be cut when the next word does not fit.
        var cut: Line.Mark?
        while let cluster = peek(line.consumed) {
            if cluster.kind == .newline {
                line.skip(1)
                return take(line, endsLine: true)
            }
            let width = self.width(of: cluster, at: line.width)
            if line.width + width <= columns {
                if cluster.width == 2, line.hasWord { cut = line.mark }
                line.add(cluster, width: width)
                if line.hasWord, cluster.isBlank || cluster.width == 2 { cut = line.mark }
                continue
            }
            if line.clusters.isEmpty {
                line.add(.hiddenMark, width: 1)
                return take(line, endsLine: false)
            }
            if cluster.isBlank { return takeHanging(line) }
            if cluster.width == 2 { return take(line, endsLine: false) }
            if let cut { line.shorten(to: cut) }
            return take(line, endsLine: false)
        }
        isFinished = true
        return take(line, endsLine: true)
    }

    /// A row that ends at blanks: they hang over its end, and so does a line break after them.
    private mutating func takeHanging(_ filled: Line) -> Row {
        var line = filled
        for _ in 0..<columns {
            guard let cluster = peek(line.consumed), cluster.isBlank else { break }
            line.skip(1)
            if cluster.kind == .newline { return take(line, endsLine: true) }
        }
        if peek(line.consumed) == nil {
            isFinished = true
            return take(line, endsLine: true)
        }
        if peek(line.consumed)?.kind == .newline {
            line.skip(1)
            return take(line, endsLine: true)
        }
        return take(line, endsLine: false)
    }

    private mutating func take(_ line: Line, endsLine: Bool) -> Row {
        var clusters = line.clusters
        if !endsLine {
            while clusters.last?.isBlank == true { clusters.removeLast() }
        }
        carried.removeFirst(line.consumed)
        let start = offset
        offset += line.consumed
        return Row(text: SafeText(clusters), clusters: start..<offset, starts: line.starts, endsLine: endsLine)
    }

    private func width(of cluster: Cluster, at column: Int) -> Int {
        cluster.kind == .tab ? Swift.min(Self.tabStop - column % Self.tabStop, columns) : Int(cluster.width)
    }

    /// How many clusters were read and are in no row yet: a part of one row.
    var readAhead: Int { carried.count }

    /// A cluster not yet in a row, counted from the first such.
    private mutating func peek(_ index: Int) -> Cluster? {
        while carried.count <= index {
            guard let cluster = read() else { return nil }
            carried.append(cluster)
        }
        return carried[index]
    }

    private mutating func read() -> Cluster? {
        reader?.next() ?? filtered.popFirst()
    }
}

extension TextWrap {
    /// A row in the making.
    private struct Line {
        var clusters: [Cluster] = []
        var width = 0
        /// Clusters of the source in it; a tab is one of them and several blanks.
        var consumed = 0
        var starts: [Int] = []
        /// Whether anything but blanks is in it: indentation is no place to cut.
        var hasWord = false

        mutating func add(_ cluster: Cluster, width columns: Int) {
            starts.append(width)
            if cluster.kind == .tab {
                clusters.append(contentsOf: repeatElement(.space, count: columns))
            } else {
                clusters.append(cluster)
            }
            if !cluster.isBlank { hasWord = true }
            width += columns
            consumed += 1
        }

        /// A place in the row to come back to.
        struct Mark {
            let clusters: Int
            let width: Int
            let consumed: Int
        }

        var mark: Mark { Mark(clusters: clusters.count, width: width, consumed: consumed) }

        mutating func shorten(to mark: Mark) {
            clusters.removeLast(clusters.count - mark.clusters)
            starts.removeLast(consumed - mark.consumed)
            width = mark.width
            consumed = mark.consumed
        }

        /// Counts clusters that are not drawn.
        mutating func skip(_ count: Int) {
            starts.append(contentsOf: repeatElement(width, count: count))
            consumed += count
        }
    }
}
