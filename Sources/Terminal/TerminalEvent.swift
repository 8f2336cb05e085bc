import Screen

/// What reaches the owner of a ``CursesSurface``.
public enum TerminalEvent: Hashable, Sendable {
    /// Keys, pastes, mouse, focus, replies; and `.resize`, when the surface already has the new size.
    case input(InputEvent)
    /// Someone sent SIGTSTP from outside: save what must be saved and call `stop()`.
    case stopRequested
    /// The program runs again after a stop; show the present frame.
    case resumed
    /// SIGHUP, and the terminal is still there: read the config again.
    case reloadRequested
    /// SIGTERM, SIGINT, SIGHUP of a terminal that hung up, or another signal that ends a program: save, call `close()` and leave.
    case terminate(signal: Int32)
    /// The terminal is gone (end of input, hang-up). Nothing can be drawn any more: save, call `close()` and leave.
    case lost
}
