import Testing

@testable import Screen

struct FrameDiffTests {
    private func frame(_ rows: String...) -> Frame {
        var frame = Frame(size: Size(columns: 8, rows: rows.count))
        for (index, row) in rows.enumerated() {
            frame.put(SafeText(untrusted: row), at: Position(column: 0, row: index), roles: [])
        }
        return frame
    }

    private func runs(_ old: Frame?, _ new: Frame) -> [[Int]] {
        FrameDiff(from: old, to: new).runs.map { [$0.row, $0.columns.lowerBound, $0.columns.upperBound] }
    }

    @Test func equalFramesNeedNothing() {
        #expect(runs(frame("abc", "日本"), frame("abc", "日本")).isEmpty)
    }

    @Test func onlyWhatChangedIsWritten() {
        #expect(runs(frame("abcdef", "same"), frame("abXXeF", "same")) == [[0, 2, 4], [0, 5, 6]])
    }

    @Test func aWideCellIsWhole() {
        #expect(runs(frame("日本"), frame("日語")) == [[0, 2, 4]])
        #expect(runs(frame("日本"), frame("ab本")) == [[0, 0, 2]])
        #expect(runs(frame("ab本"), frame("日本")) == [[0, 0, 2]])
        #expect(runs(frame("a日"), frame("日b")) == [[0, 0, 3]])
    }

    @Test func rolesCount() {
        let old = frame("abc")
        var new = old
        new.addRole(.listRowSelected, in: Rect(column: 1, row: 0, columns: 1, rows: 1))
        #expect(runs(old, new) == [[0, 1, 2]])
    }

    @Test func anotherSizeIsWrittenWhole() {
        #expect(runs(nil, frame("a", "b")) == [[0, 0, 8], [1, 0, 8]])
        #expect(runs(Frame(size: Size(columns: 7, rows: 1)), frame("a")) == [[0, 0, 8]])
        #expect(runs(nil, Frame(size: Size(columns: 0, rows: 2))).isEmpty)
    }

    @Test func bytesGrowWithWhatIsWritten() {
        let (old, new) = (frame("abcdef"), frame("abXdef"))
        let diff = FrameDiff(from: old, to: new)
        #expect(diff.cellCount == 1)
        #expect(diff.estimatedBytes(in: new) < FrameDiff(from: nil, to: new).estimatedBytes(in: new))
    }

    @Test(arguments: 0..<60)
    func applyingTheRunsGivesTheNewFrame(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed))
        func draw() -> Frame {
            var frame = Frame(size: Size(columns: 16, rows: 3))
            for row in 0..<3 {
                let text = SafeText(untrusted: generator.text(scalars: 6))
                frame.put(text, at: Position(column: generator.number(below: 6), row: row), roles: [.msgIn])
            }
            return frame
        }
        let (old, new) = (draw(), draw())
        var cells = old.cells
        let diff = FrameDiff(from: old, to: new)
        for run in diff.runs {
            #expect(new[run.columns.lowerBound, run.row].width != 0)
            #expect(run.columns.upperBound == 16 || new[run.columns.upperBound, run.row].width != 0)
            for column in run.columns {
                cells[run.row * 16 + column] = new[column, run.row]
            }
        }
        #expect(cells == new.cells)
    }
}
