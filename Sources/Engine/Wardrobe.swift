import Desk
import Screen
import Themes

/// The themes at hand, and how deep the screen's colours are.
public struct Wardrobe: Sendable {
    /// Directories with themes of one's own, the most specific first.
    public var searchPaths: [String]
    /// What the screen can show.
    public var depth: ColorDepth
    /// The file a choice can be kept in; nil when nothing outlives the sitting.
    public var configFile: String?

    /// The shipped themes at a depth, and those of some directories.
    public init(searchPaths: [String] = [], depth: ColorDepth = .truecolor, configFile: String? = nil) {
        self.searchPaths = searchPaths
        self.depth = depth
        self.configFile = configFile
    }

    /// What the agent can choose from; reads the directories.
    var offers: ThemeOffers {
        let options = Theme.available(searchPaths: searchPaths).map {
            ThemeOption(
                name: $0.name, summary: $0.summary, isReadable: $0.appearance != nil, isShipped: $0.isShipped)
        }
        return ThemeOffers(options: options, configFile: configFile, hasColors: depth != .mono)
    }

    /// How roles look in a theme on this screen.
    func palette(named name: String) throws(ThemeError) -> Palette {
        try Theme.load(name: name, searchPaths: searchPaths).palette(depth: depth)
    }
}
