import CNcurses

/// What a terminal can do, as far as its name and the locale tell: for `doctor`, without opening a screen.
public struct TerminalAbilities: Hashable, Sendable {
    /// What `TERM` says; empty when it is not set.
    public let term: String
    /// The entry a screen would use; nil when there is none at all.
    public let entry: String?
    /// How many colours that entry counts; 0 when it has none.
    public let colors: Int
    /// Whether the cursor can be placed, without which there is no screen.
    public let placesCursor: Bool
    /// Whether characters leave as UTF-8; otherwise every glyph is drawn by its ASCII twin.
    public let isUnicode: Bool
    /// Whether a window title, the clipboard and focus can be asked for.
    public let understandsCommands: Bool

    /// Reads the entry. It replaces the one ncurses read before, so a process that opens a screen must not call it then.
    /// - Parameter environment: the process's variables.
    @MainActor
    public init(environment: [String: String]) {
        term = environment["TERM"] ?? ""
        let found = TerminalName.candidates(environment: environment).first { oriel_read_entry($0) == 1 }
        entry = found
        colors = found == nil ? 0 : max(0, Int(oriel_number("colors")))
        placesCursor = found != nil && oriel_capability("cup") != nil
        isUnicode = TerminalLocale.adopt() == .unicode
        understandsCommands = TerminalName.understandsCommands(term)
    }
}
