/// Which terminfo entries to try.
enum TerminalName {
    /// `TERM`, then the two entries almost every terminal can follow. Plain `xterm` counts eight colours; a terminal
    /// that says `COLORTERM=truecolor` has at least 256, so the richer entry goes first.
    static func candidates(environment: [String: String]) -> [String] {
        var names: [String] = []
        let name = environment["TERM"] ?? ""
        let isRich = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
        if name == "xterm", isRich { names.append("xterm-256color") }
        for candidate in [name, "xterm-256color", "xterm"] where !candidate.isEmpty && !names.contains(candidate) {
            names.append(candidate)
        }
        return names
    }

    /// Whether a terminal of this name swallows operating system commands (title, clipboard) and private modes.
    /// Consoles print some of them instead. A name without an entry was answered by xterm's, so it counts as one.
    static func understandsCommands(_ name: String) -> Bool {
        let plain = ["linux", "vt", "cons", "sun", "dumb", "ansi", "hurd", "mach", "pcansi", "cygwin", "wsvt", "wy"]
        return !plain.contains { name.hasPrefix($0) }
    }
}
