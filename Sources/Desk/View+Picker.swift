import Inbox
import Screen

extension Painter {
    /// Name, language, category and use of each template; the grey ones say why. Below, what the customer would read.
    func picker(_ canvas: inout Canvas, state: PickerState) {
        canvas.fill(roles: [.default])
        let entries = model.rankedTemplates(state.filter.text)
        filterLine(&canvas, words(.pickerFilter), state.filter, note: syncNote)
        let top = meanwhile(&canvas, row: 1) ? 2 : 1
        guard !entries.isEmpty else {
            let key = model.keyLabel(.syncTemplates, in: .picker)
            let isAnswer = state.boxText != nil && model.conversation?.composer.isBlank == false
            let text =
                model.templates.templates.isEmpty
                ? words(.pickerNone, key)
                : isAnswer
                    ? words(.pickerTyped, model.keyLabel(.accept, in: .picker), model.keyLabel(.back, in: .picker))
                    : words(.pickerEmpty, key)
            for (index, line) in TextWrap.wrap(text, columns: canvas.size.columns, limit: 4).enumerated() {
                canvas.put(line, at: Position(column: 0, row: top + index), roles: [.pickerDisabled])
            }
            return
        }
        let height = max(1, (canvas.size.rows - 1 - top) / 2)
        let index = min(state.index, entries.count - 1)
        let first = max(0, min(index - height / 2, entries.count - height))
        let slots = model.slots
        for (offset, entry) in entries.dropFirst(first).prefix(height).enumerated() {
            pickerRow(
                &canvas, entry, slot: slots.slot(of: entry.template.key), row: top + offset,
                isSelected: first + offset == index)
        }
        preview(&canvas, entries[index].template, from: top + min(height, entries.count))
    }

    private var syncNote: SafeText {
        model.templates.syncedAt.map { words(.syncedAgo, times.wait($0)) } ?? words(.neverSynced)
    }

    func filterLine(_ canvas: inout Canvas, _ label: SafeText, _ editor: TextEditor, note: SafeText) {
        canvas.fill(canvas.rectOfRow(0), roles: [.pickerRow])
        let start = canvas.put(label, at: Position(column: 0, row: 0), roles: [.pickerKey]) + 1
        let end = canvas.size.columns - note.width - 1
        if end > start + 10 { canvas.put(note, at: Position(column: end + 1, row: 0), roles: [.hintText]) }
        let area = Rect(
            column: start, row: 0, columns: max(1, (end > start + 10 ? end : canvas.size.columns) - start), rows: 1)
        canvas.fill(area, roles: [.pickerRow, .formField])
        self.editor(&canvas, editor, in: area, roles: [.pickerRow, .formField], showsCursor: true)
    }

    private func pickerRow(
        _ canvas: inout Canvas, _ entry: TemplateRanking.Entry, slot: Int?, row: Int, isSelected: Bool
    ) {
        let template = entry.template
        let unusable = template.unusable
        let isStopped = model.stop(category: template.category) != nil
        let base: Roles = unusable == nil && !isStopped ? [.pickerRow] : [.pickerRow, .pickerDisabled]
        let line = canvas.rectOfRow(row)
        canvas.fill(line, roles: base)
        canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: base)
        if let slot { canvas.put("\(slot)", at: Position(column: 2, row: row), roles: base.adding(.pickerKey)) }
        let nameWidth = max(12, min(28, canvas.size.columns / 2 - 4))
        // The platform allows names of small letters, digits and underscores: one column each.
        let name = template.nameWords.prefix(width: nameWidth)
        canvas.put(name, at: Position(column: 4, row: row), roles: base)
        for range in entry.nameRanges where range.lowerBound < name.width {
            let columns = min(range.upperBound, name.width) - range.lowerBound
            canvas.addRole(.pickerMatch, in: Rect(column: 4 + range.lowerBound, row: row, columns: columns, rows: 1))
        }
        let languageColumn = 4 + nameWidth + 1
        canvas.put(
            template.languageWords.fitted(width: 6), at: Position(column: languageColumn, row: row), roles: base)
        let rest = canvas.size.columns - languageColumn - 7
        let note: SafeText
        if let unusable {
            note = shortReason(unusable)
        } else {
            let uses = entry.uses > 0 ? "  \(words(.usedTimes, "\(entry.uses)"))" : SafeText()
            note = template.categoryWords + uses
        }
        canvas.put(note.prefix(width: rest), at: Position(column: languageColumn + 7, row: row), roles: base)
        if isSelected { canvas.addRole(.pickerSelected, in: line) }
    }

    /// The platform's own word; the sentence stands over the preview.
    private func shortReason(_ unusable: Template.Unusable) -> SafeText {
        switch unusable {
        case .changed: words(.refusedChanged)
        case .status(let status, _): SafeText(untrusted: status.head(scalars: 80).lowercased())
        case .component(let names): SafeText(untrusted: names.head(scalars: 80).lowercased())
        }
    }

    func preview(_ canvas: inout Canvas, _ template: Template, from row: Int) {
        guard row + 1 < canvas.size.rows else { return }
        rule(&canvas, row, template.nameWords)
        var y = row + 1
        let stops = template.unusable == nil ? model.stops(category: template.category) : []
        if let stop = stops.first(where: { $0.width <= canvas.size.columns }) ?? stops.last, y < canvas.size.rows {
            canvas.put(stop.prefix(width: canvas.size.columns), at: Position(column: 0, row: y), roles: [.formMissing])
            y += 1
        }
        if let unusable = template.unusable {
            let reason = words.refusal(.templateUnusable(unusable), settings: model.settings, now: now)
            for line in TextWrap.wrap(reason, columns: canvas.size.columns, limit: 2) where y < canvas.size.rows {
                canvas.put(line, at: Position(column: 0, row: y), roles: [.formMissing])
                y += 1
            }
        }
        var parts: [(String, Roles)] = []
        let template = template.drawn
        if case .text(let header) = template.header { parts.append((header, [.pickerPreview, .title])) }
        if let media = template.mediaHeader { parts.append(("[\(media)]", [.pickerPreview])) }
        if let offer = template.offer { parts.append((offer.text, [.pickerPreview, .title])) }
        parts.append((template.body, [.pickerPreview]))
        if let footer = template.footer { parts.append((footer, [.pickerPreview, .msgTime])) }
        for button in template.buttons {
            parts.append(
                ("[ \(button.text) ]" + (button.target.map { "  \($0)" } ?? ""), [.pickerPreview, .pickerKey]))
        }
        for (index, card) in template.cards.enumerated() {
            var head = words(.templateCard, "\(index + 1)", SafeText()).string
            if case .media(let kind) = card.header { head += "[\(kind)]" }
            parts.append((head, [.pickerPreview, .msgTime]))
            if let body = card.body { parts.append((body, [.pickerPreview])) }
            parts += card.buttons.map {
                ("[ \($0.text) ]" + ($0.target.map { "  \($0)" } ?? ""), [.pickerPreview, .pickerKey])
            }
        }
        for (text, roles) in parts {
            for line in TextWrap.wrap(
                untrusted: text, policy: policy, columns: canvas.size.columns, limit: canvas.size.rows)
            {
                guard y < canvas.size.rows else { return }
                canvas.put(line, at: Position(column: 0, row: y), roles: roles)
                y += 1
            }
        }
    }

    // MARK: Quick switch

    func switcher(_ canvas: inout Canvas, state: SwitcherState) {
        canvas.fill(roles: [.default])
        filterLine(&canvas, words(state.joins == nil ? .switcherTitle : .joinTitle), state.filter, note: SafeText())
        if state.matches.isEmpty, state.awaited == nil, !state.filter.isEmpty {
            canvas.put(words(.switcherNone), at: Position(column: 0, row: 1), roles: [.pickerDisabled])
        }
        let height = max(1, canvas.size.rows - 1)
        let first = max(0, min(state.index - height / 2, state.matches.count - height))
        for (offset, row) in state.matches.dropFirst(first).prefix(height).enumerated() {
            let y = 1 + offset
            let isSelected = first + offset == state.index
            let (left, role) = timeLeft(row.window(at: now))
            canvas.fill(canvas.rectOfRow(y), roles: [.pickerRow])
            canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: y), roles: [.pickerRow])
            canvas.put(left.fitted(width: 5), at: Position(column: 2, row: y), roles: [.pickerRow, role])
            let name = model.displayName(row)
            let used = canvas.put(
                name.prefix(width: canvas.size.columns - 30), at: Position(column: 8, row: y),
                roles: [.pickerRow, .listName])
            if let address = model.addressText(row.address), address != name {
                canvas.put(address, at: Position(column: 8 + used + 2, row: y), roles: [.pickerRow, .listTime])
            }
            if isSelected { canvas.addRole(.pickerSelected, in: canvas.rectOfRow(y)) }
        }
    }

    // MARK: A new conversation

    func newConversation(_ canvas: inout Canvas, state: NewConversationState) {
        canvas.fill(roles: [.default])
        let start = canvas.put(words(.newTitle), at: Position(column: 0, row: 0), roles: [.title])
        if model.status.numbers.count > 1, let number = model.numberOfNew ?? model.status.numbers.first?.id,
            let name = model.numberName(number)
        {
            canvas.put(words(.newFrom, name), at: Position(column: start + 2, row: 0), roles: [.formSource])
        }
        let hint = TextWrap.wrap(words(.newHint), columns: canvas.size.columns, limit: 3)
        for (index, line) in hint.enumerated() {
            canvas.put(line, at: Position(column: 0, row: 1 + index), roles: [.hintText])
        }
        let rows: [(SafeText, TextEditor, NewConversationState.Step)] = [
            (words(.newAddress), state.address, .address), (words(.newOptIn), state.optIn, .optIn),
        ]
        for (index, (label, editor, step)) in rows.enumerated() {
            let y = 2 + hint.count + index
            let isHere = state.step == step
            canvas.put(
                "\(isHere ? glyphs.pointer : "  ")\(label)", at: Position(column: 0, row: y), roles: [.formLabel])
            let area = Rect(column: 16, row: y, columns: max(4, canvas.size.columns - 16), rows: 1)
            self.editor(&canvas, editor, in: area, roles: isHere ? [.formField] : [.formValue], showsCursor: isHere)
        }
    }
}

extension Template {
    /// What it is called, as it is drawn: more than a row of it is never seen.
    var nameWords: SafeText { SafeText(untrusted: key.name, limit: 512) }
    var languageWords: SafeText { SafeText(untrusted: key.language, limit: 40) }
    var categoryWords: SafeText { SafeText(untrusted: category.head(scalars: 40).lowercased()) }
}
