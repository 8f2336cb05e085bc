import Inbox
import Screen

extension Painter {
    func help(_ canvas: inout Canvas, state: HelpState) {
        let lines = model.helpLines
        page(&canvas, lines, top: state.top, keyWidth: model.helpKeyWidth)
    }

    func detail(_ canvas: inout Canvas, state: DetailState) {
        page(&canvas, model.detailLines(state), top: state.top, keyWidth: 0)
    }

    private func page(_ canvas: inout Canvas, _ lines: [PageLine], top: Int, keyWidth: Int) {
        canvas.fill(roles: [.default])
        let first = min(top, max(0, lines.count - canvas.size.rows))
        for (row, line) in lines.dropFirst(first).prefix(canvas.size.rows).enumerated() {
            if line.role == .helpTitle {
                rule(&canvas, row, line.text)
                continue
            }
            var column = 2
            if let key = line.key {
                canvas.put(key, at: Position(column: 2, row: row), roles: [.helpKey], maxColumns: max(0, keyWidth - 3))
                column = keyWidth
            }
            canvas.put(line.text, at: Position(column: column, row: row), roles: [line.role])
        }
        // For screen readers; a block would hide the first sign.
        canvas.setCursor(Position(column: 0, row: 0), shape: .bar)
    }
}
