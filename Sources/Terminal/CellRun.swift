import Screen

/// Which columns of a row must be written again.
enum CellRun {
    /// From the first to behind the last column that differs, widened so that no wide cell, old or new, is cut.
    /// - Parameters:
    ///   - shown: the row on the screen, as long as `wanted`; empty when it is not known.
    /// - Returns: nil when the rows are the same.
    static func changed(from shown: ArraySlice<Cell>, to wanted: ArraySlice<Cell>) -> Range<Int>? {
        let count = wanted.count
        guard shown.count == count else { return count == 0 ? nil : 0..<count }
        let (old, new) = (shown.startIndex, wanted.startIndex)
        guard var first = (0..<count).first(where: { shown[old + $0] != wanted[new + $0] }) else { return nil }
        var end = 1 + ((first..<count).last { shown[old + $0] != wanted[new + $0] } ?? first)
        while first > 0, shown[old + first].width == 0 || wanted[new + first].width == 0 { first -= 1 }
        while end < count, shown[old + end].width == 0 || wanted[new + end].width == 0 { end += 1 }
        return first..<end
    }
}
