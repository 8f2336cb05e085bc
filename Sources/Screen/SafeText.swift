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
        var reader = ClusterReader(text, policy: policy)
        clusters = []
        if text.utf8.count < 4096 { clusters.reserveCapacity(min(limit, text.utf8.count)) }
        while clusters.count < limit, let cluster = reader.next() {
            clusters.append(cluster)
        }
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
