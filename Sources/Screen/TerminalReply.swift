/// An answer of the terminal to a question. It arrives among the keys and is never one.
public enum TerminalReply: Hashable, Sendable {
    /// What the terminal is (`CSI c`): primary attributes. Every terminal answers, so it ends a batch of questions.
    case attributes([Int])
    /// Its kind and version (`CSI > c`).
    case secondaryAttributes([Int])
    /// Whether a mode is known and set (DECRQM): 0 unknown, 1 set, 2 reset, 3 and 4 the same for good.
    case mode(Int, state: Int)
    /// The kitty keyboard flags in force.
    case keyboardFlags(Int)
    /// Where the cursor is, counted from 0.
    case cursor(Position)
    /// The size of the text area.
    case textArea(Size)
    /// An operating system command's number and text: colours (10, 11), clipboard (52).
    case command(Int, String)
    /// A device control string: the terminal's name and version, its capabilities.
    case device(String)
    /// The light or dark scheme the terminal has changed to (mode 2031).
    case scheme(isDark: Bool)
}
