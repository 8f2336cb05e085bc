import Inbox
import Screen

/// The line mode: the same model, updates and effects as the screen, asked for by lines instead of keys.
extension Model {
    /// An order waits until what the one before it asked for has come, so that a script may write all its lines at once.
    mutating func ordered(_ order: PlainOrder) -> [Effect] {
        plainOrders.append(order)
        noteHands()
        return []
    }

    /// Whether an order waits for nothing.
    public var hasReadyOrder: Bool { plainOrders.first.map { isReady(for: $0) } ?? false }

    /// Carries out the first of what waits, if it can: what it leads to is told before the next.
    mutating func carryOutOrder() -> [Effect] {
        guard let order = plainOrders.first, isReady(for: order) else { return [] }
        if order == .end, plain.statusAtEnd == .unasked {
            // What the outbox holds by now is asked for, not remembered.
            plain.statusAtEnd = .asked
            return [.loadStatus]
        }
        plainOrders.removeFirst()
        notice = nil
        plain.isAnew = true
        return refusesToReader(order) ? [] : carryOut(order)
    }

    private func isReady(for order: PlainOrder) -> Bool {
        guard list.isLoaded, awaitedRing == nil, awaitedClaim == nil, awaitedReopening == nil, awaitedThread == nil,
            awaitedPayload == nil,
            plain.awaitedFind == nil, !plain.awaitsTemplates, conversation?.inFlight == nil,
            conversation?.isLoaded ?? true, !waitsForBox
        else { return false }
        // What was sent goes, or it would seem to have gone.
        guard order == .end else { return true }
        switch plain.statusAtEnd {
        case .unasked: return true
        case .asked: return false
        case .known: return status.outboxDepth == 0 || !status.canSend || isCutOff
        }
    }

    /// What the box on top asked for is not here yet.
    private var waitsForBox: Bool {
        switch modes.last {
        case .switcher(let state): state.awaited != nil
        case .newConversation(let state): state.awaited != nil
        case .detail(let state): state.awaited != nil
        case .choice(let state): state.awaited != nil
        case .attach(let state): state.awaited != nil || state.taking != nil
        case .save(let state): state.awaited != nil
        case .reopen(let state): state.awaited != nil
        case .identity(let state): state.awaited != nil
        case .team(let state): state.awaited != nil
        case .pipe(let state): state.running != nil
        default: false
        }
    }

    /// What was waited for may be what failed: nobody waits for it any more.
    mutating func giveUpWaiting() {
        giveUpFollowing()
        plain.awaitedFind = nil
        plain.awaitsTemplates = false
        awaitedClaim = nil
        guard settings.isPlain else { return }
        awaitedPayload = nil
        awaitedReopening = nil
        plain.wish = nil
        switch modes.last {
        case .switcher, .choice, .detail, .newConversation, .identity, .team: if waitsForBox { modes.removeLast() }
        default: break
        }
    }

    /// Nothing leaves for now, and nobody knows when it will: what waits is in the outbox, and said to be.
    private var isCutOff: Bool {
        switch status.trouble {
        case .network, .token, .store, .noToken, .workerStopped: true
        case .spool, .spoolUnread, .workerReplaced, nil: false
        }
    }

    private mutating func carryOut(_ order: PlainOrder) -> [Effect] {
        switch order {
        case .yes, .no:
            guard case .confirm(let question) = modes.last else {
                tell(.plainNothingAsked)
                return []
            }
            return answer(question, with: order == .yes ? .yes : .no)
        case .end: return quit()
        case .quit where isAsked: return quit()
        case .quit: return askToQuit()
        default: break
        }
        // A question that is not answered is answered by going on: no.
        if case .confirm(let question) = modes.last { _ = answer(question, with: .no) }
        if case .reopen(let state) = modes.last, let effects = carryOut(order, reopening: state) { return effects }
        switch order {
        case .send: return sendPlainly()
        case .fill(let field, let text): return fill(field, with: text)
        case .caption(let text): return captionPlainly(text)
        case .cancel: return cancelPlainly()
        default: break
        }
        modes = []
        switch order {
        // What does not find anybody leaves nobody chosen: words meant for one never go to another.
        case .next, .open, .go, .new, .command(.claimNext): plain.chosen = nil
        case .reply, .canned, .cannedReplies, .template, .templateNamed, .note, .snooze, .assign, .state, .labels,
            .label, .priority, .read, .older, .messages, .react, .quote, .onMessage, .attach, .kinds, .build, .files,
            .save, .who, .join, .pipe:
            if !isChosen { return nothingOpen() }
        case .command(let command): if PlainOrder.isAboutConversation(command), !isChosen { return nothingOpen() }
        default: break
        }
        switch order {
        case .next: return walkRing()
        case .list: plain.wantsList = true
        case .open(let number):
            guard plain.listed.indices.contains(number - 1) else {
                tell(.plainNoSuchNumber, "\(number)")
                return []
            }
            ring = nil
            plain.wantsConversation = true
            return go(to: plain.listed[number - 1])
        case .go(let name):
            let effects = openSwitcher()
            return effects + insert(name, typed: nil) + performInSwitcher(.accept)
        case .find(let text): return find(text)
        case .read:
            guard conversation != nil else { return nothingOpen() }
            plain.wantsConversation = true
        case .older: return older()
        case .reply(let text): return reply(text)
        case .template(let slot):
            focusBox()
            plain.written = nil
            return pressSlot(slot)
        case .templateNamed(let name):
            focusBox()
            plain.written = nil
            return openTemplate(named: name)
        case .templates(let query): return listTemplates(query)
        case .cannedReplies: return cannedPlainly(nil)
        case .canned(let name): return cannedPlainly(name)
        case .note(let text): return openNote() + insert(text, typed: nil) + performInNote(.keepNote)
        case .snooze(let time): return snoozePlainly(time)
        case .assign(let name): return assignPlainly(name)
        case .state(let text): return statePlainly(text)
        case .labels: return labelsPlainly(.labels)
        case .label(let label, let isOn): return labelsPlainly(.label(label, isOn: isOn))
        case .priority(let level): return prioritize(level)
        case .queue(let queue):
            plain.wantsList = true
            return show(queue: queue)
        case .filter(let text): return filterPlainly(text)
        case .new(let address, let consent): return beginPlainly(address, consent: consent)
        case .messages: return listMessages()
        case .react(let number, let emoji): return react(to: number, emoji)
        case .quote(let number): return quote(message: number)
        case .onMessage(let command, let number): return perform(command, onMessage: number)
        case .files: return listFiles()
        case .save(let number, let path): return saveFile(number, to: path)
        case .attach(let path): return attachPlainly(path)
        case .kinds:
            plain.wantsKinds = true
            return openKinds()
        case .build(let what): return buildPlainly(what)
        case .mark(let numbers, let isOn): mark(numbers, isOn: isOn)
        case .marked(let verb): return doPlainlyToMarked(verb)
        case .reopen: return reopenPlainly()
        case .leaveOut: tell(.plainReopenFirst)
        case .who(let number): return whoPlainly(number)
        case .join(let name):
            guard let open = conversation else { return nothingOpen() }
            let effects = openSwitcher(joining: open.row.key)
            return effects + insert(name, typed: nil) + performInSwitcher(.accept)
        case .team: return openTeam()
        case .handOver(let from, let to): return handOverPlainly(from: from, to: to)
        case .command(.giveBack): return giveBack()
        case .pipe(let source, let number, let command): return pipePlainly(source, message: number, command)
        case .status: plain.wantsStatus = true
        case .help: plain.wantsHelp = true
        case .command(let command) where PlainOrder.isAboutMessage(command):
            return perform(command, onMessage: nil)
        case .command(let command):
            focusBox()
            let effects = performInPanes(command)
            // Whoever stands next or before was asked for as well.
            if command == .nextConversation || command == .previousConversation {
                plain.chosen = list.selected
                plain.wantsConversation = true
            }
            return effects
        case .send, .fill, .caption, .cancel, .yes, .no, .end, .quit: break
        }
        return []
    }

    private var isAsked: Bool { if case .confirm(.quit) = modes.last { true } else { false } }

    private mutating func focusBox() { if conversation != nil { focus = .compose } }

    /// Commands of the list and of the messages work where there is neither.
    private mutating func performInPanes(_ command: Command) -> [Effect] {
        if let effects = performGlobally(command) { return effects }
        focus = .messages
        if let newest = conversation?.messages.last?.key, conversation?.selected == nil {
            conversation?.selected = newest
        }
        defer { if conversation != nil, modes.isEmpty { focus = .compose } }
        return performInMessages(command)
    }

    /// Messages that are found are said, newest first.
    private static let longestFind = 20

    private mutating func find(_ text: String) -> [Effect] {
        do {
            guard let query = try SearchQuery.read(text) else {
                tell(.searchShort)
                return []
            }
            let token = token()
            plain.awaitedFind = token
            return [.search(query, within: nil, before: nil, count: Self.longestFind, token: token)]
        } catch {
            notice = Notice(words.queryError(error, policy: settings.textPolicy), tone: .warning)
            return []
        }
    }

    /// What was found for `find`; false when nobody waits for it.
    mutating func foundPlainly(_ page: SearchPage, token: Int) -> Bool {
        guard plain.awaitedFind == token else { return false }
        plain.awaitedFind = nil
        plain.found = page
        return true
    }

    /// Whether the open conversation is one that an order named, and not just the one the list fell on.
    private var isChosen: Bool { conversation.map { $0.row.key == plain.chosen } ?? false }

    mutating func reply(_ text: String) -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        focusBox()
        plain.wantsDraft = true
        // A draft of the screen is shown before anything takes its place.
        let draft = open.composer.text
        guard open.composer.isBlank || [text, plain.written, plain.shownDraft].contains(draft) else {
            plain.shownDraft = draft
            tell(.plainDraftThere, tone: .warning)
            return []
        }
        // What colleagues wrote until now was said, line by line: only what they write after these words is asked about.
        conversation?.seenTail = nil
        tails[open.row.key] = nil
        conversation?.composer.replaceAll(with: text)
        plain.written = conversation?.composer.text
        return saveDraft()
    }

    private mutating func sendPlainly() -> [Effect] {
        switch modes.last {
        case .form: return sendForm()
        case .build: return performInBuild(.send)
        case .attach: return takeFile()
        case nil: break
        default: modes = []
        }
        guard isChosen else { return nothingOpen() }
        guard let written = plain.written, conversation?.composer.text == written else {
            tell(.plainNothingWritten, tone: .warning)
            return []
        }
        focusBox()
        return send()
    }

    private mutating func fill(_ field: Int, with text: String) -> [Effect] {
        let isFilled: Bool
        switch modes.last {
        case .form(var state):
            isFilled = state.fill(field, with: text)
            modes[modes.count - 1] = .form(state)
        case .build(var state):
            isFilled = state.fill(field, with: text)
            modes[modes.count - 1] = .build(state)
        default: isFilled = false
        }
        guard isFilled else {
            tell(.plainNoSuchField, "\(field)")
            return []
        }
        plain.wantsForm = true
        return []
    }

    private mutating func cancelPlainly() -> [Effect] {
        guard !modes.isEmpty || conversation?.replyTo != nil else {
            tell(.nothingChanged)
            return []
        }
        // A quote is dropped last, as Esc drops it on the screen.
        if modes.isEmpty { conversation?.replyTo = nil }
        modes = []
        tell(.nothingSent)
        return []
    }

    private mutating func older() -> [Effect] {
        guard let open = conversation, let first = open.messages.first else { return nothingOpen() }
        guard open.hasOlder else {
            tell(.plainNoOlder)
            return []
        }
        let token = token()
        conversation?.awaited = token
        plain.wantsOlderThan = first.key
        return [.loadOlder(open.row.key, before: first.key, count: 20, token: token)]
    }
}

extension Model {
    mutating func misordered(_ mistake: PlainOrder.Mistake) -> [Effect] {
        let orders = SafeText(untrusted: PlainOrder.names.joined(separator: ", "))
        switch mistake {
        case .unknown(let name, nil): tell(.plainUnknownOrder, safe(name), orders, tone: .warning)
        case .unknown(let name, let nearest?):
            tell(.plainUnknownOrderNear, safe(name), safe(nearest), orders, tone: .warning)
        case .incomplete(let name): tell(.plainIncomplete, safe(name), tone: .warning)
        }
        return []
    }
}

/// What is filled part by part: a template, a message with more than words.
protocol Fillable {
    /// The part with the keyboard.
    var index: Int { get set }
    /// How many parts there are.
    var places: Int { get }
    mutating func edit(_ change: (inout TextEditor) -> Bool) -> Bool
}

extension Fillable {
    /// Puts a text into a part, counted from 1; false when there is no such part.
    mutating func fill(_ field: Int, with text: String) -> Bool {
        guard field >= 1, field <= places else { return false }
        index = field - 1
        return edit {
            $0.replaceAll(with: text)
            return true
        }
    }
}

extension FormState: Fillable {}
extension BuildState: Fillable {
    var places: Int { fields.count }
}
