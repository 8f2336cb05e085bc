import Inbox
import Screen

/// The box of a private note: no glance can take it for the box that customers are written to in.
extension Painter {
    var isWritingNote: Bool { if case .note = model.modes.last { true } else { false } }

    /// Names nobody it goes to; the window is told beside it, for an answer may be due.
    func noteRule(_ canvas: inout Canvas, _ open: ConversationState, _ window: ServiceWindow) {
        let roles: Roles = [.msgNote]
        let tail = window.isClosed ? words(.shut) : ruleTails(window).last ?? SafeText()
        let name = model.displayName(open.row)
        let room = canvas.size.columns - tail.width - 2
        let leads = [
            words(.noteRule, name), words(.noteRuleShort, name), words(.noteRuleShort, name.prefix(width: 12)),
        ]
        let lead = leads.first { $0.width <= room } ?? leads[2].prefix(width: max(0, room))
        canvas.fill(glyphs.rule, roles: roles)
        let end = canvas.put(lead, at: Position(column: 0, row: 0), roles: roles)
        canvas.put(" ", at: Position(column: end, row: 0), roles: roles)
        let column = canvas.size.columns - tail.width
        canvas.put(" ", at: Position(column: column - 1, row: 0), roles: roles)
        canvas.put(tail, at: Position(column: column, row: 0), roles: [leftRole(window)])
    }

    func note(_ canvas: inout Canvas, state: NoteState) {
        let roles: Roles = [.compose, .msgNote]
        canvas.fill(roles: roles)
        let mark = model.noteMark
        for row in 0..<canvas.size.rows { canvas.put(mark, at: Position(column: 0, row: row), roles: roles) }
        let area = Rect(
            column: mark.width, row: 0, columns: max(1, canvas.size.columns - mark.width), rows: canvas.size.rows)
        editor(&canvas, state.editor, in: area, roles: roles, showsCursor: true)
        guard state.editor.isEmpty else { return }
        let keep = model.keyLabel(model.settings.enterSends ? .keepNote : .newLine, in: .note)
        let hint = model.fitting([.noteHint, .noteHintShort], [keep], columns: area.columns - 2)
        canvas.put(
            hint.prefix(width: max(0, area.columns - 2)), at: Position(column: area.column + 2, row: 0),
            roles: roles.adding(.composePlaceholder))
    }
}
