import Inbox
import Screen
import WhatsApp

/// A message that the gate asked a question about: sent when the answer is yes.
struct PendingContent: Equatable, Sendable {
    var content: Content
    var replaces: String?
}

extension Model {
    mutating func performInBuild(_ command: Command) -> [Effect] {
        guard case .build(var state) = modes.last else { return [] }
        if state.saving != nil { return performInSaving(command, state) }
        let count = max(1, state.fields.count)
        switch command {
        case .back:
            modes.removeLast()
            tell(keepBuild(state) ? .nothingSentKept : .nothingSent)
            return []
        case .send: return sendBuild(state)
        case .nextField: state.index = (state.index + 1) % count
        case .previousField: state.index = (state.index + count - 1) % count
        case .newLine:
            // Only words may have several lines.
            guard state.fields.indices.contains(state.index), state.fields[state.index].slot == .body else { return [] }
            _ = state.edit {
                $0.insert("\n")
                return true
            }
        case .addHeading:
            guard state.addHeading() else {
                tell(.noHeadingHere)
                return []
            }
        case .saveMessage:
            guard state.kind.isInteractive else {
                tell(.onlyInteractiveIsSaved)
                return []
            }
            do {
                let message = try state.message()
                state.saving = TextEditor(BuildState.fileName(message.body.head(scalars: 30)))
            } catch {
                return showWrong(error, in: state)
            }
        default: guard state.edit({ $0.perform(command) }) else { return [] }
        }
        modes[modes.count - 1] = .build(state)
        return []
    }

    // MARK: Sending

    private mutating func sendBuild(_ state: BuildState) -> [Effect] {
        guard let open = conversation, open.row.key == state.thread else { return [] }
        do {
            let content = try state.content(quoting: open.replyTo)
            if goesDirectly, case .interactive(let message, _) = content, let direct = DirectContent(message) {
                return askToSendDirectly(direct, replaces: state.replaces)
            }
            if case .interactive(let message, _) = content, let error = message.windowError {
                return showWrong(error, in: state)
            }
            return sendBuilt(content, replaces: state.replaces)
        } catch {
            return showWrong(error, in: state)
        }
    }

    /// Goes to the part that is not right, and says what is wrong with it.
    private mutating func showWrong(_ error: FieldError, in state: BuildState) -> [Effect] {
        var state = state
        let place = state.place(of: error.field)
        state.index = place ?? state.index
        let label = place.flatMap {
            state.fields.indices.contains($0) ? words(state.fields[$0].phrase(in: state.kind)) : nil
        }
        notice = Notice(words.fieldError(error, named: label), tone: .warning)
        modes[modes.count - 1] = .build(state)
        return []
    }

    /// The first pass of the gate for what is not typed into the box. What it stops is explained, and what was made stays.
    mutating func sendBuilt(_ content: Content, replaces: String?) -> [Effect] {
        guard let open = conversation else { return [] }
        guard open.inFlight == nil else {
            tell(.stillGoing, keyLabel(.send, in: .build), tone: .warning)
            return []
        }
        if tellBlanks(in: content.ownWords) { return [] }
        let verdict = settings.gate.pass(
            content, in: open.row.gateContext(), consents: open.consents, pass: .keyPress, at: now)
        if case .failure(let refusal) = verdict { return explainBuilt(refusal, content, replaces) }
        if asksAboutTail(for: content) {
            conversation?.pending = PendingContent(content: content, replaces: replaces)
            return []
        }
        var takesDraft = false
        if case .build(let state) = modes.last {
            takesDraft = state.usesDraft
            modes.removeLast()
            if case .direct = content { modes.removeAll { if case .form = $0 { true } else { false } } }
        } else if case .direct = content {
            takesDraft = true
            modes.removeAll { if case .form = $0 { true } else { false } }
        }
        if takesDraft {
            // The words in the box have become those of the message.
            conversation?.textInFlight = open.composer.text
            conversation?.composer.clear()
        }
        if case .reaction = content {} else { conversation?.replyTo = nil }
        conversation?.inFlight = content
        conversation?.consents = Consents()
        conversation?.anchor = nil
        return [.enqueue(open.row.key, content, open.consents, replaces: replaces, optIn: nil)]
    }

    private mutating func explainBuilt(_ refusal: Refusal, _ content: Content, _ replaces: String?) -> [Effect] {
        switch refusal {
        case .windowUnknown, .windowLikely, .windowDisputed, .addressChanged:
            conversation?.pending = PendingContent(content: content, replaces: replaces)
            return explain(refusal)
        default:
            tell(refusal)
            return []
        }
    }

    /// What did not go comes back as the form it was made in, so that nothing of it is lost (law 9).
    mutating func reopen(_ content: Content, replacing failed: String? = nil) {
        guard let open = conversation, var state = BuildState(content, thread: open.row.key) else { return }
        state.replaces = failed
        modes.removeAll { if case .build = $0 { true } else { false } }
        modes.append(.build(state))
    }

    /// What is more than words comes back as what it was made in.
    mutating func retry(_ content: Content, replacing failed: String?) -> [Effect] {
        if case .reaction(let reaction) = content {
            let at = reaction.targetAt ?? now
            return openReactions(ReactionTarget(wamid: reaction.reaction.messageID, at: at, replaces: failed))
        }
        reopen(content, replacing: failed)
        conversation?.replyTo = content.quotes
        return focus(on: .compose)
    }

    // MARK: Keeping it as a file

    private mutating func performInSaving(_ command: Command, _ input: BuildState) -> [Effect] {
        var state = input
        switch command {
        case .back: state.saving = nil
        case .send:
            let name = BuildState.fileName(state.saving?.text ?? "")
            guard !name.isEmpty else {
                tell(.saveNeedsName, tone: .warning)
                return []
            }
            do {
                return [.saveMessage(name, try state.message(), replaces: state.taken == name)]
            } catch {
                state.saving = nil
                return showWrong(error, in: state)
            }
        default: guard state.edit({ $0.perform(command) }) else { return [] }
        }
        modes[modes.count - 1] = .build(state)
        return []
    }

    mutating func messageSaved(_ name: String) -> [Effect] {
        tell(.messageSaved, SafeText(untrusted: name, limit: 80), tone: .good)
        guard case .build(var state) = modes.last else { return [] }
        state.saving = nil
        state.taken = nil
        modes[modes.count - 1] = .build(state)
        return []
    }

    mutating func messageNameTaken(_ name: String) -> [Effect] {
        tell(.saveTaken, SafeText(untrusted: name, limit: 80), keyLabel(.send, in: .build), tone: .warning)
        guard case .build(var state) = modes.last else { return [] }
        state.taken = name
        modes[modes.count - 1] = .build(state)
        return []
    }
}

extension Content {
    /// What the agent wrote into it, as far as canned words may stand there.
    fileprivate var ownWords: String {
        switch self {
        case .text(let text): text.body
        case .direct(let direct): direct.interactive?.plainText ?? direct.body
        case .media(let file): file.caption ?? ""
        case .interactive(let message, _): message.plainText
        case .template, .location, .contacts, .reaction: ""
        }
    }
}
