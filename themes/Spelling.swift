/// Finds what someone meant to write.
package enum Spelling {
    /// The candidate with the fewest edits from `word`, if that is at most a third of its length (and at least two);
    /// equal distances go to the alphabetically first, so that a message is always the same.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        guard word.utf8.count <= longest else { return nil }
        let limit = max(2, word.count / 3)
        var best: (distance: Int, text: String)?
        for candidate in candidates where abs(candidate.count - word.count) <= limit {
            let distance = edits(from: Array(word.lowercased()), to: Array(candidate.lowercased()))
            guard distance <= limit else { continue }
            if let current = best, (current.distance, current.text) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.text
    }

    /// In UTF-8. No name that we know comes near, and the work grows with its square.
    private static let longest = 200

    /// Levenshtein distance, a swap of neighbours counting as one edit.
    private static func edits(from a: [Character], to b: [Character]) -> Int {
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                let same = a[i] == b[j] ? 0 : 1
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + same)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
