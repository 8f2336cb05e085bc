import Inbox
import Screen

extension Painter {
    /// The themes by name, and under them a line in the looks that matter most: the screen around is the preview.
    func themes(_ canvas: inout Canvas, state: ThemeState) {
        canvas.fill(roles: [.default])
        rule(&canvas, 0, words(.themeTitle))
        let options = state.offers.options
        guard !options.isEmpty else {
            canvas.put(words(.loading), at: Position(column: 2, row: 1), roles: [.hintText])
            return
        }
        let footer = themeFooter(state, columns: canvas.size.columns - 2)
        let height = max(1, canvas.size.rows - 1 - footer.count)
        let first = max(0, min(state.index - height / 2, options.count - height))
        let names = options.map { SafeText(untrusted: $0.name, limit: 80).singleLine }
        let nameWidth = min(names.map(\.width).max() ?? 0, max(10, canvas.size.columns / 3))
        for (offset, option) in options.dropFirst(first).prefix(height).enumerated() {
            themeRow(
                &canvas, option, names[first + offset].prefix(width: nameWidth), nameWidth: nameWidth, row: 1 + offset,
                isSelected: first + offset == state.index)
        }
        for (offset, line) in footer.enumerated() {
            let row = canvas.size.rows - footer.count + offset
            var column = 2
            // Whole words only.
            for sample in line where column + sample.text.width <= canvas.size.columns {
                column += canvas.put(sample.text, at: Position(column: column, row: row), roles: sample.roles) + 2
            }
        }
    }

    private func themeRow(
        _ canvas: inout Canvas, _ option: ThemeOption, _ name: SafeText, nameWidth: Int, row: Int, isSelected: Bool
    ) {
        canvas.fill(canvas.rectOfRow(row), roles: [.pickerRow])
        canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: [.pickerRow])
        canvas.put(name, at: Position(column: 2, row: row), roles: [.pickerRow])
        let note = option.isShipped ? SafeText() : words(.themeYours)
        let noteColumn = canvas.size.columns - note.width - (note.isEmpty ? 0 : 1)
        let start = 2 + nameWidth + 2
        let about =
            option.isReadable ? SafeText(untrusted: option.summary, limit: 200).singleLine : words(.themeUnreadable)
        let roles: Roles = option.isReadable ? [.pickerRow, .listTime] : [.pickerRow, .pickerDisabled]
        canvas.put(
            about.prefix(width: max(0, noteColumn - 1 - start)), at: Position(column: start, row: row), roles: roles)
        canvas.put(note, at: Position(column: noteColumn, row: row), roles: [.pickerRow, .listTime])
        if isSelected {
            canvas.addRole(.pickerSelected, in: canvas.rectOfRow(row))
            canvas.setCursor(Position(column: 0, row: row), shape: .bar)
        }
    }

    /// Words and how they look.
    private struct Sample {
        var text: SafeText
        var roles: Roles

        init(_ text: SafeText, _ roles: Roles) {
            self.text = text
            self.roles = roles
        }
    }

    /// Why the selected one cannot be shown, or that there are no colours to choose, or how words look in it.
    private func themeFooter(_ state: ThemeState, columns: Int) -> [[Sample]] {
        if let problem = state.problem {
            return TextWrap.wrap(problem, columns: max(1, columns), limit: 3).map { [Sample($0, [.formMissing])] }
        }
        guard state.offers.hasColors else {
            let lines = TextWrap.wrap(words(.themeNoColors), columns: max(1, columns), limit: 2)
            return lines.map { [Sample($0, [.hintText])] }
        }
        let windows: [ServiceWindow] = [
            .open(until: now + .hours(23)), .closing(until: now + .minutes(72)),
            .critical(until: now + .seconds(271)), .closed(since: now),
        ]
        var samples = windows.map { window in
            let (text, role) = timeLeft(window)
            return Sample(text, [.default, role])
        }
        samples.append(Sample(words(.themeThem), [.msgIn]))
        samples.append(Sample(words(.themeUs), [.msgOut]))
        samples.append(Sample(words(.note), [.msgNote]))
        samples.append(Sample(words(.queueFailed), [.stateFailed]))
        return [samples]
    }
}
