import Inbox
import Screen

extension Painter {
    /// A line for each thing the agent can say about who the person is.
    func identity(_ canvas: inout Canvas, state: IdentityState) {
        canvas.fill(roles: [.default])
        let items = state.items
        rule(&canvas, 0, words(.identityTitle))
        guard !items.isEmpty else {
            canvas.put(words(.loading), at: Position(column: 2, row: 1), roles: [.hintText])
            return
        }
        let note = TextWrap.wrap(words(.identityNote), columns: max(1, canvas.size.columns - 2), limit: 2)
        let height = max(1, canvas.size.rows - 1 - note.count)
        let first = max(0, min(state.index - height / 2, items.count - height))
        for (offset, item) in items.dropFirst(first).prefix(height).enumerated() {
            let row = 1 + offset
            let isSelected = first + offset == state.index
            canvas.fill(canvas.rectOfRow(row), roles: [.pickerRow])
            canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: [.pickerRow])
            canvas.put(
                model.identityLine(item).prefix(width: max(0, canvas.size.columns - 3)),
                at: Position(column: 2, row: row), roles: [.pickerRow])
            if isSelected {
                canvas.addRole(.pickerSelected, in: canvas.rectOfRow(row))
                canvas.setCursor(Position(column: 0, row: row), shape: .bar)
            }
        }
        for (index, line) in note.enumerated() {
            let row = canvas.size.rows - note.count + index
            if row > 0 { canvas.put(line, at: Position(column: 2, row: row), roles: [.hintText]) }
        }
    }
}

extension Model {
    func identityLine(_ item: IdentityState.Item) -> SafeText {
        let times = TimeWords(zone: settings.zone, now: now, words: words)
        switch item {
        case .merge(let candidate):
            return words(.identityMerge, identityName(candidate), aliasText(candidate.resembles))
        case .split(let holding): return words(.identitySplit, aliasText(holding.alias))
        case .takeBack(let act): return words(.identityTakeBack, identityAct(act, times))
        case .find: return words(.identityFind)
        }
    }

    /// What an agent said about who is who, as a part of a sentence.
    func identityAct(_ act: PersonTrail.Act, _ times: TimeWords) -> SafeText {
        let actor = SafeText(untrusted: act.actor, policy: settings.textPolicy, limit: 40).singleLine
        switch act.kind {
        case .merge(let own, let other):
            return words(.actMerged, aliasText(own), aliasText(other), actor, times.moment(act.at))
        case .split(let alias): return words(.actSplit, aliasText(alias), actor, times.moment(act.at))
        }
    }
}
