import Inbox
import Screen
import WhatsApp

extension Model {
    /// An emoji for the selected message.
    mutating func react() -> [Effect] {
        guard let message = selectedMessage, let wamid = message.wamid, message.takesReactions else {
            tell(.nothingToReactTo)
            return []
        }
        return openReactions(ReactionTarget(wamid: wamid, at: message.timestamp))
    }

    mutating func openReactions(_ target: ReactionTarget) -> [Effect] {
        guard tellsOpen() else { return [] }
        modes.append(.choice(ChoiceState(subject: .reaction(target))))
        return []
    }

    /// What to send besides words.
    mutating func openKinds() -> [Effect] {
        guard conversation != nil else { return nothingOpen() }
        // Some kinds go without a window where the account may.
        guard settings.gate.allowsDirectSend || tellsOpen() else { return [] }
        let token = token()
        modes.append(.choice(ChoiceState(subject: .kinds, awaited: token)))
        focus = .compose
        return [.loadSavedMessages(token: token)]
    }

    /// Whether anything but a template may leave; when not, says why.
    mutating func tellsOpen() -> Bool {
        guard let open = conversation else { return false }
        guard case .closed(let since) = open.row.window(at: now) else { return true }
        tell(.windowClosed(since: since))
        return false
    }

    mutating func savedMessagesLoaded(_ saved: [SavedMessage], token: Int) -> [Effect] {
        guard case .choice(var state) = modes.last, state.awaited == token else { return [] }
        state.awaited = nil
        state.saved = saved
        modes[modes.count - 1] = .choice(state)
        return grantWish()
    }

    mutating func performInChoice(_ command: Command) -> [Effect] {
        guard case .choice(var state) = modes.last else { return [] }
        let entries = entries(state)
        if case .filter = state.subject, command == .back || command == .accept {
            let entry = entries.indices.contains(state.index) ? entries[state.index] : nil
            return leaveFilter(state, choosing: command == .back ? nil : entry)
        }
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .accept where state.subject == .canned && state.canned == nil:
            // What is listed is not all there is.
            state.acceptsOnAnswer = true
        case .accept:
            guard entries.indices.contains(state.index) else {
                tell(.nothingMatches)
                return []
            }
            return choose(entries[state.index], in: state)
        case .acceptAndStay:
            guard state.subject == .labels, entries.indices.contains(state.index),
                case .label(let label, let isOn) = entries[state.index].choice
            else { return [] }
            return choose(label, isOn: isOn, in: state, stays: true)
        case .help: return performGlobally(.help) ?? []
        case .down, .up, .pageDown, .pageUp: state.index = command.index(after: state.index, among: entries.count)
        default:
            let before = state.filter.text
            guard state.filter.perform(command) else { return [] }
            if state.filter.text != before { state.index = 0 }
            modes[modes.count - 1] = .choice(state)
            return state.filter.text == before ? [] : filterLive()
        }
        modes[modes.count - 1] = .choice(state)
        return []
    }

    private mutating func choose(_ entry: ChoiceEntry, in state: ChoiceState) -> [Effect] {
        switch entry.choice {
        case .snooze(let until) where state.isForMarked:
            modes.removeLast()
            return doToMarked(.snooze(until: until))
        case .order(let order): return choose(order: order)
        case .agent(let agent): return choose(agent: agent, in: state)
        case .label(let label, let isOn): return choose(label, isOn: isOn, in: state, stays: false)
        default: break
        }
        guard let open = conversation else { return [] }
        switch (entry.choice, state.subject) {
        case (.emoji(let emoji), .reaction(let target)):
            guard let reaction = Self.reaction(to: target, emoji) else { return [] }
            modes.removeLast()
            return sendBuilt(
                .reaction(ReactionContent(reaction, targetAt: target.at)), replaces: target.replaces)
        case (.kind(let kind), _):
            modes.removeLast()
            modes.append(.build(openBuild(kind, in: open)))
        case (.saved(let saved), _):
            guard case .success(let message) = saved.message,
                let form = BuildState(.interactive(message), thread: open.row.key)
            else {
                notice = Notice(entry.trouble, tone: .warning)
                return []
            }
            modes.removeLast()
            modes.append(.build(form))
        case (.snooze(let until), _):
            modes.removeLast()
            return snooze(open, until: until)
        case (.canned(let entry), _):
            modes.removeLast()
            return insertCanned(entry.reply)
        case (.brokenCanned, _): notice = Notice(entry.trouble, tone: .warning)
        case (.template(let entry), _):
            modes.removeLast()
            return choose(entry.template)
        case (.emoji, _), (.filter, _), (.label, _), (.agent, _), (.order, _): break
        }
        return []
    }

    private static func reaction(to target: ReactionTarget, _ emoji: String?) -> OutgoingReaction? {
        do {
            return try OutgoingReaction(to: target.wamid, emoji: emoji)
        } catch {
            return nil  // only emoji are listed, for messages with an id
        }
    }
}
