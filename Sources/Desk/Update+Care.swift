import Inbox
import Screen

/// What agents say of a conversation for each other: how things stand, labels, how much it matters.
extension Model {
    // MARK: State of play

    mutating func openStateOfPlay() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        modes.append(
            .stateOfPlay(LineState(thread: open.row.key, editor: TextEditor(open.row.stateOfPlay?.text ?? ""))))
        return []
    }

    mutating func performInStateOfPlay(_ command: Command) -> [Effect] {
        guard case .stateOfPlay(var state) = modes.last else { return [] }
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .accept:
            modes.removeLast()
            let line = StateOfPlay.line(state.editor.text)
            guard line != conversation?.row.stateOfPlay?.text else { return [] }
            tell(line == nil ? .stateTakenAway : .stateKept, tone: .good)
            return [.record(state.thread, [.stateOfPlay(line)])]
        default:
            if state.editor.perform(command) { modes[modes.count - 1] = .stateOfPlay(state) }
            return []
        }
    }

    // MARK: Labels

    mutating func openLabels() -> [Effect] {
        guard actsOnMarks || conversation != nil else { return nothingOpen() }
        let token = token()
        var state = ChoiceState(subject: .labels, awaited: token)
        state.isForMarked = actsOnMarks
        modes.append(.choice(state))
        return [.loadLabels(token: token)]
    }

    mutating func labelsLoaded(_ labels: [Label], token: Int) -> [Effect] {
        guard case .choice(var state) = modes.last, state.awaited == token else { return [] }
        state.awaited = nil
        state.labels = labels
        modes[modes.count - 1] = .choice(state)
        return grantWish()
    }

    /// What the conversation has first, then what config names, then what is in use elsewhere.
    func labelEntries(_ state: ChoiceState) -> [(name: String, entry: ChoiceEntry)] {
        let rows = state.isForMarked ? markedRows : conversation.map { [$0.row] } ?? []
        let own = rows.flatMap(\.labels)
        var counts: [Label: Int] = [:]
        for label in own { counts[label, default: 0] += 1 }
        var seen: Set<Label> = []
        return (own + settings.labels + state.labels).filter { seen.insert($0).inserted }.map { label in
            let count = counts[label] ?? 0
            let sign: Phrase = count == 0 ? .labelOff : count == rows.count ? .labelOn : .labelSome
            // Of many some may have it: then the others get it, too.
            return (
                label.name, ChoiceEntry(choice: .label(label, isOn: count < rows.count), label: shown(label, sign))
            )
        }
    }

    /// A name that is no label yet; nil when it is one.
    func newLabel(_ text: String, _ state: ChoiceState) -> ChoiceEntry? {
        guard let label = Label(text), !labelEntries(state).contains(where: { $0.name == label.name }) else {
            return nil
        }
        let name = SafeText(untrusted: label.name, policy: settings.textPolicy, limit: 80).singleLine
        return ChoiceEntry(choice: .label(label, isOn: true), label: words(.labelNew, name))
    }

    private func shown(_ label: Label, _ sign: Phrase) -> SafeText {
        words(sign) + SafeText(untrusted: label.name, policy: settings.textPolicy, limit: 80).singleLine
    }

    /// The choice goes, so that what is typed next is no label, or stays for the next one.
    mutating func choose(_ label: Label, isOn: Bool, in before: ChoiceState, stays: Bool) -> [Effect] {
        let isNew = newLabel(label.name, before) != nil
        modes.removeLast()
        defer { if !before.isForMarked, stays { stay(on: label, after: before) } }
        if before.isForMarked {
            if stays { stay(on: label, after: before) }
            return doToMarked(.label(label, isOn: isOn), newLabel: isNew ? label : nil)
        }
        guard let open = conversation else { return [] }
        // On screen at once: the store's answer says the same.
        var labels = open.row.labels.filter { $0 != label }
        if isOn { labels = (labels + [label]).sorted() }
        conversation?.row.labels = labels
        return [.record(open.row.key, [isOn ? .label(label) : .unlabel(label)])]
    }

    /// Nothing is looked for any more, and the pointer is on the label, wherever it stands now.
    private mutating func stay(on label: Label, after before: ChoiceState) {
        var state = before
        state.filter = TextEditor()
        modes.append(.choice(state))
        state.index = labelEntries(state).firstIndex { $0.name == label.name } ?? 0
        modes[modes.count - 1] = .choice(state)
    }

    // MARK: Priority

    mutating func raisePriority() -> [Effect] {
        actsOnMarks ? raiseMarkedPriority() : prioritize(nil)
    }

    /// - Parameter level: nil is one more than it has.
    mutating func prioritize(_ level: Priority?) -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        let next = level ?? open.row.priority.next
        tell(.priorityNow, displayName(open.row), words.priority(next))
        guard next != open.row.priority else { return [] }
        // Pressed again before the store has answered, it goes on from here.
        conversation?.row.priority = next
        return [.record(open.row.key, [.priority(next)])]
    }
}

extension Words {
    /// How much something matters, by name.
    func priority(_ priority: Priority) -> SafeText {
        switch priority {
        case .normal: self(.priorityNormal)
        case .high: self(.priorityHigh)
        case .urgent: self(.priorityUrgent)
        }
    }
}
