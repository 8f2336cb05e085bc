import Inbox
import Screen

extension Painter {
    /// Values with their sources, the exact preview, the untouched draft.
    func form(_ canvas: inout Canvas, state: FormState) {
        let state = state.drawn
        let lines = FormLines(model, state: state, columns: canvas.size.columns)
        canvas.fill(roles: [.default])
        let room = FormRoom(lines, rows: canvas.size.rows)
        formHead(&canvas, state, rows: room.head)
        var row = values(&canvas, state, lines, room, from: room.head)
        row = formPreview(&canvas, lines, room, from: row)
        if let draft = lines.draft, room.draft > 0 {
            // In an open window the words that go into the template have been said; else they wait.
            let isUsed = state.usesDraft && model.canWrite
            if room.draft > 1 { rule(&canvas, row, words(isUsed ? .formDraftUsed : .formDraft)) }
            // Without its rule the words say themselves what they are.
            let text = room.draft > 1 ? draft : words(isUsed ? .draftUsedText : .draftKeptText, draft)
            canvas.put(
                text.prefix(width: canvas.size.columns), at: Position(column: 0, row: row + room.draft - 1),
                roles: [.draftKept])
        }
        formFoot(&canvas, state, row: canvas.size.rows - 1)
    }

    private func formHead(_ canvas: inout Canvas, _ state: FormState, rows: Int) {
        guard rows > 0 else { return }
        let width = canvas.size.columns
        let template = state.template
        let window = model.conversation?.row.window(at: now) ?? .unknown
        let charge = Billing.charge(
            for: .template(category: template.category.head(scalars: 40)), window: window, allowance: nil,
            freeEntryUntil: model.conversation?.standing.freeEntryUntil, at: now)
        let billed =
            switch charge {
            case .freeEntryPoint(let until): words(.freeEntry, times.date(until))
            case .free: words(.freeInWindow)
            case .allowance, .unknown, .billed: words(.billed)
            }
        let about: SafeText = "\(template.languageWords)  \(template.categoryWords)"
        let name = template.nameWords
        let room = width - billed.width - about.width - 5
        let column = canvas.put(glyphs.pointer, at: Position(column: 0, row: 0), roles: [.title])
        // On a narrow pane the name comes before what is said about it.
        let shown = name.prefix(width: max(room, min(name.width, width - billed.width - 4)))
        let end = column + canvas.put(shown, at: Position(column: column, row: 0), roles: [.title]) + 2
        if end + about.width + 1 < width - billed.width {
            canvas.put(about, at: Position(column: end, row: 0), roles: [.formSource])
        }
        canvas.put(billed, at: Position(column: width - billed.width, row: 0), roles: [.formSource])
        if rows > 1, !meanwhile(&canvas, row: 1) { others(&canvas, state) }
    }

    /// What they wrote since templates stand over the conversation.
    func meanwhile(_ canvas: inout Canvas, row: Int) -> Bool {
        guard
            let line = model.writtenMeanwhile(
                columns: canvas.size.columns, { self.quotedWords($0) })
        else { return false }
        canvas.fill(canvas.rectOfRow(row), roles: [.notice])
        canvas.put(line.prefix(width: canvas.size.columns), at: Position(column: 0, row: row), roles: [.notice])
        return true
    }

    /// The next best templates by name, and how many there are.
    private func others(_ canvas: inout Canvas, _ state: FormState) {
        let width = canvas.size.columns
        // Usable ones come first.
        let ranked = model.rankedTemplates("")
        let usable = ranked.firstIndex { $0.template.unusable != nil } ?? ranked.count
        let entries = ranked.prefix(min(usable, 7)).filter { $0.template.key != state.template.key }
        let key = model.keyLabel(.otherTemplate, in: .form)
        var column = canvas.put(key, at: Position(column: 0, row: 1), roles: [.hintKey]) + 2
        guard !entries.isEmpty else {
            canvas.put(
                words(.formOthers), at: Position(column: column, row: 1), roles: [.hintText], maxColumns: width - column
            )
            return
        }
        let count = words(.formOf, "\(usable)")
        let end = width - count.width
        for (index, entry) in entries.prefix(6).enumerated() {
            let name = model.shortName(entry.template.key.name, entry.template.key.language)
            let piece: SafeText = index == 0 ? name : " · \(name)"
            guard column + piece.width < end - 1 else { break }
            column += canvas.put(piece, at: Position(column: column, row: 1), roles: [.hintText])
        }
        canvas.put(count, at: Position(column: end, row: 1), roles: [.formSource])
    }

    /// As many values as have room, the one being filled among them.
    private func values(
        _ canvas: inout Canvas, _ state: FormState, _ lines: FormLines, _ room: FormRoom, from start: Int
    ) -> Int {
        let problems = Dictionary(state.form.problems.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let (first, heights) = room.heights(lines, here: min(state.index, lines.values.count - 1))
        var row = start
        for (offset, rows) in heights.enumerated() {
            let index = first + offset
            if state.fields.indices.contains(index) {
                let field = state.fields[index]
                let (note, role) = fieldNote(field, problems[field.key], state, width: lines.sourceWidth)
                value(
                    &canvas, field.editor, index, label: state.label(of: field.key, words: words, policy: policy),
                    note: note, noteRole: role,
                    isWrong: problems[field.key] != nil, state, lines, Rect(column: 0, row: row, columns: 0, rows: rows)
                )
            } else if let consent = state.consent {
                let isWrong = consent.isBlank
                value(
                    &canvas, consent, index, label: words(.newOptIn), note: isWrong ? words(.missing) : SafeText(),
                    noteRole: isWrong ? .formMissing : .formSource, isWrong: isWrong, state, lines,
                    Rect(column: 0, row: row, columns: 0, rows: rows))
            }
            row += rows
        }
        return row
    }

    private func value(
        _ canvas: inout Canvas, _ editor: TextEditor, _ index: Int, label: SafeText, note: SafeText, noteRole: Role,
        isWrong: Bool, _ state: FormState, _ lines: FormLines, _ place: Rect
    ) {
        let row = place.row
        let isHere = index == state.index
        let mark: SafeText = isHere ? glyphs.pointer : isWrong ? "\(glyphs.trouble) " : "  "
        canvas.put(mark, at: Position(column: 0, row: row), roles: [isWrong ? .formMissing : .formLabel])
        canvas.put("\(index + 1)", at: Position(column: 2, row: row), roles: [isWrong ? .formMissing : .formLabel])
        canvas.put(
            label.fitted(width: lines.labelWidth - 1), at: Position(column: FormLines.pointerWidth, row: row),
            roles: [.formLabel])
        let column = FormLines.pointerWidth + lines.labelWidth
        if isHere {
            // The field is as wide as its longest row may be, so that its edge stands straight.
            canvas.fill(
                Rect(column: column, row: row, columns: lines.valueWidth + 1, rows: place.rows), roles: [.formField])
        }
        if editor.isEmpty {
            let blank = SafeText(untrusted: FormLines.blank)
            canvas.put(blank, at: Position(column: column, row: row), roles: isHere ? [.formField] : [.formMissing])
            if isHere { canvas.setCursor(Position(column: column, row: row), shape: .bar) }
        } else {
            let area = Rect(column: column, row: row, columns: lines.valueWidth + 1, rows: place.rows)
            self.editor(&canvas, editor, in: area, roles: isHere ? [.formField] : [.formValue], showsCursor: isHere)
        }
        let text = note.prefix(width: lines.sourceWidth)
        canvas.put(text, at: Position(column: canvas.size.columns - text.width, row: row), roles: [noteRole])
    }

    private func formPreview(_ canvas: inout Canvas, _ lines: FormLines, _ room: FormRoom, from start: Int) -> Int {
        var row = start
        // A cut preview would be no exact one: what does not fit is said.
        let rest = lines.preview.count - room.preview
        if room.hasPreviewRule {
            let more = rest > 0 ? words(.formMore, "\(rest)") : SafeText()
            let space = canvas.size.columns - 4 - words(.formReading, "").width - (more.isEmpty ? 0 : more.width + 2)
            let name = model.conversation.map { model.displayName($0.row).prefix(width: max(0, min(24, space))) }
            let title = words(.formReading, name ?? SafeText())
            rule(&canvas, row, more.isEmpty ? title : "\(title)  \(more)")
            row += 1
        }
        for (text, roles) in lines.preview.prefix(room.preview) {
            canvas.put(text, at: Position(column: 0, row: row), roles: roles)
            row += 1
        }
        return row
    }

    private func fieldNote(
        _ field: FormField, _ problem: ParameterProblem?, _ state: FormState, width: Int
    ) -> (SafeText, Role) {
        let asked = state.form.fields.first { $0.key == field.key }
        let kind = asked?.kind
        if let problem {
            let told = gap(problem, kind)
            return (told.width <= width ? told : words(problem.kind == .missing ? .missing : .gapWrong), .formMissing)
        }
        let ways: [Phrase]
        switch field.source {
        case .person: ways = [.sourcePerson, .sourcePersonShort]
        case .thread: ways = [.sourceThread, .sourceThreadShort]
        case .lastUsed: ways = [.sourceLastUsed, .sourceLastUsedShort]
        case .draft(isFolded: true): ways = [.sourceDraftFolded, .sourceDraftFoldedShort]
        case .draft: ways = [.sourceDraft, .sourceDraftShort]
        case .typed: ways = [.sourceTyped]
        case .empty: return (asked?.isOptional ?? false ? words(.fieldOptional) : SafeText(), .formSource)
        }
        return (model.fitting(ways, [], columns: width), .formSource)
    }

    /// What is wrong with a value in a word or two; the whole sentence comes with Enter.
    private func gap(_ problem: ParameterProblem, _ kind: TemplateForm.Field.Kind?) -> SafeText {
        switch problem.kind {
        case .missing:
            switch kind {
            case .urlSuffix: return words(.missingWhat, words(.fieldURL))
            case .couponCode: return words(.missingWhat, words(.fieldCoupon))
            case .oneTimeCode: return words(.missingWhat, words(.fieldCode))
            case .media: return words(.missingWhat, words(.fieldMedia))
            case .degrees: return words(.missingWhat, words(.fieldDegrees))
            case .time: return words(.missingWhat, words(.fieldTime))
            case .products: return words(.missingWhat, words(.fieldProducts))
            case .productID: return words(.missingWhat, words(.fieldProductID))
            case .link: return words(.missingWhat, words(.fieldLink))
            case .text, .object, .minutes, .returned, nil: return words(.missing)
            }
        case .needsFolding: return words(.gapFolding)
        case .whiteSpace: return words(.gapBlanks)
        case .tooLong(let limit): return words(.gapLong, "\(limit)")
        case .filledTooLong(_, let limit): return words(.gapLong, "\(limit)")
        case .notMedia: return words(.fieldMedia)
        case .notDegrees: return words(.fieldDegrees)
        case .notTime: return words(.fieldTime)
        case .notProducts: return words(.fieldProducts)
        case .notObject: return words(.fieldObject)
        case .notWithin(let range): return words(.fieldMinutes, "\(range.lowerBound)", "\(range.upperBound)")
        case .notLink: return words(.fieldLink)
        case .unknown: return words(.gapUnknown)
        }
    }

    /// What Enter does: sends, or which value it goes to first.
    private func formFoot(_ canvas: inout Canvas, _ state: FormState, row: Int) {
        let enter = model.keyLabel(.send, in: .form)
        let gap = state.firstGap
        let stops = model.stops(category: state.template.category)
        let stop = stops.first { $0.width <= canvas.size.columns } ?? stops.last
        let text = stop ?? gap.map { words(.formFillFirst, enter, "\($0 + 1)") } ?? words(.formReady, enter)
        canvas.put(
            text, at: Position(column: max(0, canvas.size.columns - text.width), row: row),
            roles: gap == nil && stop == nil ? [.hintKey] : [.formMissing])
    }

    func rule(_ canvas: inout Canvas, _ row: Int, _ text: SafeText) {
        canvas.fill(canvas.rectOfRow(row), glyphs.rule, roles: [.listSection])
        let label: SafeText = " \(text.prefix(width: max(0, canvas.size.columns - 4))) "
        canvas.put(
            label, at: Position(column: max(0, (canvas.size.columns - label.width) / 2), row: row),
            roles: [.listSection])
    }
}
