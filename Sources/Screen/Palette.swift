/// A theme resolved for one colour depth: what each role looks like.
public struct Palette: Equatable, Sendable {
    /// The depth the styles were chosen for.
    public let depth: ColorDepth
    /// One style a role, by the role's index.
    private let table: [Style]

    /// - Parameter styles: a role left out changes nothing of the layers below it.
    public init(depth: ColorDepth, styles: [Role: Style]) {
        self.depth = depth
        table = Role.table.map { styles[$0] ?? Style() }
    }

    /// The style of one role by itself.
    public func style(_ role: Role) -> Style {
        table[Int(role.index)]
    }

    /// The layers resolved from bottom to top over the role `default`.
    public func style(_ roles: Roles) -> Style {
        var style = table[Int(Role.default.index)]
        roles.forEachIndex { style = style.under(table[$0]) }
        return style
    }
}
