import Screen

/// Remote text on its way to a cell: nothing forbidden, every width certain, every row as wide as it may be.
enum TextHarness {
    static func run(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let columns = 1 + Int(bytes.first ?? 0) % 120
        for emoji in [TextPolicy.Emoji.safe, .text] {
            let policy = TextPolicy(emoji: emoji, ambiguousWidth: 1 + Int(bytes.last ?? 0) % 2)
            let safe = SafeText(untrusted: text, policy: policy)
            isSafe(safe)
            isSafe(safe.singleLine)
            promise(safe.fitted(width: columns).width == columns, "fitted is not \(columns) wide")
            let rows = TextWrap.wrap(safe, columns: columns)
            promise(rows.allSatisfy { $0.width <= columns }, "a row is wider than \(columns)")
            let direct = TextWrap.wrap(untrusted: text, policy: policy, columns: columns)
            promise(rows == direct, "wrapped while it is filtered, it has other rows")
        }
    }

    private static func isSafe(_ text: SafeText) {
        for cluster in text.clusters where cluster != .newline && cluster != .tab {
            promise(cluster.width == 1 || cluster.width == 2, "a cluster \(cluster.width) wide")
            let scalars = cluster.text.unicodeScalars
            promise(!scalars.isEmpty && scalars.count <= 5, "a cluster of \(scalars.count) scalars")
            promise(!scalars.contains(where: \.isForbiddenInCells), "a forbidden character is drawn")
        }
    }
}
