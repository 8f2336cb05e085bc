/// What differs between two frames, as runs of cells.
public struct FrameDiff: Equatable, Sendable {
    /// Neighbouring cells of one row to write anew.
    public struct Run: Hashable, Sendable {
        /// Counted from 0.
        public let row: Int
        /// Counted from 0; never empty.
        public let columns: Range<Int>
    }

    /// Top to bottom, left to right; none touches the next. A wide cell is always whole in one.
    public let runs: [Run]

    /// - Parameter old: what is shown; nil, or of another size, means that everything is to be written.
    public init(from old: Frame?, to new: Frame) {
        guard let old, old.size == new.size else {
            runs =
                new.size.columns == 0
                ? [] : (0..<new.size.rows).map { Run(row: $0, columns: 0..<new.size.columns) }
            return
        }
        var runs: [Run] = []
        for row in 0..<new.size.rows {
            let (before, after) = (old.row(row), new.row(row))
            let base = after.startIndex
            var start: Int?
            for column in 0..<new.size.columns {
                let differs = before[base + column] != after[base + column]
                if differs, start == nil {
                    // The right half of a wide cell is written with its left half.
                    start = after[base + column].width == 0 ? column - 1 : column
                }
                let isInside = differs || after[base + column].width == 0 && start != nil
                if let first = start, !isInside {
                    runs.append(Run(row: row, columns: first..<column))
                    start = nil
                }
            }
            if let first = start { runs.append(Run(row: row, columns: first..<new.size.columns)) }
        }
        self.runs = runs
    }

    /// How many cells are to be written.
    public var cellCount: Int {
        runs.reduce(0) { $0 + $1.columns.count }
    }

    /// About how many bytes a terminal gets: the text, a move of the cursor a run, and a change of style where the
    /// roles change.
    public func estimatedBytes(in frame: Frame) -> Int {
        runs.reduce(0) { total, run in
            var bytes = 8
            var roles: Roles?
            for column in run.columns {
                let cell = frame[column, run.row]
                bytes += cell.text.utf8.count
                if cell.roles != roles { bytes += 12 }
                roles = cell.roles
            }
            return total + bytes
        }
    }
}
