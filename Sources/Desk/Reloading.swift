import Screen

/// What the config says now, read again while the program runs.
public struct ReloadedConfig: Equatable, Sendable {
    /// What the screen is to do from now on.
    public var settings: Settings
    /// The theme it names, when it named another the last time; nil leaves the screen as it is.
    public var theme: String?
    /// What it says otherwise than when the program began, and the running program cannot change: names of settings.
    public var later: [String]

    /// What was read.
    public init(settings: Settings, theme: String?, later: [String]) {
        self.settings = settings
        self.theme = theme
        self.later = later
    }
}

extension Model {
    /// What can change under an agent's hands does; who they are and what they look at stays.
    mutating func configReloaded(_ config: ReloadedConfig) -> [Effect] {
        let old = settings
        settings = config.settings
        settings.agent = old.agent
        settings.isReader = old.isReader
        settings.account = old.account
        settings.accounts = old.accounts
        settings.number = old.number
        settings.zone = old.zone
        settings.gate = old.gate
        settings.undoDelay = old.undoDelay
        settings.theme = old.theme
        settings.panes = old.panes
        settings.configFile = old.configFile
        chord = []
        helpPage = HelpPage()
        payloadPage = PayloadPage()
        rankings = Rankings()
        shownSlots = nil
        previews = [:]
        if config.later.isEmpty {
            tell(.configRead, tone: .good)
        } else {
            tell(.configReadLater, SafeText(untrusted: config.later.joined(separator: ", ")), tone: .good)
        }
        var effects = wantPreviews()
        if settings.usesMouse != old.usesMouse, isMouseOn != settings.usesMouse {
            isMouseOn = settings.usesMouse
            effects.append(.setMouse(isMouseOn))
        }
        if let theme = config.theme, theme != old.theme {
            settings.theme = theme
            effects.append(.showTheme(theme, token: token()))
        }
        return effects
    }

    /// The file is wrong: everything stays as it is.
    mutating func configRefused(_ why: String) -> [Effect] {
        tell(.configRefused, SafeText(untrusted: why, limit: 400).singleLine, tone: .warning)
        return []
    }
}
