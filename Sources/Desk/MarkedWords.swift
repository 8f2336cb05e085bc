import Screen

/// Remote words made safe, with the places of what was found in them.
struct MarkedWords {
    private(set) var text = SafeText()
    /// In clusters of `text`.
    private(set) var marks: [Range<Int>] = []

    init(_ words: String, matches: [Range<Int>], policy: TextPolicy) {
        var rest = Substring(words)
        var offset = 0
        for match in matches where match.lowerBound >= offset {
            take(match.lowerBound - offset, from: &rest, policy)
            let from = text.clusters.count
            take(match.count, from: &rest, policy)
            marks.append(from..<text.clusters.count)
            offset = match.upperBound
        }
        text += SafeText(untrusted: String(rest), policy: policy)
    }

    private mutating func take(_ count: Int, from rest: inout Substring, _ policy: TextPolicy) {
        let part = rest.prefix(count)
        text += SafeText(untrusted: String(part), policy: policy)
        rest = rest[part.endIndex...]
    }

    /// The columns of the marks when the text stands on one row.
    var columns: [Range<Int>] {
        var starts = [0]
        for cluster in text.clusters { starts.append((starts.last ?? 0) + Int(cluster.width)) }
        return marks.map { starts[$0.lowerBound]..<starts[$0.upperBound] }
    }
}

extension Canvas {
    /// Gives a role to the stretches of a wrapped text that stand on one of its rows, drawn at a place.
    mutating func mark(_ marks: [Range<Int>], of line: TextWrap.Row, at place: Position, role: Role) {
        for mark in marks where mark.overlaps(line.clusters) {
            let part = mark.clamped(to: line.clusters)
            let from = line.starts[part.lowerBound - line.clusters.lowerBound]
            let after = part.upperBound - line.clusters.lowerBound
            let to = min(after < line.starts.count ? line.starts[after] : line.text.width, line.text.width)
            guard from < to else { continue }
            addRole(role, in: Rect(column: place.column + from, row: place.row, columns: to - from, rows: 1))
        }
    }
}
