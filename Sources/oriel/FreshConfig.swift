import Desk
import Engine
import Screen

/// The config as it was read again, before it is known what the terminal can draw.
struct FreshConfig: Sendable {
    var config: ReloadedConfig
    var glyphs: Config.GlyphSetting

    /// With the signs and the emoji that this terminal has.
    func adapted(drawsSigns: Bool, drawsUnicode: Bool) -> ReloadedConfig {
        var adapted = config
        adapted.settings.asciiOnly = glyphs == .ascii || glyphs == .auto && !drawsSigns
        if !drawsUnicode { adapted.settings.textPolicy.emoji = .text }
        return adapted
    }
}
