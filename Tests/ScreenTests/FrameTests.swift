import Testing

@testable import Screen

struct FrameTests {
    private func rows(_ frame: Frame) -> [String] {
        FrameText.bare(frame).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private func place(_ column: Int, _ row: Int = 0) -> Position {
        Position(column: column, row: row)
    }

    @Test(
        arguments: [
            ("abc", 0, nil, "abc   ", 3), ("abcdefgh", 0, nil, "abcdef", 6), ("abcdef", 2, 3, "  abc ", 3),
            ("abc", -1, nil, "bc    ", 3), ("abc", 9, nil, "      ", 0), ("日本語", 0, 5, "日本  ", 4),
            ("日本語", 1, nil, " 日本 ", 4), ("日本", -1, nil, " 本   ", 4), ("a\nb\tc", 0, nil, "a b c ", 5),
            ("abc", 0, 0, "      ", 0), ("abc", 0, -4, "      ", 0), ("abc", 2, .max, "  abc ", 3),
        ] as [(String, Int, Int?, String, Int)])
    func putClipsAndCounts(_ text: String, _ column: Int, _ most: Int?, _ expected: String, _ used: Int) {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        #expect(frame.put(SafeText(untrusted: text), at: place(column), roles: [], maxColumns: most) == used)
        #expect(rows(frame) == [expected])
        #expect(frame.isWhole)
    }

    @Test func rowsOutsideAreIgnored() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        frame.put("abc", at: place(0, 1), roles: [])
        frame.put("abc", at: place(0, -1), roles: [])
        #expect(rows(frame) == ["   "])
    }

    @Test(arguments: [(0, "x 本"), (1, " x本"), (2, "日x "), (3, "日 x")])
    func overwritingHalfAWideCellBlanksTheOther(_ column: Int, _ expected: String) {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("日本", at: place(0), roles: [])
        frame.put("x", at: place(column), roles: [])
        #expect(rows(frame) == [expected])
        #expect(frame.isWhole)
    }

    @Test func aWideClusterOverTwoWideCellsBlanksBothNeighbours() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("日本", at: place(0), roles: [])
        frame.put("語", at: place(1), roles: [])
        #expect(rows(frame) == [" 語 "])
        #expect(frame.isWhole)
    }

    @Test func substitutesAreUnsafeAndNothingElseIs() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        frame.put(SafeText(untrusted: "a\u{202E}b"), at: place(0), roles: [.msgIn])
        #expect(frame.row(0).map(\.roles) == [[.msgIn], [.msgIn, .unsafe], [.msgIn]])
    }

    @Test func addedRolesReachBothHalvesOrNone() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("日本", at: place(0), roles: [.listRow])
        frame.addRole(.listRowSelected, in: Rect(column: 1, row: 0, columns: 2, rows: 1))
        let selected: Roles = [.listRow, .listRowSelected]
        #expect(frame.row(0).map(\.roles) == [[.listRow], [.listRow], selected, selected])
    }

    @Test func addedRolesLayerOnceEach() {
        var frame = Frame(size: Size(columns: 4, rows: 2))
        frame.put("a日", at: place(0), roles: [.listRow])
        frame.addRole(.listRowSelected, in: Rect(column: -3, row: 0, columns: 40, rows: 1))
        let selected: Roles = [.listRow, .listRowSelected]
        #expect(frame.row(0).map(\.roles) == [selected, selected, selected, [.listRowSelected]])
        #expect(frame.row(1).allSatisfy { $0.roles.isEmpty })
    }

    @Test func fillCoversWhatIsInsideAndNoMore() {
        var frame = Frame(size: Size(columns: 5, rows: 3))
        frame.fill(Rect(column: 1, row: 1, columns: 9, rows: 9), "─", roles: [.border])
        #expect(rows(frame) == ["     ", " ────", " ────"])
        frame.fill(Rect(column: 0, row: 0, columns: 5, rows: 1), "日", roles: [.border])
        #expect(rows(frame)[0] == "日日 ")
        #expect(frame.isWhole)
    }

    @Test func readingOutsideGivesABlank() {
        let frame = Frame(size: Size(columns: 1, rows: 1))
        #expect(frame[5, 5] == .blank)
        #expect(frame.row(3).isEmpty)
    }

    @Test func aCanvasCannotDrawOutsideItsPart() {
        var frame = Frame(size: Size(columns: 8, rows: 4))
        frame.draw(in: Rect(column: 2, row: 1, columns: 4, rows: 2)) { canvas in
            #expect(canvas.size == Size(columns: 4, rows: 2))
            canvas.fill("·", roles: [])
            canvas.put("abcdefgh", at: Position(column: -1, row: 0), roles: [])
            canvas.put("日本語", at: Position(column: 1, row: 1), roles: [])
            canvas.put("x", at: Position(column: 0, row: 2), roles: [])
            canvas.fill(Rect(column: 3, row: -5, columns: 50, rows: 6), "#", roles: [])
            canvas.setCursor(Position(column: 1, row: 1), shape: .bar)
            canvas.setCursor(Position(column: 9, row: 9))
            canvas.draw(in: Rect(column: 3, row: 1, columns: 9, rows: 9)) { inner in
                #expect(inner.size == Size(columns: 1, rows: 1))
                inner.put("zz", at: Position(column: 0, row: 0), roles: [])
            }
        }
        #expect(rows(frame) == ["        ", "  bcd#  ", "  ·日z  ", "        "])
        #expect(frame.cursor == Position(column: 3, row: 2))
        #expect(frame.cursorShape == .bar)
    }

    @Test(arguments: 0..<150)
    func generatedDrawingKeepsEveryRowWhole(_ seed: Int) {
        func draw() -> Frame {
            var generator = HostileText(seed: UInt64(seed))
            var frame = Frame(
                size: Size(columns: 1 + generator.number(below: 30), rows: 1 + generator.number(below: 6)))
            for _ in 0..<40 {
                let at = Position(column: generator.number(below: 44) - 8, row: generator.number(below: 8) - 1)
                let size = Size(columns: generator.number(below: 20), rows: generator.number(below: 4))
                let area = Rect(column: at.column, row: at.row, columns: size.columns, rows: size.rows)
                let text = SafeText(untrusted: generator.text(scalars: 12))
                switch generator.number(below: 5) {
                case 0: frame.fill(area, text.clusters.first ?? .space, roles: [.border])
                case 1: frame.addRole(.listRowSelected, in: area)
                case 2: frame.draw(in: area) { $0.put(text, at: Position(column: -2, row: 0), roles: [.msgIn]) }
                case 3: frame.put(text, at: at, roles: [.msgIn], maxColumns: size.columns)
                default: frame.put(text, at: at, roles: [.msgOut])
                }
            }
            return frame
        }
        let frame = draw()
        #expect(frame.isWhole)
        #expect(frame == draw())
        for cell in frame.cells {
            #expect(!cell.text.unicodeScalars.contains { $0.isForbiddenInCells })
        }
        for row in rows(frame) {
            #expect(SafeText(untrusted: row).width == frame.size.columns)
        }
    }
}

extension Frame {
    /// Whether every wide cell is followed by its right half, no half stands alone, and halves share their roles.
    var isWhole: Bool {
        guard cells.count == size.columns * size.rows else { return false }
        return (0..<size.rows).allSatisfy { row in
            (0..<size.columns).allSatisfy { column in
                let cell = self[column, row]
                switch cell.width {
                case 0: return column > 0 && self[column - 1, row].width == 2 && cell.text.isEmpty
                case 1: return !cell.text.isEmpty
                case 2:
                    let half = self[column + 1, row]
                    return column + 1 < size.columns && half.width == 0 && half.roles == cell.roles
                default: return false
                }
            }
        }
    }
}
