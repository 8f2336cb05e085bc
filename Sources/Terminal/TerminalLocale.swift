import Glibc

/// How characters leave the program.
enum Drawing: Hashable, Sendable {
    case unicode
    /// Every glyph by its ASCII twin.
    case ascii
}

/// The process's character set, which ncurses takes from the locale.
enum TerminalLocale {
    /// Sets `LC_CTYPE` from the environment. A locale without a character set of its own (`C`, `POSIX`, one that is not
    /// installed: a bare `LC_ALL=C` over ssh is common) is answered by a UTF-8 one when the system has it.
    static func adopt() -> Drawing {
        if setlocale(LC_CTYPE, "") != nil {
            let name = characterSet()
            if isUTF8(name) { return .unicode }
            // Someone who names another character set has a terminal that speaks it.
            if !isPlain(name) { return .ascii }
        }
        for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
            if isUTF8(characterSet()) { return .unicode }
        }
        return .ascii
    }

    private static func characterSet() -> String { String(cString: nl_langinfo(nl_item(CODESET))) }

    private static func isUTF8(_ name: String) -> Bool {
        ["UTF-8", "UTF8", "utf8", "utf-8"].contains(name)
    }

    private static func isPlain(_ name: String) -> Bool {
        ["ANSI_X3.4-1968", "US-ASCII", "646", ""].contains(name)
    }
}
