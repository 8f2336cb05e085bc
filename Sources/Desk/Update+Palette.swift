import Inbox
import Screen

/// Every action by its name, for whoever does not know its key: the key stands beside it, so that next time they do.
struct PaletteState: Equatable, Sendable {
    var filter: TextEditor
    /// Index among the matches.
    var index: Int

    init(filter: TextEditor = TextEditor(), index: Int = 0) {
        self.filter = filter
        self.index = index
    }
}

/// An action as the palette lists it.
struct PaletteEntry: Equatable, Sendable {
    var command: Command
    /// What it does, in a sentence.
    var text: SafeText
    /// The keys that do it; empty when the configuration took them away.
    var key: SafeText
}

extension Model {
    mutating func openPalette() -> [Effect] {
        modes.append(.palette(PaletteState()))
        return []
    }

    /// The actions that could do something where the keyboard is, best match first; in the order of help when nothing is
    /// looked for. Moving about and editing text are what keys are for.
    func paletteEntries(_ filter: String) -> [PaletteEntry] {
        var seen: Set<Command> = []
        // What the configuration took the keys of can still be done by name.
        let bindings = settings.keys.bindings + KeyMap.standard.bindings
        let bound = [paneScope, .global].flatMap { scope in bindings.filter { $0.scope == scope } }.map(\.command)
        let commands = (bound + Self.keyless)
            .filter { seen.insert($0).inserted && !$0.isMotion && isPossible($0) }
        let entries = commands.map { command in
            PaletteEntry(
                command: command, text: words.command(command),
                key: SafeText(untrusted: settings.keys.label(command, in: paneScope) ?? ""))
        }
        guard !filter.allSatisfy(\.isWhitespace) else { return entries }
        var found: [(entry: PaletteEntry, score: Int, place: Int)] = []
        for (place, entry) in entries.enumerated() {
            let name = entry.command.rawValue.split(separator: "-").joined(separator: " ")
            let scores = [name, entry.text.string].compactMap { FuzzyMatch(filter, in: $0)?.score }
            if let score = scores.max() { found.append((entry, score, place)) }
        }
        return found.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.entry)
    }

    /// What can be done anywhere, but has a key of its own in the list alone.
    private static let keyless: [Command] = [.claimNext]

    /// The pane that has the keyboard when no mode is open.
    private var paneScope: Scope {
        switch focus {
        case .list: .list
        case .messages: .messages
        case .compose: .compose
        }
    }

    mutating func performInPalette(_ command: Command) -> [Effect] {
        guard case .palette(var state) = modes.last else { return [] }
        let entries = paletteEntries(state.filter.text)
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .accept:
            guard entries.indices.contains(state.index) else {
                tell(.paletteNone)
                return []
            }
            modes.removeLast()
            return perform(entries[state.index].command)
        case .down, .up, .pageDown, .pageUp: state.index = command.index(after: state.index, among: entries.count)
        default:
            let before = state.filter.text
            guard state.filter.perform(command) else { return [] }
            if state.filter.text != before { state.index = 0 }
        }
        modes[modes.count - 1] = .palette(state)
        return []
    }

    /// Whether an action has anything to act on now.
    private func isPossible(_ command: Command) -> Bool {
        if settings.isReader, command.writes(in: paneScope) { return false }
        if actsOnMarks, Self.verbsForMarked.contains(command) { return true }
        if let slot = command.slot { return conversation != nil && slots[slot] != nil }
        switch command {
        case .palette: return false
        case .zoom: return size.columns >= Layout.columnsForTwo
        case .narrowList, .widenList: return size.columns >= Layout.columnsForTwo && !panes.isZoomed
        case .toggleMark, .markAll: return !shownRows.isEmpty
        case .templates, .recall, .assignToMe, .assign, .toggleDone, .explainWindow, .explainPerson,
            .toggleUnread, .open, .identity, .toggleBlock, .toggleOptOut:
            return conversation != nil
        case .reopenShut: return list.counts[Section.shut] > 0 || actsOnMarks
        case .chooseOrder: return ListOrder.choices(of: list.queue).count > 1
        case .nextNumber: return status.numbers.count > 1 || shownNumber != nil
        case .nextAccount: return settings.accounts.count > 1 && status.outboxDepth == 0
        case .sendDirectly: return maySendDirectly
        case .holdDraft, .clearText: return !(conversation?.composer.isBlank ?? true)
        case .replyToNewest: return conversation.map { $0.replyTo == nil } ?? false
        case .send:
            guard let composer = conversation?.composer, canWrite else { return false }
            return !composer.isBlank && composer.scalarCount <= Self.longestText
        case .reply, .showQuoted, .copyText, .showPayload, .explainStatus: return selectedMessage != nil
        case .otherKinds: return conversation != nil && (canWrite || settings.gate.allowsDirectSend)
        case .cannedReplies, .editOutside: return conversation != nil && canWrite
        case .react: return canWrite && selectedMessage?.takesReactions ?? false
        case .retryFailed, .dismissFailure: return selectedMessage?.delivery?.needsCare ?? false
        default: return true
        }
    }
}

extension Command {
    /// Moves about, leaves, or edits text: nothing to choose from a list of actions.
    var isMotion: Bool {
        switch self {
        case .focusNext, .focusPrevious, .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .bottom,
            .back, .newLine, .lineStart,
            .lineEnd, .left, .right, .wordLeft, .wordRight, .deleteBackward, .deleteForward, .killToLineEnd,
            .killToLineStart, .killWordBackward, .killWordForward, .yank, .undo, .redo:
            true
        default: false
        }
    }
}
