import Foundation
import TestSupport
import Testing

/// How the inbox starts and ends on a terminal, and how it says that it cannot.
struct TerminalStartTests {
    private struct Sitting {
        /// Keeps its folder for as long as the sitting is looked at.
        let oriel: Oriel
        let process: ChildProcess
        let errors: String

        var said: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }  // nothing yet
    }

    private func start(_ oriel: Oriel, on terminal: PseudoTerminal, _ arguments: [String]) throws -> Sitting {
        let errors = oriel.path(".errors")
        let log = open(errors, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(log) }
        let process = try oriel.start(
            arguments, input: terminal.terminal, output: terminal.terminal, errors: log)
        return Sitting(oriel: oriel, process: process, errors: errors)
    }

    /// An unknown name is no reason to refuse: a common one is taken, and it is said.
    @Test(arguments: ["xterm-256color", "vt100", "no-such-terminal"])
    func opensAndGivesTheTerminalBack(term: String) async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let oriel = try Oriel(environment: ["TERM": term])
        let sitting = try start(oriel, on: terminal, ["inbox", "--no-tour"])
        try await terminal.wait(for: "inbox")
        #expect(terminal.modes != before)
        // A terminal of old has no line to draw between the panes.
        try await terminal.wait(for: term == "vt100" ? "|" : "│")
        if term == "vt100" { #expect(!terminal.output.contains("│") && !terminal.output.contains("─")) }
        terminal.type("\u{11}")  // ^Q
        #expect(try await sitting.process.end() == 0)
        #expect(terminal.modes == before)
        #expect(sitting.said.isEmpty)
    }

    @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")])
    func signalGivesTheTerminalBack(signal: Int32, name: String) async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        let sitting = try start(try Oriel(), on: terminal, ["inbox", "--no-tour"])
        try await terminal.wait(for: "inbox")
        sitting.process.signal(signal)
        _ = try await sitting.process.end()
        #expect(terminal.modes == before)
        #expect(terminal.output.contains("\u{1B}[?1049l"), "the alternate screen is left")
    }

    @Test
    func dumbTerminalIsOneLine() async throws {
        let terminal = try PseudoTerminal()
        let sitting = try start(try Oriel(environment: ["TERM": "dumb"]), on: terminal, ["inbox", "--no-tour"])
        #expect(try await sitting.process.end() == 69)
        #expect(sitting.said.split(separator: "\n").count == 1 && sitting.said.contains("TERM=dumb"))
    }

    @Test(arguments: [
        (["--theme", "drak"], 66, "Did you mean “dark”?"), (["--api-base", "ftp://x"], 64, "https://"),
        (["--store", "/dev/null"], 66, "/dev/null"), (["--config", "/no/such.toml"], 66, "/no/such.toml"),
    ])
    func mistakeIsToldBeforeTheScreenIsTaken(arguments: [String], status: Int32, part: String) async throws {
        let terminal = try PseudoTerminal()
        let oriel = try Oriel(environment: ["ORIEL_TOKEN": "EAAG"])
        let sitting = try start(oriel, on: terminal, ["inbox", "--no-tour"] + arguments)
        #expect(try await sitting.process.end() == status)
        #expect(sitting.said.split(separator: "\n").count == 1 && sitting.said.contains(part), "\(sitting.said)")
        #expect(!terminal.output.contains("\u{1B}[?1049h"))
    }

    /// Not by the first message that does not leave.
    @Test(arguments: [
        ("token", 0o644, 77, "chmod 600"), ("empty", 0o600, 78, "gives nothing"),
        ("missing", 0o600, 66, "is not there"),
    ])
    func tokenThatCannotBeReadIsToldAtTheStart(name: String, mode: Int, status: Int32, part: String) async throws {
        let terminal = try PseudoTerminal()
        let oriel = try Oriel()
        try oriel.write("EAAGsecret", to: "token", mode: mode)
        try oriel.write("\n", to: "empty", mode: 0o600)
        try oriel.writeConfig("token_file = \"~/\(name)\"\nwaba = \"1\"")
        let sitting = try start(oriel, on: terminal, ["inbox", "--no-tour"])
        #expect(try await sitting.process.end() == status)
        #expect(sitting.said.split(separator: "\n").count == 1 && sitting.said.contains(part), "\(sitting.said)")
        #expect(!terminal.output.contains("\u{1B}[?1049h") && !sitting.said.contains("EAAGsecret"))
    }

    @Test
    func smallWindowIsSaidNotRefused() async throws {
        let terminal = try PseudoTerminal(columns: 30, rows: 6)
        let sitting = try start(try Oriel(), on: terminal, ["inbox", "--no-tour"])
        try await terminal.wait(for: "40")
        terminal.type("\u{11}")
        #expect(try await sitting.process.end() == 0)
    }
}
