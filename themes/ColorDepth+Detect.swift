import Screen

/// What the config says about colour: `color = "auto" | "always" | "never"`.
public enum ColorSetting: String, Hashable, Sendable, CaseIterable {
    /// As many as the terminal has, unless `NO_COLOR` is set.
    case auto
    /// As many as the terminal has, whatever `NO_COLOR` says.
    case always
    /// Attributes only.
    case never
}

extension ColorDepth {
    /// How many colours to draw with.
    ///
    /// `NO_COLOR` with any non-empty value, `TERM=dumb` and fewer than eight colours give attributes only
    /// (`terminal.md` §3). `COLORTERM` cannot raise what ncurses draws: truecolor needs a terminfo entry that counts
    /// 2²⁴ colours. It does choose that entry, see `TerminalName.candidates`.
    /// - Parameters:
    ///   - environment: the process's variables.
    ///   - colors: what the terminal's entry offers, as ncurses counts (`COLORS`); 0 or less means none.
    public static func detect(
        environment: [String: String], colors: Int, setting: ColorSetting = .auto
    ) -> ColorDepth {
        let refuses = setting == .auto && !(environment["NO_COLOR"] ?? "").isEmpty
        guard setting != .never, !refuses, environment["TERM"] != "dumb" else { return .mono }
        switch colors {
        case ..<8: return .mono
        case ..<256: return .ansi16
        case ..<(1 << 24): return .indexed256
        default: return .truecolor
        }
    }
}
