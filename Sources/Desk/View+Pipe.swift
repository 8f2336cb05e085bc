import Screen

extension Painter {
    /// What goes into the command, the line it is typed in, and the commands at hand.
    func pipe(_ canvas: inout Canvas, state: PipeState) {
        canvas.fill(roles: [.default])
        rule(&canvas, 0, words(.pipeTitle))
        var column = 2
        // Where they do not fit side by side, what is chosen comes first.
        let width = state.sources.reduce(0) { $0 + words.pipeSource($1).width + 2 }
        let chosen = width > canvas.size.columns ? state.sources.firstIndex(of: state.source) ?? 0 : 0
        for source in state.sources[chosen...] + state.sources[..<chosen] {
            let isIt = source == state.source
            let text = words.pipeSource(source)
            canvas.put(
                text.prefix(width: max(0, canvas.size.columns - column)), at: Position(column: column, row: 1),
                roles: isIt ? [.formLabel, .title] : [.formSource])
            if isIt { canvas.put(glyphs.selected, at: Position(column: column - 1, row: 1), roles: [.formLabel]) }
            column += text.width + 2
        }
        canvas.put("$", at: Position(column: 2, row: 2), roles: [.formLabel])
        editor(
            &canvas, state.editor, in: Rect(column: 4, row: 2, columns: max(1, canvas.size.columns - 4), rows: 1),
            roles: [.formValue], showsCursor: model.modes.last == .pipe(state))
        let note = pipeNote(state)
        canvas.put(
            note.prefix(width: max(0, canvas.size.columns - 2)), at: Position(column: 2, row: 3), roles: [.formSource])
    }

    private func pipeNote(_ state: PipeState) -> SafeText {
        if state.running != nil { return words(.pipeRuns, model.keyLabel(.back, in: .pipe)) }
        let command = state.editor.text
        if let named = model.settings.pipes.first(where: { $0.command == command }) {
            return SafeText(untrusted: named.name, policy: policy, limit: 80).singleLine
        }
        return model.recallablePipes.isEmpty
            ? words(.pipeHint, model.keyLabel(.nextField, in: .pipe))
            : words(.pipeHintRecall, model.keyLabel(.nextField, in: .pipe), model.keyLabel(.up, in: .pipe))
    }
}
