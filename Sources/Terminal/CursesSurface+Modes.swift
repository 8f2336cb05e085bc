import CNcurses
import CRescue
import Glibc
import Screen

extension CursesSurface {
    /// Gives the terminal back for a while; frames presented meanwhile go nowhere.
    public func suspend() {
        guard phase == .drawing else { return }
        reader?.stop()
        reader = nil
        set_term(screen)
        leaveScreen()
        rescueEnds()
        phase = .away
    }

    /// Takes the terminal again, with its size of now; in the background it waits until it is in front. Asked to end
    /// there it leaves the terminal to whoever has it.
    public func resume() {
        guard phase == .away, awaitForeground() else { return }
        set_term(screen)
        phase = .drawing
        // The first update after `endwin` brings the modes and the second screen back.
        clearok(oriel_physical_window(), true)
        doupdate()
        enterModes(savingTitle: true)
        if adoptSize() { continuation.yield(.input(.resize(size))) }
        do {
            reader = try startReader()
        } catch {
            // Without a pipe there are no keys: the same as a lost terminal.
            continuation.yield(.lost)
        }
    }

    /// Stops the program as ^Z does everywhere else, and its whole pipeline with it. Returns when it is continued, with
    /// the screen taken again; present the frame anew.
    public func stop() {
        guard phase != .closed else { return }
        let wasDrawing = phase == .drawing
        suspend()
        _ = rescue_stop_group()
        if wasDrawing {
            resume()
            if phase == .drawing { continuation.yield(.resumed) }
        }
    }

    /// Runs another program in the terminal: gives it back, waits, takes it again.
    /// - Parameters:
    ///   - arguments: the program, looked for in `PATH`, and its arguments.
    ///   - environment: the variables it gets.
    /// - Returns: how it ended; use nothing it wrote unless that is `.exited(0)`. Present the frame anew. A signal that ends
    ///   this program ends it, too, within two seconds.
    /// - Throws: ``TerminalError/cannotRun(program:why:)``; the screen is then taken again.
    public func run(
        _ arguments: [String], environment: [String: String]
    ) async throws(TerminalError) -> ProgramOutcome {
        suspend()
        defer {
            // What was typed for the other program is not for us.
            tcflush(input, TCIFLUSH)
            resume()
        }
        let child = try ExternalProgram.start(arguments, environment: environment, input: input, output: output)
        program = ProgramFamily(child: child)
        // The end may have been asked for while it began.
        if isEndAsked.isSet { endProgram() }
        let outcome = await ExternalProgram.outcome(of: child)
        program = nil
        guard let ending = programEnding else { return outcome }
        await ending.value
        programEnding = nil
        return .broughtDown
    }

    /// Nobody waits for an agent who may be far away, nor for a program that hangs: what has the terminal is told to end.
    private func endProgram() {
        guard let family = program else { return }
        program = nil
        programEnding = Task { await family.end() }
    }

    /// One signal that the process got.
    func received(signal: Int32) {
        guard phase != .closed else { return }
        switch signal {
        case SIGWINCH: resizeSoon()
        case SIGCONT:
            // Perhaps stopped from outside by SIGSTOP: whatever the shell did since, take the modes and the page again.
            // After a stop of our own this comes once more than needed, which costs one page.
            guard phase == .drawing, awaitForeground() else { return }
            set_term(screen)
            reset_prog_mode()
            enterModes(savingTitle: false)
            adoptSize()
            continuation.yield(.resumed)
        case SIGTSTP where phase == .away:
            // The program that has the terminal was stopped, and we with it.
            _ = rescue_stop_group()
        case SIGTSTP: continuation.yield(.stopRequested)
        case SIGINT where phase == .away: break
        case SIGHUP where !Self.isGone(input): continuation.yield(.reloadRequested)
        case _ where Self.harmless.contains(signal): break
        default:
            continuation.yield(.terminate(signal: signal))
            endProgram()
        }
    }

    /// Whether a terminal hung up: its modes cannot be asked for any more.
    nonisolated static func isGone(_ terminal: Int32) -> Bool {
        var modes = termios()
        var watched = pollfd(fd: terminal, events: 0, revents: 0)
        let isHungUp = poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
        return isHungUp || tcgetattr(terminal, &modes) != 0
    }

    /// A window dragged by its corner sends a burst; one look at the end is enough.
    private func resizeSoon() {
        guard !isResizePending else { return }
        isResizePending = true
        Task { @MainActor [weak self] in
            try? await Task.sleep(for: .milliseconds(15))  // cancelled means: look at once
            guard let self else { return }
            isResizePending = false
            guard phase == .drawing else { return }
            // At the end of a burst it may be the old size again; what the terminal did with the page meanwhile (cut,
            // wrapped, scrolled) nobody knows.
            if !adoptSize() { mustClear = true }
            continuation.yield(.input(.resize(size)))
        }
    }

    /// Asks the terminal for its size and gives it to ncurses, which would rather believe `LINES` and `COLUMNS`.
    /// - Returns: whether it changed.
    @discardableResult
    func adoptSize() -> Bool {
        var window = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return false }
        let found = Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
        set_term(screen)
        guard found.columns != Int(getmaxx(self.window)) || found.rows != Int(getmaxy(self.window)) else {
            defer { size = found }
            return found != size
        }
        resize_term(Int32(found.rows), Int32(found.columns))
        size = found
        shown = []
        mustClear = true
        return true
    }

    /// - Parameter savingTitle: false when it is saved already; `leaveModes` gives back one.
    func enterModes(savingTitle: Bool) {
        if understandsCommands {
            let modes = (savingTitle ? ModeString.saveTitle : "") + ModeString.enter
            Descriptor.write(Array((modes + (isMouseOn ? ModeString.mouseOn : "")).utf8), to: output)
        }
        shown = []
        mustClear = true
        shownCursor = nil
        shownShape = nil
        shownTitle = nil
        curs_set(0)
        rescueBegins()
    }

    /// Modes and second screen. A terminal with one screen keeps what was drawn: its last line, where the cursor is left, is
    /// for whoever writes next.
    func leaveScreen() {
        leaveModes()
        endwin()
        guard Self.capability("rmcup") == nil, let clear = Self.capability("el") else { return }
        Descriptor.write(Array(clear.utf8), to: output)
    }

    /// What the terminal's entry says, to be written as it is: without the pauses that terminals of old wanted (`$<5>`).
    static func capability(_ name: String) -> String? {
        oriel_capability(name).map { String(cString: $0).replacing(#/\$<[^>]*>/#, with: "") }
    }

    func leaveModes() {
        curs_set(1)
        if understandsCommands { Descriptor.write(Array(ModeString.leave.utf8), to: output) }
    }

    /// Continued in the background, a program must not touch the terminal.
    /// - Returns: false when it was asked to end, and the terminal is not ours to take.
    private func awaitForeground() -> Bool {
        guard guardsProcess else { return true }
        return Foreground.wait(on: input) { isEndAsked.isSet }
    }
}
