import Inbox
import Screen

/// Something the agent put in while the conversation it is meant for was still on its way.
enum HeldInput: Equatable, Sendable {
    case key(KeyStroke)
    case paste(String)
}

extension Model {
    /// Another conversation, or the list, was asked for and is not here yet. What is typed now is meant for that one: the one on screen
    /// must not get it, and Enter least of all.
    var isOpening: Bool {
        if awaitedRing != nil || awaitsRows { return true }
        if case .switcher(let state) = modes.last { return state.acceptsOnAnswer }
        if case .choice(let state) = modes.last { return state.acceptsOnAnswer }
        return modes.isEmpty && focus == .compose && conversation == nil && awaitedThread != nil
    }

    /// The list was asked for and nothing of it is here: there is nobody yet whom a key could mean.
    private var awaitsRows: Bool {
        modes.isEmpty && focus == .list && !list.isLoaded && list.awaited != nil && list.holdsKeys
    }

    /// Leaving needs no list. With words held before it, it waits for them: they are not to be lost.
    private func leavesAtOnce(_ input: HeldInput) -> Bool {
        guard heldInput.isEmpty, chord.isEmpty, case .key(let key) = input,
            case .command(let command) = meaning(of: [key])
        else { return false }
        return command == .quit || command == .suspend || command == .redraw
    }

    /// Keeps the input until the conversation is there; false when it is to be used at once. After a while it is not
    /// waited for any more, and what was held is dropped aloud: it must not reach anybody else.
    mutating func hold(_ input: HeldInput) -> Bool {
        giveUpOpeningInTime()
        guard isOpening, !leavesAtOnce(input) else { return false }
        openingSince = openingSince ?? now
        if heldInput.count < 4_096 { heldInput.append(input) }
        return true
    }

    /// Called with the time, too: a notice that came with the next key would be gone with it.
    mutating func giveUpOpeningInTime() {
        guard isOpening, let since = openingSince, now - since >= Self.patience else { return }
        awaitedRing = nil
        list.holdsKeys = false
        if case .switcher(var state) = modes.last {
            state.acceptsOnAnswer = false
            modes[modes.count - 1] = .switcher(state)
        }
        if case .choice(var state) = modes.last {
            state.acceptsOnAnswer = false
            modes[modes.count - 1] = .choice(state)
        }
        if conversation == nil, focus == .compose { focus = .list }
        openingSince = nil
        if !heldInput.isEmpty { tell(.typedInVain, tone: .warning) }
        heldInput = []
    }

    /// What was put in meanwhile, now that there is somebody to get it.
    mutating func replayHeldInput() -> [Effect] {
        var effects: [Effect] = []
        while !isOpening {
            openingSince = nil
            guard !heldInput.isEmpty else { break }
            switch heldInput.removeFirst() {
            case .key(let key): effects += press(key)
            case .paste(let text): effects += paste(text)
            }
        }
        return effects
    }
}
