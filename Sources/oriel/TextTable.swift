import Screen

/// Columns for people. Text from outside becomes harmless here, and columns are as wide as terminals draw them.
struct TextTable {
    private var rows: [[SafeText]]

    /// Columns are cut at this width; the last one is not padded, and cut later.
    private static let longest = 48
    private static let longestLast = 160

    init(_ head: [String]) { rows = [head.map { SafeText(untrusted: $0) }] }

    mutating func add(_ cells: [String]) {
        rows.append(
            cells.enumerated().map { index, cell in
                let limit = index == cells.count - 1 ? Self.longestLast : Self.longest
                return SafeText(untrusted: cell, limit: limit).singleLine.prefix(width: limit)
            })
    }

    /// The rows with their head, blanks at line ends left out.
    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.count > column ? $0[column].width : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                index == row.count - 1 ? cell.0.string : cell.0.padded(to: cell.1).string
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
