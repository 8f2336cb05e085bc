import Themes

/// The theme for either ground a terminal may have; the same one twice when the agent named it.
struct GroundThemes {
    let dark: Theme
    let light: Theme

    /// Whether the terminal is worth asking.
    var dependOnGround: Bool { dark.name != light.name }

    func on(_ ground: Theme.Appearance) -> Theme { ground == .light ? light : dark }

    /// - Parameter name: a theme's name or file, or `auto`; nil asks for whatever fits the ground.
    static func load(_ name: String?, searchPaths: [String]) throws(ThemeError) -> GroundThemes {
        guard let name, name != automatic else {
            let dark = try Theme.load(name: "dark", searchPaths: searchPaths)
            return GroundThemes(dark: dark, light: try Theme.load(name: "light", searchPaths: searchPaths))
        }
        let theme = try Theme.load(name: name, searchPaths: searchPaths)
        return GroundThemes(dark: theme, light: theme)
    }

    /// What the config and `--theme` call the choice by the terminal's ground.
    static let automatic = "auto"
}
