/// A number of columns and rows, never negative.
public struct Size: Hashable, Sendable {
    /// Its width, 0 or more.
    public let columns: Int
    /// Its height, 0 or more.
    public let rows: Int

    /// Negative numbers count as 0.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}
