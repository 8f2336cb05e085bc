import Screen

extension Painter {
    /// The actions with their keys at the right, where the eye learns them.
    func palette(_ canvas: inout Canvas, state: PaletteState) {
        canvas.fill(roles: [.default])
        let entries = model.paletteEntries(state.filter.text)
        filterLine(&canvas, words(.paletteTitle), state.filter, note: "\(entries.count)")
        if entries.isEmpty {
            canvas.put(words(.paletteNone), at: Position(column: 0, row: 1), roles: [.pickerDisabled])
        }
        let height = max(1, canvas.size.rows - 1)
        let first = max(0, min(state.index - height / 2, entries.count - height))
        for (offset, entry) in entries.dropFirst(first).prefix(height).enumerated() {
            let y = 1 + offset
            let isSelected = first + offset == state.index
            canvas.fill(canvas.rectOfRow(y), roles: [.pickerRow])
            canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: y), roles: [.pickerRow])
            let keyColumn = canvas.size.columns - entry.key.width
            canvas.put(
                entry.text.prefix(width: max(0, keyColumn - 4)), at: Position(column: 2, row: y), roles: [.pickerRow])
            canvas.put(entry.key, at: Position(column: keyColumn, row: y), roles: [.pickerRow, .pickerKey])
            if isSelected { canvas.addRole(.pickerSelected, in: canvas.rectOfRow(y)) }
        }
    }
}
