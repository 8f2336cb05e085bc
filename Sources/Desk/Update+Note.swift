import Inbox
import Screen

extension Model {
    /// Opens the box of notes, with what was begun there.
    mutating func openNote() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        modes.append(.note(NoteState(thread: open.row.key, editor: TextEditor(open.noteDraft))))
        return []
    }

    mutating func performInNote(_ command: Command) -> [Effect] {
        guard case .note(var state) = modes.last else { return [] }
        let keeps = settings.enterSends ? Command.keepNote : .newLine
        switch command {
        case keeps: return keepNote(state)
        case .newLine, .keepNote: return insertInMode("\n", typed: "\n")
        case .editOutside: return editOutside()
        case .back:
            modes.removeLast()
            if !state.editor.isBlank { tell(.noteWaits, keyLabel(.note, in: .compose)) }
            return []
        default:
            guard state.editor.perform(command) else { return [] }
            modes[modes.count - 1] = .note(state)
            return saveNoteDraft()
        }
    }

    /// The note stands among the messages as soon as the store has it; until then its draft stays on disk.
    private mutating func keepNote(_ state: NoteState) -> [Effect] {
        guard let note = PrivateNote(state.editor.text) else {
            if state.editor.isBlank {
                tell(.noteBlank)
            } else {
                tell(.noteLong, "\(PrivateNote.longest)", tone: .warning)
            }
            return []
        }
        modes.removeLast()
        conversation?.noteDraft = ""
        conversation?.anchor = nil
        return [.keepNote(state.thread, note)]
    }

    /// The draft of the note as it stands, wherever it is needed next.
    mutating func saveNoteDraft() -> [Effect] {
        guard case .note(let state) = modes.last else { return [] }
        let text = state.editor.text
        guard text != conversation?.noteDraft else { return [] }
        conversation?.noteDraft = text
        return [.saveNoteDraft(state.thread, text: text.isEmpty ? nil : text)]
    }

    mutating func noteKept(in thread: ThreadKey) -> [Effect] {
        tell(.noteKept, tone: .good)
        // Another one may have been begun there meanwhile: its letters are on disk already.
        if let open = conversation, open.row.key == thread, !open.noteDraft.isEmpty { return [] }
        return [.saveNoteDraft(thread, text: nil)]
    }

    /// No letter is lost: what was not kept is a draft again, before what was begun since.
    mutating func noteFailed(_ obstacle: Obstacle, in thread: ThreadKey, _ note: PrivateNote) -> [Effect] {
        notice = Notice(words.obstacle(obstacle), tone: .warning)
        guard let open = conversation, open.row.key == thread else { return [] }
        let text = open.noteDraft.isEmpty ? note.text : note.text + "\n" + open.noteDraft
        conversation?.noteDraft = text
        if case .note(var state) = modes.last, state.thread == thread {
            state.editor.replaceAll(with: text)
            modes[modes.count - 1] = .note(state)
        }
        return [.saveNoteDraft(thread, text: text)]
    }

    /// How many rows the box of a note wants.
    func noteRows(_ state: NoteState, columns: Int) -> Int {
        let rows = Self.rows(of: state.editor, columns: columns - noteMark.width, policy: settings.textPolicy).count
        return min(max(2, rows), max(3, size.rows / 3))
    }

    /// What stands before every line of a note.
    var noteMark: SafeText { words(.note) + .blanks(2) }
}
