import Screen

extension KeyMap {
    /// Ready-made tables to begin with; `[keys]` of the config changes either.
    public enum Preset: String, CaseIterable, Hashable, Sendable {
        case standard = "default"
        case vim

        /// The table.
        public var keys: KeyMap {
            switch self {
            case .standard: .standard
            case .vim: .vim
            }
        }
    }

    /// The standard keys with vim's where lists and messages are read: `gg`, `dd`, `yy`, `i` into the box and Esc out of it,
    /// `u` takes back, `^W` for panes. In boxes of text the keys stay as they are: what is typed there is a message.
    static let vim: KeyMap = {
        do {
            return try KeyMap.standard.rebinding(vimChanges)
        } catch {
            // A constant of this file; a test reads it, so this cannot be reached in a released program.
            preconditionFailure("the vim key table contradicts itself: \(error)")
        }
    }()

    private static let vimChanges: [(Scope, Command, [[KeyStroke]])] =
        changes(
            .list,
            [
                (.open, ["<Enter>", "l", "<Right>", "i", "a", "o"]), (.toggleDone, ["dd"]), (.assignToMe, ["gm"]),
                (.nextThatNeedsMe, ["gn"]), (.recall, ["u"]), (.nextQueue, ["]", "gt"]), (.previousQueue, ["[", "gT"]),
            ] + windowKeys)
        + changes(
            .messages,
            [
                (.toggleDone, ["dd"]), (.assignToMe, ["gm"]), (.nextThatNeedsMe, ["gn"]), (.recall, ["u"]),
                (.copyText, ["yy"]),
                (.focusNext, ["i", "a", "l", "<Right>"]), (.focusPrevious, ["h", "<Left>"]),
            ] + windowKeys)
        + [Scope.list, .messages, .reopenCheck, .detail, .help, .theme, .identity, .status].flatMap {
            changes($0, [(.top, ["gg", "<Home>"])])
        }

    /// `^W` and a letter, as in vim's windows.
    private static let windowKeys: [(Command, [String])] = [
        (.zoom, ["<C-w>o"]), (.widenList, [">", "<C-w>>"]), (.narrowList, ["<lt>", "<C-w><lt>"]),
    ]

    private static func changes(
        _ scope: Scope, _ table: [(Command, [String])]
    ) -> [(Scope, Command, [[KeyStroke]])] {
        table.map { command, chords in
            // Constants; an unreadable one becomes an empty chord, which the table rejects.
            (scope, command, chords.map { (try? KeyNotation.parse($0)) ?? [] })  // see above
        }
    }
}
