import Inbox
import Screen

extension Painter {
    /// The last line: the keys that do something now, from the live table.
    func hint(_ canvas: inout Canvas) {
        canvas.fill(roles: [.hintText])
        if case .confirm = model.modes.last { return }
        guard model.notice == nil else { return }
        if !model.chord.isEmpty {
            let label = SafeText(untrusted: KeyNotation.label(model.chord))
            let panel = model.chordPanel
            let words =
                panel.pages == 1
                ? self.words(.chordBegun, label, model.chordLeaveKey)
                : self.words(
                    .chordPages, label, SafeText(untrusted: KeyNotation.label([Model.chordTurner])),
                    "\(panel.page + 1)", "\(panel.pages)", model.chordLeaveKey)
            let text = words.prefix(width: canvas.size.columns - 1)
            canvas.put(text, at: Position(column: 1, row: 0), roles: [.hintKey])
            return
        }
        hints(&canvas)
    }

    /// What keeps messages from coming or going.
    func trouble(_ canvas: inout Canvas) {
        canvas.fill(roles: [.statusError])
        for (row, line) in model.troubleLines.enumerated() {
            canvas.put(line, at: Position(column: 1, row: row), roles: [.statusError])
        }
    }

    /// A question or a notice over the foot of the screen, on as many rows as its words need: none of them is cut.
    func message(_ frame: inout Frame) {
        guard let message = model.footMessage else { return }
        let (lines, keys, role) = (message.lines, message.keys, message.role)
        let width = model.size.columns
        let area = Rect(column: 0, row: model.size.rows - lines.count, columns: width, rows: lines.count)
        frame.draw(in: area) { canvas in
            canvas.fill(roles: [role])
            for (row, line) in lines.enumerated() { canvas.put(line, at: Position(column: 1, row: row), roles: [role]) }
            guard let keys, let last = lines.last else { return }
            let start = last.isEmpty ? 1 : last.width + 4
            canvas.put(keys, at: Position(column: start, row: lines.count - 1), roles: [role, .hintKey])
            canvas.setCursor(Position(column: max(0, start - 2), row: lines.count - 1))
        }
    }

    /// The keys a demo presses, at the end of the last line.
    func keysShown(_ frame: inout Frame) {
        guard let keys = model.keysShown else { return }
        let text: SafeText = " \(keys) "
        let start = model.size.columns - text.width - 1
        frame.put(text, at: Position(column: max(0, start), row: model.size.rows - 1), roles: [.notice])
    }

    private func hints(_ canvas: inout Canvas) {
        var right = canvas.size.columns
        if let open = model.conversation, model.modes.isEmpty, !open.composer.isBlank, model.canWrite {
            let kept = words(model.draftsAreUnsaved ? .hintDraftUnsaved : .hintDraftKept)
            right -= kept.width + 1
            let role: Role = model.draftsAreUnsaved ? .stateFailed : .draftKept
            canvas.put(kept, at: Position(column: right, row: 0), roles: [role])
            right -= 1
        }
        var column = 1
        if let acts = model.hintLead {
            column += canvas.put(acts, at: Position(column: column, row: 0), roles: [.hintText]) + 1
        }
        for hint in fitting(model.hints, in: right - column) {
            column += canvas.put(hint.key, at: Position(column: column, row: 0), roles: [.hintKey]) + 1
            column += canvas.put(hint.text, at: Position(column: column, row: 0), roles: [.hintText]) + 2
        }
    }

    /// As many as fit, in their order; the last one (help, or the way back) always.
    private func fitting(_ hints: [Hint], in columns: Int) -> [Hint] {
        guard let last = hints.last else { return [] }
        var room = columns - last.width
        var kept: [Hint] = []
        for hint in hints.dropLast() where hint.width + 2 <= room {
            room -= hint.width + 2
            kept.append(hint)
        }
        return kept + [last]
    }

    /// After a prefix key: everything that can follow it, in columns over the foot of the screen.
    func chordPanel(_ frame: inout Frame) {
        let panel = model.chordPanel
        guard !panel.hints.isEmpty else { return }
        let area = Rect(
            column: 0, row: model.size.rows - 1 - panel.rows, columns: model.size.columns, rows: panel.rows)
        frame.draw(in: area) { canvas in
            canvas.fill(roles: [.pickerRow])
            for (index, hint) in panel.hints.enumerated() {
                // Down the columns, as an index is read.
                let place = Position(column: 1 + index / panel.rows * panel.cell, row: index % panel.rows)
                canvas.put(hint.key, at: place, roles: [.pickerRow, .hintKey])
                canvas.put(
                    hint.text.prefix(width: max(0, panel.cell - panel.keyWidth - 2)),
                    at: Position(column: place.column + panel.keyWidth + 1, row: place.row),
                    roles: [.pickerRow, .hintText])
            }
        }
    }
}

extension Model {
    /// What stands over the foot of the screen, in rows.
    struct FootMessage {
        var lines: [SafeText]
        /// The keys of an answer: they stand after the last word, or on a row of their own.
        var keys: SafeText?
        var role: Role
    }

    /// A question, else a notice; nil when nothing is said.
    var footMessage: FootMessage? {
        if case .confirm(let question) = modes.last {
            let keys = words(
                missesQuestion ? .onlyYesNo : .yesNo, keyLabel(.yes, in: .confirm), keyLabel(.no, in: .confirm))
            return said(words.question(question, settings: settings), keys: keys, role: .notice)
        }
        return notice.map { said($0.text, keys: nil, role: $0.tone == .warning ? .statusError : .notice) }
    }

    private func said(_ text: SafeText, keys: SafeText?, role: Role) -> FootMessage {
        // A blank at either end.
        let width = size.columns - 2
        var lines = TextWrap.wrap(text, columns: max(1, width), limit: max(1, size.rows - 3))
        let needed = keys.map { $0.width + 3 } ?? 0
        if needed > 0, (lines.last?.width ?? 0) + needed > width { lines.append(SafeText()) }
        return FootMessage(lines: lines, keys: keys, role: role)
    }

    /// Rows over the last one that a long message covers: the box with its words goes above them.
    var coveredRows: Int { size.rows < 20 ? 0 : max(0, (footMessage?.lines.count ?? 1) - 1) }
}
