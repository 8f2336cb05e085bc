import Inbox
import Screen

/// Files and messages with more than words, by lines.
extension Model {
    // MARK: Files that came

    /// Messages of the open conversation that have a file, the newest first.
    private var messagesWithFiles: [MessageKey] {
        conversation?.messages.reversed().filter { $0.media != nil }.map(\.key) ?? []
    }

    mutating func listFiles() -> [Effect] {
        plain.files = messagesWithFiles
        plain.wantsFiles = true
        return []
    }

    /// Saves what is here, and fetches what is not.
    mutating func saveFile(_ number: Int, to path: String?) -> [Effect] {
        let known = Set(conversation?.messages.map(\.key) ?? [])
        // The numbers of another conversation are none of this one.
        if !plain.files.contains(where: known.contains) { plain.files = messagesWithFiles }
        guard plain.files.indices.contains(number - 1), known.contains(plain.files[number - 1]) else {
            tell(.plainNoSuchFile, "\(number)")
            return []
        }
        focus = .messages
        conversation?.selected = plain.files[number - 1]
        guard let media = selectedMessage?.media else { return [] }
        guard media.hash != nil else { return openFile() }
        let effects = saveFile()
        guard case .save(var state) = modes.last else { return effects }
        if let path { state.path.replaceAll(with: path) }
        modes[modes.count - 1] = .save(state)
        return effects + performInSave(.accept)
    }

    // MARK: Files that go

    mutating func attachPlainly(_ path: String) -> [Effect] {
        // Words that a screen left in the box are nobody's caption.
        let written = conversation?.composer.text == plain.written ? plain.written : nil
        return openAttach(path: FileNaming.path(aloneIn: path) ?? path, caption: written)
    }

    mutating func captionPlainly(_ text: String) -> [Effect] {
        guard case .attach(var state) = modes.last else {
            tell(.plainAttachFirst)
            return []
        }
        state.caption.replaceAll(with: text)
        state.usesDraft = false
        state.problem = nil
        modes[modes.count - 1] = .attach(state)
        plain.wantsForm = true
        return []
    }

    // MARK: More than words

    mutating func buildPlainly(_ what: String) -> [Effect] {
        let effects = openKinds()
        if case .choice = modes.last { plain.wish = .kind(what) }
        return effects
    }

    /// The saved messages are here: what was asked for is opened.
    mutating func buildAwaited(_ what: String, _ before: ChoiceState) -> [Effect] {
        var state = before
        if let number = Int(what) { state.index = number - 1 } else { state.filter = TextEditor(what) }
        modes[modes.count - 1] = .choice(state)
        guard entries(state).indices.contains(state.index) else {
            modes.removeLast()
            tell(.plainNoSuchKind, safe(what))
            return []
        }
        let effects = performInChoice(.accept)
        // One that cannot be used said why.
        if case .choice = modes.last { modes.removeLast() }
        // Words that a screen left in the box go into nothing unseen.
        if case .build(var state) = modes.last, state.usesDraft, conversation?.composer.text != plain.written {
            state = BuildState(state.kind, thread: state.thread, isDirect: state.isDirect)
            modes[modes.count - 1] = .build(state)
        }
        return effects
    }
}
