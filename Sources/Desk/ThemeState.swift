import Screen

/// A theme to choose, as the engine found it.
public struct ThemeOption: Hashable, Sendable {
    /// What the config calls it: a name, or the path it was started with.
    public var name: String
    /// One line by its author; may be empty.
    public var summary: String
    /// False for a file that cannot be read; showing it says why.
    public var isReadable: Bool
    /// Whether it comes with the program.
    public var isShipped: Bool

    /// A theme by its name and what its author says of it.
    public init(name: String, summary: String = "", isReadable: Bool = true, isShipped: Bool = true) {
        self.name = name
        self.summary = summary
        self.isReadable = isReadable
        self.isShipped = isShipped
    }
}

/// What there is to choose from, and what a choice can mean here.
public struct ThemeOffers: Equatable, Sendable {
    /// In the order they are listed in.
    public var options: [ThemeOption]
    /// The file a line can keep the choice in; nil when nothing outlives the sitting.
    public var configFile: String?
    /// Whether the terminal shows colours at all.
    public var hasColors: Bool

    /// What the engine found; nothing by default.
    public init(options: [ThemeOption] = [], configFile: String? = nil, hasColors: Bool = true) {
        self.options = options
        self.configFile = configFile
        self.hasColors = hasColors
    }
}

/// Choosing a theme: what is selected is on the whole screen at once.
struct ThemeState: Equatable, Sendable {
    /// Empty until the engine has looked.
    var offers: ThemeOffers
    /// Index among the options.
    var index: Int
    /// The theme last asked for; it is on screen unless `problem` says otherwise.
    var shown: String
    /// Why the selected theme cannot be shown; already safe.
    var problem: SafeText?
    /// The request that is waited for.
    var awaited: Int?

    /// - Parameter shown: the theme on screen.
    init(shown: String, awaited: Int? = nil) {
        offers = ThemeOffers()
        index = 0
        self.shown = shown
        problem = nil
        self.awaited = awaited
    }

    /// Nil until there is something to select.
    var selected: ThemeOption? { offers.options.indices.contains(index) ? offers.options[index] : nil }
}
