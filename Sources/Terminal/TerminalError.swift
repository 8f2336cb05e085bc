/// Why the screen cannot be taken: what happened and the cure.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Input or output is a pipe or a file.
    case notATerminal
    /// A surface is open already, and ncurses can serve only one.
    case alreadyTaken
    /// No terminfo entry could be used; the names that were tried, in order.
    case unknownTerminal(tried: [String])
    /// The entry exists and says the terminal cannot place the cursor (`dumb`, a printer).
    case cannotPlaceCursor(term: String)
    /// The terminal refused its modes; the system's words.
    case modesRefused(String)
    /// A file of the program itself could not be opened; path and the system's words.
    case file(path: String, why: String)
    /// Another program could not be started; its name and the system's words.
    case cannotRun(program: String, why: String)
    /// The program could not start itself again; the system's words.
    case cannotRestart(String)

    /// One sentence with the cure.
    public var description: String {
        switch self {
        case .notATerminal:
            "Standard input and output are not a terminal. Start oriel in a terminal window, "
                + "start `oriel --plain` for orders by lines, "
                + "or use one of the commands that print, such as `oriel threads`."
        case .alreadyTaken:
            "The screen is already in use by this program. Close the first surface before opening another."
        case .unknownTerminal(let tried):
            "No description of this terminal was found (tried \(tried.joined(separator: ", "))). "
                + "Install the package ncurses-base or ncurses-term, or start with TERM=xterm-256color."
        case .cannotPlaceCursor(let term):
            "TERM=\(term) says that this terminal cannot place its cursor. "
                + "If it can, start with TERM=xterm-256color; if not, start `oriel --plain`, "
                + "or use the commands that print, such as `oriel threads`."
        case .modesRefused(let why):
            "The terminal refused to change its modes: \(why). Start oriel in the foreground of a terminal."
        case .file(let path, let why):
            "\(path) cannot be opened: \(why). Check that its directory exists and is yours."
        case .cannotRun(let program, let why):
            "\(program) cannot be started: \(why). Check the name, or set VISUAL or EDITOR."
        case .cannotRestart(let why):
            "oriel could not start itself again to set SWIFT_BACKTRACE: \(why). "
                + "Set SWIFT_BACKTRACE=interactive=no,color=no yourself."
        }
    }
}
