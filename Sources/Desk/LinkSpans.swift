import Screen

/// Where the web addresses of a drawn row are, so that they look like what they are.
struct LinkSpans {
    /// Columns of the row, counted from its first.
    private(set) var spans: [Range<Int>] = []
    /// The row ends within an address: it goes on in the next row of the same text.
    private(set) var goesOn = false

    private static let beginnings = ["https://", "http://"]

    /// - Parameters:
    ///   - text: a row as it is drawn.
    ///   - columns: how wide the row may be.
    ///   - isContinued: whether the row before ended within an address.
    init(_ text: SafeText, columns: Int, isContinued: Bool) {
        guard isContinued || text.clusters.contains(where: { $0.text == ":" }) else { return }
        var column = 0
        var word = ""
        var start = 0
        var isFirst = true
        func isLink() -> Bool {
            isFirst && isContinued && !word.isEmpty
                || Self.beginnings.contains { word.hasPrefix($0) && word.utf8.count > $0.utf8.count }
        }
        for cluster in text.clusters {
            if cluster.isBlank {
                if isLink() { spans.append(start..<column - Self.tail(of: word)) }
                word = ""
                isFirst = false
                start = column + Int(cluster.width)
            } else {
                word += cluster.text
            }
            column += Int(cluster.width)
        }
        guard isLink() else { return }
        goesOn = column >= columns
        spans.append(start..<column - (goesOn ? 0 : Self.tail(of: word)))
    }

    /// The marks of a sentence that follow an address and are none of it; never all of a word.
    private static func tail(of word: String) -> Int {
        min(word.reversed().prefix { ".,;:!?)\"'".contains($0) }.count, word.count - 1)
    }
}

extension Roles {
    /// Words of somebody, not about a message.
    var areWords: Bool { contains(.msgIn) || contains(.msgOut) || contains(.msgNote) }
}
