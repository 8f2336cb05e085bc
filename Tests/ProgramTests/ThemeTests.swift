import Testing
import WhatsApp

struct ThemeTests {
    @Test(arguments: ["dark", "light", "high-contrast"])
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
    func themeThatHidesStatesFails() async throws {
        let oriel = try Oriel()
        let path = try oriel.write(
            "inherits = \"dark\"\n\"list.row\" = { fg = \"#222222\", bg = \"#202020\" }\n", to: "dim.toml")
        let outcome = try await oriel.run("theme", "check", path)
        #expect(outcome.status == 65 && outcome.output.contains("contrast"))
    }
}
