import Inbox
import Screen
import WhatsApp

extension Painter {
    /// The parts of a message to fill, how long each may be, and what they will see.
    func build(_ canvas: inout Canvas, state: BuildState) {
        canvas.fill(roles: [.default])
        let lines = BuildLines(model, state: state, columns: canvas.size.columns)
        buildHead(&canvas, state)
        let room = max(0, canvas.size.rows - 2)
        // The fields come first, but never without a row of what will be seen.
        let wanted = lines.fields.reduce(0, +)
        let fieldRows = state.fields.isEmpty ? 0 : max(1, min(wanted, room - min(room / 2, 1 + lines.preview.count)))
        var row = 1 + buildFields(&canvas, state, lines, rows: fieldRows)
        let left = canvas.size.rows - 1 - row
        if left > 1 || state.fields.isEmpty, left > 0 {
            let more = max(0, lines.preview.count - left + 1)
            let name = model.conversation.map { model.displayName($0.row).prefix(width: 24) } ?? SafeText()
            let title = words(.formReading, name)
            rule(&canvas, row, more > 0 ? "\(title)  \(words(.formMore, "\(more)"))" : title)
            row += 1
        }
        for (text, roles) in lines.preview.prefix(max(0, canvas.size.rows - 1 - row)) {
            canvas.put(text, at: Position(column: 0, row: row), roles: roles)
            row += 1
        }
        buildFoot(&canvas, state)
    }

    /// What is made, or the name it is to be kept under.
    private func buildHead(_ canvas: inout Canvas, _ state: BuildState) {
        if let name = state.saving {
            filterLine(&canvas, words(.saveAs), name, note: SafeText())
            return
        }
        let kind = words(state.kind.phrase)
        canvas.put(kind.prefix(width: canvas.size.columns), at: Position(column: 0, row: 0), roles: [.title])
        if state.fixed != nil || state.isDirect {
            let limits = (Limits.Direct.buttons, Limits.Direct.linkButtons)
            let note = state.fixed == nil ? words(.buildDirect, "\(limits.0)", "\(limits.1)") : words(.buildFixed)
            canvas.put(
                note, at: Position(column: kind.width + 2, row: 0), roles: [.hintText],
                maxColumns: max(0, canvas.size.columns - kind.width - 2))
        }
    }

    /// As many fields as have room, the one with the keyboard among them.
    /// - Returns: the rows drawn.
    private func buildFields(_ canvas: inout Canvas, _ state: BuildState, _ lines: BuildLines, rows: Int) -> Int {
        var first = state.index
        var height = lines.fields.indices.contains(first) ? lines.fields[first] : 0
        while first > 0, height + lines.fields[first - 1] <= rows - 1 {
            first -= 1
            height += lines.fields[first]
        }
        if first == 1, height + lines.fields[0] <= rows { first = 0 }
        var row = 1
        for index in state.fields.indices.dropFirst(first) {
            let height = min(lines.fields[index], rows - (row - 1))
            guard height > 0 else { break }
            buildField(
                &canvas, state, index, lines, Rect(column: 0, row: row, columns: canvas.size.columns, rows: height))
            row += height
        }
        return row - 1
    }

    private func buildField(
        _ canvas: inout Canvas, _ state: BuildState, _ index: Int, _ lines: BuildLines, _ place: Rect
    ) {
        let field = state.fields[index]
        let isHere = index == state.index && state.saving == nil
        let start = Position(column: 0, row: place.row)
        canvas.put(isHere ? glyphs.pointer : "  ", at: start, roles: [.formLabel])
        let label = words(field.phrase(in: state.kind))
        canvas.put(
            label.fitted(width: lines.labelWidth - 1),
            at: Position(column: BuildLines.pointerWidth, row: place.row), roles: [.formLabel])
        let column = BuildLines.pointerWidth + lines.labelWidth
        let area = Rect(column: column, row: place.row, columns: lines.valueWidth + 1, rows: place.rows)
        if isHere { canvas.fill(area, roles: [.formField]) }
        editor(&canvas, field.editor, in: area, roles: isHere ? [.formField] : [.formValue], showsCursor: isHere)
        guard let limit = field.limit(in: state.kind), !field.editor.isEmpty || isHere else { return }
        let count = field.editor.scalarCount
        let note = words(.buildCount, "\(count)", "\(limit)")
        canvas.put(
            note, at: Position(column: max(0, canvas.size.columns - note.width), row: place.row),
            roles: [count > limit ? .formMissing : .formSource])
    }

    /// What Enter does, or what is wrong first.
    private func buildFoot(_ canvas: inout Canvas, _ state: BuildState) {
        let enter = model.keyLabel(.send, in: .build)
        var text = words(state.saving == nil ? .formReady : .saveReady, enter)
        var role = Role.hintKey
        if state.saving == nil, let error = model.wrong(in: state) {
            let label = state.place(of: error.field).flatMap { place in
                state.fields.indices.contains(place) ? words(state.fields[place].phrase(in: state.kind)) : nil
            }
            text = words.fieldError(error, named: label)
            role = .formMissing
        }
        let shown = text.prefix(width: canvas.size.columns)
        canvas.put(
            shown, at: Position(column: max(0, canvas.size.columns - shown.width), row: canvas.size.rows - 1),
            roles: [role])
    }
}

extension Model {
    /// What keeps a message from being sent; nil when nothing does.
    func wrong(in state: BuildState) -> FieldError? {
        do {
            let content = try state.content(quoting: conversation?.replyTo)
            guard case .interactive(let message, _) = content, !goesDirectly else { return nil }
            return message.windowError
        } catch {
            return error
        }
    }
}
