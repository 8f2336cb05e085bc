import CNcurses
import CRescue
import Foundation
import Glibc
import Screen
import Themes

/// The terminal as a ``Surface``: frames go out through ncurses, events come in through our own reader.
///
/// Everything that touches ncurses happens here, on the main actor, one surface at a time. Always call `close()`:
/// nothing else gives the terminal back at once.
@MainActor
public final class CursesSurface: Surface {
    enum Phase {
        /// Ours.
        case drawing
        /// Given back for a while.
        case away
        /// Given back for good.
        case closed
    }

    /// What the terminal says, in order; ends when the surface is closed. For one reader.
    public nonisolated let events: AsyncStream<TerminalEvent>
    /// The terminfo entry in use, perhaps not what `TERM` says.
    public let term: String
    /// How many colours frames can have here; what to ask the theme for.
    public let depth: ColorDepth
    /// Whether characters leave as UTF-8.
    public var drawsUnicode: Bool { drawing == .unicode }
    /// Whether signs beyond letters (●, ━, ▸) can be drawn: consoles and the terminals of old have no pictures for them.
    public var drawsSigns: Bool { drawsUnicode && understandsCommands }
    /// The extent of the terminal, at least 1×1.
    public internal(set) var size: Size

    let input: Int32
    let output: Int32
    let drawing: Drawing
    let colors: Int
    let understandsCommands: Bool
    let guardsProcess: Bool
    /// What goes beside the grid reaches tmux, and the terminal only where tmux hands it on.
    let isInTmux: Bool
    let continuation: AsyncStream<TerminalEvent>.Continuation
    /// Set on the thread that learns of it, before any event says so.
    nonisolated let isEndAsked = Latch()
    let question = GroundQuestion()
    /// The terminal's modes as they were found.
    var before: termios
    let screen: OpaquePointer
    let window: UnsafeMutablePointer<WINDOW>
    private let files: CursesScreen.Opened.Files

    var phase = Phase.drawing
    var reader: InputReader?
    /// The program that has the terminal.
    var program: ProgramFamily?
    /// It is told to end, with what it started.
    var programEnding: Task<Void, Never>?
    var signals: SignalWatch?
    var isResizePending = false
    var isMouseOn: Bool

    // What the terminal shows, as far as we know.
    var shown: [Cell] = []
    var mustClear = true
    var shownCursor: Position?
    var shownShape: Frame.CursorShape?
    var shownTitle: String?
    var lastBell: ContinuousClock.Instant?

    // How roles become ncurses's attributes.
    var palette: Palette
    var pairs: PairCache
    var looks: [Roles: CellLook] = [:]

    /// Takes the terminal: modes, second screen, reader.
    /// - Parameters:
    ///   - input: where keys come from; stays the caller's.
    ///   - output: where frames go to; stays the caller's.
    ///   - term: a terminfo entry to use instead of `TERM`.
    ///   - environment: the process's variables.
    ///   - color: what the config says about colour.
    ///   - mouse: whether to ask for mouse reports at once.
    ///   - guardsProcess: whether to handle the process's signals and to restore this terminal when it dies.
    /// - Throws: ``TerminalError`` with the cure; the terminal is then as it was.
    public init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, term: String? = nil,
        environment: [String: String], color: ColorSetting = .auto, mouse: Bool = false, guardsProcess: Bool = true
    ) throws(TerminalError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        // Started behind the shell, its modes are not to be touched.
        if guardsProcess { Foreground.wait(on: input) { false } }
        var found = termios()
        guard tcgetattr(input, &found) == 0 else { throw .modesRefused(Descriptor.lastError()) }
        before = found

        drawing = TerminalLocale.adopt()
        var names = environment
        if let term { names["TERM"] = term }
        let opened = try CursesScreen.open(
            input: input, output: output, candidates: TerminalName.candidates(environment: names))
        screen = opened.screen
        window = opened.window
        files = opened.files
        self.term = opened.term

        let wanted = ColorDepth.detect(environment: names, colors: Int(tigetnum("colors")), setting: color)
        // Without colour nothing about colour is sent, not even that there is none.
        let hasColors = wanted != .mono && start_color() == OK && use_default_colors() == OK
        colors = hasColors ? Int(oriel_color_count()) : 0
        depth = hasColors ? wanted : .mono
        palette = Palette(depth: depth, styles: [:])
        pairs = PairCache(capacity: Int(oriel_pair_count()))
        understandsCommands = TerminalName.understandsCommands(opened.term)
        self.input = input
        self.output = output
        self.guardsProcess = guardsProcess
        isInTmux = !(environment["TMUX"] ?? "").isEmpty
        isMouseOn = mouse
        size = Size(columns: Int(getmaxx(opened.window)), rows: Int(getmaxy(opened.window)))
        (events, continuation) = AsyncStream.makeStream(of: TerminalEvent.self, bufferingPolicy: .unbounded)
        do {
            try begin()
        } catch {
            close()
            throw error
        }
    }

    /// The terminal is ours; what remains can fail and is undone by `close`.
    private func begin() throws(TerminalError) {
        CursesScreen.setModes(window)
        adoptSize()
        // Flushes what ncurses begins with, so that our modes come after its second screen.
        wnoutrefresh(window)
        doupdate()
        enterModes(savingTitle: true)
        reader = try startReader()
        if guardsProcess {
            let watched = Self.endings + Self.harmless + [SIGWINCH, SIGTSTP, SIGCONT]
            signals = try SignalWatch(watched) { @Sendable [weak self, isEndAsked, input, before] number in
                Task { @MainActor in self?.received(signal: number) }
                // SIGINT may be meant for the program that has the terminal for a while.
                guard Self.endings.contains(number), number != SIGINT, !isEndAsked.isSet else { return }
                // While the terminal is there, it asks for the config to be read again.
                guard number != SIGHUP || Self.isGone(input) else { return }
                isEndAsked.set()
                Self.insist(on: number, input, before)
            }
        }
    }

    /// Ends the process when the main actor does not go on: a terminal that takes nothing (a connection that died
    /// without a word, a window that hangs) holds it up in a write, and would for ever. It saves nothing then that is not
    /// on its way to the disk already.
    private nonisolated static func insist(on number: Int32, _ terminal: Int32, _ modes: termios) {
        let thread = Thread { @Sendable in
            var answer: Latch
            repeat {
                answer = Latch()
                Task { @MainActor [answer] in answer.set() }
                poll(nil, 0, patience)
            } while answer.isSet
            var modes = modes
            if !Foreground.isElsewhere(terminal) { tcsetattr(terminal, TCSANOW, &modes) }
            signal(number, SIG_DFL)
            kill(getpid(), number)
        }
        thread.name = "oriel-end"
        thread.start()
    }

    /// How long the main actor may take for one thing when it is to end, in milliseconds.
    private nonisolated static let patience: Int32 = 2_000

    func startReader() throws(TerminalError) -> InputReader {
        try InputReader(
            descriptor: input, marksPastes: understandsCommands,
            deliver: { @Sendable [continuation, question] events in
                question.hear(events)
                for event in events { continuation.yield(.input(event)) }
            },
            lost: { @Sendable [continuation] in continuation.yield(.lost) })
    }

    /// Signals that end a program and are no fault of its own; the first three are asked for, the others come by mistake.
    nonisolated static let endings = [
        SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGXCPU,
    ]
    /// A reader that is gone, a file that may not grow: whoever writes is told by the call, and nobody must die of it.
    /// Caught and not ignored, for programs started from here would inherit that.
    nonisolated static let harmless = [SIGPIPE, SIGXFSZ]

    /// Gives the terminal back for good, with the modes and the screen it was found with. More calls do nothing.
    public func close() {
        guard phase != .closed else { return }
        signals?.stop()
        signals = nil
        reader?.stop()
        reader = nil
        set_term(screen)
        let isBehind = guardsProcess && Foreground.isElsewhere(input)
        if phase == .drawing, isBehind {
            // Stopped from outside while drawing, and ended behind the shell: the page is given back, the modes are the
            // shell's own by now.
            Foreground.write(resetBytes, to: output)
        } else if phase == .drawing {
            leaveScreen()
        }
        phase = .closed
        rescueEnds()
        if !isBehind { tcsetattr(input, TCSANOW, &before) }
        CursesScreen.close(screen, files)
        continuation.finish()
    }

    /// From here on a sudden end gives the terminal back.
    func rescueBegins() {
        guard guardsProcess else { return }
        let reset = resetBytes.map { CChar(bitPattern: $0) }
        _ = rescue_arm(output, fileno(files.output), &before, reset, reset.count)
    }

    /// What gives the page back in one write.
    private var resetBytes: [UInt8] {
        var capabilities: [String] = []
        for name in ["sgr0", "cnorm", "rmcup"] {
            if let value = Self.capability(name) { capabilities.append(value) }
        }
        return Array(ModeString.reset(commands: understandsCommands, capabilities: capabilities).utf8)
    }

    func rescueEnds() {
        if guardsProcess { rescue_disarm() }
    }
}
