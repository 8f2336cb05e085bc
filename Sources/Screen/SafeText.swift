/// The only text a cell takes: already reduced to clusters that cannot harm a terminal or shift a column.
///
/// The one way from a `String` is the filter (`ClusterReader`); literals pass it too. Stored text is never altered:
/// make a `SafeText` where it is drawn and copy or export the original.
public struct SafeText: Hashable, Sendable {
    /// What is drawn, in order.
    public private(set) var clusters: [Cluster]

    /// Nothing.
    public init() {
        clusters = []
    }

    /// Clusters that came out of the filter.
    public init(_ clusters: some Sequence<Cluster>) {
        self.clusters = Array(clusters)
    }

    /// Words of the program itself.
    public init(_ words: StaticString) {
        self.init(untrusted: words.description)
    }

    /// Text from anywhere else: messages, names, files, settings.
    ///
    /// - Parameters:
    ///   - text: anything at all. LF, CR LF and Unicode's separators become line breaks, tabs stay layout, every other
    ///     control and every invisible character becomes a visible substitute.
    ///   - policy: what becomes of emoji and of ambiguous widths.
    ///   - limit: the most clusters to read, for a preview of a text that may be a megabyte.
    public init(untrusted text: String, policy: TextPolicy = .standard, limit: Int = .max) {
        if let plain = Self.plain(text, limit: limit) {
            clusters = plain
            return
        }
        var reader = ClusterReader(text, policy: policy)
        clusters = []
        if text.utf8.count < 4096 { clusters.reserveCapacity(min(limit, text.utf8.count)) }
        while clusters.count < limit, let cluster = reader.next() {
            clusters.append(cluster)
        }
    }

    /// What the filter gives for printable ASCII, without asking it about each character: most of what a screen shows,
    /// built anew for every frame. Nil for anything else within the limit or right behind it, which could join the end.
    private static func plain(_ text: String, limit: Int) -> [Cluster]? {
        let found = text.utf8.withContiguousStorageIfAvailable { bytes -> [Cluster]? in
            let read = bytes.prefix(limit == .max ? limit : max(0, limit) + 1)
            guard read.allSatisfy({ 0x20..<0x7F ~= $0 }) else { return nil }
            return bytes.prefix(max(0, limit)).map { Cluster.ascii[Int($0)] }
        }
        return found ?? nil
    }

    /// Columns it takes on one row; a line break or tab counts as the one blank it is drawn as.
    public var width: Int {
        clusters.reduce(0) { $0 + Int($1.width) }
    }

    /// Whether there is nothing to draw.
    public var isEmpty: Bool { clusters.isEmpty }

    /// What is drawn, as a string: free of every control but line breaks and tabs.
    public var string: String {
        var string = ""
        for cluster in clusters {
            string += cluster.text
        }
        return string
    }

    /// Whether anything hidden was replaced by a visible substitute.
    public var hasSubstitutes: Bool {
        clusters.contains(where: \.isSubstitute)
    }

    /// Both, one after the other.
    public static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(left.clusters + right.clusters)
    }

    /// Adds the right to the end of the left.
    public static func += (left: inout SafeText, right: SafeText) {
        left.clusters.append(contentsOf: right.clusters)
    }

    /// Adds one cluster.
    public mutating func append(_ cluster: Cluster) {
        clusters.append(cluster)
    }
}

extension Sequence<SafeText> {
    /// The texts one after another with a separator between them.
    public func joined(separator: SafeText = SafeText()) -> SafeText {
        var all = SafeText()
        var isFirst = true
        for text in self {
            if !isFirst { all += separator }
            all += text
            isFirst = false
        }
        return all
    }
}
