import Inbox
import Screen

extension Painter {
    /// Shortcut, name and tags of each reply, then templates; the grey ones say why. Below, the words as they would stand in
    /// the box, and where each value comes from.
    func canned(_ canvas: inout Canvas, state: ChoiceState) {
        canvas.fill(roles: [.default])
        let entries = model.entries(state)
        filterLine(&canvas, words(.cannedFilter), state.filter, note: SafeText())
        guard !entries.isEmpty else {
            var text = words(state.filter.isBlank ? .cannedNone : .choiceNone, folder(state))
            if state.canned == nil { text = words(.loading) }
            for (index, line) in TextWrap.wrap(text, columns: canvas.size.columns - 2, limit: 4).enumerated() {
                canvas.put(line, at: Position(column: 2, row: 1 + index), roles: [.pickerDisabled])
            }
            return
        }
        let height = max(1, (canvas.size.rows - 2) / 2)
        let index = min(state.index, entries.count - 1)
        let first = max(0, min(index - height / 2, entries.count - height))
        for (offset, entry) in entries.dropFirst(first).prefix(height).enumerated() {
            cannedRow(&canvas, entry, row: 1 + offset, isSelected: first + offset == index)
        }
        let below = 1 + min(height, entries.count)
        switch entries[index].choice {
        case .canned(let entry): preview(&canvas, entry.reply, from: below)
        case .template(let entry): preview(&canvas, entry.template, from: below)
        case .brokenCanned(let file): trouble(&canvas, file, entries[index].trouble, from: below)
        case .emoji, .kind, .saved, .snooze, .label, .agent, .order, .filter: break
        }
    }

    private func folder(_ state: ChoiceState) -> SafeText {
        SafeText(untrusted: state.canned?.folder ?? "", policy: policy, limit: 400)
    }

    private func cannedRow(_ canvas: inout Canvas, _ entry: ChoiceEntry, row: Int, isSelected: Bool) {
        let base: Roles = entry.trouble.isEmpty ? [.pickerRow] : [.pickerRow, .pickerDisabled]
        let line = canvas.rectOfRow(row)
        canvas.fill(line, roles: base)
        canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: base)
        let keyWidth = 9
        let nameColumn = 2 + keyWidth
        let nameWidth = max(8, min(28, (canvas.size.columns - nameColumn) * 3 / 5))
        let name = entry.label.prefix(width: nameWidth)
        canvas.put(name, at: Position(column: nameColumn, row: row), roles: base)
        var key = SafeText()
        var rest = SafeText()
        switch entry.choice {
        case .canned(let found):
            let reply = found.reply
            key = short(reply.shortcut ?? "")
            rest = short(([reply.language].compactMap { $0 } + reply.tags).joined(separator: " "))
            let marked = MarkedWords(reply.name.head(scalars: 80), matches: found.nameRanges, policy: policy)
            for range in marked.columns where range.lowerBound < name.width {
                let columns = min(range.upperBound, name.width) - range.lowerBound
                let area = Rect(column: nameColumn + range.lowerBound, row: row, columns: columns, rows: 1)
                canvas.addRole(.pickerMatch, in: area)
            }
        case .template(let found):
            key = words(.cannedTemplate)
            rest = found.template.languageWords
        case .brokenCanned:
            key = words(.cannedBroken)
            rest = entry.trouble
        case .emoji, .kind, .saved, .snooze, .label, .agent, .order, .filter: break
        }
        canvas.put(key.prefix(width: keyWidth - 1), at: Position(column: 2, row: row), roles: base.adding(.pickerKey))
        let column = nameColumn + max(name.width, nameWidth) + 1
        let room = canvas.size.columns - column
        if room > 3 { canvas.put(rest.prefix(width: room), at: Position(column: column, row: row), roles: base) }
        if isSelected { canvas.addRole(.pickerSelected, in: line) }
    }

    private func short(_ text: String) -> SafeText { SafeText(untrusted: text, policy: policy, limit: 80).singleLine }

    /// What would stand in the box; sources and blanks come first, where they are seen.
    private func preview(_ canvas: inout Canvas, _ reply: CannedReply, from row: Int) {
        guard row + 1 < canvas.size.rows else { return }
        rule(&canvas, row, short(reply.file))
        let filling = model.filling(of: reply)
        var y = row + 1
        if !filling.values.isEmpty || !filling.blanks.isEmpty {
            let sources = words.filled(filling, policy: policy)
            for line in TextWrap.wrap(sources, columns: canvas.size.columns, limit: 2) where y < canvas.size.rows {
                canvas.put(
                    line, at: Position(column: 0, row: y),
                    roles: [.pickerPreview, filling.blanks.isEmpty ? .formSource : .formMissing])
                y += 1
            }
        }
        let text = filling.text.head(scalars: Model.longestText)
        let marked = MarkedWords(text, matches: Blank.all(in: text).map(\.range), policy: policy)
        for line in TextWrap(marked.text, columns: canvas.size.columns) {
            guard y < canvas.size.rows else { return }
            canvas.put(line.text, at: Position(column: 0, row: y), roles: [.pickerPreview])
            canvas.mark(marked.marks, of: line, at: Position(column: 0, row: y), role: .formMissing)
            y += 1
        }
    }

    private func trouble(_ canvas: inout Canvas, _ file: CannedFile, _ trouble: SafeText, from row: Int) {
        guard row + 1 < canvas.size.rows else { return }
        rule(&canvas, row, short(file.file))
        for (index, line) in TextWrap.wrap(trouble, columns: canvas.size.columns, limit: 6).enumerated()
        where row + 1 + index < canvas.size.rows {
            canvas.put(line, at: Position(column: 0, row: row + 1 + index), roles: [.formMissing])
        }
    }
}
