/// A whole screen as a value: cells with roles, where the cursor is, and the window title.
///
/// Every row is exactly `size.columns` wide, a wide cell is always followed by its own right half, and no cell holds
/// anything but filtered text: there is no other way in than `put`, `fill` and `addRole`.
public struct Frame: Equatable, Sendable {
    /// How the terminal's cursor looks.
    public enum CursorShape: String, CaseIterable, Sendable {
        case block, bar, underline
    }

    /// The extent, fixed for the life of the frame.
    public let size: Size
    /// Row by row from the top left; `size.columns * size.rows` of them.
    public private(set) var cells: [Cell]
    /// Where the cursor is, or nil when it is hidden. `Terminal` ignores a place outside the frame.
    public var cursor: Position?
    /// How the cursor looks.
    public var cursorShape: CursorShape
    /// The title the terminal's window should have.
    public var title: SafeText

    /// An empty screen.
    public init(size: Size, roles: Roles = .none) {
        self.size = size
        cells = Array(repeating: Cell(text: " ", width: 1, roles: roles), count: size.columns * size.rows)
        cursorShape = .block
        title = SafeText()
    }

    /// The cell at a place inside the frame; a blank for any other.
    public subscript(column: Int, row: Int) -> Cell {
        guard 0..<size.columns ~= column, 0..<size.rows ~= row else { return .blank }
        return cells[row * size.columns + column]
    }

    /// One row of cells; empty for a row the frame does not have.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard 0..<size.rows ~= row else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes text on one row.
    ///
    /// It is clipped to the frame; a wide cluster that would only half fit is left out. Line breaks and tabs are drawn
    /// as blanks. What stands for hidden text gets the role `unsafe` on top.
    /// - Parameters:
    ///   - text: what to write.
    ///   - position: where it starts; it may lie outside.
    ///   - roles: replace those of the cells written.
    ///   - maxColumns: the most columns to use; nil for all there are.
    /// - Returns: the columns from `position` to the end of what was drawn or clipped away on the left.
    @discardableResult
    public mutating func put(
        _ text: SafeText, at position: Position, roles: Roles, maxColumns: Int? = nil
    ) -> Int {
        put(text, at: position, roles: roles, maxColumns: maxColumns, clip: Rect(size))
    }

    /// Fills a block with one cluster; of a wide one as many as fit side by side, then a blank.
    public mutating func fill(_ rect: Rect, _ cluster: Cluster = .space, roles: Roles) {
        let area = rect.intersection(Rect(size))
        guard !area.isEmpty else { return }
        let filled = cluster.isSubstitute ? roles.adding(.unsafe) : roles
        for row in area.rowRange {
            if cluster.width == 1 {
                // Only at its ends can a run of narrow cells cut a wide one.
                write(cluster, column: area.column, row: row, roles: roles)
                write(cluster, column: area.endColumn - 1, row: row, roles: roles)
                let cell = self[area.column, row]
                for index in row * size.columns + area.column..<row * size.columns + area.endColumn {
                    cells[index] = cell
                }
                continue
            }
            var column = area.column
            while column + Int(cluster.width) <= area.endColumn {
                write(cluster, column: column, row: row, roles: filled)
                column += Int(cluster.width)
            }
            if column < area.endColumn { write(.space, column: column, row: row, roles: roles) }
        }
    }

    /// Adds a role on top of what each cell of a block has; both halves of a wide cell when its left half is inside.
    public mutating func addRole(_ role: Role, in rect: Rect) {
        let area = rect.intersection(Rect(size))
        guard !area.isEmpty else { return }
        for row in area.rowRange {
            let start = row * size.columns
            // Neighbours mostly have the same roles.
            var before = Roles.none
            var after = before.adding(role)
            for index in start + area.column..<start + area.endColumn {
                let roles = cells[cells[index].width == 0 ? index - 1 : index].roles
                if roles != before {
                    before = roles
                    after = roles.adding(role)
                }
                cells[index].roles = after
            }
            let last = start + area.endColumn - 1
            if cells[last].width == 2 { cells[last + 1].roles = cells[last].roles }
            let first = start + area.column
            if cells[first].width == 0 { cells[first].roles = cells[first - 1].roles }
        }
    }

    /// Draws every narrow cell that has a twin by that twin; its roles stay.
    /// - Parameter twins: narrow clusters by the whole text of a cell; a wide one is not used.
    public mutating func replace(_ twins: [String: Cluster]) {
        for index in cells.indices where cells[index].width == 1 && cells[index].text.utf8.count > 1 {
            guard let twin = twins[cells[index].text], twin.width == 1 else { continue }
            cells[index] = Cell(text: twin.text, width: 1, roles: cells[index].roles)
        }
    }

    mutating func put(
        _ text: SafeText, at position: Position, roles: Roles, maxColumns: Int?, clip: Rect
    ) -> Int {
        let area = clip.intersection(Rect(size))
        guard area.rowRange.contains(position.row) else { return 0 }
        guard position.column < area.endColumn else { return 0 }
        let room = area.endColumn - position.column
        let end = position.column + min(room, max(0, maxColumns ?? room))
        var column = position.column
        for cluster in text.clusters {
            let next = column + Int(cluster.width)
            if next > end { break }
            if column >= area.column {
                write(cluster, column: column, row: position.row, roles: roles)
            } else if next > area.column {
                // The left half of a wide cluster is clipped away: its right half is a blank.
                write(.space, column: area.column, row: position.row, roles: roles)
            }
            column = next
        }
        return column - position.column
    }

    /// Writes one cluster at a place known to have room, leaving no half of a wide cell behind.
    private mutating func write(_ cluster: Cluster, column: Int, row: Int, roles: Roles) {
        let index = row * size.columns + column
        let last = index + Int(cluster.width) - 1
        if cells[index].width == 0 { cells[index - 1] = cells[index - 1].blanked() }
        if cells[last].width == 2 { cells[last + 1] = cells[last + 1].blanked() }
        if cluster.width == 2 {
            let drawn = cluster.isSubstitute ? roles.adding(.unsafe) : roles
            cells[index] = Cell(text: cluster.text, width: 2, roles: drawn)
            cells[last] = Cell(text: "", width: 0, roles: drawn)
            return
        }
        cells[index] = Cell(
            text: cluster.isLayout ? " " : cluster.text, width: 1,
            roles: cluster.isSubstitute ? roles.adding(.unsafe) : roles)
    }
}
