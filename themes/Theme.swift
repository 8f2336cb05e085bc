import Screen

/// Roles to colours at each depth, read from a file, its parents and nothing else.
///
/// A role's style is what its key says; else what the key it links to says; else what the key without its last
/// component says; else nothing: it is transparent and lets the layer beneath show, down to `default`.
public struct Theme: Sendable {
    /// The ground a theme is made for.
    public enum Appearance: String, Hashable, Sendable, CaseIterable {
        /// Light words on a dark ground.
        case dark
        /// Dark words on a light ground.
        case light
    }

    /// The name it was loaded by.
    public let name: String
    /// The ground it says it is made for, or its parent does; dark when none does.
    public let appearance: Appearance
    /// One line about it by its author; empty when there is none. Not inherited.
    public let summary: String
    /// Keys that were passed over.
    public let warnings: [ThemeWarning]
    /// Every role, resolved.
    let sheets: [Role: RoleSheet]
    /// The file and line each role's style came from; missing when no file speaks of it.
    let origins: [Role: String]

    /// The style table for a depth.
    public func palette(depth: ColorDepth) -> Palette {
        var styles: [Role: Style] = [:]
        for role in Role.allCases { styles[role] = style(of: role, depth: depth) }
        return Palette(depth: depth, styles: styles)
    }

    /// One role alone, before layering.
    func style(of role: Role, depth: ColorDepth) -> Style {
        var style = (sheets[role] ?? RoleSheet()).style(at: depth)
        switch (role, depth) {
        case (.`default`, .truecolor), (.`default`, .indexed256), (.`default`, .ansi16):
            // The ground is never transparent: below it there is only the terminal.
            style.foreground = style.foreground ?? .standard
            style.background = style.background ?? .standard
        case (_, .mono):
            if style.attributes.isEmpty { style.attributes = MonoFloor.attributes(of: role) }
        default: break
        }
        return style
    }
}

/// A role's style at every depth.
struct RoleSheet: Hashable, Sendable {
    /// What a theme says for one depth alone. Fields that are missing keep what the depth would get anyway.
    struct Level: Hashable, Sendable {
        var foreground: Ink?
        var background: Ink?
        var attributes: Attributes?
    }

    var foreground: ThemeColor?
    var background: ThemeColor?
    var attributes: Attributes = []
    var index: Level?
    var ansi: Level?
    var mono: Attributes?

    func style(at depth: ColorDepth) -> Style {
        let level: Level? =
            switch depth {
            case .truecolor: nil
            case .indexed256: index
            case .ansi16: ansi
            case .mono: Level(attributes: mono)
            }
        return Style(
            foreground: level?.foreground ?? foreground?.ink(at: depth),
            background: level?.background ?? background?.ink(at: depth),
            attributes: level?.attributes ?? attributes)
    }
}

/// What must be visible without any colour, whatever a theme forgot.
enum MonoFloor {
    static func attributes(of role: Role) -> Attributes {
        switch role {
        case .listRowSelected, .msgSelected, .pickerSelected, .windowCritical: .reverse
        case .listRowSelectedInactive, .formField: .underline
        case .listUnread, .stateFailed, .stateUncertain, .statusError, .hintKey: .bold
        default: []
        }
    }
}
