import Foundation
import Glibc
import TestSupport
import Testing
import WhatsApp

/// `oriel --plain`: the real program at a pipe and at a terminal that can do nothing; and a config that is read again.
struct PlainTests {
    private static let ana = "5511955550191"

    private func stage() async throws -> (oriel: Oriel, platform: SimulatedPlatform, arguments: [String]) {
        let oriel = try Oriel()
        let platform = try await oriel.platform()
        try await platform.inbound("Oi, tudo bem?", from: Self.ana, name: "Ana Prado")
        _ = try await oriel.ingest()
        try oriel.writeConfig("undo_delay = 0\napi_base = \"\(platform.url)\"\n")
        return (
            oriel.with(environment: ["ORIEL_TOKEN": platform.token, "TERM": "dumb"]), platform,
            ["--store", oriel.store, "--spool", oriel.spool, "--agent", "bia"]
        )
    }

    @Test func aScriptAnswersAndLeavesWhenItHasGone() async throws {
        let (oriel, platform, arguments) = try await stage()
        let script = "list\nopen 1\nreply Já vou ver\nsend\nnonsense\n"
        let outcome = try await oriel.run(["--plain"] + arguments, input: script)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("Conversation with Ana Prado") && outcome.output.contains("Oi, tudo bem?"))
        #expect(outcome.output.contains("To Ana Prado, not sent: Já vou ver"))
        #expect(outcome.output.contains("there is no order nonsense"))
        #expect(!outcome.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(try await platform.record()["accepted"]?.list?.count == 1)
    }

    @Test func whatIsNotSentIsADraftOfTheScreen() async throws {
        let (oriel, platform, arguments) = try await stage()
        _ = try await oriel.run(["--plain"] + arguments, input: "open 1\nreply amanhã às dez\n")
        #expect(try await platform.record()["accepted"]?.list?.isEmpty ?? true)
        let second = try await oriel.run(["--plain"] + arguments, input: "open 1\nsend\n")
        #expect(second.status == 0 && second.output.contains("reply first"), "only what was said here is sent")
        #expect(try await platform.record()["accepted"]?.list?.isEmpty ?? true)
        let third = try await oriel.run(["--plain"] + arguments, input: "open 1\nreply amanhã às dez\nsend\n")
        #expect(third.output.contains("amanhã às dez"))
        #expect(try await platform.record()["accepted"]?.list?.count == 1)
    }

    @Test func aDumbTerminalHearsWhatComes() async throws {
        let (oriel, platform, arguments) = try await stage()
        let terminal = try PseudoTerminal()
        let process = try oriel.start(
            ["inbox", "--plain"] + arguments, input: terminal.terminal, output: terminal.terminal)
        try await terminal.wait(for: "One order a line")
        try await platform.inbound("Ainda aí?", from: Self.ana, name: "Ana Prado")
        try await terminal.wait(for: "Ana Prado: Ainda aí?")
        terminal.type("open 1\n")
        try await terminal.wait(for: "Conversation with Ana Prado")
        terminal.type("quit\n")
        #expect(try await process.end(within: 30) == 0)
        #expect(!terminal.output.contains("\u{1B}"), "no byte steers the terminal")
    }

    /// SIGHUP with the terminal still there reads the config again; a mistake in it is told with its line and changes nothing.
    @Test func hangUpReadsTheConfigAgain() async throws {
        let oriel = try Oriel()
        let path = try oriel.writeConfig("borders = \"line\"\n")
        let terminal = try PseudoTerminal(columns: 120, rows: 30)
        let process = try oriel.start(["inbox", "--no-tour"], input: terminal.terminal, output: terminal.terminal)
        try await terminal.wait(for: "inbox")
        try oriel.writeConfig("borders = \"ascii\"\nspool = \"elsewhere\"\n")
        process.signal(SIGHUP)
        try await terminal.wait(for: "only the next start changes: spool")
        terminal.forget()
        try oriel.writeConfig("\n\ncolour = 1\n")
        process.signal(SIGHUP)
        try await terminal.wait(for: "\(path):3:")
        terminal.forget()
        try oriel.writeConfig("keys.global.quit = [\"<C-o>\"]\n")
        // ^X R does the same as the signal.
        terminal.type("\u{18}R")
        try await terminal.wait(for: "read again")
        terminal.type("\u{0F}")
        #expect(try await process.end(within: 30) == 0)
    }

    /// `oriel --plain | head -1`: whoever reads has read enough. That is no fault, and no word is lost.
    @Test func whoeverReadsMayHaveReadEnough() async throws {
        let (oriel, platform, arguments) = try await stage()
        var (input, output): ([Int32], [Int32]) = ([0, 0], [0, 0])
        try #require(pipe(&input) == 0 && pipe(&output) == 0)
        defer { for end in [input[0], input[1], output[1]] { close(end) } }
        let process = try oriel.start(["--plain"] + arguments, input: input[0], output: output[1])
        func order(_ text: String) { _ = text.withCString { Glibc.write(input[1], $0, strlen($0)) } }
        _ = fcntl(output[0], F_SETFL, O_NONBLOCK)
        var said = ""
        func hears(_ words: String) async throws {
            try await eventually(words) {
                var bytes = [UInt8](repeating: 0, count: 4_096)
                let count = read(output[0], &bytes, bytes.count)
                if count > 0 { said += String(decoding: bytes[..<count], as: UTF8.self) }
                return said.contains(words)
            }
        }
        order("open 1\nreply guarda isto\n")
        try await hears("not sent: guarda isto")
        close(output[0])
        order("list\n")
        #expect(try await process.end(within: 30) == 0)
        let second = try await oriel.run(["--plain"] + arguments, input: "open 1\nreply outro\n")
        #expect(second.output.contains("not sent: guarda isto"), "\(second.output)")
        #expect(try await platform.record()["accepted"]?.list?.isEmpty ?? true)
    }

    /// A disk that takes no more is a fault, and is said to be.
    @Test func whatCannotBeWrittenIsSaid() async throws {
        let (oriel, _, arguments) = try await stage()
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        try #require(full >= 0)
        defer { close(full) }
        let errors = oriel.path("errors")
        let file = open(errors, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        let process = try oriel.start(["--plain"] + arguments, output: full, errors: file)
        #expect(try await process.end(within: 30) == 74)
        #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("standard output"))
    }

    /// The demo by lines: its customers write, and nothing is left behind.
    @Test func theDemoHasLinesToo() async throws {
        let oriel = try Oriel()
        let outcome = try await oriel.run(["demo", "--plain"], input: "list\n/pedido\nquit\nyes\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("One order a line") && outcome.output.contains("newest first"))
        #expect(!outcome.output.contains("\u{1B}"))
        let both = try await oriel.run(["demo", "--plain", "--play"])
        #expect(both.status == 64 && both.errors.contains("--play"))
    }

    /// Hooks run beside lines as beside a screen.
    @Test func hooksAreTold() async throws {
        let (oriel, platform, arguments) = try await stage()
        let seen = oriel.path("seen")
        try oriel.write("#!/bin/sh\necho \"$1\" >> '\(seen)'\n", to: ".config/oriel/hooks/log", mode: 0o700)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: oriel.path(".config/oriel/hooks"))
        try oriel.writeConfig("undo_delay = 0\napi_base = \"\(platform.url)\"\nhooks = \"hooks\"\n")
        let terminal = try PseudoTerminal()
        let process = try oriel.start(
            ["inbox", "--plain"] + arguments, input: terminal.terminal, output: terminal.terminal)
        try await terminal.wait(for: "Ana Prado")
        var count = 0
        try await eventually("the hook was told") {
            // The wish begins with its first look.
            count += 1
            if count % 100 == 1 {
                try await platform.inbound("mais \(count)", from: Self.ana, name: "Ana Prado")
            }
            return FileManager.default.fileExists(atPath: seen)
        }
        terminal.type("quit\n")
        #expect(try await process.end() == 0)
    }
}
