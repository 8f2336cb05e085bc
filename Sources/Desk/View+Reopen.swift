import Inbox
import Screen

/// One template for many: what is the same for all, then what each will read, or why they are left out.
extension Painter {
    func reopen(_ canvas: inout Canvas, state: ReopenState) {
        canvas.fill(roles: [.default])
        guard let form = state.form, canvas.size.rows > 3 else { return }
        let verdicts = model.reopenVerdicts(state)
        let ready = verdicts.count { $0.content != nil }
        reopenHead(&canvas, form.template, people: state.people.count, more: state.more)
        if state.step == .values {
            let row = reopenValues(&canvas, state, form.drawn, from: 2)
            reopenSample(&canvas, state, verdicts, from: row)
        } else {
            reopenPeople(&canvas, state, verdicts, from: 2)
        }
        reopenFoot(&canvas, state, ready: ready, leftOut: verdicts.count - ready)
    }

    private func reopenHead(_ canvas: inout Canvas, _ template: Template, people: Int, more: Int) {
        let title = words(.reopenTitle, "\(people)")
        rule(&canvas, 0, more > 0 ? "\(title)  \(words(.reopenMore, "\(more)"))" : title)
        let width = canvas.size.columns
        let billed = words(.reopenBilled)
        var column = canvas.put(glyphs.pointer, at: Position(column: 0, row: 1), roles: [.title])
        let name = template.nameWords.prefix(width: max(4, width - billed.width - column - 2))
        column += canvas.put(name, at: Position(column: column, row: 1), roles: [.title]) + 2
        let about: SafeText = "\(template.languageWords)  \(template.categoryWords)"
        if column + about.width + 2 < width - billed.width {
            canvas.put(about, at: Position(column: column, row: 1), roles: [.formSource])
        }
        canvas.put(
            billed, at: Position(column: max(column, width - billed.width), row: 1), roles: [.formSource],
            maxColumns: max(0, width - column))
    }

    // MARK: What is the same for all

    private func reopenValues(
        _ canvas: inout Canvas, _ state: ReopenState, _ form: FormState, from start: Int
    ) -> Int {
        let width = canvas.size.columns
        let labelWidth = width >= 60 ? 16 : width >= 46 ? 11 : 9
        // The sample below keeps a few rows; of many fields those around the one being filled are shown.
        let height = max(1, min(form.fields.count, canvas.size.rows - start - 4))
        let first = max(0, min(form.index - height / 2, form.fields.count - height))
        for (offset, field) in form.fields.dropFirst(first).prefix(height).enumerated() {
            let index = first + offset
            let row = start + offset
            let isHere = index == form.index
            let lacking = state.without(field.key)
            let isWrong = field.editor.isEmpty && lacking > 0
            let mark: SafeText = isHere ? glyphs.pointer : isWrong ? "\(glyphs.trouble) " : "  "
            let labelRole: Role = isWrong ? .formMissing : .formLabel
            canvas.put(mark, at: Position(column: 0, row: row), roles: [labelRole])
            canvas.put("\(index + 1)", at: Position(column: 2, row: row), roles: [labelRole])
            let label = form.label(of: field.key, words: words, policy: policy)
            canvas.put(
                label.fitted(width: labelWidth - 1), at: Position(column: FormLines.pointerWidth, row: row),
                roles: [.formLabel])
            let note = reopenNote(field, state, lacking: lacking).prefix(width: max(8, width / 3))
            let column = FormLines.pointerWidth + labelWidth
            let area = Rect(column: column, row: row, columns: max(4, width - column - note.width - 1), rows: 1)
            if isHere { canvas.fill(area, roles: [.formField]) }
            if field.editor.isEmpty {
                let blank = SafeText(untrusted: lacking > 0 ? FormLines.blank : "")
                canvas.put(
                    blank, at: Position(column: column, row: row), roles: isHere ? [.formField] : [.formMissing],
                    maxColumns: area.columns)
                if isHere { canvas.setCursor(Position(column: column, row: row), shape: .bar) }
            } else {
                editor(
                    &canvas, field.editor, in: area, roles: isHere ? [.formField] : [.formValue], showsCursor: isHere)
            }
            canvas.put(
                note, at: Position(column: width - note.width, row: row), roles: [isWrong ? .formMissing : .formSource])
        }
        return start + height
    }

    /// `each their own`, `own, 2 have none`, or where the value for all comes from.
    func reopenNote(_ field: FormField, _ state: ReopenState, lacking: Int) -> SafeText {
        if state.isOwn(field.key) {
            return lacking == 0 ? words(.reopenOwn) : words(.reopenOwnBut, "\(lacking)")
        }
        switch field.source {
        case .empty where field.editor.isEmpty: return words(.reopenForAllNeeded)
        case .lastUsed: return words(.sourceLastUsedShort)
        default: return words(.reopenForAll)
        }
    }

    /// What the first of them will read.
    private func reopenSample(
        _ canvas: inout Canvas, _ state: ReopenState, _ verdicts: [ReopenVerdict], from start: Int
    ) {
        guard
            let person = (verdicts.first { $0.content != nil } ?? verdicts.first { $0.person.obstacle == nil })?.person,
            let form = state.drawn(for: person.row.key), start + 1 < canvas.size.rows - 1
        else { return }
        rule(&canvas, start, words(.formReading, model.displayName(person.row).prefix(width: 24)))
        let lines = FormLines(model, state: form, columns: canvas.size.columns).preview
        for (index, line) in lines.prefix(canvas.size.rows - start - 2).enumerated() {
            canvas.put(line.text, at: Position(column: 0, row: start + 1 + index), roles: line.roles)
        }
    }

    // MARK: One after another

    /// A row each, with the beginning of what they will read, or why they are left out; below, the whole text of the one that
    /// is looked at.
    private func reopenPeople(
        _ canvas: inout Canvas, _ state: ReopenState, _ verdicts: [ReopenVerdict], from start: Int
    ) {
        guard !verdicts.isEmpty else { return }
        let index = min(state.index, verdicts.count - 1)
        let below = model.reopenText(verdicts[index], state, columns: canvas.size.columns)
        let room = ReopenState.room(people: verdicts.count, text: below.count, rows: canvas.size.rows)
        let first = max(0, min(index - room.people / 2, verdicts.count - room.people))
        for (offset, verdict) in verdicts.dropFirst(first).prefix(room.people).enumerated() {
            reopenRow(&canvas, state, verdict, row: start + offset, isHere: first + offset == index)
        }
        guard room.text > 0 else { return }
        let name = model.displayName(verdicts[index].person.row).prefix(width: 24)
        let top = max(0, min(state.textTop, below.count - room.text))
        let rest = below.count - room.text - top
        let title = verdicts[index].why == nil ? words(.formReading, name) : name
        let row = start + room.people
        rule(&canvas, row, rest > 0 ? "\(title)  \(words(.formMore, "\(rest)"))" : title)
        for (offset, line) in below.dropFirst(top).prefix(room.text).enumerated() {
            canvas.put(line.text, at: Position(column: 0, row: row + 1 + offset), roles: line.roles)
        }
    }

    private func reopenRow(
        _ canvas: inout Canvas, _ state: ReopenState, _ verdict: ReopenVerdict, row: Int, isHere: Bool
    ) {
        let columns = canvas.size.columns
        canvas.fill(canvas.rectOfRow(row), roles: [.pickerRow])
        canvas.put(isHere ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: [.pickerRow])
        if verdict.content == nil {
            canvas.put(glyphs.trouble, at: Position(column: 2, row: row), roles: [.pickerRow, .formMissing])
        }
        let waits = verdict.person.row.waitingSince.map { times.wait($0) } ?? SafeText()
        let nameWidth = columns >= 60 ? 20 : 14
        canvas.put(
            model.displayName(verdict.person.row).prefix(width: nameWidth), at: Position(column: 4, row: row),
            roles: [.pickerRow, .listName])
        canvas.put(
            waits, at: Position(column: 4 + nameWidth + 5 - waits.width, row: row), roles: [.pickerRow, .listTime])
        let column = 4 + nameWidth + 7
        let text: SafeText
        var hasFailed = false
        if let why = verdict.why {
            text = words.reopenObstacle(why)
        } else if state.step == .told {
            let delivery = state.since?[verdict.person.row.key]
            text = state.since == nil ? words(.reopenQueued) : reopenStanding(delivery)
            hasFailed = delivery?.needsCare ?? false
        } else {
            let body = verdict.content?.rendering.body.head(scalars: 200) ?? ""
            text = SafeText(untrusted: body, policy: policy, limit: 200).singleLine
        }
        canvas.put(
            text.prefix(width: max(0, columns - column)), at: Position(column: column, row: row),
            roles: [.pickerRow, verdict.why == nil && !hasFailed ? .formPreview : .formMissing])
        if isHere {
            canvas.addRole(.pickerSelected, in: canvas.rectOfRow(row))
            canvas.setCursor(Position(column: 0, row: row), shape: .bar)
        }
    }

    /// How far a message came, or why it did not get through; nil was taken back.
    func reopenStanding(_ delivery: Delivery?) -> SafeText {
        guard let delivery else { return words(.reopenRecalled) }
        switch delivery.lane {
        case .climbing: break
        case .failed(let note, _): return words(.failureLine, FailureWords(note, words: words, policy: policy).short)
        case .refused(let note, _): return words(.refusedLine, FailureWords(note, words: words, policy: policy).short)
        case .uncertain: return words(.uncertainLine)
        }
        return switch delivery.stage {
        case .queued, .leaving: words(.reopenQueued)
        case .accepted: words(.reopenAccepted)
        case .sent: words(.reopenSent)
        case .delivered: words(.reopenDelivered)
        case .read, .played: words(.reopenRead)
        }
    }

    /// What became of how many.
    func reopenTold(_ state: ReopenState, leftOut: Int) -> SafeText {
        let tally = state.tally
        let since: [(Phrase, Int)] = [
            (.reopenToldGone, tally.gone), (.reopenToldFailed, tally.failed),
            (.reopenToldUncertain, tally.uncertain), (.reopenToldRecalled, tally.recalled),
        ]
        var told: [(Phrase, Int)] = [(.reopenToldQueued, tally.waiting)]
        told += since.filter { $0.1 > 0 } + [(.reopenToldLeftOut, leftOut)]
        return told.map { words($0.0, "\($0.1)") }.joined(separator: ", ")
    }

    /// What Enter does, and to how many.
    private func reopenFoot(_ canvas: inout Canvas, _ state: ReopenState, ready: Int, leftOut: Int) {
        let row = canvas.size.rows - 1
        let text: SafeText
        var role = Role.hintKey
        if state.awaited != nil {
            text = words(.reopenQueueing)
        } else {
            switch state.step {
            case .values:
                let enter = model.keyLabel(.accept, in: .reopen)
                let gap = model.reopenGap(state).flatMap { gap in state.form?.fields.firstIndex { $0.key == gap.key } }
                if gap != nil { role = .formMissing }
                text =
                    gap.map { words(.formFillFirst, enter, "\($0 + 1)") }
                    ?? words(.reopenLook, enter, "\(ready)", "\(leftOut)")
            case .check:
                if ready == 0 { role = .formMissing }
                text = words(.reopenReady, model.keyLabel(.send, in: .reopenCheck), "\(ready)", "\(leftOut)")
            case .told: text = reopenTold(state, leftOut: leftOut)
            }
        }
        let shown = text.prefix(width: canvas.size.columns)
        canvas.put(shown, at: Position(column: max(0, canvas.size.columns - shown.width), row: row), roles: [role])
    }
}
