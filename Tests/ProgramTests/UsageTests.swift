import Foundation
import TestSupport
import Testing

/// Bad arguments, paths and surroundings: one line, the right status, nothing on standard output.
struct UsageTests {
    @Test(arguments: [
        (["--bogus"], "--bogus"), (["thredas"], "did you mean `oriel threads`?"),
        (["demo", "--bogus"], "oriel demo --help"),
        (["threads", "--queue", "inbix"], "inbox, mine"), (["threads", "--now", "noon"], "2026-11-24T09:41:07Z"),
        (["threads", "--now", "2026-02-30T00:00:00Z"], "write the time as in"),
        (["messages"], "--person"), (["templates", "import", "x.json"], "--waba"),
        (["templates", "import", "--waba", "not an id", "x.json"], "is no account id"),
        (["render", "--size", "0x10"], "1x1 to 1000x400"), (["render", "--size", "1001x10"], "1x1 to 1000x400"),
        (["render", "--size", "80"], "1x1 to 1000x400"), (["render", "--keys", "<Foo>"], "no key is called"),
        (["render", "--keys", "<C-n"], "never ends"), (["export", "--format", "csv"], "'text' and 'jsonl'"),
        (["render", "--format", "png"], "'text', 'frame' or 'svg'"),
        (["render", "--tz", "Europe/Lissbon"], "did you mean Europe/Lisbon?"),
        (["keys", "--json", "--markdown"], "choose one"),
        (["send", "--to", "15557770101"], "give one of --text, --file, --template"),
        (["send", "--to", "15557770101", "--text", "a", "--template", "b"], "give one of --text, --file, --template"),
        (
            ["send", "--to", "15557770101", "--text", "a", "--location", "1,2"],
            "give one of --text, --file, --template"
        ),
        (["send", "--to", "15557770101", "--react", "👍"], "--react and --to-message go together"),
        (["send", "--to", "15557770101", "--text", "a", "--to-message", "wamid.1"], "go together"),
        (
            ["send", "--to", "15557770101", "--react", "👍", "--to-message", "wamid.1", "--reply-to", "wamid.2"],
            "neither a reaction nor a template quotes"
        ),
        (["send", "--to", "15557770101", "--template", "t", "--reply-to", "wamid.2"], "nor a template quotes"),
        (["send", "--to", "15557770101", "--text", "a", "--param", "body.1=x"], "belong to --template"),
        (["send", "--to", "15557770101", "--text", "a", "--timeout", "0"], "between 1 and 3600"),
        (["send", "--to", "15557770101", "--template", "t", "--param", "body"], "key=value"),
        (["send", "--to", "15557770101", "--template", "t", "--param", "foot.1=x"], "key=value"),
        (["send", "--to", "15557770101", "--template", "t", "--param", "bdy.1=x"], "did you mean body.1?"),
        (["threads", "--number", "+55 11 90000-0100"], "made of digits"), (["threads", "--store", ""], "name a file"),
        (
            ["send", "--to", "15557770101", "--template", "t", "--param", "body.1=x", "--param", "body.1=y"],
            "given twice"
        ),
        (["send", "--to", "15557770101", "--text", "a", "--api-base", "ftp://x"], "--api-base"),
        (["send", "--to", "15557770101", "--text", "a", "--api-base", "http://example.com"], "show the token"),
    ])
    func wrongUsageIsOneLineWithStatus64(arguments: [String], part: String) async throws {
        try await Oriel().run(arguments).expectOneLine(64, part)
    }

    @Test(arguments: [
        ["threads", "--store"], ["messages", "--person", "15557770101", "--store"], ["dump", "--store"],
        ["export", "--store"],
        ["rebuild", "--store"], ["render", "--store"], ["templates", "list", "--store"],
        ["send", "--to", "15557770101", "--text", "hi", "--store"],
    ])
    func missingStoreIsNeverMade(arguments: [String]) async throws {
        let oriel = try Oriel()
        let path = oriel.path("nowhere.sqlite")
        try await oriel.run(arguments + [path]).expectOneLine(66, path)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [["threads", "--store"], ["dump", "--store"], ["render", "--store"]])
    func directoryIsNoStore(arguments: [String]) async throws {
        let oriel = try Oriel()
        try await oriel.run(arguments + [oriel.folder]).expectOneLine(66, oriel.folder, "is not a file")
    }

    @Test(arguments: [["threads", "--store"], ["dump", "--store"], ["rebuild", "--store"], ["render", "--store"]])
    func textFileIsNoStore(arguments: [String]) async throws {
        let oriel = try Oriel()
        let path = try oriel.write(String(repeating: "Not a database. ", count: 1_000), to: "letter.sqlite")
        try await oriel.run(arguments + [path]).expectOneLine(65, path, "not an oriel store")
    }

    @Test
    func storeInMissingDirectoryCannotBeMade() async throws {
        let oriel = try Oriel()
        let spool = oriel.path("spool")
        try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
        let path = oriel.path("no/such/inbox.sqlite")
        try await oriel.run("ingest", "--once", "--spool", spool, "--store", path).expectOneLine(
            73, oriel.path("no/such"))
    }

    @Test
    func missingSpoolIsNotMade() async throws {
        let oriel = try Oriel()
        let spool = oriel.path("spol")
        try await oriel.run("ingest", "--once", "--spool", spool, "--store", oriel.path("s.sqlite")).expectOneLine(
            66, spool)
        #expect(!FileManager.default.fileExists(atPath: spool))
    }

    @Test
    func fileIsNoSpool() async throws {
        let oriel = try Oriel()
        let spool = try oriel.write("x", to: "spool")
        try await oriel.run("ingest", "--once", "--spool", spool, "--store", oriel.path("s.sqlite")).expectOneLine(
            69, spool)
    }

    @Test
    func fullOutputIsTold() async throws {
        let oriel = try Oriel()
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(full) }
        #expect(try await oriel.start(["keys"], output: full).end() == 74)
    }

    @Test(arguments: [[], ["inbox"], ["demo"]])
    func screenNeedsATerminal(arguments: [String]) async throws {
        try await Oriel().run(arguments).expectOneLine(69, "not a terminal")
    }

    @Test
    func versionIsOneLine() async throws {
        let outcome = try await Oriel().run("--version")
        #expect(outcome.status == 0 && outcome.lines.count == 1)
    }

    @Test(arguments: [
        "inbox", "demo", "ingest", "threads", "messages", "send", "templates import", "templates sync",
        "templates list", "templates show", "export", "rebuild", "dump", "render", "keys", "theme print", "theme check",
    ])
    func everyCommandHasHelp(command: String) async throws {
        let outcome = try await Oriel().run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("USAGE: oriel \(command)"))
    }
}
