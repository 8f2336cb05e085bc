/// How a program ended that had the terminal for a while.
public enum ProgramEnd: Hashable, Sendable {
    /// By itself, or by a signal (128 and its number).
    case exited(Int32)
    /// It could not be started.
    case notStarted
    /// It was told to end, because this program is to: what it had saved counts.
    case broughtDown
}
