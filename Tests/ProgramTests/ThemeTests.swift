import Testing
import WhatsApp

struct ThemeTests {
    @Test(arguments: ["dark", "light", "high-contrast", "colorblind", "lamplight", "mono"])
    func shippedThemesPass(name: String) async throws {
        let outcome = try await Oriel().run("theme", "check", name, "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.json.first?["passes"]?.bool == true)
    }

    @Test
    func printedThemeIsTheSameTheme() async throws {
        let oriel = try Oriel()
        let printed = try await oriel.run("theme", "print", "light")
        let path = try oriel.write(printed.output, to: "copy.toml")
        let again = try await oriel.run("theme", "print", path)
        func roles(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { $0.hasPrefix("\"") }.map { $0.split(separator: "  # ")[0] }
        }
        #expect(!roles(printed.output).isEmpty && roles(printed.output) == roles(again.output))
    }

    @Test(arguments: [
        ("dar", 66, "Did you mean “dark”?"), ("./none.toml", 66, "no such file"), ("bad.toml", 65, "bad.toml:2"),
        ("syntax.toml", 65, "not valid TOML"),
    ])
    func badThemeIsOneLine(name: String, status: Int32, part: String) async throws {
        let oriel = try Oriel()
        try oriel.write("inherits = \"dark\"\n\"list.row\" = \"no-such-colour\"\n", to: "bad.toml")
        try oriel.write("= = =\n", to: "syntax.toml")
        let path = name.hasSuffix(".toml") ? oriel.path(name) : name
        try await oriel.run("theme", "check", path).expectOneLine(status, part)
        try await oriel.run("render", "--theme", path).expectOneLine(status, part)
    }

    @Test
    func listNamesShippedThemesAndOnesOwn() async throws {
        let oriel = try Oriel()
        try oriel.writeConfig("theme = \"auto\"")
        try oriel.write(
            "inherits = \"light\"\ndescription = \"sand and sea\"\n", to: ".config/oriel/themes/beach.toml")
        try oriel.write("= =\n", to: ".config/oriel/themes/broken.toml")
        let json = try await oriel.run("theme", "list", "--json").json
        #expect(
            json.compactMap { $0["name"]?.text } == [
                "dark", "light", "high-contrast", "colorblind", "lamplight", "mono", "beach", "broken",
            ])
        #expect(json.map { $0["shipped"]?.bool } == Array(repeating: true, count: 6) + [false, false])
        #expect(json[6]["summary"]?.text == "sand and sea" && json[6]["appearance"]?.text == "light")
        #expect(json[7]["appearance"]?.text == nil)
        let table = try await oriel.run("theme", "list")
        #expect(table.status == 0 && table.output.contains("theme check broken"))
    }

    @Test(arguments: [("15;0", "appearance = \"dark\""), ("0;15", "appearance = \"light\"")])
    func autoIsTheThemeOfTheGround(ground: String, expected: String) async throws {
        let oriel = try Oriel().with(environment: ["COLORFGBG": ground])
        try oriel.writeConfig("theme = \"auto\"")
        #expect(try await oriel.run("theme", "print").output.contains(expected))
        #expect(try await oriel.run("theme", "print", "auto").output.contains(expected))
        #expect(try await oriel.run("theme", "print", "lamplight").output.contains("appearance = \"dark\""))
    }

    @Test
    func keysThatChooseAThemeChooseThePicturesToo() async throws {
        let oriel = try Oriel()
        func picture(_ more: String...) async throws -> String {
            try await oriel.run(["demo", "picture", "--format", "svg", "--size", "80x24"] + more).output
        }
        let kept = try await picture("--keys", "<C-x>yj<Enter><Esc>")
        let ground = try #require(try await picture("--theme", "light").firstMatch(of: #/rx="8" fill="(#\w+)"/#)).1
        #expect(kept.contains("rx=\"8\" fill=\"\(ground)\""))
        #expect(try await picture("--keys", "<C-x>yj<Esc>") == picture())
    }

    @Test
    func themeThatHidesStatesFails() async throws {
        let oriel = try Oriel()
        let path = try oriel.write(
            "inherits = \"dark\"\n\"list.row\" = { fg = \"#222222\", bg = \"#202020\" }\n", to: "dim.toml")
        let outcome = try await oriel.run("theme", "check", path)
        #expect(outcome.status == 65 && outcome.output.contains("contrast"))
    }
}
