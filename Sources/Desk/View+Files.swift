import Inbox
import Screen
import WhatsApp

extension Painter {
    /// The path of a file, what stands there, and the words under it.
    func attach(_ canvas: inout Canvas, state: AttachState) {
        canvas.fill(roles: [.default])
        rule(&canvas, 0, words(.attachTitle))
        let labels = [words(.attachPath), words(.attachCaption)]
        let width = (labels.map(\.width).max() ?? 0) + 3
        let room = max(1, canvas.size.columns - width)
        for (row, label) in labels.enumerated() {
            let isHere = (row == 0) == (state.field == .path)
            canvas.put(isHere ? glyphs.pointer : "  ", at: Position(column: 0, row: row + 1), roles: [.formLabel])
            canvas.put(label, at: Position(column: 2, row: row + 1), roles: [.formLabel])
        }
        let hasKeys = model.modes.last == .attach(state)
        editor(
            &canvas, state.path, in: Rect(column: width, row: 1, columns: room, rows: 1), roles: [.formValue],
            showsCursor: hasKeys && state.field == .path)
        editor(
            &canvas, state.caption, in: Rect(column: width, row: 2, columns: room, rows: 1), roles: [.formValue],
            showsCursor: hasKeys && state.field == .caption)
        let (text, role) = attachNote(state)
        let lines = TextWrap.wrap(text, columns: max(1, canvas.size.columns - 2), limit: canvas.size.rows - 3)
        for (index, line) in lines.enumerated() {
            canvas.put(line, at: Position(column: 2, row: 3 + index), roles: [role])
        }
    }

    /// What keeps it from being sent, or as what it goes.
    private func attachNote(_ state: AttachState) -> (SafeText, Role) {
        if let problem = state.problem { return (problem, .formMissing) }
        if state.taking != nil { return (words(.attachReading), .formSource) }
        guard let report = state.current else {
            return (state.awaited == nil ? model.attachHint : words(.attachLooking), .formSource)
        }
        guard let file = state.content else {
            if !report.choices.isEmpty {
                let names = report.choices.map { SafeText(untrusted: $0, policy: policy, limit: 60).singleLine }
                return (names.joined(separator: .blanks(2)), .formSource)
            }
            return (report.obstacle.map { words.obstacle($0) } ?? model.attachHint, .formMissing)
        }
        if let problem = file.problem {
            return (words.refusal(problem, settings: model.settings, now: now), .formMissing)
        }
        let what: SafeText = "\(SafeText(untrusted: file.mimeType, limit: 100)), \(words.bytes(file.size))"
        guard file.kind == .document else { return (words(.attachReady, what, words.kind(file)), .formSource) }
        let name = SafeText(untrusted: file.fileName, policy: policy, limit: 120).singleLine
        return (words(.attachDocument, what, name), .formSource)
    }

    /// Where a file is to be saved.
    func save(_ canvas: inout Canvas, state: SaveState) {
        canvas.fill(roles: [.default])
        rule(&canvas, 0, words(.saveTitle))
        let label = words(.savePath)
        canvas.put(label, at: Position(column: 2, row: 1), roles: [.formLabel])
        let column = label.width + 3
        let room = max(1, canvas.size.columns - column)
        editor(
            &canvas, state.path, in: Rect(column: column, row: 1, columns: room, rows: 1), roles: [.formValue],
            showsCursor: model.modes.last == .save(state))
        let note = state.problem ?? SafeText()
        for (index, line) in TextWrap.wrap(note, columns: max(1, canvas.size.columns - 2), limit: 3).enumerated() {
            canvas.put(line, at: Position(column: 2, row: 2 + index), roles: [.formMissing])
        }
    }
}
