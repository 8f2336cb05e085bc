import Inbox
import Screen

extension Painter {
    /// A line a fact: its key, its name, what it is now, and a sign before those that are not as they should be.
    func status(_ canvas: inout Canvas, state: StatusState) {
        canvas.fill(roles: [.default])
        rule(&canvas, 0, words(.statusTitle))
        for (index, fact) in StatusFact.allCases.enumerated() {
            let row = index + 1
            guard row < canvas.size.rows else { return }
            let isBad = model.isBad(fact)
            let command = Command.allCases.first { $0.statusFact == fact }
            let key = command.flatMap { model.settings.keys.label($0, in: .status) } ?? ""
            canvas.put(isBad ? glyphs.trouble : " ", at: Position(column: 0, row: row), roles: [.stateFailed])
            canvas.put(SafeText(untrusted: key).prefix(width: 2), at: Position(column: 2, row: row), roles: [.helpKey])
            canvas.put(model.statusLabel(fact), at: Position(column: 5, row: row), roles: [.helpText])
            canvas.put(
                model.statusValue(fact).prefix(width: max(0, canvas.size.columns - 18)),
                at: Position(column: 17, row: row), roles: [isBad ? .stateFailed : .helpText])
            if fact == state.fact {
                canvas.put(glyphs.selected, at: Position(column: 1, row: row), roles: [.helpText])
                canvas.addRole(.listRowSelected, in: canvas.rectOfRow(row))
                canvas.setCursor(Position(column: 0, row: row))
            }
        }
        let lines = model.status.trouble.map {
            TextWrap.wrap(words.trouble($0), columns: max(8, canvas.size.columns - 3), limit: 4)
        }
        for (index, text) in (lines ?? []).enumerated() where StatusFact.allCases.count + 2 + index < canvas.size.rows {
            canvas.put(
                text, at: Position(column: 2, row: StatusFact.allCases.count + 2 + index), roles: [.stateFailed])
        }
    }
}
