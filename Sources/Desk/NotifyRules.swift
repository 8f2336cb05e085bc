import Inbox

/// What an agent who does not look at the screen is told of, and how: the config's `[notify]`.
public struct NotifyRules: Hashable, Sendable {
    /// A way of telling.
    public enum Way: String, CaseIterable, Hashable, Sendable {
        case bell
        /// OSC 9: iTerm2, WezTerm, Windows Terminal and others.
        case osc9
        /// OSC 777: urxvt, foot, Ghostty, VTE with a patch and others.
        case osc777
        /// The command of the config, with one JSON object on its standard input.
        case command
    }

    /// Whose conversations.
    public enum Audience: String, CaseIterable, Hashable, Sendable {
        case mine, unassigned, others, all
    }

    /// When at all.
    public enum Occasion: String, CaseIterable, Hashable, Sendable {
        /// Only while the terminal says that its window is not in front.
        case unfocused
        case always
    }

    /// How it is told; empty tells nothing.
    public var ways: Set<Way> = [.bell]
    /// The program that is told, and its arguments; empty when there is none.
    public var command: [String] = []
    /// When at all.
    public var occasion = Occasion.unfocused
    /// Names and words of customers may be shown; where only counts are told, nobody reads along on a shared desk.
    public var showsContent = false
    /// Of which conversations each kind of event is told.
    public var audiences: [News.Event: Set<Audience>] = [
        .message: [.mine, .unassigned], .closing: [.mine], .failure: [.mine],
    ]

    /// What a config without a line decides.
    public init() {}

    /// Whether a piece of news is to be told to this agent.
    func wants(_ news: News, agent: String) -> Bool {
        let audience: Audience = news.assignee == nil ? .unassigned : news.assignee == agent ? .mine : .others
        let wanted = audiences[news.event] ?? []
        return wanted.contains(.all) || wanted.contains(audience)
    }

    /// Nothing is ever told, so nothing needs to be looked for.
    var isSilent: Bool { ways.isEmpty || audiences.values.allSatisfy(\.isEmpty) }
}
