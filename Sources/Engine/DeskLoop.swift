import Desk
import Inbox
import Screen

/// The program running: events in, `update`, effects out, one frame for all that came. Lives on the main actor, as the
/// screen does; everything that can block runs elsewhere and comes back as an action.
@MainActor
public final class DeskLoop {
    /// The program as it stands after the last event.
    public private(set) var model: Model
    /// Drafts that the disk would not take when the loop ended: on the screen's way out they are the only copy.
    public private(set) var unsaved: [ThreadKey: String] = [:]
    /// Where an editor that was told to end left what it rescued; nil when it left nothing.
    public private(set) var leftBehind: String?
    private let surface: any Surface
    private let runner: EffectRunner
    private let mailbox: Mailbox
    private let clock: @Sendable () -> Instant
    /// Stops the process as `^Z` does, and returns when it is continued.
    private let stop: @MainActor () -> Void
    /// Gives the terminal to another program, and returns when it has ended.
    private let runProgram: @MainActor ([String]) async -> ProgramEnd
    /// Says what changed, where nothing is drawn.
    private let report: (@MainActor (inout Model) -> Void)?
    private var shown: Frame?
    private var ticker: Task<Void, Never>?
    private var tickAt: Instant?
    /// A text that is about to go into an editor, before anything else is looked at.
    private var outside: (edit: OutsideEdit, token: Int)?
    /// Taken out of the mailbox when the loop ended, and not looked at.
    private var leftOver: ArraySlice<LoopEvent> = []

    /// Nothing happens before `run`.
    ///
    /// - Parameters:
    ///   - surface: what is drawn on; it stays open when the loop ends.
    ///   - mailbox: what the runner, the terminal and the background work post into; read by nobody else.
    ///   - stop: stops the process as `^Z` does, and returns when it is continued.
    ///   - report: called in the place of drawing, with the model; what it takes out of it stays out.
    ///   - runProgram: gives the terminal to another program, and says how it ended.
    public init(
        model: Model, surface: any Surface, runner: EffectRunner, mailbox: Mailbox,
        clock: @escaping @Sendable () -> Instant, stop: @escaping @MainActor () -> Void,
        report: (@MainActor (inout Model) -> Void)? = nil,
        runProgram: @escaping @MainActor ([String]) async -> ProgramEnd = { _ in .notStarted }
    ) {
        self.model = model
        self.surface = surface
        self.runner = runner
        self.mailbox = mailbox
        self.clock = clock
        self.stop = stop
        self.runProgram = runProgram
        self.report = report
    }

    /// Runs until the agent quits, a signal comes or the terminal is lost. What must be durable is durable when it
    /// returns.
    public func run() async -> Ending {
        perform(model.start())
        draw()
        let ending = await turn()
        ticker?.cancel()
        await finish()
        return ending
    }

    private func turn() async -> Ending {
        for await _ in mailbox.arrivals {
            leftOver = mailbox.take()[...]
            while let event = leftOver.popFirst() {
                switch event {
                case .action(let action): handle(action)
                case .palette(let palette):
                    surface.setPalette(palette)
                    shown = nil
                case .program(let command): await lend(to: command)
                case .stopRequested: suspend()
                case .reloadRequested: handle(.reloadAsked)
                case .resumed:
                    surface.redraw()
                    shown = nil
                    handle(.ticked)
                case .ended(let reason): return reason
                }
                if let (edit, token) = outside {
                    outside = nil
                    await lend(edit, token)
                }
                if report != nil { draw() }
                if model.isQuitting { return .quit }
            }
            draw()
        }
        return .quit
    }

    /// What the agent did last still takes its course: a message on its way into the outbox gets there, and what the
    /// outbox answers is carried out, or a sent text would stand in the box again at the next start, or a refused one
    /// nowhere.
    private func finish() async {
        performLast(model.farewell())
        // An answer may ask for another write, which answers again; more than a few rounds there never are.
        for _ in 0..<8 {
            await runner.settle()
            let events = leftOver + mailbox.take()
            leftOver = []
            var effects: [Effect] = []
            for case .action(let action) in events where action.isAnswerOfAWrite {
                effects += update(&model, action, now: clock())
            }
            guard performLast(effects) else { break }
        }
        performLast(model.farewell())
        unsaved = await runner.finish()
    }

    /// - Returns: whether there was anything to do.
    @discardableResult
    private func performLast(_ effects: [Effect]) -> Bool {
        let effects = effects.filter(\.mustFinish)
        for effect in effects { runner.run(effect) }
        return !effects.isEmpty
    }

    private func handle(_ action: Action) {
        if case .resized = action { shown = nil }
        perform(update(&model, action, now: clock()))
        // Each order is told of before the next.
        while report != nil, model.hasReadyOrder, !model.isQuitting {
            draw()
            perform(update(&model, .ticked, now: clock()))
        }
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .bell: surface.send(.bell)
            case .announce(let news, let form): surface.send(.notification(news.title, news.body, form))
            case .copy(let text): surface.send(.clipboard(text))
            case .setTitle(let title): surface.send(.title(title))
            case .setMouse(let isOn): surface.send(.mouse(isOn))
            case .suspend: suspend()
            case .editOutside(let edit, let token): outside = (edit, token)
            case .redraw:
                surface.redraw()
                shown = nil
            case .quit: break
            default: runner.run(effect)
            }
        }
    }

    private func suspend() {
        // Stopped, no thread of ours runs: what is not on disk by now is not until somebody comes back.
        runner.flushDrafts()
        stop()
        surface.redraw()
        shown = nil
        handle(.resized(surface.size))
    }

    /// The terminal is another program's until that ends; what comes meanwhile waits.
    private func lend(to command: [String]) async {
        runner.flushDrafts()
        let status = await runProgram(command)
        surface.redraw()
        shown = nil
        handle(.resized(surface.size))
        let name = EffectRunner.programName(command)
        switch status {
        case .exited(0), .broughtDown: break
        case .notStarted: handle(.effectFailed(Obstacle(.programMissing, name)))
        case .exited(let status): handle(.effectFailed(Obstacle(.programFailed, name, "\(status)")))
        }
    }

    /// The same to the agent's editor. What comes meanwhile waits; the background work does not.
    private func lend(_ edit: OutsideEdit, _ token: Int) async {
        let result: EditedText
        switch await runner.begin(edit) {
        case .failure(let error): result = .failed(error.obstacle)
        case .success(let run):
            runner.flushDrafts()
            let end = await runProgram(run.command)
            surface.redraw()
            shown = nil
            handle(.resized(surface.size))
            (result, leftBehind) = await runner.end(run, end)
        }
        handle(.edited(edit, result, token: token))
    }

    private func draw() {
        if let report {
            report(&model)
            return scheduleTick()
        }
        let frame = view(model)
        if frame != shown {
            surface.present(frame)
            shown = frame
        }
        scheduleTick()
    }

    /// Sleeps until the picture changes by time alone; an idle screen wakes nobody.
    private func scheduleTick() {
        let wake = model.nextTick
        guard wake != tickAt || ticker == nil else { return }
        tickAt = wake
        ticker?.cancel()
        ticker = nil
        guard let wake else { return }
        let milliseconds = max(1, (wake - clock()).milliseconds)
        ticker = Task { [weak self, mailbox] in
            do { try await Task.sleep(for: .milliseconds(milliseconds)) } catch { return }  // replaced by a newer one
            // It may have been replaced after it woke.
            guard !Task.isCancelled else { return }
            self?.tickAt = nil
            mailbox.post(.ticked)
        }
    }
}

extension Action {
    /// What a write that must finish answers with.
    fileprivate var isAnswerOfAWrite: Bool {
        switch self {
        case .enqueued, .sendRefused, .sendFailed, .recalled, .draftSaved: true
        default: false
        }
    }
}
