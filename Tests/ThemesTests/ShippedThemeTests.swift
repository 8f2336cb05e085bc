import Foundation
import Screen
import Testing
import Themes

@Suite("Shipped themes")
struct ShippedThemeTests {
    /// All but the one that is made of attributes alone.
    static let colored = Theme.shipped.filter { $0 != "mono" }

    @Test(arguments: Theme.shipped)
    func loadWithoutWarning(name: String) throws {
        let theme = try Theme(named: name)
        #expect(theme.name == name)
        #expect(theme.warnings.isEmpty)
    }

    /// Contrast at truecolor and 256, and states that differ at every depth.
    @Test(arguments: Theme.shipped)
    func passTheCheck(name: String) throws {
        let check = ThemeCheck(try Theme(named: name))
        #expect(check.problems.map(\.description) == [])
    }

    @Test(arguments: colored)
    func paintTheirOwnGroundWhereItsColourIsKnown(name: String) throws {
        let theme = try Theme(named: name)
        for depth in [ColorDepth.truecolor, .indexed256] {
            let ground = theme.palette(depth: depth).style(Roles.none)
            #expect(ground.background.flatMap { RGB($0) } != nil, "\(depth)")
            #expect(ground.foreground.flatMap { RGB($0) } != nil, "\(depth)")
        }
    }

    @Test(arguments: Theme.shipped)
    func leaveTheGroundToTheTerminalAtSixteenColours(name: String) throws {
        let ground = try Theme(named: name).palette(depth: .ansi16).style(Roles.none)
        #expect(ground.background == .standard)
        #expect(ground.foreground == .standard)
    }

    @Test(arguments: Theme.shipped, ColorDepth.allCases)
    func useOnlyInksOfTheDepth(name: String, depth: ColorDepth) throws {
        let palette = try Theme(named: name).palette(depth: depth)
        for role in Role.allCases {
            let style = palette.style(role)
            for ink in [style.foreground, style.background].compactMap({ $0 }) {
                switch (depth, ink) {
                case (.truecolor, .rgb), (.truecolor, .standard): break
                case (.indexed256, .indexed), (.indexed256, .standard): break
                case (.ansi16, .ansi), (.ansi16, .standard): break
                default: Issue.record("\(role.rawValue) has \(ink) at \(depth)")
                }
            }
        }
    }

    @Test(arguments: Theme.shipped)
    func sayTheRightThingWithoutColour(name: String) throws {
        let palette = try Theme(named: name).palette(depth: .mono)
        #expect(palette.style([.listRow, .listUnread]).attributes.contains(.bold))
        #expect(palette.style([.listRow, .listRowSelected]).attributes.contains(.reverse))
        #expect(palette.style([.listRow, .listRowSelectedInactive]).attributes.contains(.underline))
        #expect(palette.style(.stateFailed).attributes.contains(.bold))
        #expect(palette.style(.windowCritical).attributes.contains(.reverse))
        for role in Role.allCases {
            #expect(palette.style(role).foreground == nil && palette.style(role).background == nil)
        }
    }

    /// The only loud thing is a window about to close: nothing else that stands still paints a ground this bright.
    @Test(arguments: colored.filter { $0 != "high-contrast" })
    func areCalm(name: String) throws {
        let theme = try Theme(named: name)
        let palette = theme.palette(depth: .truecolor)
        let ground = try #require(palette.style(Role.default).background.flatMap { RGB($0) })
        for role in Role.allCases where ![.windowCritical, .msgSearch].contains(role) {
            guard let painted = painted(palette.style(role)) else { continue }
            #expect(painted.contrast(with: ground) < 1.6, "\(role.rawValue)")
        }
        let critical = try #require(painted(palette.style(.windowCritical)))
        #expect(critical.contrast(with: ground) > 4)
    }

    /// What a style puts behind its words.
    private func painted(_ style: Style) -> RGB? {
        let ink = style.attributes.contains(.reverse) ? style.foreground : style.background
        return ink.flatMap { RGB($0) }
    }

    @Test(arguments: colored.filter { $0 != "high-contrast" })
    func makeTheCustomersWordsTheMostLegible(name: String) throws {
        let palette = try Theme(named: name).palette(depth: .truecolor)
        let ground = try #require(palette.style(Role.default).background.flatMap { RGB($0) })
        func legibility(_ role: Role) -> Double {
            palette.style(role).foreground.flatMap { RGB($0) }?.contrast(with: ground) ?? 0
        }
        for role in [Role.msgOut, .msgSystem, .msgTime, .listPreview, .listSection, .hintText] {
            #expect(legibility(.msgIn) > legibility(role), "\(role.rawValue)")
        }
    }

    /// What has no colour is told apart as any theme tells it apart where there is none.
    @Test(arguments: ColorDepth.allCases)
    func monoHasNoColourAtAnyDepth(depth: ColorDepth) throws {
        let mono = try Theme(named: "mono").palette(depth: depth)
        let dark = try Theme(named: "dark").palette(depth: .mono)
        for role in Role.allCases {
            let style = mono.style(role)
            for ink in [style.foreground, style.background].compactMap(\.self) {
                #expect(ink == .standard, "\(role.rawValue)")
            }
            // Faint is a colour by another name, and only asked for where there is no other.
            #expect(
                style.attributes.subtracting(.dim) == dark.style(role).attributes.subtracting(.dim), "\(role.rawValue)")
        }
    }

    @Test(arguments: Theme.shipped)
    func sayInALineWhatTheyAreLike(name: String) throws {
        let theme = try Theme(named: name)
        #expect((20...80).contains(theme.summary.count))
        #expect(try Theme.shipped.filter { try Theme(named: $0).summary == theme.summary } == [name])
    }

    @Test func areFilesToCopyToo() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../themes").standardizedFileURL.path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".toml") }
        #expect(Set(files) == Set(Theme.shipped.map { $0 + ".toml" }))
        for name in Theme.shipped {
            let file = try Theme.load(name: "\(folder)/\(name).toml", searchPaths: [])
            for depth in ColorDepth.allCases {
                #expect(file.palette(depth: depth) == (try Theme(named: name)).palette(depth: depth))
            }
        }
    }

    @Test(arguments: Theme.shipped)
    func printAndLoadAgainAsTheSame(name: String) throws {
        let theme = try Theme(named: name)
        let text = theme.resolved()
        let again = try Theme(text: text, file: "printed.toml")
        for depth in ColorDepth.allCases {
            #expect(theme.palette(depth: depth) == again.palette(depth: depth), "\(depth)")
        }
        #expect(again.appearance == theme.appearance)
        for role in Role.allCases { #expect(text.contains("\"\(role.rawValue)\" = ")) }
        #expect(text.contains(".toml (shipped):"))
    }
}
