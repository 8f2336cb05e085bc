import Inbox
import Screen

/// A file of this machine above a template's words: put on our shelf when it is named, sent to the platform by the outbox.
extension Model {
    mutating func takeFile(_ path: String, at index: Int, in form: FormState) -> [Effect] {
        guard form.taking == nil else { return [] }
        var state = form
        let token = token()
        state.taking = token
        state.index = index
        modes[modes.count - 1] = .form(state)
        return [.takeFile(path, token: token)]
    }

    /// It is on the shelf: said, and sent by the next Enter.
    mutating func fileTakenInForm(_ file: MediaContent, token: Int) -> Bool {
        guard case .form(var state) = modes.last, state.taking == token else { return false }
        state.taking = nil
        defer { modes[modes.count - 1] = .form(state) }
        guard state.fields.indices.contains(state.index) else { return true }
        if let problem = file.problem {
            tell(problem)
            return true
        }
        state.fields[state.index].file = ShelfFile(file)
        if state.form.problems.contains(where: { $0.key == state.fields[state.index].key }) {
            state.fields[state.index].file = nil
            tell(.fileUnfit, SafeText(untrusted: file.mimeType, limit: 80), tone: .warning)
            return true
        }
        let name = SafeText(untrusted: file.fileName, limit: 60)
        tell(.fileInForm, name, words.bytes(file.size), keyLabel(.send, in: .form), tone: .good)
        return true
    }

    mutating func fileRefusedInForm(_ obstacle: Obstacle, token: Int) -> Bool {
        guard case .form(var state) = modes.last, state.taking == token else { return false }
        state.taking = nil
        modes[modes.count - 1] = .form(state)
        notice = Notice(words.obstacle(obstacle), tone: .warning)
        return true
    }
}
