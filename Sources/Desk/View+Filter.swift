import Inbox
import Screen

extension Painter {
    /// The query, what is wrong with it or how many it leaves, and those the config has names for.
    func listFilter(_ canvas: inout Canvas, state: ChoiceState) {
        canvas.fill(roles: [.default])
        filterLine(&canvas, words(.filterLabel), state.filter, note: SafeText())
        do {
            _ = try SearchQuery.read(state.filter.text)
        } catch {
            queryProblem(&canvas, error, in: state.filter, after: words(.filterLabel))
            return
        }
        let entries = model.entries(state)
        let index = min(state.index, entries.count - 1)
        let help = words.queryHelp.prefix(max(0, canvas.size.rows - 2 - entries.count))
        let height = max(1, canvas.size.rows - 1 - help.count)
        let first = max(0, min(index - height / 2, entries.count - height))
        var row = 1
        for (offset, entry) in entries.dropFirst(first).prefix(height).enumerated() {
            let isSelected = first + offset == index
            canvas.fill(canvas.rectOfRow(row), roles: [.pickerRow])
            canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: [.pickerRow])
            let label = entry.label.prefix(width: max(4, canvas.size.columns - 3))
            let end = 2 + canvas.put(label, at: Position(column: 2, row: row), roles: [.pickerRow])
            if case .filter(let saved?) = entry.choice, canvas.size.columns - end > 8 {
                let text = SafeText(untrusted: saved.text, policy: policy, limit: 120).singleLine
                canvas.put(
                    text.prefix(width: canvas.size.columns - max(end + 2, 16)),
                    at: Position(column: max(end + 2, 16), row: row), roles: [.pickerRow, .listTime])
            }
            if isSelected { canvas.addRole(.pickerSelected, in: canvas.rectOfRow(row)) }
            row += 1
        }
        for line in help {
            row += 1
            canvas.put(
                line.prefix(width: canvas.size.columns - 2), at: Position(column: 2, row: row), roles: [.hintText])
        }
    }
}
