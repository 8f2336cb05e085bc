import Inbox
import Screen

extension Model {
    /// The scope whose table the next key is looked up in.
    public var scope: Scope { scope(of: modes.last) }

    /// The scope of what stands under the help page.
    var scopeUnderHelp: Scope { scope(of: modes.last { if case .help = $0 { false } else { true } }) }

    private func scope(of mode: Mode?) -> Scope {
        switch mode {
        case .picker: .picker
        case .form: .form
        case .reopen(let state): state.step == .values ? .reopen : .reopenCheck
        case .choice: .choice
        case .build: .build
        case .note: .note
        case .stateOfPlay: .play
        case .help: .help
        case .tour: .tour
        case .pipe: .pipe
        case .switcher: .switcher
        case .palette: .palette
        case .search: .search
        case .newConversation: .new
        case .attach: .attach
        case .save: .save
        case .theme: .theme
        case .identity: .identity
        case .confirm: .confirm
        case .detail: .detail
        case .status: .status
        case .team: .team
        case nil:
            switch focus {
            case .list: .list
            case .messages: .messages
            case .compose: .compose
            }
        }
    }

    mutating func press(_ key: KeyStroke) -> [Effect] {
        if isStray(key) { return [] }
        let isHasty = isHasty
        pressedAt = now
        notice = nil
        missesQuestion = false
        noteHands()
        if layout.kind == .tooSmall { return pressUnseen(key) }
        if focus == .list, modes.isEmpty { list.lastKeyAt = now }
        let wasChord = !chord.isEmpty
        // Where Tab follows no prefix, it turns the page of what does.
        if wasChord, key == Self.chordTurner, meaning(of: chord + [key]) == .none, turnChordPanel() { return [] }
        chord.append(key)
        let meaning = meaning(of: chord)
        escapedAt = nil
        if isHasty {
            chord = []
            return missQuestion()
        }
        switch meaning {
        case .prefix: return []
        case .command(let command):
            let pressed = chord
            chord = []
            let isInShutBox = modes.isEmpty && focus == .compose && !canWrite
            // By its letter the walk stays in the list; by the keys that work in every pane it goes on to write.
            walksInList = focus == .list && modes.isEmpty && key.typed != nil && command == .nextThatNeedsMe
            // Where one is at the end of something, everybody sees why it goes no further.
            let before = command.isMotion ? nil : self
            let effects = perform(command)
            if isInShutBox, command.slot != nil { noteDigit(key.typed) }
            if effects.isEmpty, notice == nil, let before, before == self {
                tell(.keyDoesNothing, SafeText(untrusted: KeyNotation.label(pressed)))
            }
            return effects
        case .none:
            chord = []
            if case .tour = modes.last { return turnTour(nil) }
            if case .confirm = modes.last { return missQuestion() }
            if wasChord {
                // Anything else says that nothing is bound there.
                if !Self.chordLeavers.contains(key) { tell(.nothingOnKey, tone: .warning) }
                return []
            }
            return typed(key)
        }
    }

    /// A question is asked that came up under typing hands, or is typed at still.
    private var isHasty: Bool {
        guard case .confirm(let question) = modes.last, settings.answerPause > .zero else { return false }
        // Leaving is no word anybody types.
        if case .quit = question { return false }
        return [pressedAt, askedSince].compactMap { $0 }.contains { now - $0 < settings.answerPause }
    }

    /// Typed on after the answer of a question, in one go: that writes where there is a box, and does nothing else.
    private mutating func isStray(_ key: KeyStroke) -> Bool {
        guard justAnswered else { return false }
        // No word has a control key in it.
        guard key.modifiers.isDisjoint(with: [.control, .alt]) else {
            justAnswered = false
            return false
        }
        let isTypedOn = pressedAt.map { now - $0 < settings.answerPause } ?? false
        let isWriting =
            modes.isEmpty && focus == .compose && canWrite && key.typed != nil && meaning(of: [key]) == .none
        guard isTypedOn, !isWriting else {
            if !isTypedOn { justAnswered = false }
            return false
        }
        pressedAt = now
        return true
    }

    /// Nothing is drawn: only what needs no eyes is done.
    private mutating func pressUnseen(_ key: KeyStroke) -> [Effect] {
        chord.append(key)
        switch settings.keys.match(chord, in: scope) {
        case .prefix: return []
        case .command(let command):
            chord = []
            switch command {
            case .quit, .redraw, .suspend: return performGlobally(command) ?? []
            case .yes, .no:
                guard case .confirm(.quit) = modes.last else { return [] }
                return perform(command)
            default:
                pressedUnseen = true
                return []
            }
        case .none:
            chord = []
            pressedUnseen = true
            return []
        }
    }

    /// The tables that hold before that of the scope, as things stand.
    var conditions: [Scope] {
        switch modes.last {
        case .picker(let state): return state.filter.isEmpty ? [.pickerUnfiltered] : []
        case nil: break
        default: return []
        }
        if let at = escapedAt, now - at <= Self.escapeSpan { return [.afterEscape] }
        guard focus == .compose, let open = conversation else { return [] }
        if !canWrite { return [.composeShut] }
        return open.composer.isEmpty ? [.composeEmpty] : []
    }

    /// How long after Esc a digit is a template slot.
    static let escapeSpan = Span.seconds(1)

    /// What a chord means now.
    func meaning(of chord: [KeyStroke]) -> KeyMap.Match {
        var isPrefix = false
        for scope in conditions + [scope] {
            switch settings.keys.match(chord, in: scope) {
            case .command(let command):
                // In the picker a number without a template is a character to look for.
                if scope == .pickerUnfiltered, let slot = command.slot, slots[slot] == nil { continue }
                return .command(command)
            case .prefix: isPrefix = true
            case .none: break
            }
        }
        return isPrefix ? .prefix : .none
    }

    /// A key no table names: typed into whatever box has the keyboard.
    private mutating func typed(_ key: KeyStroke) -> [Effect] {
        guard let character = key.typed else {
            tell(.nothingOnKey, tone: .warning)
            return []
        }
        return insert(String(character), typed: character)
    }

    mutating func perform(_ command: Command) -> [Effect] {
        if refusesToReader(command) { return [] }
        // They mean the same over every page and box.
        switch command {
        case .help, .redraw, .suspend, .quit: return performGlobally(command) ?? []
        default: break
        }
        switch modes.last {
        case .picker: return performInPicker(command)
        case .form: return performInForm(command)
        case .reopen: return performInReopen(command)
        case .choice: return performInChoice(command)
        case .build: return performInBuild(command)
        case .note: return performInNote(command)
        case .stateOfPlay: return performInStateOfPlay(command)
        case .switcher: return performInSwitcher(command)
        case .palette: return performInPalette(command)
        case .search: return performInSearch(command)
        case .newConversation: return performInNewConversation(command)
        case .attach: return performInAttach(command)
        case .save: return performInSave(command)
        case .theme: return performInThemes(command)
        case .identity: return performInIdentity(command)
        case .confirm(let question): return answer(question, with: command)
        case .help, .detail: return performInPopUp(command)
        case .tour: return turnTour(command)
        case .pipe: return performInPipe(command)
        case .status: return performInStatus(command)
        case .team: return performInTeam(command)
        case nil: break
        }
        if let effects = performGlobally(command) { return effects }
        switch focus {
        case .list: return performInList(command)
        case .messages: return performInMessages(command)
        case .compose: return performInCompose(command)
        }
    }

    /// Commands that mean the same in every pane; nil when this is not one of them.
    mutating func performGlobally(_ command: Command) -> [Effect]? {
        switch command {
        case .focusNext: return moveFocus(by: 1)
        case .focusPrevious: return moveFocus(by: -1)
        case .nextConversation: return stepTold(by: 1)
        case .previousConversation: return stepTold(by: -1)
        case .switchConversation: return openSwitcher()
        case .search: return openSearch()
        case .nextThatNeedsMe: return walkRing()
        case .templates: return openPicker(filter: "")
        case .replyToNewest: return replyToNewest()
        case .recall: return recallNewest()
        case .assignToMe: return assignToMe()
        case .assign: return openAssign()
        case .claimNext: return claimNext()
        case .toggleDone: return toggleDone()
        case .snooze: return snooze()
        case .note: return openNote()
        case .stateOfPlay: return openStateOfPlay()
        case .labels: return openLabels()
        case .priority: return raisePriority()
        case .newConversation:
            modes.append(.newConversation(NewConversationState()))
            return []
        case .holdDraft: return holdDraft()
        case .sendDirectly: return askToSendDirectly()
        case .attachFile: return openAttach()
        case .otherKinds: return openKinds()
        case .cannedReplies: return openCanned()
        case .filterList: return openFilter()
        case .chooseOrder: return openOrder()
        case .explainWindow: return explainWindow()
        case .explainPerson: return explainPerson()
        case .identity: return openIdentity()
        case .toggleBlock: return askToBlock()
        case .reopenShut: return reopenShut()
        case .toggleOptOut: return askToOptOut()
        case .nextNumber: return showNextNumber()
        case .nextAccount: return showNextAccount()
        case .status: return openStatus()
        case .today: return explain(.today, as: .today(nil))
        case .team: return openTeam()
        case .syncTemplates:
            tell(.syncingTemplates)
            return [.syncTemplates]
        case .chooseTheme: return openThemes()
        case .toggleMouse: return toggleMouse()
        case .zoom: return zoom()
        case .pipe: return openPipe()
        case .reloadConfig: return [.reloadConfig]
        case .narrowList: return widenList(by: -1)
        case .widenList: return widenList(by: 1)
        case .palette: return openPalette()
        case .tour: return openTour()
        case .help:
            modes.append(.help(HelpState()))
            return []
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return askToQuit()
        default:
            if let slot = command.slot { return pressSlot(slot) }
            return nil
        }
    }

    mutating func moveFocus(by step: Int) -> [Effect] {
        let panes = Pane.allCases.filter { $0 != .compose || !settings.isReader }
        let index = panes.firstIndex(of: focus) ?? 0
        let next = panes[(index + step + panes.count) % panes.count]
        return focus(on: next)
    }

    mutating func focus(on pane: Pane) -> [Effect] {
        guard pane == .list || conversation != nil else {
            tell(.nothingOpen)
            return []
        }
        focus = pane
        if pane == .list { list.lastKeyAt = now }
        if pane == .messages, let open = conversation, open.selected == nil {
            conversation?.selected = open.messages.last?.key
        }
        if pane != .messages { conversation?.selected = nil }
        return pane == .list ? [] : markRead()
    }

    mutating func askToQuit() -> [Effect] {
        let drafts = draftCount
        if drafts == 0, status.outboxDepth == 0 { return quit() }
        modes.append(.confirm(.quit(drafts: drafts, outbox: status.outboxDepth)))
        return []
    }

    mutating func quit() -> [Effect] {
        isQuitting = true
        return saveDraft() + [.quit]
    }

    mutating func performInPopUp(_ command: Command) -> [Effect] {
        func scrolled(_ top: Int) -> Int {
            let page = max(1, size.rows - 4)
            switch command {
            case .down: return top + 1
            case .up: return max(0, top - 1)
            case .pageDown: return top + page
            case .pageUp: return max(0, top - page)
            case .halfPageDown: return top + page / 2
            case .halfPageUp: return max(0, top - page / 2)
            case .top: return 0
            // The view stops at the last page; a number no page reaches means the end.
            case .bottom: return Int(Int32.max)
            default: return top
            }
        }
        if command == .back {
            modes.removeLast()
            return []
        }
        switch modes.popLast() {
        case .detail(var state) where command == .showPayload && state.hasPayloads:
            state.showsPayloads.toggle()
            state.top = min(state.top, detailLastTop(state))
            modes.append(.detail(state))
        case .help(var state):
            state.top = min(scrolled(state.top), helpLastTop)
            modes.append(.help(state))
        case .detail(var state):
            state.top = min(scrolled(state.top), detailLastTop(state))
            modes.append(.detail(state))
        case let other?: modes.append(other)
        case nil: break
        }
        return []
    }

    mutating func answer(_ question: Confirmation, with command: Command) -> [Effect] {
        guard command == .yes || command == .no else { return missQuestion() }
        modes.removeLast()
        justAnswered = settings.answerPause > .zero
        let pending = conversation?.pending
        conversation?.pending = nil
        guard command == .yes else {
            switch question {
            case .quit: break
            case .paste: tell(.pasteDeclined)
            case .tryAnyway, .newAddress, .answeredMeanwhile, .writingToo, .sendDirectly, .resend: tell(.nothingSent)
            case .block, .optOut, .identity, .marked, .reassign: tell(.nothingChanged)
            }
            return []
        }
        switch question {
        case .quit: return quit()
        case .tryAnyway:
            conversation?.consents.triesAnyway = true
            return pending.map { sendBuilt($0.content, replaces: $0.replaces) } ?? sendAgain()
        case .newAddress:
            conversation?.consents.confirmsAddress = true
            return pending.map { sendBuilt($0.content, replaces: $0.replaces) } ?? sendAgain()
        case .answeredMeanwhile:
            acceptTail()
            return pending.map { sendBuilt($0.content, replaces: $0.replaces) } ?? sendAgain()
        case .writingToo:
            acceptCompany()
            return pending.map { sendBuilt($0.content, replaces: $0.replaces) } ?? sendAgain()
        case .resend(let message, _): return retryUncertain(message)
        case .reassign(let from, let to, _, _, _): return [.reassign(from: from, to: to)]
        case .sendDirectly: return pending.map { sendBuilt($0.content, replaces: $0.replaces) } ?? []
        case .block(let thread, let address, let wish, _): return [.block(thread, address, wish)]
        case .optOut(let thread, let scope, let who): return optOut(scope, who, in: thread)
        case .identity(let thread, let wish): return record(wish, in: thread)
        case .marked(let verb, _, _, _, _): return recordForMarked(verb)
        case .paste(let text): return insertPaste(text)
        }
    }

    /// Nothing but its answers does anything while a question is asked, and that is said.
    mutating func missQuestion() -> [Effect] {
        missesQuestion = true
        return []
    }

    /// What the question was about: a template, a file, or the text in the box.
    private mutating func sendAgain() -> [Effect] {
        switch modes.last {
        case .form: sendForm()
        case .attach: takeFile()
        default: send()
        }
    }
}
