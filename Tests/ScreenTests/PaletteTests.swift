import Testing

@testable import Screen

struct PaletteTests {
    private let palette = Palette(
        depth: .truecolor,
        styles: [
            .default: Style(foreground: .standard),
            .listRow: Style(foreground: .ansi(7)),
            .listUnread: Style(attributes: .bold),
            .listRowSelected: Style(background: .rgb(1, 2, 3), attributes: .underline),
        ])

    @Test func unsetColoursShowTheLayerBelowAndAttributesAddUp() {
        #expect(
            palette.style([.listRow, .listUnread, .listRowSelected])
                == Style(foreground: .ansi(7), background: .rgb(1, 2, 3), attributes: [.bold, .underline]))
    }

    @Test func aRoleWithoutStyleChangesNothing() {
        #expect(palette.style([.listRow, .compose]) == palette.style([.listRow]))
        #expect(palette.style(.compose) == Style())
    }

    @Test func noRoleIsTheDefault() {
        #expect(palette.style(Roles.none) == Style(foreground: .standard))
    }

    @Test func theUpperLayerWins() {
        let under = Style(foreground: .ansi(1), background: .ansi(2)).under(Style(foreground: .indexed(9)))
        #expect(under == Style(foreground: .indexed(9), background: .ansi(2)))
    }

    @Test(arguments: [
        (Ink.rgb(1, 171, 255), "#01abff"), (.indexed(16), "#000000"), (.indexed(231), "#ffffff"),
        (.indexed(196), "#ff0000"),
        (.indexed(232), "#080808"), (.indexed(255), "#eeeeee"),
    ])
    func inksHaveColours(_ ink: Ink, _ hex: String) {
        #expect(RGB(ink)?.hex == hex)
    }

    @Test func theTerminalsOwnColourIsNotKnown() {
        #expect(RGB(Ink.standard) == nil)
        #expect(RGB(Ink.indexed(9)) == RGB(Ink.ansi(9)))
    }
}
