import Screen
import Testing
import Themes

@Suite("Checking themes")
struct ThemeCheckTests {
    private func problems(_ text: String) throws -> [String] {
        ThemeCheck(try Theme(text: "inherits = \"dark\"\n" + text, file: "t.toml")).problems.map(\.description)
    }

    @Test func faintTextIsAnErrorWithItsNumbers() throws {
        let found = try problems("\"list.time\" = \"#333333\"")
        #expect(found.contains { $0.hasPrefix("error: truecolor: list.time has a contrast of 1.") })
        #expect(found.contains { $0.hasPrefix("error: indexed256: list.time has a contrast of ") })
        #expect(found.contains { $0.contains("list.time on list.row.selected has a contrast of") })
        #expect(found.allSatisfy { $0.hasSuffix("under 4.50") })
    }

    @Test func theSelectionsGroundCountsForWhatLiesUnderIt() throws {
        let found = try problems("\"list.row.selected\" = { bg = \"#9aa5b1\" }")
        #expect(found.contains { $0.contains("list.preview on list.row.selected") })
        #expect(found.contains { $0.contains("window.open on list.row.selected") })
    }

    @Test func decorationMayBeFaint() throws {
        #expect(try problems("\"border\" = \"#1a2029\"\n\"gauge.spent\" = \"#1a2029\"") == [])
    }

    @Test func statesThatLookAlikeAreNamedWithTheirDepth() throws {
        let found = try problems("\"list.unread\" = { fg = \"ink\", mono = [\"underline\"] }")
        #expect(found.contains("error: truecolor: list.row and list.row + list.unread look the same"))
        #expect(!found.contains { $0.hasPrefix("error: mono") })
    }

    @Test func dimIsDoubtful() throws {
        let found = try problems("\"list.time\" = { fg = \"quiet\", attrs = [\"dim\"] }")
        #expect(found.contains { $0.hasPrefix("warning: truecolor: list.time is dim") })
        #expect(ThemeCheck(try Theme(text: "inherits = \"dark\"", file: "t.toml")).passes)
    }

    /// On the terminal's own ground only the theme's appearance tells what that is.
    @Test func theTerminalsOwnGroundIsTakenAtItsWord() throws {
        let text = "\"default\" = { fg = \"default\", bg = \"default\" }\n\"list.time\" = \"#222222\"\n"
        let dark = ThemeCheck(try Theme(text: "appearance = \"dark\"\n" + text, file: "t.toml")).problems
        let light = ThemeCheck(try Theme(text: "appearance = \"light\"\n" + text, file: "t.toml")).problems
        #expect(dark.contains { $0.message.hasPrefix("list.time has a contrast") })
        #expect(!light.contains { $0.message.hasPrefix("list.time has a contrast") })
    }
}

@Suite("Colour depth")
struct ColorDepthTests {
    @Test(
        arguments: [
            ([:], 256, ColorSetting.auto, ColorDepth.indexed256),
            (["NO_COLOR": "1"], 256, .auto, .mono),
            (["NO_COLOR": ""], 256, .auto, .indexed256),
            (["NO_COLOR": "1"], 256, .always, .indexed256),
            ([:], 256, .never, .mono),
            (["TERM": "dumb"], 256, .always, .mono),
            ([:], 8, .auto, .ansi16),
            ([:], 16, .auto, .ansi16),
            ([:], 88, .auto, .ansi16),
            ([:], 0, .always, .mono),
            ([:], -1, .auto, .mono),
            ([:], 7, .auto, .mono),
            (["COLORTERM": "truecolor"], 256, .auto, .indexed256),
            ([:], 1 << 24, .auto, .truecolor),
        ] as [([String: String], Int, ColorSetting, ColorDepth)])
    func depth(environment: [String: String], colors: Int, setting: ColorSetting, expected: ColorDepth) {
        #expect(ColorDepth.detect(environment: environment, colors: colors, setting: setting) == expected)
    }

    @Test(
        arguments: [
            (nil, "dark"), ("15;0", "dark"), ("0;15", "light"), ("0;default;15", "light"), ("12;8", "dark"),
            ("0;7", "light"), ("nonsense", "dark"), ("", "dark"),
        ] as [(String?, String)])
    func preferred(value: String?, name: String) {
        let ground = Theme.Appearance(environment: value.map { ["COLORFGBG": $0] } ?? [:])
        #expect(ground.rawValue == name)
    }

    @Test(arguments: [
        ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48),
    ])
    func contrast(a: String, b: String, expected: Double) throws {
        let ratio = try #require(RGB(hex: a)).contrast(with: try #require(RGB(hex: b)))
        #expect(abs(ratio - expected) < 0.01)
    }

    @Test(arguments: 16...255)
    func everyExactColourOfThePaletteIsItsOwnNearest(index: Int) {
        let rgb = RGB(indexed: UInt8(index))
        #expect(RGB(indexed: rgb.nearestIndex) == rgb)
    }

    @Test(arguments: ["", "#", "#12", "#12345", "123456", "#１２３", "#zzzzzz"])
    func notAColour(text: String) {
        #expect(RGB(hex: text) == nil)
    }
}
