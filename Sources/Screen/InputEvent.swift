/// Something that came from the terminal.
public enum InputEvent: Hashable, Sendable {
    case key(KeyStroke)
    /// Pasted text: line ends are LF, tabs are four blanks, other controls and one last line end are gone.
    case paste(String)
    case mouse(MouseEvent)
    /// The terminal's window came to the front or left it.
    case focus(Bool)
    case resize(Size)
    case reply(TerminalReply)
}
