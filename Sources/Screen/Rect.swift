/// A block of cells: its top-left corner, counted from 0, and its extent.
public struct Rect: Hashable, Sendable {
    /// Its left column.
    public var column: Int
    /// Its top row.
    public var row: Int
    /// Its width in columns.
    public var columns: Int
    /// Its height in rows.
    public var rows: Int

    /// Negative extents count as 0.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// The whole of a screen.
    public init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    /// The extent.
    public var size: Size { Size(columns: columns, rows: rows) }
    /// Whether it holds no cell.
    public var isEmpty: Bool { columns <= 0 || rows <= 0 }
    /// The first column right of it.
    public var endColumn: Int { Self.end(column, columns) }
    /// The first row below it.
    public var endRow: Int { Self.end(row, rows) }
    /// The columns it covers.
    public var columnRange: Range<Int> { column..<endColumn }
    /// The rows it covers.
    public var rowRange: Range<Int> { row..<endRow }

    /// A rectangle without end is held at the largest number instead of trapping.
    private static func end(_ start: Int, _ extent: Int) -> Int {
        let (end, isBeyond) = start.addingReportingOverflow(max(0, extent))
        return isBeyond ? .max : end
    }

    /// Whether a place lies in it.
    public func contains(_ position: Position) -> Bool {
        columnRange.contains(position.column) && rowRange.contains(position.row)
    }

    /// The cells in both; empty when they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top,
            columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
    }

    /// The top `count` rows and what is below; `count` is held within the rows there are.
    public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
        let taken = min(max(0, count), rows)
        return (
            Rect(column: column, row: row, columns: columns, rows: taken),
            Rect(column: column, row: row + taken, columns: columns, rows: rows - taken)
        )
    }

    /// What is above and the bottom `count` rows; `count` is held within the rows there are.
    public func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = splitTop(rows - min(max(0, count), rows))
        return (rest, bottom)
    }

    /// The left `count` columns and what is right of them; `count` is held within the columns there are.
    public func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
        let taken = min(max(0, count), columns)
        return (
            Rect(column: column, row: row, columns: taken, rows: rows),
            Rect(column: column + taken, row: row, columns: columns - taken, rows: rows)
        )
    }

    /// What is left and the right `count` columns; `count` is held within the columns there are.
    public func splitRight(_ count: Int) -> (rest: Rect, right: Rect) {
        let (rest, right) = splitLeft(columns - min(max(0, count), columns))
        return (rest, right)
    }

    /// One row of it, counted from its top; empty when it has no such row.
    public func line(_ index: Int) -> Rect {
        Rect(column: column, row: row + index, columns: columns, rows: 0..<rows ~= index ? 1 : 0)
    }

    /// It without a margin on each side.
    public func inset(columns sides: Int, rows ends: Int = 0) -> Rect {
        Rect(column: column + sides, row: row + ends, columns: columns - 2 * sides, rows: rows - 2 * ends)
    }
}
