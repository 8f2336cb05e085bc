import Inbox
import Screen

extension Painter {
    /// A filter, and under it what can be chosen.
    func choice(_ canvas: inout Canvas, state: ChoiceState) {
        if state.subject == .canned {
            canned(&canvas, state: state)
            return
        }
        if case .filter = state.subject {
            listFilter(&canvas, state: state)
            return
        }
        canvas.fill(roles: [.default])
        let label =
            switch state.subject {
            case .reaction: words(.choiceReact)
            case .kinds, .canned, .filter: words(.choiceKinds)
            case .snooze: words(.choiceSnooze)
            case .labels: words(.choiceLabels)
            case .agent: words(.choiceAgents)
            case .order: words(.choiceOrder)
            }
        var title = state.isForMarked ? words(.choiceMarked, label, "\(model.list.marks.count)") : label
        if let handed = state.reassigned {
            title = words(.choiceReassign, "\(handed.count)", model.agentName(handed.from))
        }
        filterLine(&canvas, title, state.filter, note: state.subject == .snooze ? words(.snoozeTyped) : SafeText())
        let entries = model.entries(state)
        guard !entries.isEmpty else {
            let none: Phrase =
                state.subject == .snooze
                ? .snoozeUnreadable
                : state.subject == .labels
                    ? .labelsNone : state.subject == .agent ? .agentsNone : .choiceNone
            canvas.put(words(none), at: Position(column: 2, row: 1), roles: [.pickerDisabled])
            return
        }
        let height = max(1, canvas.size.rows - 1)
        let index = min(state.index, entries.count - 1)
        let first = max(0, min(index - height / 2, entries.count - height))
        for (offset, entry) in entries.dropFirst(first).prefix(height).enumerated() {
            let row = 1 + offset
            let roles: Roles = entry.trouble.isEmpty ? [.pickerRow] : [.pickerRow, .pickerDisabled]
            canvas.fill(canvas.rectOfRow(row), roles: roles)
            let isSelected = first + offset == index
            canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: roles)
            let room = canvas.size.columns - 3
            let end = 2 + canvas.put(entry.label.prefix(width: room), at: Position(column: 2, row: row), roles: roles)
            let rest = canvas.size.columns - end - 3
            if rest > 8 {
                canvas.put(entry.trouble.prefix(width: rest), at: Position(column: end + 2, row: row), roles: roles)
            }
            // Beside it as far as there is room: it must be read before Enter.
            if let note = entry.notes.first(where: { $0.width <= canvas.size.columns - end - 3 }) ?? entry.notes.last {
                canvas.put(
                    note.prefix(width: max(0, canvas.size.columns - end - 3)), at: Position(column: end + 2, row: row),
                    roles: roles.adding(.windowSoon))
            }
            if isSelected { canvas.addRole(.pickerSelected, in: canvas.rectOfRow(row)) }
        }
    }
}
