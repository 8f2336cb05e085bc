import Inbox
import Screen

/// What agents say of a conversation for each other, by lines: whose it is, how it stands, labels, how much it matters, until when it is out
/// of sight.
extension Model {
    // MARK: Whose it is

    mutating func assignPlainly(_ name: String?) -> [Effect] {
        let effects = openAssign()
        if case .choice = modes.last { plain.wish = .agent(name) }
        return effects
    }

    /// Those who can be named are here.
    private mutating func assignAwaited(_ name: String?, _ state: ChoiceState) -> [Effect] {
        let agents = agentEntries(state)
        modes.removeLast()
        guard let name else {
            // Whose it is, is said with who there is.
            plain.choices = agents.map { ([$0.entry.label] + $0.entry.notes).joined(separator: ", ") }
            return []
        }
        switch NameMatch(name, among: agents, by: { $0.name }) {
        case .one(let found):
            modes.append(.choice(state))
            if case .agent(let agent) = found.entry.choice { return choose(agent: agent, in: state) }
        case .several(let found):
            tell(.plainSeveralMeant, safe(name), found.map { $0.entry.label }.joined(separator: ", "), tone: .warning)
        case .none:
            tell(
                .plainNoSuchAgent, safe(name), agents.map { $0.entry.label }.joined(separator: "; "), tone: .warning)
        }
        return []
    }

    // MARK: How things stand

    mutating func statePlainly(_ text: String?) -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        guard let text else {
            notice = Notice(open.row.stateOfPlay.map { stateText($0) } ?? words(.plainNoState))
            return []
        }
        _ = openStateOfPlay()
        guard case .stateOfPlay(var state) = modes.last else { return [] }
        state.editor.replaceAll(with: text.lowercased() == words(.plainNone).string ? "" : text)
        modes[modes.count - 1] = .stateOfPlay(state)
        let effects = performInStateOfPlay(.accept)
        if effects.isEmpty { tell(.nothingChanged) }
        return effects
    }

    /// How things stand, who said so and when.
    func stateText(_ state: StateOfPlay) -> SafeText {
        let times = TimeWords(zone: settings.zone, now: now, words: words, ticks: false)
        let text = SafeText(untrusted: state.text, policy: settings.textPolicy, limit: StateOfPlay.longest).singleLine
        return words(.stateNow, text) + words(.stateBy, agentName(state.by), times.date(state.at))
    }

    // MARK: Labels

    mutating func labelsPlainly(_ wish: PlainState.Wish) -> [Effect] {
        let effects = openLabels()
        if case .choice = modes.last { plain.wish = wish }
        return effects
    }

    private mutating func labelAwaited(_ label: Label, isOn: Bool, _ state: ChoiceState) -> [Effect] {
        guard let row = conversation?.row else { return [] }
        let shown = SafeText(untrusted: label.name, policy: settings.textPolicy, limit: 80).singleLine
        guard row.labels.contains(label) != isOn else {
            modes.removeLast()
            tell(isOn ? .plainHasLabel : .plainHasNoLabel, displayName(row), shown)
            return []
        }
        // A label that nothing has yet may be a slip of the hand: said, so that it is seen.
        let isNew = newLabel(label.name, state) != nil
        let effects = choose(label, isOn: isOn, in: state, stays: false)
        tell(!isOn ? .plainLabelOff : isNew ? .plainLabelNew : .plainLabelOn, displayName(row), shown)
        return effects
    }

    // MARK: Out of sight

    /// Until a time; of what is out of sight already the time is changed.
    mutating func snoozePlainly(_ time: String) -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        let isAsleep = open.row.isSnoozed(at: now)
        if time.lowercased() == words(.plainEnd).string {
            guard isAsleep else {
                tell(.nothingChanged)
                return []
            }
            return snooze()
        }
        var effects: [Effect] = []
        if isAsleep { modes.append(.choice(ChoiceState(subject: .snooze))) } else { effects = snooze() }
        guard case .choice = modes.last else { return effects }
        effects += insert(time, typed: nil) + performInChoice(.accept)
        if case .choice = modes.last {
            modes.removeLast()
            tell(.snoozeUnreadable, tone: .warning)
        }
        return effects
    }

    // MARK: Canned replies

    mutating func cannedPlainly(_ name: String?) -> [Effect] {
        let effects = openCanned()
        if case .choice = modes.last { plain.wish = .canned(name) }
        return effects
    }

    /// The files are here: the reply, with what can be filled in, is the answer from now on.
    private mutating func writeAwaited(_ name: String?, _ state: ChoiceState) -> [Effect] {
        modes.removeLast()
        let entries = entries(state).filter { if case .template = $0.choice { false } else { true } }
        guard let name else {
            plain.choices = entries.enumerated().map { index, entry in
                let shortcut: String? = if case .canned(let found) = entry.choice { found.reply.shortcut } else { nil }
                let parts = [entry.label, shortcut.map { "/" + safe($0) } ?? SafeText(), entry.trouble]
                return "\(index + 1). \(parts.filter { !$0.isEmpty }.joined(separator: ", "))"
            }
            if entries.isEmpty { tell(.plainNoCanned) }
            return []
        }
        let found: ChoiceEntry
        if let number = Int(name), entries.indices.contains(number - 1) {
            found = entries[number - 1]
        } else if let short = entries.first(where: { $0.shortcut == name.lowercased() }) {
            found = short
        } else {
            switch NameMatch(name, among: entries, by: { $0.label.string }) {
            case .one(let one): found = one
            case .several(let some):
                tell(
                    .plainSeveralMeant, safe(name), some.prefix(8).map(\.label).joined(separator: ", "), tone: .warning)
                return []
            case .none:
                tell(.plainNoSuchCanned, safe(name), tone: .warning)
                return []
            }
        }
        guard case .canned(let entry) = found.choice else {
            notice = Notice(found.trouble, tone: .warning)
            return []
        }
        let filling = filling(of: entry.reply)
        let effects = reply(Self.cleanedPaste(filling.text))
        if notice == nil, !filling.values.isEmpty || !filling.blanks.isEmpty {
            notice = Notice(words.filled(filling, policy: settings.textPolicy))
        }
        return effects
    }

    // MARK: What was waited for

    /// What a choice needs is here: what was asked of it is done.
    mutating func grantWish() -> [Effect] {
        guard let wish = plain.wish, case .choice(let state) = modes.last, state.awaited == nil else { return [] }
        plain.wish = nil
        switch wish {
        case .kind(let what): return buildAwaited(what, state)
        case .agent(let name): return assignAwaited(name, state)
        case .agentOfMarked(let name): return assignAwaited(name, state)
        case .label(let label, let isOn): return labelAwaited(label, isOn: isOn, state)
        case .labels:
            plain.choices = labelEntries(state).map { $0.entry.label }
            if plain.choices.isEmpty { tell(.labelsNone) }
            modes.removeLast()
            return []
        case .canned(let name): return writeAwaited(name, state)
        }
    }
}

extension ChoiceEntry {
    /// The few letters that stand for a canned reply, small.
    fileprivate var shortcut: String? {
        if case .canned(let entry) = choice { entry.reply.shortcut?.lowercased() } else { nil }
    }
}
