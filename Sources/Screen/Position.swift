/// A place on the screen, counted from 0 at the top left.
public struct Position: Hashable, Sendable {
    /// Counted from 0 at the left.
    public var column: Int
    /// Counted from 0 at the top.
    public var row: Int

    /// A place that may lie outside any screen.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
