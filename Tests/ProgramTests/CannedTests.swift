import Foundation
import Glibc
import TestSupport
import Testing
import WhatsApp

/// `oriel canned`, the lines of `doctor`, and the picker over real files.
struct CannedTests {
    private static let pix = """
        +++
        name = "Pagamento por PIX"
        shortcut = "pix"
        tags = ["pagamento", "cobrança"]
        language = "pt_BR"
        +++

        Oi {{name}}! A chave é o *CNPJ*.
        Até {{data}}

        """

    @Test func aLineHoldsTheMembersOfTheContract() async throws {
        let oriel = try Oriel()
        try oriel.write(Self.pix, to: ".config/oriel/canned/pix.md")
        try oriel.write("not looked at", to: ".config/oriel/canned/notes.txt")
        try oriel.write("not looked at", to: ".config/oriel/canned/.draft.md")
        let outcome = try await oriel.run("canned", "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let row = try #require(try outcome.json.first)
        #expect(outcome.lines.count == 1)
        #expect(
            row.object?.keys == [
                "error", "file", "language", "line", "name", "placeholders", "shortcut", "tags", "text",
            ])
        #expect(row["name"]?.text == "Pagamento por PIX" && row["shortcut"]?.text == "pix")
        #expect(row["text"]?.text == "Oi {{name}}! A chave é o *CNPJ*.\nAté {{data}}")
        #expect(row["tags"]?.canonicalText == #"["pagamento","cobrança"]"#)
        #expect(row["placeholders"]?.canonicalText == #"["name","data"]"#)
        let table = try await oriel.run("canned")
        #expect(table.lines.count == 2 && table.lines[0].hasPrefix("SHORTCUT") && table.lines[1].hasPrefix("pix"))
    }

    @Test(arguments: [
        ("Oi!", ":1: it must begin with +++"),
        ("---\nname: x\n---\nOi!", ":1: its settings are TOML"),
        ("+++\nname = \"x\"\nOi!", ": its settings have no end"),
        (
            "+++\nname = \"x\"\nshortcat = \"x\"\n+++\nOi!",
            ":3: there is no setting “shortcat”; did you mean “shortcut”?"
        ),
        ("+++\nname = \n+++\nOi!", ":2: its settings are not TOML"),
        ("+++\n[+]\n+++\nOi!", ":2: its settings are not TOML"),
        ("+++\nname = 3\n+++\nOi!", ":2: “name” must be a text"),
        ("+++\nname = \" \"\n+++\nOi!", ":2: “name” must be a text"),
        ("+++\n\ntags = \"a\"\n+++\nOi!", ":3: “tags” must be a list"),
        ("+++\ntags = [\"a\", 1]\n+++\nOi!", ":2: “tags” must be a list"),
        ("+++\nshortcut = \"a b\"\n+++\nOi!", ":2: the shortcut “a b” has a blank"),
        ("+++\n+++\n \n", ": there are no words"),
        ("+++\n+++\n" + String(repeating: "a", count: 4_097), "4096 are allowed: take 1 away"),
        ("+++\n+++\n" + String(repeating: "a", count: 1 << 20), "over 1 MB"),
    ])
    func aBrokenFileIsToldAndSkipsOnlyItself(text: String, words: String) async throws {
        let oriel = try Oriel()
        try oriel.write(Self.pix, to: "replies/pix.md")
        try oriel.write(text, to: "replies/z.md")
        let outcome = try await oriel.run("canned", "--folder", oriel.path("replies"))
        #expect(outcome.status == 65 && outcome.errors.contains("1 of 2 files is no reply"))
        #expect(outcome.lines.count == 3 && outcome.lines[1].hasPrefix("pix"))
        let last = try #require(outcome.lines.last)
        #expect(last.hasPrefix(oriel.path("replies") + "/z.md") && last.contains(words), "\(last)")
        let json = try await oriel.run("canned", "--folder", oriel.path("replies"), "--json").json
        #expect(json.count == 2 && json[1]["error"]?.text != nil && json[1]["text"]?.text == nil)
    }

    /// A pipe would be waited for, a folder is none, and what may not be read is told.
    @Test func whatIsNoPlainFileIsTold() async throws {
        let oriel = try Oriel()
        try oriel.write(Self.pix, to: "replies/pix.md")
        mkfifo(oriel.path("replies/pipe.md"), 0o600)
        mkdir(oriel.path("replies/folder.md"), 0o700)
        symlink(oriel.path("replies/pix.md"), oriel.path("replies/twin.md"))
        symlink("nowhere", oriel.path("replies/lost.md"))
        let rows = try await oriel.run("canned", "--folder", oriel.path("replies"), "--json").json
        #expect(rows.map { $0["file"]?.text } == ["folder.md", "lost.md", "pipe.md", "pix.md", "twin.md"])
        #expect(rows.filter { $0["error"]?.text?.contains("cannot be read") == true }.count == 3)
        #expect(rows[4]["error"]?.text?.contains("belongs to pix.md") == true)
    }

    @Test func withoutAFolderItSaysWhereOneWouldBe() async throws {
        let oriel = try Oriel()
        try await oriel.run("canned").expectOneLine(66, oriel.path(".config/oriel/canned"), "NAME.md")
        try oriel.writeConfig("canned = \"../replies\"")
        try await oriel.run("canned").expectOneLine(66, "/../replies")
        let doctor = try await oriel.run("doctor", "--offline")
        #expect(doctor.lines.contains { $0.hasPrefix("warn  canned") })
    }

    @Test func theDoctorCountsThemAndNamesTheBroken() async throws {
        let oriel = try Oriel()
        try oriel.writeConfig("agent = \"bia\"")
        #expect(try await !oriel.run("doctor", "--offline").output.contains("canned"))
        try oriel.write(Self.pix, to: ".config/oriel/canned/pix.md")
        try oriel.write("---\n", to: ".config/oriel/canned/z.md")
        let lines = try await oriel.run("doctor", "--offline").lines.filter { $0.dropFirst(6).hasPrefix("canned") }
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("ok") && lines[0].hasSuffix("canned: 1 reply"))
        #expect(lines[1].hasPrefix("warn") && lines[1].contains("z.md:1: its settings are TOML"))
    }

    @Test func theScreenOffersThemOverRealFiles() async throws {
        let oriel = try Oriel()
        try oriel.spool(Webhooks.text("Oi", id: "wamid.a", at: 1_795_512_000), arrivedAt: 1_795_512_000)
        try await oriel.ingest()
        let config = try oriel.writeConfig("agent = \"bia\"\ncanned = \"replies\"")
        try oriel.write(Self.pix, to: ".config/oriel/replies/pix.md")
        let arguments = [
            "render", "--config", config, "--store", oriel.store, "--now", "2026-11-24T10:00:00Z", "--size", "80x24",
            "--format", "text", "--keys",
        ]
        let listed = try await oriel.run(arguments + ["<Enter>/pi"])
        #expect(listed.output.contains("Pagamento por PIX") && listed.output.contains("still blank: data"))
        let chosen = try await oriel.run(arguments + ["<Enter>/pix<Enter><Enter>"])
        #expect(chosen.output.contains("Oi Ana! A chave é o *CNPJ*."))
        #expect(chosen.output.contains("Not sent, still blank: {{data}}"))
    }
}
