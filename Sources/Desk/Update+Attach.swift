import Inbox
import Screen
import WhatsApp

/// A file of the agent's on its way out: looked at as its path is typed, read once, and sent as any message is.
extension Model {
    /// `^X a`. A path that was pasted into the box is the file; other words there become the caption, in sight.
    mutating func openAttach() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        if case .closed(let since) = open.row.window(at: now) {
            tell(.windowClosed(since: since))
            return []
        }
        let text = open.composer.text
        var state = AttachState(thread: open.row.key)
        if let path = FileNaming.path(aloneIn: text) {
            state = AttachState(thread: open.row.key, path: path, usesDraft: true)
        } else if !open.composer.isBlank {
            state = AttachState(thread: open.row.key, caption: text, usesDraft: true)
        }
        focus = .compose
        modes.append(.attach(state))
        return look()
    }

    /// The same with a path that is told, and the words under it: nil for none, those of the box otherwise.
    mutating func openAttach(path: String, caption: String?) -> [Effect] {
        guard let open = conversation, tellsOpen() else { return [] }
        focus = .compose
        modes.append(
            .attach(AttachState(thread: open.row.key, path: path, caption: caption ?? "", usesDraft: caption != nil)))
        return look()
    }

    /// The agent pasted something: a path that is alone in the box and names a file that can be sent is a file to attach.
    mutating func lookAtPaste(_ text: String) -> [Effect] {
        guard modes.isEmpty, focus == .compose, canWrite, let path = FileNaming.path(aloneIn: text) else { return [] }
        let token = token()
        awaitedPaste = token
        return [.inspectFile(path, token: token)]
    }

    /// Asks what is at the path as it stands.
    private mutating func look() -> [Effect] {
        guard case .attach(var state) = modes.last else { return [] }
        guard !state.path.isEmpty, state.current == nil else { return [] }
        let token = token()
        state.awaited = token
        state.problem = nil
        modes[modes.count - 1] = .attach(state)
        return [.inspectFile(state.path.text, token: token)]
    }

    mutating func fileInspected(_ report: FileReport, token: Int) -> [Effect] {
        if token == awaitedPaste {
            awaitedPaste = nil
            if let file = report.file, file.problem == nil {
                let what: SafeText = "\(SafeText(untrusted: file.mimeType, limit: 80)), \(words.bytes(file.size))"
                // What was written meanwhile is not swept into a caption; Esc gives the path back as text.
                guard modes.isEmpty, focus == .compose, canWrite, let open = conversation,
                    FileNaming.path(aloneIn: open.composer.text) == report.path
                else {
                    tell(.pastedFile, what, keyLabel(.attachFile, in: .compose))
                    return []
                }
                return openAttach()
            }
            return []
        }
        guard case .attach(var state) = modes.last, state.awaited == token else { return [] }
        state.awaited = nil
        state.report = report
        modes[modes.count - 1] = .attach(state)
        return []
    }

    mutating func performInAttach(_ command: Command) -> [Effect] {
        guard case .attach(var state) = modes.last else { return [] }
        guard state.taking == nil || command == .back else { return [] }
        switch command {
        case .back:
            modes.removeLast()
            tell(.nothingSent)
            return []
        case .send: return takeFile()
        case .nextField:
            // As in a shell: a path that can be completed is.
            if state.field == .path, let completion = state.current?.completion {
                state.path.replaceAll(with: completion)
                break
            }
            state.field = state.field == .path ? .caption : .path
        case .previousField: state.field = state.field == .path ? .caption : .path
        default: guard state.edit({ $0.perform(command) }) else { return [] }
        }
        state.problem = nil
        modes[modes.count - 1] = .attach(state)
        return look()
    }

    mutating func insertInAttach(_ text: String, typed character: Character?) -> [Effect] {
        guard case .attach(var state) = modes.last, state.taking == nil else { return [] }
        // A path that is pasted whole may come as terminals write it.
        let pasted = character == nil && state.field == .path ? FileNaming.path(aloneIn: text) ?? text : text
        _ = state.edit { editor in
            if let character { editor.insert(character) } else { editor.insert(pasted) }
            return true
        }
        state.problem = nil
        modes[modes.count - 1] = .attach(state)
        return look()
    }

    /// What is to be typed, and the key that helps.
    var attachHint: SafeText {
        let key = keyLabel(.nextField, in: .attach)
        return key.isEmpty ? words(.attachNothingNoKey) : words(.attachNothing, key)
    }

    /// Enter: what can be told by looking at it is told now; then the file is read.
    mutating func takeFile() -> [Effect] {
        guard case .attach(var state) = modes.last, let open = conversation, open.row.key == state.thread else {
            return []
        }
        guard open.inFlight == nil else {
            tell(.stillGoing, keyLabel(.send, in: .attach), tone: .warning)
            return []
        }
        guard let file = state.content else {
            state.field = .path
            state.problem = state.current?.obstacle.map { words.obstacle($0) } ?? attachHint
            modes[modes.count - 1] = .attach(state)
            return look()
        }
        if let problem = file.problem {
            state.problem = words.refusal(problem, settings: settings, now: now)
            modes[modes.count - 1] = .attach(state)
            return []
        }
        let token = token()
        state.taking = token
        modes[modes.count - 1] = .attach(state)
        return [.takeFile(state.path.text, token: token)]
    }

    /// The file lies on our shelf: the first pass of the gate, then the outbox.
    mutating func fileTaken(_ taken: MediaContent, token: Int) -> [Effect] {
        guard case .attach(var state) = modes.last, state.taking == token, let open = conversation,
            open.row.key == state.thread
        else { return [] }
        state.taking = nil
        var file = taken
        file.caption = state.caption.isBlank ? nil : state.caption.text
        file.replyTo = open.replyTo
        let content = Content.media(file)
        let verdict = settings.gate.pass(
            content, in: open.row.gateContext(), consents: open.consents, pass: .keyPress, at: now)
        modes[modes.count - 1] = .attach(state)
        if case .failure(let refusal) = verdict {
            guard refusal.allowsTry || refusal.code == Refusal.addressChangedCode else {
                state.problem = words.refusal(refusal, settings: settings, now: now)
                modes[modes.count - 1] = .attach(state)
                return []
            }
            return explain(refusal)
        }
        if asksAboutTail(for: content) { return [] }
        modes.removeLast()
        conversation?.inFlight = content
        conversation?.textInFlight = ""
        if state.usesDraft {
            conversation?.textInFlight = open.composer.text
            conversation?.composer.clear()
        }
        conversation?.replyTo = nil
        conversation?.replaces = nil
        conversation?.consents = Consents()
        conversation?.anchor = nil
        return [.enqueue(open.row.key, content, open.consents, replaces: open.replaces, optIn: nil)]
    }
}
