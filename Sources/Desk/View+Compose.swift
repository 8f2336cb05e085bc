import Inbox
import Screen

extension Model {
    /// The box's text as drawn rows. One column stays free for the cursor at the end of a full row.
    func composerRows(columns: Int) -> [TextWrap.Row] {
        guard let editor = conversation?.composer else { return [] }
        return Self.rows(of: editor, columns: columns, policy: settings.textPolicy)
    }

    static func rows(of editor: TextEditor, columns: Int, policy: TextPolicy) -> [TextWrap.Row] {
        let text = editor.characters.reduce(into: SafeText()) { $0 += cluster(of: $1, policy: policy) }
        return Array(TextWrap(text, columns: max(1, columns - 1)))
    }

    /// One drawn cluster for one typed character, so that the cursor's place is the same in both. What is drawn as
    /// nothing (a lone joiner) is shown as a mark while it is edited.
    static func cluster(of character: Character, policy: TextPolicy) -> SafeText {
        SafeText(untrusted: String(character), policy: policy)
    }

    /// The typed character that a drawn cluster belongs to; the end of the text for one past the last.
    static func characterIndex(ofCluster wanted: Int, in editor: TextEditor, policy: TextPolicy) -> Int {
        var passed = 0
        for (index, character) in editor.characters.enumerated() {
            passed += cluster(of: character, policy: policy).clusters.count
            if passed > wanted { return index }
        }
        return editor.characters.count
    }

    /// Where blanks stand among drawn clusters.
    static func blankClusters(of editor: TextEditor, policy: TextPolicy) -> [Range<Int>] {
        guard editor.characters.contains("{") else { return [] }
        func clusters(_ characters: ArraySlice<Character>) -> Int {
            characters.reduce(0) { $0 + cluster(of: $1, policy: policy).clusters.count }
        }
        return Blank.all(in: editor.text).map { blank in
            let from = clusters(editor.characters[..<blank.range.lowerBound])
            return from..<from + clusters(editor.characters[blank.range])
        }
    }

    /// Where the cursor is among drawn clusters.
    static func clusterIndex(of editor: TextEditor, policy: TextPolicy) -> Int {
        editor.characters[..<editor.cursor].reduce(0) { $0 + cluster(of: $1, policy: policy).clusters.count }
    }
}

extension Painter {
    func composer(_ canvas: inout Canvas) {
        guard let open = model.conversation else { return }
        canvas.fill(roles: [.compose])
        var top = 0
        if let quoted = open.replyTo {
            let line = words(.replyingTo, quotedWords(open.messages.first { $0.wamid == quoted }))
            canvas.put(
                line.prefix(width: canvas.size.columns), at: Position(column: 0, row: 0), roles: [.compose, .msgQuote])
            top = 1
        }
        let area = Rect(column: 0, row: top, columns: canvas.size.columns, rows: canvas.size.rows - top)
        let hasFocus = model.focus == .compose && model.modes.isEmpty
        editor(
            &canvas, open.composer, in: area, roles: [.compose], showsCursor: hasFocus,
            formatting: Model.formatting(of: open.composer, policy: policy))
        if open.composer.isEmpty, hasFocus {
            // True only where the keys go into the box.
            let send = model.keyLabel(model.settings.enterSends ? .send : .newLine, in: .compose)
            var hint = words(.composeHint, model.displayName(open.row).prefix(width: 24), send)
            if let owner = open.row.owner(at: now) {
                hint = words(.ownedHint, words.role(owner.role ?? ""), model.keyLabel(.templates, in: .compose))
            }
            if let stop = model.standingStop { hint = stop }
            canvas.put(
                hint.prefix(width: max(0, canvas.size.columns - 2)), at: Position(column: 2, row: top),
                roles: [.compose, .composePlaceholder])
        }
        boxNote(&canvas, open.composer)
    }

    /// What a quote is of: the text; of anything else its kind, with a caption or a name if it has one.
    func quotedWords(_ message: Message?) -> SafeText {
        guard let message else { return words(.quoteMissing) }
        let text = message.text.map { SafeText(untrusted: $0, policy: policy, limit: 120).singleLine }
        if message.type == "text", !message.isPlaceholder, let text { return text }
        let kind = words(.placeholder, SafeText(untrusted: message.type, limit: 24))
        return text.map { "\(kind) \($0)" } ?? kind
    }

    /// Right in the last row of the box, where no words stand: how long the text is, when that matters; who else writes.
    private func boxNote(_ canvas: inout Canvas, _ editor: TextEditor) {
        let count = editor.scalarCount
        let writer = model.isWrittenByOthers ? model.companyNote : nil
        // In an empty box it is said where the words begin.
        let stop = editor.isEmpty ? nil : model.standingStop
        guard count > 3_500 || stop != nil || writer != nil || chargeNote != nil else { return }
        let note =
            stop?.prefix(width: canvas.size.columns - 1)
            ?? (count > 3_500 ? words(.characters, "\(count)") : writer ?? chargeNote ?? SafeText())
        let isAlarm = stop != nil || count > Model.longestText || count <= 3_500 && writer != nil
        let roles: Roles = isAlarm ? [.compose, .formMissing] : [.compose, .composePlaceholder]
        let row = canvas.size.rows - 1
        let start = canvas.size.columns - note.width
        guard start > 0 else { return }
        // The words of the agent come before ours.
        let isFree = (max(0, start - 2)..<canvas.size.columns).allSatisfy { canvas[$0, row].text == " " }
        let isCursor = model.focus == .compose && model.modes.isEmpty && editor.isEmpty && row == 0
        if isFree, !isCursor { canvas.put(note, at: Position(column: start, row: row), roles: roles) }
    }

    /// What free text costs, where that is about to change or has changed (`whatsapp.md` §3.6).
    private var chargeNote: SafeText? {
        guard let open = model.conversation else { return nil }
        let window = open.row.window(at: now)
        let charge = Billing.charge(
            for: .service, window: window, allowance: open.standing.allowance,
            freeEntryUntil: open.standing.freeEntryUntil, at: now)
        switch charge {
        case .freeEntryPoint(let until): return words(.freeEntry, times.date(until))
        case .allowance(let left) where left <= ServiceAllowance.size / 10: return words(.freeLeft, "\(left)")
        case .billed(let category): return words(.billedAs, SafeText(untrusted: category, limit: 24))
        case .free, .allowance, .unknown: return nil
        }
    }

    /// A box of text with its cursor in view.
    ///
    /// - Parameter formatting: stretches of drawn clusters with a role of their own.
    func editor(
        _ canvas: inout Canvas, _ editor: TextEditor, in area: Rect, roles: Roles, showsCursor: Bool,
        formatting: [(clusters: Range<Int>, role: Role)] = []
    ) {
        let rows = Model.rows(of: editor, columns: area.columns, policy: policy)
        let cursor = TextWrap.position(of: Model.clusterIndex(of: editor, policy: policy), in: rows)
        let first = max(0, min(cursor.row - area.rows + 1, rows.count - area.rows))
        let top = cursor.row < first ? cursor.row : first
        let blanks = Model.blankClusters(of: editor, policy: policy)
        for (index, row) in rows.dropFirst(top).prefix(area.rows).enumerated() {
            let place = Position(column: area.column, row: area.row + index)
            canvas.put(row.text, at: place, roles: roles, maxColumns: area.columns)
            for (clusters, role) in formatting { canvas.mark([clusters], of: row, at: place, role: role) }
            canvas.mark(blanks, of: row, at: place, role: .formMissing)
        }
        if showsCursor {
            let column = min(area.columns - 1, cursor.column)
            canvas.setCursor(Position(column: area.column + column, row: area.row + cursor.row - top), shape: .bar)
        }
    }

    // MARK: The closed look

    /// Where whoever only reads would find a box.
    func readersBox(_ canvas: inout Canvas) {
        canvas.fill(roles: [.composeDisabled])
        for (index, line) in TextWrap.wrap(words(.readerBox), columns: canvas.size.columns, limit: 2).enumerated() {
            canvas.put(line, at: Position(column: 0, row: index), roles: [.composeDisabled])
        }
    }

    func closedBox(_ canvas: inout Canvas) {
        canvas.fill(roles: [.composeDisabled])
        for (index, line) in model.closedRows(columns: canvas.size.columns).enumerated() {
            canvas.put(
                line.text.prefix(width: canvas.size.columns), at: Position(column: 0, row: index), roles: line.roles)
        }
        if model.focus == .compose, model.modes.isEmpty { canvas.setCursor(Position(column: 0, row: 0)) }
    }
}

extension Model {
    /// The closed box: the slots, the ways out, and the words that are kept.
    func closedRows(columns: Int) -> [(text: SafeText, roles: Roles)] {
        var rows: [(text: SafeText, roles: Roles)] = []
        let policy = settings.textPolicy
        let hasDraft = !(conversation?.composer.isBlank ?? true)
        if templates.templates.contains(where: { $0.unusable == nil }) {
            rows.append((slotStrip(columns: columns), [.composeDisabled, .pickerKey]))
            let stops = stops(category: "")
            if let stop = stops.first(where: { $0.width <= columns }) ?? stops.last {
                rows.append((stop.prefix(width: columns), [.composeDisabled, .formMissing]))
            } else {
                rows.append(
                    (
                        fitting([.closedHint, .closedHintShort], [], columns: columns),
                        [.composeDisabled, .composePlaceholder]
                    ))
            }
            let keys = [keyLabel(.templates, in: .compose), keyLabel(.holdDraft, in: .compose)]
            let ways: [Phrase] = hasDraft ? [.closedKeys, .closedKeysShort] : [.closedKeysNoDraft]
            rows.append((fitting(ways, keys, columns: columns), [.composeDisabled, .composePlaceholder]))
        } else if let standingStop {
            rows.append((standingStop.prefix(width: columns), [.composeDisabled, .formMissing]))
        } else {
            let sync = keyLabel(.syncTemplates, in: .compose)
            let text =
                hasDraft
                ? words(.closedNoTemplates, sync, keyLabel(.holdDraft, in: .compose))
                : words(.closedNoTemplatesNoDraft, sync)
            rows += TextWrap.wrap(text, columns: columns, limit: 3).map { ($0, [.composeDisabled, .formMissing]) }
        }
        if let open = conversation, hasDraft {
            let draft = SafeText(untrusted: open.composer.text, policy: policy, limit: 200).singleLine
            rows.append((words(.draftKeptText, draft), [.composeDisabled, .draftKept]))
        }
        if let held = conversation?.heldText {
            let text = SafeText(untrusted: held, policy: policy, limit: 200).singleLine
            rows.append((words(.heldText, text), [.composeDisabled, .draftKept]))
        }
        return rows
    }

    /// The longest of several ways to say something that fits.
    func fitting(_ phrases: [Phrase], _ parts: [SafeText], columns: Int) -> SafeText {
        let texts = phrases.map { words.fill($0, parts) }
        return texts.first { $0.width <= columns } ?? texts.last ?? SafeText()
    }

    /// A template's name, with its language where another that can be sent has the same name.
    func shortName(_ name: String, _ language: String) -> SafeText {
        let isTwice = templates.templates.contains {
            $0.key.name == name && $0.key.language != language && $0.unusable == nil
        }
        return isTwice
            ? SafeText(untrusted: name, limit: 512) + " " + SafeText(untrusted: language, limit: 40)
            : SafeText(untrusted: name, limit: 512)
    }

    /// `1 pedido_atraso  2 retomar_contato …`: as many as fit whole.
    private func slotStrip(columns: Int) -> SafeText {
        let slots = slots
        var strip = SafeText()
        for slot in Slots.range {
            guard let template = slots[slot] else { continue }
            let piece: SafeText = "\(slot) \(shortName(template.name, template.language))"
            guard strip.isEmpty || strip.width + 2 + piece.width <= columns else { break }
            strip += strip.isEmpty ? piece : .blanks(2) + piece
        }
        return strip.prefix(width: columns)
    }
}
