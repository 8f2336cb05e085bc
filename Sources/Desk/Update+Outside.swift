import Inbox
import Screen

/// `^X ^E`: the draft, or the note being written, in the agent's own editor.
extension Model {
    mutating func editOutside() -> [Effect] {
        // The terminal is about to be lent: a second press was meant for the editor.
        guard awaitedEdit == nil else { return [] }
        let edit: OutsideEdit
        if case .note(let state) = modes.last {
            edit = OutsideEdit(thread: state.thread, target: .note, text: state.editor.text)
        } else {
            guard let open = conversation else { return nothingOpen() }
            guard canWrite else {
                tell(.editorShut, keyLabel(.templates, in: .compose), tone: .warning)
                return []
            }
            edit = OutsideEdit(thread: open.row.key, target: .draft, text: open.composer.text)
        }
        let token = token()
        awaitedEdit = token
        return [.editOutside(edit, token: token)]
    }

    /// What the editor left stands in place of what went into it; what cannot be used changes nothing.
    mutating func edited(_ edit: OutsideEdit, _ result: EditedText, token: Int) -> [Effect] {
        guard awaitedEdit == token else { return [] }
        awaitedEdit = nil
        let text: String
        switch result {
        case .failed(let obstacle):
            notice = Notice(words.obstacle(obstacle), tone: .warning)
            return []
        case .text(let left): text = Self.cleanedPaste(left)
        }
        guard text != edit.text else {
            tell(.editorUnchanged)
            return []
        }
        tell(.editorTaken, tone: .good)
        switch edit.target {
        case .draft:
            // Merged or forgotten meanwhile, it is another conversation that stands open; the words are this one's.
            guard conversation?.row.key == edit.thread else { return [.saveDraft(edit.thread, text: text)] }
            conversation?.composer.replaceAll(with: text)
            return saveDraft()
        case .note:
            guard case .note(var state) = modes.last, state.thread == edit.thread else {
                return [.saveNoteDraft(edit.thread, text: text.isEmpty ? nil : text)]
            }
            state.editor.replaceAll(with: text)
            modes[modes.count - 1] = .note(state)
            return saveNoteDraft()
        }
    }
}
