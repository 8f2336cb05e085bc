import Inbox
import Screen
import WhatsApp

extension Model {
    /// The most characters a text may have; the gate refuses more.
    static let longestText = Limits.textBody

    /// Whether free text can be written to the open thread: its window is open, or a confirmed try is allowed.
    var canWrite: Bool {
        guard let row = conversation?.row else { return false }
        if case .closed = row.window(at: now) { return false }
        return true
    }

    mutating func performInCompose(_ command: Command) -> [Effect] {
        if command != .send { conversation?.standsOnBlank = false }
        // In the closed look the text is kept as it is: no key may change words that are not to be seen.
        guard canWrite || command.worksInClosedBox else {
            return tellDraftKept()
        }
        switch command {
        case .send: return settings.enterSends ? send() : insert("\n", typed: "\n")
        case .newLine: return settings.enterSends ? insert("\n", typed: "\n") : send()
        case .clearText: return clearOrRestore()
        case .up:
            return canWrite && moveComposerRow(by: -1) ? [] : focus(on: .messages)
        case .down:
            if !moveComposerRow(by: 1) { conversation?.composer.moveToEnd() }
            return []
        case .pageUp: return scrollMessages(by: -max(1, messageHeight - 1))
        case .pageDown: return scrollMessages(by: max(1, messageHeight - 1))
        case .editOutside: return editOutside()
        case .back: return leaveCompose()
        default:
            let isDone = conversation?.composer.deleteBlank(command) ?? false
            guard isDone || conversation?.composer.perform(command) ?? false else { return [] }
            return saveDraft()
        }
    }

    /// Typed or pasted text goes to the box that has the keyboard; in a closed box a letter opens the template picker,
    /// so that no hand meets a dead end (`terminal.md` §2d).
    mutating func insert(_ text: String, typed character: Character?) -> [Effect] {
        switch modes.last {
        case .attach:
            return insertInAttach(text.split(whereSeparator: \.isNewline).joined(separator: " "), typed: character)
        case .picker, .switcher, .palette, .search, .newConversation, .form, .reopen, .save, .choice, .build, .note,
            .pipe,
            .stateOfPlay:
            return insertInMode(text, typed: character)
        case .theme, .identity, .help, .detail, .status, .team, .tour:
            // Pages take no text, and say so.
            tell(character == nil ? .nowhereToPaste : .nothingOnKey, tone: .warning)
            return []
        case .confirm: return missQuestion()
        case nil: break
        }
        guard focus == .compose, conversation != nil else {
            tell(character == nil ? .nowhereToPaste : .nothingOnKey, tone: .warning)
            return []
        }
        conversation?.staysUnread = false
        guard canWrite else {
            guard let character else {
                tell(.nothingPasted, tone: .warning)
                return []
            }
            return typeIntoShutBox(character.isWhitespace ? "" : String(character))
        }
        fillBlank()
        if let character { conversation?.composer.insert(character) } else { insertIntoBox(text) }
        return saveDraft()
    }

    /// In scalars. Texts longer than this, four times what can be sent, are no message: the box takes their beginning and
    /// says so.
    public static let longestDraft = 4 * longestText

    mutating func insertIntoBox(_ text: String) {
        let room = max(0, Self.longestDraft - (conversation?.composer.scalarCount ?? 0))
        let kept = text.head(scalars: room)
        if kept.utf8.count < text.utf8.count { tell(.pasteCut, "\(Self.longestDraft)", tone: .warning) }
        conversation?.composer.insert(kept)
    }

    /// A paste never sends and never triggers a key. A long one is asked about.
    mutating func paste(_ text: String) -> [Effect] {
        let cleaned = Self.cleanedPaste(text)
        guard !cleaned.isEmpty, layout.kind != .tooSmall else { return [] }
        chord = []
        notice = nil
        let isLong =
            cleaned.unicodeScalars.count > Self.longestText
            || cleaned.split(separator: "\n", omittingEmptySubsequences: false).count > 20
        if modes.isEmpty, focus == .compose, isLong, canWrite {
            modes.append(.confirm(.paste(cleaned)))
            return []
        }
        return insert(cleaned, typed: nil) + lookAtPaste(cleaned)
    }

    mutating func insertPaste(_ text: String) -> [Effect] { insert(text, typed: nil) }

    /// Line ends as LF, tabs as spaces, no other control, one trailing line end dropped (`terminal.md` §8c).
    static func cleanedPaste(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previousWasCR = false
        for scalar in text.unicodeScalars {
            defer { previousWasCR = scalar == "\r" }
            switch scalar {
            case "\r": result.append("\n")
            case "\n": if !previousWasCR { result.append("\n") }
            case "\t": result.append(contentsOf: "    ".unicodeScalars)
            case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
            default: result.append(scalar)
            }
        }
        if result.last == "\n" { result.removeLast() }
        return String(result)
    }

    // MARK: Sending

    /// Enter: the first pass of the gate. What it stops is explained, and the way out is opened.
    mutating func send() -> [Effect] {
        guard let open = conversation else { return [] }
        guard !open.composer.isBlank else {
            if !canWrite { return openPicker(filter: "") }
            tell(.nothingToSend)
            return []
        }
        guard open.inFlight == nil else {
            tell(.stillGoing, keyLabel(.send, in: .compose), tone: .warning)
            return []
        }
        if canWrite, tellBlanks() || isHeldByReflex() { return [] }
        let content = Content.text(TextContent(body: open.composer.text, replyTo: open.replyTo))
        let verdict = settings.gate.pass(
            content, in: open.row.gateContext(), consents: open.consents, pass: .keyPress, at: now)
        switch verdict {
        case .failure(let refusal): return explain(refusal)
        case .success:
            if asksAboutTail(for: content) { return [] }
            let replaces = open.replaces
            conversation?.inFlight = content
            conversation?.textInFlight = open.composer.text
            conversation?.composer.finish()
            conversation?.replyTo = nil
            conversation?.replaces = nil
            conversation?.consents = Consents()
            conversation?.anchor = nil
            // The draft on disk stays until the outbox has the message: `.enqueued` erases it.
            return [.enqueue(open.row.key, content, open.consents, replaces: replaces, optIn: nil)]
        }
    }

    /// Says why the gate said no, and opens the way out.
    mutating func explain(_ refusal: Refusal) -> [Effect] {
        switch refusal {
        case .windowUnknown, .windowLikely, .windowDisputed: modes.append(.confirm(.tryAnyway(refusal)))
        case .addressChanged(let from, let to): modes.append(.confirm(.newAddress(from: from, to: to)))
        case .windowClosed, .windowEnding:
            tally.textsStopped += 1
            tell(refusal)
            return openForcedForm()
        default: tell(refusal)
        }
        return []
    }

    // MARK: Editing

    private mutating func clearOrRestore() -> [Effect] {
        guard let open = conversation else { return [] }
        if open.composer.isEmpty {
            conversation?.composer.undo()
            if !(conversation?.composer.isEmpty ?? true) { tell(.textRestored) }
        } else {
            conversation?.composer.clear()
            // What is written next is another message than the failed one that stood here.
            conversation?.replaces = nil
            tell(.textCleared, keyLabel(.clearText, in: .compose))
        }
        return saveDraft()
    }

    private mutating func leaveCompose() -> [Effect] {
        escapedAt = now
        if conversation?.replyTo != nil {
            conversation?.replyTo = nil
            return []
        }
        return focus(on: .list)
    }

    /// Up and down within the box move by its drawn rows, towards the column they began in; false where the box ends.
    private mutating func moveComposerRow(by step: Int) -> Bool {
        guard let editor = conversation?.composer else { return false }
        let rows = composerRows(columns: layout.pane.columns)
        let policy = settings.textPolicy
        let here = TextWrap.position(of: Self.clusterIndex(of: editor, policy: policy), in: rows)
        guard rows.indices.contains(here.row + step) else { return false }
        let row = rows[here.row + step]
        let column = editor.goalColumn ?? here.column
        let isLast = here.row + step == rows.count - 1
        let offset = row.starts.lastIndex { $0 <= column } ?? 0
        let isAfterAll = isLast && column >= row.text.width
        let cluster = isAfterAll ? row.clusters.upperBound : row.clusters.lowerBound + offset
        let place = Self.characterIndex(ofCluster: cluster, in: editor, policy: policy)
        conversation?.composer.move(to: place, keeping: column)
        return true
    }

    // MARK: Drafts

    /// The draft as it is now, when the store has another. The engine writes it within 150 ms (law 9).
    mutating func saveDraft(always: Bool = false) -> [Effect] {
        guard let open = conversation, open.isLoaded else { return [] }
        // While a message is on its way into the outbox its text must stay on disk, before what is typed meanwhile.
        let text = LeftInFlight(content: open.inFlight, sent: open.textInFlight, rest: open.composer.text).whole
        guard always || text != open.savedDraft else { return [] }
        conversation?.savedDraft = text
        return [.saveDraft(open.row.key, text: text)]
    }

    /// Keeps the text to be offered the moment the customer writes again.
    mutating func holdDraft() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        let text = open.composer.text
        guard !open.composer.isBlank else {
            tell(.nothingToHold)
            return []
        }
        let held = hold(text, in: open)
        closeForm()
        tell(.textHeld, displayName(open.row), tone: .good)
        return held + saveDraft()
    }

    /// What is held already comes first: nothing held is ever replaced.
    mutating func hold(_ text: String, in open: ConversationState) -> [Effect] {
        let whole = open.heldText.map { $0 + "\n" + text } ?? text
        conversation?.heldText = whole
        conversation?.composer.clear()
        return [.saveHeldText(open.row.key, text: whole)]
    }

    /// The key that does it there; in the line mode, which has no keys, the order.
    func keyLabel(_ command: Command, in scope: Scope) -> SafeText {
        if settings.isPlain { return SafeText(untrusted: PlainOrder.name(of: command) ?? "") }
        return SafeText(untrusted: settings.keys.label(command, in: scope) ?? "")
    }
}

extension Command {
    /// What a closed box still does: Enter and `/` lead to the templates, the rest moves the eyes or drops the draft.
    fileprivate var worksInClosedBox: Bool {
        switch self {
        case .send, .up, .pageUp, .pageDown, .clearText, .editOutside, .back: true
        default: false
        }
    }
}

extension TextEditor {
    /// Does an editing command; false when it is none.
    mutating func perform(_ command: Command) -> Bool {
        switch command {
        case .lineStart: moveToLineStart()
        case .lineEnd: moveToLineEnd()
        case .left: moveLeft()
        case .right: moveRight()
        case .wordLeft: moveWordLeft()
        case .wordRight: moveWordRight()
        case .deleteBackward: deleteBackward()
        case .deleteForward: deleteForward()
        case .killToLineEnd: killToLineEnd()
        case .killToLineStart: killToLineStart()
        case .killWordBackward: killWordBackward()
        case .killWordForward: killWordForward()
        case .yank: yank()
        case .undo: undo()
        case .redo: redo()
        default: return false
        }
        return true
    }
}
