import Inbox
import Screen

extension Painter {
    /// When, with whom, which way and in what words; below, more of the message the pointer is on.
    func search(_ canvas: inout Canvas, state: SearchState) {
        canvas.fill(roles: [.default])
        filterLine(&canvas, searchLabel(state, columns: canvas.size.columns), state.editor, note: searchNote(state))
        if let problem = state.problem {
            queryProblem(&canvas, problem, in: state.editor, after: searchLabel(state, columns: canvas.size.columns))
            return
        }
        guard !state.hits.isEmpty else {
            let columns = max(1, canvas.size.columns - 4)
            var lines = TextWrap.wrap(emptySearch(state), columns: columns, limit: 4)
            if state.query == nil {
                lines.append(SafeText())
                lines += model.words.queryHelp.flatMap { TextWrap.wrap($0, columns: columns, limit: 3) }
            }
            for (index, line) in lines.enumerated() where 2 + index < canvas.size.rows {
                canvas.put(line, at: Position(column: 2, row: 2 + index), roles: [.hintText])
            }
            return
        }
        let body = canvas.size.rows - 1
        let preview = body >= 12 ? min(9, body / 3) : 0
        let height = max(1, body - preview)
        let index = min(state.index, state.hits.count - 1)
        let first = max(0, min(index - height / 2, state.hits.count - height))
        let columns = HitColumns(width: canvas.size.columns)
        for (offset, hit) in state.hits.dropFirst(first).prefix(height).enumerated() {
            hitRow(
                &canvas, hit, columns, row: 1 + offset, isHere: state.thread != nil, isSelected: first + offset == index
            )
        }
        if preview > 0 { hitPreview(&canvas, state.hits[index], rows: canvas.size.rows - preview..<canvas.size.rows) }
    }

    /// A caret under the place, and under it what is wrong there.
    func queryProblem(_ canvas: inout Canvas, _ problem: QueryError, in editor: TextEditor, after label: SafeText) {
        let place = TextEditor(String(editor.text.prefix(problem.place)))
        let rows = Model.rows(of: place, columns: .max, policy: policy)
        let column = label.width + 1 + (rows.last?.text.width ?? 0)
        let sentence = words.queryError(problem, policy: policy)
        // A line too long for the screen is scrolled by its cursor: then the words alone say where.
        if editor.text.count < canvas.size.columns - label.width - 2, column < canvas.size.columns {
            canvas.put("^", at: Position(column: column, row: 1), roles: [.formMissing])
        }
        for (index, line) in TextWrap.wrap(sentence, columns: max(1, canvas.size.columns - 4), limit: 4).enumerated() {
            canvas.put(line, at: Position(column: 2, row: 2 + index), roles: [.formMissing])
        }
    }

    private func searchLabel(_ state: SearchState, columns: Int) -> SafeText {
        guard state.thread != nil, let row = model.conversation?.row else { return words(.searchEverywhere) }
        return words(.searchHere, model.displayName(row).prefix(width: max(8, columns / 4)))
    }

    private func searchNote(_ state: SearchState) -> SafeText {
        if state.query != nil, !state.isAnswered { return words(.searching) }
        guard !state.hits.isEmpty else { return SafeText() }
        let count = words(state.hasMore ? .searchNewest : .searchFound, "\(state.hits.count)")
        return state.isKept ? words(.searchKept, count) : count
    }

    private func emptySearch(_ state: SearchState) -> SafeText {
        guard state.query != nil else { return words(.searchShort) }
        guard state.isAnswered else { return words(.searching) }
        guard state.thread != nil else { return words(.searchNone) }
        return words(.searchNoneHere, model.keyLabel(.searchScope, in: .search))
    }

    private func hitRow(
        _ canvas: inout Canvas, _ hit: SearchHit, _ columns: HitColumns, row: Int, isHere: Bool, isSelected: Bool
    ) {
        let line = canvas.rectOfRow(row)
        canvas.fill(line, roles: [.pickerRow])
        canvas.put(isSelected ? glyphs.pointer : "  ", at: Position(column: 0, row: row), roles: [.pickerRow])
        canvas.put(times.date(hit.timestamp), at: Position(column: 2, row: row), roles: [.pickerRow, .listTime])
        canvas.put(
            who(hit, isHere: isHere).prefix(width: columns.nameWidth), at: Position(column: columns.name, row: row),
            roles: [.pickerRow, .listName])
        if hit.direction == .outbound {
            canvas.put(glyphs.ours, at: Position(column: columns.sign, row: row), roles: [.pickerRow, .listTime])
        }
        var column = columns.text
        if hit.direction == .note {
            column +=
                canvas.put(words(.note), at: Position(column: column, row: row), roles: [.pickerRow, .msgNote]) + 1
        }
        if !hit.isSpoken {
            let tag = words(.placeholder, SafeText(untrusted: hit.type, limit: 12))
            column += canvas.put(tag, at: Position(column: column, row: row), roles: [.pickerRow, .listTime]) + 1
        }
        if hit.isMachine {
            let mark = words(.machineFound)
            column += canvas.put(mark, at: Position(column: column, row: row), roles: [.pickerRow, .listTime]) + 1
        }
        if let outside = hit.outside {
            let mark = words.beside(outside.kind)
            column += canvas.put(mark, at: Position(column: column, row: row), roles: [.pickerRow, .listTime]) + 1
        }
        let room = max(0, canvas.size.columns - column)
        let excerpt = Excerpt(
            hit.outside?.text ?? hit.text, matches: hit.outside?.matches ?? hit.matches, lead: room / 4,
            length: room + 1)
        let marked = MarkedWords(excerpt.text, matches: excerpt.matches, policy: policy)
        let shown = marked.text.prefix(width: room)
        canvas.put(shown, at: Position(column: column, row: row), roles: [.pickerRow, .listPreview])
        for range in marked.columns {
            let end = min(range.upperBound, shown.width)
            guard range.lowerBound < end else { continue }
            canvas.addRole(
                .msgSearch,
                in: Rect(column: column + range.lowerBound, row: row, columns: end - range.lowerBound, rows: 1))
        }
        if isSelected { canvas.addRole(.pickerSelected, in: line) }
    }

    /// Whose conversation it is; within one, who wrote.
    private func who(_ hit: SearchHit, isHere: Bool) -> SafeText {
        guard isHere, hit.direction == .outbound || hit.direction == .note else { return model.displayName(hit) }
        return hit.author.map { SafeText(untrusted: $0, policy: policy, limit: 40).singleLine } ?? words(.you)
    }

    /// More of the message than a row has room for, from the line above its first match.
    private func hitPreview(_ canvas: inout Canvas, _ hit: SearchHit, rows: Range<Int>) {
        let name = model.displayName(hit).prefix(width: canvas.size.columns / 2)
        var side = hit.direction == .outbound ? words(.recipient, name) : name
        if hit.direction == .note { side = words(.noteRuleShort, name) }
        if hit.isMachine { side += "  \(words(.machineFound))" }
        rule(&canvas, rows.lowerBound, "\(side)  \(times.moment(hit.timestamp))")
        // What was found beside the text stands below it, and keeps its room.
        let beside = hit.beside.prefix(max(1, (rows.count - 1) / 2))
        let marked = MarkedWords(hit.text, matches: hit.matches, policy: policy)
        let lines =
            hit.text.isEmpty ? [] : Array(TextWrap(marked.text, columns: canvas.size.columns).prefix(Model.longestHit))
        let height = rows.count - 1 - beside.count
        let match = lines.firstIndex { line in marked.marks.contains { $0.overlaps(line.clusters) } } ?? 0
        let first = max(0, min(match - 1, lines.count - height))
        let roles: Roles = hit.direction == .note ? [.msgNote] : hit.direction == .outbound ? [.msgOut] : [.msgIn]
        let shown = lines.dropFirst(first).prefix(height)
        for (offset, line) in shown.enumerated() {
            let row = rows.lowerBound + 1 + offset
            canvas.put(line.text, at: Position(column: 0, row: row), roles: roles)
            canvas.mark(marked.marks, of: line, at: Position(column: 0, row: row), role: .msgSearch)
        }
        for (offset, beside) in beside.enumerated() {
            besideRow(&canvas, beside, row: rows.lowerBound + 1 + shown.count + offset)
        }
    }

    private func besideRow(_ canvas: inout Canvas, _ beside: Beside, row: Int) {
        let mark = words.beside(beside.kind)
        let column = canvas.put(mark, at: Position(column: 0, row: row), roles: [.msgSystem]) + 1
        let room = max(0, canvas.size.columns - column)
        let excerpt = Excerpt(beside.text, matches: beside.matches, lead: room / 4, length: room + 1)
        let marked = MarkedWords(excerpt.text, matches: excerpt.matches, policy: policy)
        let shown = marked.text.prefix(width: room)
        canvas.put(shown, at: Position(column: column, row: row), roles: [.msgSystem])
        for range in marked.columns where range.lowerBound < shown.width {
            let end = min(range.upperBound, shown.width)
            canvas.addRole(
                .msgSearch,
                in: Rect(column: column + range.lowerBound, row: row, columns: end - range.lowerBound, rows: 1))
        }
    }
}

/// The fixed columns of a hit at a width.
private struct HitColumns {
    let name = 14
    let nameWidth: Int
    let sign: Int
    let text: Int

    init(width: Int) {
        nameWidth = width >= 110 ? 20 : width >= 70 ? 14 : width >= 56 ? 10 : 8
        sign = name + nameWidth + 1
        text = sign + 2
    }
}
