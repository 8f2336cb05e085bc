import Inbox
import Screen

/// One hint: a key and what it does now.
struct Hint: Hashable, Sendable {
    var key: SafeText
    var text: SafeText
    /// The keys to press; a prefix of chords has no command.
    var chord: [KeyStroke]

    var width: Int { key.width + 1 + text.width }
}

extension Model {
    /// The commands worth a hint now, most useful first; those that could do nothing are left out.
    var hintCommands: [Command] {
        if !chord.isEmpty { return chordBindings.map(\.command) }
        switch modes.last {
        case nil: return focus == .list ? listHints : focus == .messages ? messageHints : composeHints
        case .picker(let state): return pickerHints(state)
        case .form(let state): return formHints(state.drawn)
        case .reopen(let state): return reopenHints(state)
        case .choice(let state): return choiceHints(state)
        case .build(let state): return buildHints(state)
        case .stateOfPlay: return [.accept, .back]
        case .note(let state): return (state.editor.isBlank ? [] : [.keepNote]) + [.newLine, .back]
        case .switcher(let state):
            return (state.matches.isEmpty ? [] : [.accept]) + [.back]
        case .palette(let state):
            return (paletteEntries(state.filter.text).indices.contains(state.index) ? [.accept] : []) + [.back]
        case .search(let state): return searchHints(state)
        case .newConversation: return [.accept, .nextField, .back]
        case .attach(let state):
            if state.taking != nil { return [.back] }
            return (state.content.map { $0.problem == nil } ?? false ? [.send] : []) + [.nextField, .back]
        case .save(let state): return (state.awaited == nil && !state.path.isBlank ? [.accept] : []) + [.back]
        case .theme(let state): return themeHints(state)
        case .identity(let state): return identityHints(state)
        case .detail(let state):
            return
                (state.top < detailLastTop(state) ? [.down, .pageDown] : [.up, .pageUp].filter { _ in state.top > 0 })
                + (state.hasPayloads ? [.showPayload] : []) + [.back]
        case .status: return [.accept, .down, .back]
        case .team(let state): return teamHints(state)
        case .tour: return [.accept, .back]
        case .pipe(let state):
            if state.running != nil { return [.back] }
            let hasEarlier = (state.recalled ?? -1) + 1 < recallablePipes.count
            return (state.editor.isBlank ? [] : [.accept]) + [.nextField] + (hasEarlier ? [.up] : []) + [.back]
        case .help(let state): return (state.top < helpLastTop ? [.down, .pageDown] : [.up, .pageUp]) + [.back]
        case .confirm: return [.yes, .no]
        }
    }

    private var listHints: [Command] {
        if !list.marks.isEmpty {
            let mayReopen = markedRows.contains { Reopening.obstacle(to: $0, isUnderWay: false, at: now) == nil }
            return Self.verbsForMarked + (mayReopen ? [.reopenShut] : []) + [.toggleMark, .markAll, .back]
        }
        let isOpen = conversation != nil
        var commands: [Command] = isOpen ? [.open] : []
        if list.counts[.inbox] > 0 { commands.append(.nextThatNeedsMe) }
        commands.append(.nextQueue)
        if isOpen { commands += [.toggleDone, .assignToMe] }
        if foldedSections.contains(.shut), list.counts[Section.shut] > 0 { commands.append(.toggleFold) }
        if list.queue == .shut, list.counts[Section.shut] > 0 { commands.append(.reopenShut) }
        return commands + [.newConversation, .switchConversation, .quit, .search]
            + (list.counts[.unassigned] > 0 ? [.claimNext] : []) + (canSnooze ? [.snooze] : [])
            + (isOpen ? [.note, .labels, .stateOfPlay, .priority, .assign, .toggleMark] : [])
    }

    /// What was not delivered cannot be put out of sight.
    private var canSnooze: Bool { conversation.map { $0.row.failed == 0 } ?? false }

    private var messageHints: [Command] {
        var commands: [Command] = []
        let message = selectedMessage
        if message?.wamid != nil, message?.direction != .event { commands.append(.reply) }
        if message?.takesReactions ?? false, canWrite { commands.append(.react) }
        if message?.quote?.key != nil { commands.append(.showQuoted) }
        if message != nil { commands.append(.explainStatus) }
        if let message, message.delivery?.needsCare ?? false {
            if message.direction == .outbound { commands.append(.retryFailed) }
            if !message.isSettled { commands.append(.dismissFailure) }
        }
        if message?.text != nil { commands.append(.copyText) }
        if message != nil { commands.append(.pipe) }
        if let media = message?.media { commands += fileHints(media, isOurs: message?.direction == .outbound) }
        if message?.hasPayload ?? false { commands.append(.showPayload) }
        return commands + [.focusNext]
    }

    private func fileHints(_ media: MessageMedia, isOurs: Bool) -> [Command] {
        let isHere = media.hash != nil
        switch media.state {
        case .moving, .waiting, .waitingAgain:
            return (isHere || !isOurs && media.state.isStill ? [.openFile] : []) + [.stopTransfer]
        case .here: return isHere ? [.openFile, .saveFile] : []
        case .failed, .stopped: return [.openFile]
        case .expired: return []
        }
    }

    private var composeHints: [Command] {
        guard let open = conversation else { return [.back] }
        let hasText = !open.composer.isBlank
        var commands: [Command] = []
        if canWrite {
            let isTooLong = open.composer.scalarCount > Self.longestText
            let staysHere = isTooLong || !Blank.names(in: open.composer.text).isEmpty || standingStop != nil
            commands += hasText ? (staysHere ? [.newLine] : [.send, .newLine]) : []
            commands += hasText ? [.templates] : [.templates, .cannedReplies]
        } else {
            commands += [.templates] + (hasText ? [.holdDraft] : [])
        }
        if hasNeighbour { commands.append(.nextConversation) }
        commands.append(.nextThatNeedsMe)
        if canWrite, open.replyTo == nil, open.messages.contains(where: { $0.direction == .inbound && $0.wamid != nil })
        {
            commands.append(.replyToNewest)
        }
        return commands
    }

    /// Whether *next conversation* goes anywhere.
    private var hasNeighbour: Bool {
        guard let last = list.rows.last else { return false }
        return last.key != list.selected || list.hasAfter
    }

    private func pickerHints(_ state: PickerState) -> [Command] {
        let entries = rankedTemplates(state.filter.text)
        var commands: [Command] = []
        if entries.indices.contains(state.index), entries[state.index].template.unusable == nil {
            commands.append(.accept)
        }
        if entries.isEmpty, takesTyped(state) { commands.append(.accept) }
        return commands + [.syncTemplates, .back]
    }

    private func reopenHints(_ state: ReopenState) -> [Command] {
        let moving: [Command] =
            (state.index + 1 < state.people.count ? [.down] : [])
            + (state.textTop < reopenLastTop(state) ? [.pageDown] : [])
        switch state.step {
        case .values:
            return (reopenGap(state) == nil ? [.accept] : [])
                + ((state.form?.places ?? 0) > 1 ? [.nextField] : []) + [.otherTemplate, .back]
        case .check:
            let hasReady = reopenVerdicts(state).contains { $0.content != nil }
            return (hasReady ? [.send] : []) + [.leaveOut] + moving + [.back]
        case .told: return moving + [.back]
        }
    }

    private func choiceHints(_ state: ChoiceState) -> [Command] {
        let entries = entries(state)
        guard entries.indices.contains(state.index), entries[state.index].trouble.isEmpty, !state.isWrong else {
            return [.back]
        }
        return state.subject == .labels ? [.accept, .acceptAndStay, .back] : [.accept, .back]
    }

    private func buildHints(_ state: BuildState) -> [Command] {
        if state.saving != nil { return [.send, .back] }
        let isRight = wrong(in: state) == nil
        var commands: [Command] = isRight ? [.send] : []
        if state.fields.count > 1 { commands.append(.nextField) }
        var tried = state
        if tried.addHeading() { commands.append(.addHeading) }
        if isRight, state.kind.isInteractive { commands.append(.saveMessage) }
        return commands + [.back]
    }

    private func themeHints(_ state: ThemeState) -> [Command] {
        guard state.selected != nil else { return [.back] }
        var commands: [Command] = []
        if state.index + 1 < state.offers.options.count { commands.append(.down) }
        if state.index > 0 { commands.append(.up) }
        if state.problem == nil { commands.append(.accept) }
        return commands + [.back]
    }

    private func identityHints(_ state: IdentityState) -> [Command] {
        var commands: [Command] = state.selected == nil ? [] : [.accept]
        if state.index + 1 < state.items.count { commands.append(.down) }
        if state.index > 0 { commands.append(.up) }
        return commands + [.back]
    }

    private func searchHints(_ state: SearchState) -> [Command] {
        (state.isAnswered && state.selected != nil ? [.accept] : []) + (conversation == nil ? [] : [.searchScope])
            + (state.query == nil ? [] : [.keepFilter]) + [.back]
    }

    private func formHints(_ state: FormState) -> [Command] {
        let isReady = state.firstGap == nil && stop(category: state.template.category) == nil
        var commands: [Command] = isReady ? [.send] : []
        if state.places > 1 { commands.append(.nextField) }
        commands.append(.otherTemplate)
        if !(conversation?.composer.isBlank ?? true) { commands += [.holdDraft] }
        return commands + [.back]
    }

    /// What the chord begun can become, and would do something.
    var chordBindings: [KeyMap.Binding] {
        settings.keys.continuations(of: chord, in: scope).filter { binding in
            if settings.isReader, binding.command.writes(in: binding.scope) { return false }
            if actsOnMarks, Self.verbsForMarked.contains(binding.command) { return true }
            return switch binding.command {
            case .attachFile, .cannedReplies: conversation != nil && canWrite
            case .otherKinds: conversation != nil && (canWrite || settings.gate.allowsDirectSend)
            case .recall, .assignToMe, .assign, .toggleDone, .note, .stateOfPlay, .labels, .priority, .explainWindow,
                .explainPerson, .identity, .toggleBlock, .toggleOptOut:
                conversation != nil
            case .snooze: canSnooze
            case .reopenShut: list.counts[Section.shut] > 0 || actsOnMarks
            case .zoom: size.columns >= Layout.columnsForTwo
            case .chooseOrder: ListOrder.choices(of: list.queue).count > 1
            case .nextNumber: status.numbers.count > 1 || shownNumber != nil
            case .nextAccount: settings.accounts.count > 1 && status.outboxDepth == 0
            case .editOutside: canWrite || scope == .note
            case .holdDraft: !(conversation?.composer.isBlank ?? true)
            case .sendDirectly: maySendDirectly
            case .slot1, .slot2, .slot3, .slot4, .slot5, .slot6, .slot7, .slot8, .slot9:
                conversation != nil && binding.command.slot.map { slots[$0] != nil } ?? false
            default: true
            }
        }
    }

    /// The hint line: key and word, from the live table. *Help* is the last.
    var hints: [Hint] {
        if !chord.isEmpty {
            return chordBindings.map { binding in
                let rest = Array(binding.chord.dropFirst(chord.count))
                let template = binding.command.slot.flatMap { slots[$0] }.map { shortName($0.name, $0.language) }
                return Hint(
                    key: SafeText(untrusted: KeyNotation.label(rest)), text: template ?? words.short(binding.command),
                    chord: rest)
            }
        }
        let commands = hintCommands.filter { !settings.isReader || !$0.writes(in: scope) }
        var hints = commands.compactMap { hint($0) }
        if let byNumber = slotHint ?? hintAfterEscape {
            hints.insert(byNumber, at: commands.first == .accept ? 1 : 0)
        }
        guard modes.isEmpty else { return hints }
        if let prefix = settings.keys.commonPrefix(in: scope) {
            hints.append(
                Hint(key: SafeText(untrusted: KeyNotation.label(prefix)), text: words(.hintMore), chord: [prefix]))
        }
        if let help = hint(.help) { hints.append(help) }
        return hints
    }

    /// Before the hints, what their keys act on when that is not the open conversation.
    var hintLead: SafeText? {
        modes.isEmpty && actsOnMarks && !settings.isReader ? words(.marksActs, "\(list.marks.count)") : nil
    }

    /// With `enterSends` off the keys of *send* and *new line* change places in the compose box.
    func swapped(_ command: Command) -> Command {
        if settings.enterSends { return command }
        return scope == .compose ? command.swapped : scope == .note ? command.swappedInNote : command
    }

    private func hint(_ command: Command) -> Hint? {
        let tables = conditions.filter { $0 != .afterEscape }
        let found =
            tables.lazy.compactMap { settings.keys.binding(of: command, in: $0) }.first
            ?? settings.keys.binding(of: swapped(command), in: scope)
        guard let binding = found else { return nil }
        return Hint(key: SafeText(untrusted: binding.label), text: hintText(command), chord: binding.chord)
    }

    /// `1-4 fill`: the numbers of templates that a bare digit opens now.
    private var slotHint: Hint? {
        guard !settings.isReader, let table = conditions.first(where: { $0 == .composeShut || $0 == .pickerUnfiltered })
        else { return nil }
        let slots = slots
        let bindings = Slots.range.compactMap { slot -> KeyMap.Binding? in
            guard case .ready = slots.resolve(slot, among: templates.templates),
                let command = Command(slot: slot)
            else { return nil }
            return settings.keys.binding(of: command, in: table)
        }
        guard let first = bindings.first, let last = bindings.last else { return nil }
        let from = SafeText(untrusted: first.label)
        return Hint(
            key: bindings.count == 1 ? from : "\(from)-\(untrusted: last.label)", text: words(.hintFill),
            chord: first.chord)
    }

    /// `1-9 template slot`: within the second after Esc a digit is no queue.
    private var hintAfterEscape: Hint? {
        guard !settings.isReader, conversation != nil, conditions.contains(.afterEscape) else { return nil }
        let bindings = Slots.range.compactMap { slot in
            Command(slot: slot).flatMap { settings.keys.binding(of: $0, in: .afterEscape) }
        }
        guard let first = bindings.first, let last = bindings.last else { return nil }
        return Hint(
            key: "\(untrusted: first.label)-\(untrusted: last.label)", text: words(.hintSlot), chord: first.chord)
    }

    /// The gate lets no text out any more, though the window is not shut yet: the key that sends leads to a template.
    private var isTooLateForText: Bool {
        guard let open = conversation, case .critical = open.row.window(at: now) else { return false }
        let verdict = settings.gate.pass(
            .text(TextContent(body: open.composer.text)), in: open.row.gateContext(), consents: open.consents,
            pass: .keyPress, at: now)
        if case .failure(.windowEnding) = verdict { return true }
        return false
    }

    private var isLabelling: Bool {
        if case .choice(let state) = modes.last { state.subject == .labels } else { false }
    }

    private var isPiping: Bool { if case .pipe(let state) = modes.last { state.running != nil } else { false } }

    private var isSearchingHere: Bool { if case .search(let state) = modes.last { state.thread != nil } else { false } }

    private var isSaving: Bool { if case .build(let state) = modes.last { state.saving != nil } else { false } }

    private func hintText(_ command: Command) -> SafeText {
        switch (scope, command) {
        case (.compose, .send) where isTooLateForText: words(.hintTemplate)
        case (.list, .back) where !list.marks.isEmpty: words(.hintUnmark)
        case (.new, .accept), (.tour, .accept): words(.hintGoOn)
        case (.choice, .accept) where isLabelling: words(.hintToggle)
        case (.choice, .acceptAndStay): words(.hintToggleOn)
        case (.reopen, .accept): words(.hintLook)
        case (.reopenCheck, .send): words(.hintOutbox)
        case (.pipe, .accept): words(.hintRun)
        case (.pipe, .nextField): words(.hintSource)
        case (.pipe, .up): words(.hintEarlier)
        case (.pipe, .back) where isPiping: words(.hintStop)
        case (.build, .send) where isSaving: words(.hintKeep)
        case (.theme, .accept): words(.hintKeep)
        case (.theme, .back): words(.hintAsItWas)
        case (.save, .accept): words(.hintSave)
        case (.team, .accept): words(.hintHandOver)
        case (.play, .accept): words(.hintKeep)
        case (.search, .searchScope): words(isSearchingHere ? .hintEverywhere : .hintHere)
        default: words.short(command)
        }
    }
}

extension MessageMedia.State {
    /// Nothing of it moves just now.
    fileprivate var isStill: Bool { if case .moving = self { false } else { true } }
}

extension Command {
    /// Keep for new line, and the other way round.
    var swappedInNote: Command { self == .keepNote ? .newLine : self == .newLine ? .keepNote : self }
    /// Send for new line, and the other way round.
    var swapped: Command { self == .send ? .newLine : self == .newLine ? .send : self }
}
