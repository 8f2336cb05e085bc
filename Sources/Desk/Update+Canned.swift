import Inbox
import Screen

/// Canned replies: chosen, filled and put into the box, never sent; and the blanks that keep a text from leaving.
extension Model {
    /// `/` in an empty box: canned replies first, templates after them.
    mutating func openCanned() -> [Effect] {
        guard conversation != nil else { return nothingOpen() }
        guard tellsOpen() else { return [] }
        let token = token()
        modes.append(.choice(ChoiceState(subject: .canned, awaited: token)))
        focus = .compose
        // Webhooks may have told something of the templates since they were read.
        return [.loadCanned(token: token), .loadTemplates]
    }

    /// Files change while they are being looked at: somebody edits one in another window.
    mutating func readCannedAgain() -> [Effect] {
        guard case .choice(var state) = modes.last, state.subject == .canned, state.awaited == nil else { return [] }
        let token = token()
        state.awaited = token
        modes[modes.count - 1] = .choice(state)
        return [.loadCanned(token: token)]
    }

    /// The cursor stays on its file.
    mutating func cannedLoaded(_ shelf: CannedShelf, token: Int) -> [Effect] {
        guard case .choice(var state) = modes.last, state.awaited == token else { return [] }
        let before = entries(state)
        let chosen = before.indices.contains(state.index) ? before[state.index].choice.place : nil
        let isFirst = state.canned == nil
        state.awaited = nil
        state.canned = shelf
        let isAccepted = state.acceptsOnAnswer
        state.acceptsOnAnswer = false
        if !isFirst, let chosen, let index = entries(state).firstIndex(where: { $0.choice.place == chosen }) {
            state.index = index
        }
        state.index = max(0, min(state.index, entries(state).count - 1))
        modes[modes.count - 1] = .choice(state)
        guard isAccepted else { return grantWish() }
        // What was typed after Enter was meant for the box, with the reply in it.
        if entries(state).isEmpty { heldInput = [] }
        return performInChoice(.accept)
    }

    /// What the picker lists: replies that match, files that are none, templates that can be sent.
    func cannedEntries(_ state: ChoiceState) -> [ChoiceEntry] {
        let query = state.filter.text.trimmed
        let policy = settings.textPolicy
        func name(_ text: String) -> SafeText { SafeText(untrusted: text, policy: policy, limit: 80).singleLine }
        let shelf = state.canned ?? CannedShelf()
        let replies = CannedRanking.ranked(shelf.replies, query: query).map {
            ChoiceEntry(choice: .canned($0), label: name($0.reply.name))
        }
        let broken = shelf.broken.compactMap { file -> ChoiceEntry? in
            guard case .failure(let defect) = file.reply, query.isEmpty || FuzzyMatch(query, in: file.file) != nil
            else {
                return nil
            }
            return ChoiceEntry(
                choice: .brokenCanned(file), label: name(file.file), trouble: words.cannedTrouble(file.file, defect))
        }
        let templates = rankedTemplates(state.filter.text).filter { $0.template.unusable == nil }.map {
            ChoiceEntry(choice: .template($0), label: $0.template.nameWords)
        }
        return replies + broken + templates
    }

    /// The reply for the person of the open conversation.
    func filling(of reply: CannedReply) -> CannedFilling {
        let row = conversation?.row
        let texts = conversation?.messages.reversed().compactMap { $0.direction == .inbound ? $0.text : nil } ?? []
        return CannedFilling(
            reply.text,
            from: CannedFilling.Facts(
                person: Prefill.Facts(personName: row?.name, recentTexts: texts), agent: settings.agent,
                business: status.channelName, number: status.displayNumber))
    }

    /// Puts a reply where the cursor is, and the cursor behind its first blank.
    mutating func insertCanned(_ reply: CannedReply) -> [Effect] {
        guard canWrite, let start = conversation?.composer.cursor else { return tellDraftKept() }
        let filling = filling(of: reply)
        insertIntoBox(Self.cleanedPaste(filling.text))
        land(onBlankAfter: start)
        // That the words were cut is said already.
        if notice == nil, !filling.values.isEmpty || !filling.blanks.isEmpty {
            notice = Notice(words.filled(filling, policy: settings.textPolicy))
        }
        return saveDraft()
    }

    // MARK: Blanks

    /// Whether the text in the box has blanks; then it says which, and what is typed next stands in the place of the first.
    mutating func tellBlanks() -> Bool {
        guard let text = conversation?.composer.text else { return false }
        let names = Blank.names(in: text)
        guard !names.isEmpty else { return false }
        tell(.blanksLeft, words.blanks(names, policy: settings.textPolicy), tone: .warning)
        land(onBlankAfter: 0)
        return true
    }

    /// The same of words that stand elsewhere.
    mutating func tellBlanks(in text: String) -> Bool {
        let names = Blank.names(in: text)
        guard !names.isEmpty else { return false }
        tell(.blanksLeftThere, words.blanks(names, policy: settings.textPolicy), tone: .warning)
        return true
    }

    private mutating func land(onBlankAfter start: Int) {
        guard let open = conversation,
            let blank = Blank.all(in: open.composer.text).first(where: { $0.range.lowerBound >= start })
        else { return }
        conversation?.composer.move(to: blank.range.upperBound)
        conversation?.standsOnBlank = true
    }

    /// What is typed or pasted onto a blank takes its place.
    mutating func fillBlank() {
        guard let open = conversation, open.standsOnBlank else { return }
        conversation?.standsOnBlank = false
        if let blank = open.composer.blank(endingAt: open.composer.cursor) {
            conversation?.composer.delete(blank.range)
        }
    }
}

extension TextEditor {
    /// The blank whose last brace stands before a position.
    func blank(endingAt position: Int) -> Blank? {
        guard position > 0, characters[position - 1] == "}" else { return nil }
        return Blank.all(in: text).first { $0.range.upperBound == position }
    }

    /// The blank that begins at a position.
    func blank(startingAt position: Int) -> Blank? {
        guard position < characters.count, characters[position] == "{" else { return nil }
        return Blank.all(in: text).first { $0.range.lowerBound == position }
    }

    /// Deleting at the edge of a blank takes it whole; false when it is another command or there is none.
    mutating func deleteBlank(_ command: Command) -> Bool {
        let blank: Blank?
        switch command {
        case .deleteBackward, .killWordBackward: blank = self.blank(endingAt: cursor)
        case .deleteForward, .killWordForward: blank = self.blank(startingAt: cursor)
        default: blank = nil
        }
        guard let blank else { return false }
        delete(blank.range)
        return true
    }
}

extension Choice {
    /// What an entry is of, whatever it says by now.
    fileprivate enum Place: Hashable {
        case file(String)
        case template(TemplateKey)
    }

    /// Nil for what never changes.
    fileprivate var place: Place? {
        switch self {
        case .canned(let entry): .file(entry.reply.file)
        case .brokenCanned(let file): .file(file.file)
        case .template(let entry): .template(entry.template.key)
        case .emoji, .kind, .saved, .snooze, .label, .agent, .order, .filter: nil
        }
    }
}
