/// What was measured, one column a size.
struct BenchTable {
    private var labels: [String] = []
    private var cells: [String: [String: String]] = [:]
    private var columns: [String] = []

    mutating func begin(_ column: String) { columns.append(column) }

    mutating func put(_ label: String, _ value: String) {
        guard let column = columns.last else { return }
        if cells[label] == nil { labels.append(label) }
        cells[label, default: [:]][column] = value
    }

    /// Aligned, with a line under the head.
    var text: String {
        let rows =
            [["p50 / p99"] + columns] + labels.map { label in [label] + columns.map { cells[label]?[$0] ?? "–" } }
        let widths = (0...columns.count).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            zip(row, widths).enumerated().map { index, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + blanks : blanks + cell.0
            }.joined(separator: "  ")
        }
        let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * columns.count)
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }
}
