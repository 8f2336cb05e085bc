import Screen

extension Model {
    mutating func openThemes() -> [Effect] {
        let token = token()
        modes.append(.theme(ThemeState(shown: settings.theme, awaited: token)))
        return [.loadThemes(token: token)]
    }

    mutating func showThemes(_ offers: ThemeOffers, token: Int) -> [Effect] {
        guard case .theme(var state) = modes.last, state.awaited == token else { return [] }
        state.offers = offers
        // A theme named by its path is none of the folder's, and Esc leads back to it all the same.
        if !offers.options.contains(where: { $0.name == settings.theme }) {
            state.offers.options.insert(ThemeOption(name: settings.theme, isShipped: false), at: 0)
        }
        state.index = state.offers.options.firstIndex { $0.name == settings.theme } ?? 0
        state.awaited = nil
        modes[modes.count - 1] = .theme(state)
        return []
    }

    /// The file is gone or wrong: the screen keeps the look it has.
    mutating func themeRefused(_ obstacle: Obstacle, token: Int) -> [Effect] {
        guard case .theme(var state) = modes.last else {
            notice = Notice(words.obstacle(obstacle), tone: .warning)
            return []
        }
        guard state.awaited == token else { return [] }
        state.problem = words.obstacle(obstacle)
        modes[modes.count - 1] = .theme(state)
        return []
    }

    mutating func performInThemes(_ command: Command) -> [Effect] {
        guard case .theme(var state) = modes.last else { return [] }
        let last = max(0, state.offers.options.count - 1)
        let before = state.index
        switch command {
        case .back:
            modes.removeLast()
            return state.shown == settings.theme ? [] : [.showTheme(settings.theme, token: token())]
        case .accept: return keepTheme(state)
        case .down: state.index = min(last, state.index + 1)
        case .up: state.index = max(0, state.index - 1)
        case .top: state.index = 0
        case .bottom: state.index = last
        default: return []
        }
        guard state.index != before, let selected = state.selected else { return [] }
        let token = token()
        state.awaited = token
        state.problem = nil
        state.shown = selected.name
        modes[modes.count - 1] = .theme(state)
        return [.showTheme(selected.name, token: token)]
    }

    private mutating func keepTheme(_ state: ThemeState) -> [Effect] {
        guard let selected = state.selected else { return [] }
        if let problem = state.problem {
            notice = Notice(problem, tone: .warning)
            return []
        }
        modes.removeLast()
        guard selected.name != settings.theme else { return [] }
        settings.theme = selected.name
        let name = SafeText(untrusted: selected.name, limit: 200).singleLine
        if let file = state.offers.configFile {
            tell(.themeKept, name, SafeText(untrusted: file, limit: 400).singleLine, tone: .good)
        } else {
            tell(.themeKeptHere, name, tone: .good)
        }
        return []
    }
}
