import Testing

@testable import Screen

struct RectTests {
    private let rect = Rect(column: 2, row: 3, columns: 10, rows: 6)

    @Test func splitsCoverTheWholeAndNothingTwice() {
        for count in -2...12 {
            let (top, below) = rect.splitTop(count)
            #expect(top.rows + below.rows == 6 && below.row == top.endRow && below.endRow == rect.endRow)
            let (above, bottom) = rect.splitBottom(count)
            #expect(
                above.rows + bottom.rows == 6 && bottom.endRow == rect.endRow && bottom.rows == min(max(0, count), 6))
            let (left, right) = rect.splitLeft(count)
            #expect(left.columns + right.columns == 10 && right.endColumn == rect.endColumn)
            let (rest, end) = rect.splitRight(count)
            #expect(rest.columns + end.columns == 10 && end.columns == min(max(0, count), 10))
        }
    }

    @Test func whatDoesNotMeetIsEmpty() {
        #expect(rect.intersection(Rect(column: 20, row: 3, columns: 4, rows: 4)).isEmpty)
        #expect(
            rect.intersection(Rect(column: 8, row: 5, columns: 9, rows: 1))
                == Rect(column: 8, row: 5, columns: 4, rows: 1))
    }

    @Test func linesAndInsets() {
        #expect(rect.line(5) == Rect(column: 2, row: 8, columns: 10, rows: 1))
        #expect(rect.line(6).isEmpty && rect.line(-1).isEmpty)
        #expect(rect.inset(columns: 1, rows: 2) == Rect(column: 3, row: 5, columns: 8, rows: 2))
        #expect(rect.inset(columns: 6).isEmpty)
    }

    @Test func aRectWithoutEndIsClipped() {
        let endless = Rect(column: 5, row: 1, columns: .max, rows: .max)
        #expect(endless.endColumn == .max)
        #expect(endless.intersection(rect) == Rect(column: 5, row: 3, columns: 7, rows: 6))
    }

    @Test func sizesAreNeverNegative() {
        #expect(Size(columns: -1, rows: -1) == Size(columns: 0, rows: 0))
        #expect(Rect(Size(columns: 4, rows: 2)).contains(Position(column: 3, row: 1)))
        #expect(!Rect(Size(columns: 4, rows: 2)).contains(Position(column: 4, row: 1)))
    }
}
