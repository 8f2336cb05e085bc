import Inbox
import Screen

/// `|`: a message or a conversation through a command of the agent's.
extension Model {
    /// How many commands are remembered.
    static let rememberedPipes = 20

    mutating func openPipe() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        let message = focus == .messages ? selectedMessage?.key : nil
        modes.append(
            .pipe(
                PipeState(thread: open.row.key, message: message, source: message == nil ? .threadText : .messageText)))
        return []
    }

    mutating func performInPipe(_ command: Command) -> [Effect] {
        guard case .pipe(var state) = modes.last else { return [] }
        if state.running != nil {
            // Nothing else is done until it has ended, which Esc sees to.
            return command == .back ? [.stopPipe] : []
        }
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .accept: return runPipe(state)
        case .nextField: state.source = state.sources.following(state.source, by: 1)
        case .previousField: state.source = state.sources.following(state.source, by: -1)
        case .up: recall(&state, by: 1)
        case .down: recall(&state, by: -1)
        default: guard state.editor.perform(command) else { return [] }
        }
        modes[modes.count - 1] = .pipe(state)
        return []
    }

    private mutating func runPipe(_ state: PipeState) -> [Effect] {
        guard !state.editor.isBlank else { return [] }
        var state = state
        let token = token()
        state.running = token
        modes[modes.count - 1] = .pipe(state)
        let command = state.editor.text
        pipeHistory.removeAll { $0 == command }
        pipeHistory.insert(command, at: 0)
        pipeHistory = Array(pipeHistory.prefix(Self.rememberedPipes))
        let job = PipeJob(
            source: state.source, thread: state.thread, message: state.source.isOfMessage ? state.message : nil,
            command: command)
        return [.pipe(job, token: token), .rememberPipes(pipeHistory)]
    }

    mutating func piped(_ output: PipeOutput, token: Int) -> [Effect] {
        guard
            let place = modes.firstIndex(where: {
                if case .pipe(let state) = $0 { state.running == token } else { false }
            })
        else { return [] }
        modes[place] = .detail(DetailState(subject: .output(output)))
        return []
    }

    /// The newest first, then what the config names.
    var recallablePipes: [String] {
        pipeHistory + settings.pipes.map(\.command).filter { !pipeHistory.contains($0) }
    }

    private func recall(_ state: inout PipeState, by step: Int) {
        let commands = recallablePipes
        let index = (state.recalled ?? -1) + step
        guard index >= -1, index < commands.count else { return }
        if state.recalled == nil { state.typed = state.editor.text }
        state.recalled = index < 0 ? nil : index
        state.editor.replaceAll(with: index < 0 ? state.typed : commands[index])
    }

    /// What a command said, and how it ended.
    func outputLines(_ output: PipeOutput) -> [PageLine] {
        let columns = max(20, layout.pane.columns - 3)
        let text = output.text.last == "\n" ? String(output.text.dropLast()) : output.text
        let rows = TextWrap.wrap(
            untrusted: text, policy: settings.textPolicy, columns: columns, limit: Self.longestOutput)
        let command = SafeText(untrusted: output.command, policy: settings.textPolicy, limit: 400).singleLine
        let role: Role = output.ending == .exited(0) ? .helpText : .stateFailed
        return [PageLine(text: command.prefix(width: columns), key: nil, role: .helpTitle)]
            + TextWrap.wrap(words.pipeEnding(output.ending), columns: columns, limit: 4)
            .map { PageLine(text: $0, key: nil, role: role) }
            + (text.isEmpty ? [] : rows.map { PageLine(text: $0, key: nil, role: .helpText) })
    }

    /// Rows of output; nobody scrolls further.
    private static let longestOutput = 2_000
}

extension [PipeSource] {
    fileprivate func following(_ source: PipeSource, by step: Int) -> PipeSource {
        self[((firstIndex(of: source) ?? 0) + step + count) % count]
    }
}

extension Words {
    func pipeSource(_ source: PipeSource) -> SafeText {
        switch source {
        case .messageText: self(.pipeMessageText)
        case .messageJSON: self(.pipeMessageJSON)
        case .threadText: self(.pipeThreadText)
        case .threadJSON: self(.pipeThreadJSON)
        }
    }

    func pipeEnding(_ ending: PipeOutput.Ending) -> SafeText {
        switch ending {
        case .exited(let status): self(.pipeExited, "\(status)")
        case .killed: self(.pipeKilled)
        case .slow(let seconds): self(.pipeSlow, "\(seconds)")
        case .loud: self(.pipeLoud)
        case .stopped: self(.pipeStopped)
        case .notStarted: self(.pipeNotStarted)
        }
    }
}
