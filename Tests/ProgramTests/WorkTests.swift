import Foundation
import TestSupport
import Testing
import WhatsApp

/// `oriel work` and the inboxes beside it, as processes of their own, with `orield simulate` as the platform.
struct WorkTests {
    private static let ana = "5511955550191"

    private struct Stage {
        let oriel: Oriel
        let platform: SimulatedPlatform

        var arguments: [String] {
            ["--store", oriel.store, "--spool", oriel.spool, "--api-base", platform.url]
        }

        /// Starts a worker and waits until it says that it works.
        func worker() async throws -> ChildProcess {
            let file = oriel.path("work-\(UUID().uuidString)")
            let process = try oriel.with(environment: ["ORIEL_TOKEN": platform.token])
                .start(["work", "--json"] + arguments, into: file)
            let ready = try await value("the ready line of oriel work") { () -> JSONValue? in
                let said = FileManager.default.contents(atPath: file) ?? Data()
                guard let end = said.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
                return try JSONValue(bytes: said[..<end])
            }
            #expect(ready["process"]?.int == Int64(process.id))
            return process
        }

        /// Opens an inbox on a terminal of its own, with or without a token.
        func inbox(on terminal: PseudoTerminal, hasToken: Bool) throws -> ChildProcess {
            let own = hasToken ? oriel.with(environment: ["ORIEL_TOKEN": platform.token]) : oriel
            return try own.start(
                ["inbox", "--no-tour", "--queue", "all"] + arguments, input: terminal.terminal,
                output: terminal.terminal)
        }

        func messages() async throws -> [JSONValue] {
            try await oriel.run("messages", "--store", oriel.store, "--person", WorkTests.ana, "--json").json
        }

        /// The word for the newest message of ours.
        func status() async throws -> String? {
            try await messages().last { $0["direction"] == "out" }?["status"]?.text
        }
    }

    private func stage() async throws -> Stage {
        let oriel = try Oriel()
        return Stage(oriel: oriel, platform: try await oriel.platform())
    }

    private func hears(_ text: String, _ stage: Stage) async throws {
        try await stage.platform.inbound(text, from: Self.ana)
        try await eventually("the store has it") {
            // Not the preview: of two messages in one second either may stand last.
            try await stage.messages().contains { $0["text"]?.text == text }
        }
    }

    @Test func aSecondWorkerEndsWith75AndNamesTheFirst() async throws {
        let stage = try await stage()
        let worker = try await stage.worker()
        try await stage.oriel.with(environment: ["ORIEL_TOKEN": stage.platform.token])
            .run(["work"] + stage.arguments).expectOneLine(75, "oriel work", "process \(worker.id)")
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
        // The seat is free again.
        let next = try await stage.worker()
        next.signal(SIGINT)
        #expect(try await next.end() == 0)
    }

    @Test func withoutATokenItDoesNotBegin() async throws {
        let oriel = try Oriel()
        try await oriel.run("work", "--store", oriel.store, "--spool", oriel.spool).expectOneLine(78, "token")
        #expect(!FileManager.default.fileExists(atPath: oriel.store))
    }

    /// One that fails is told on the log and to the inboxes; one that others may write keeps everything from starting.
    @Test func itTellsHooksWhatHappens() async throws {
        let stage = try await stage()
        let oriel = stage.oriel
        let seen = oriel.path("seen")
        let hook = "#!/bin/sh\n(echo \"$1\"; cat; env) >> '\(seen)'\nexit 7\n"
        let path = try oriel.write(hook, to: ".config/oriel/hooks/log", mode: 0o722)
        try oriel.writeConfig("hooks = \"hooks\"")
        try await oriel.with(environment: ["ORIEL_TOKEN": stage.platform.token])
            .run(["work"] + stage.arguments).expectOneLine(78, "hooks/log", "chmod go-w")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        let worker = try await stage.worker()
        try await hears("Oi, segredo", stage)
        func told() -> String { (try? String(contentsOfFile: seen, encoding: .utf8)) ?? "" }  // not there yet
        try await eventually("the hook was told") { told().contains("message.received") && told().contains("PATH=") }
        #expect(told().contains(Self.ana) && !told().contains("segredo") && !told().contains(stage.platform.token))
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let inbox = try stage.inbox(on: terminal, hasToken: false)
        try await terminal.wait(for: "Oi, segredo")
        terminal.type("\u{18}s6")  // ^X s, work
        try await terminal.wait(for: "ended with status 7")
        terminal.type("qq\u{11}")
        #expect(try await inbox.end() == 0)
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
    }

    @Test func itTakesInAndSendsWhatAnInboxWithoutATokenQueued() async throws {
        let stage = try await stage()
        let worker = try await stage.worker()
        try await hears("Oi, meu pedido?", stage)
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let inbox = try stage.inbox(on: terminal, hasToken: false)
        try await terminal.wait(for: "Oi, meu pedido?")
        #expect(!terminal.output.contains("no token"))
        terminal.type("\rBom dia!\r")
        try await eventually("it is delivered") { try await ["delivered", "read"].contains(stage.status()) }
        terminal.type("\u{18}s")  // ^X s
        try await terminal.wait(for: "process \(worker.id)")
        terminal.type("q\u{11}")
        #expect(try await inbox.end() == 0)
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
    }

    @Test func inboxesShowItsDeathAndOneWithATokenTakesOver() async throws {
        let stage = try await stage()
        let worker = try await stage.worker()
        try await hears("Oi", stage)
        let (plain, able) = (try PseudoTerminal(columns: 120, rows: 40), try PseudoTerminal(columns: 120, rows: 40))
        let inboxes = [
            try stage.inbox(on: plain, hasToken: false), try stage.inbox(on: able, hasToken: true),
        ]
        try await plain.wait(for: "shut")
        try await able.wait(for: "shut")
        #expect(!plain.output.contains("worker has stopped") && !able.output.contains("worker has stopped"))
        worker.kill()
        try await plain.wait(for: "worker has stopped")
        try await able.wait(for: "worker has stopped")
        // Taking in and sending go on.
        try await hears("Alguém?", stage)
        able.type("\rBom dia!\r")
        try await eventually("it is delivered") { try await ["delivered", "read"].contains(stage.status()) }
        // With a new worker all is well again.
        plain.forget()
        let next = try await stage.worker()
        plain.type("\u{18}s")  // ^X s
        try await plain.wait(for: "process \(next.id)")
        for terminal in [plain, able] { terminal.type("\u{18}\u{3}y") }  // ^X ^C
        for inbox in inboxes { inbox.signal(SIGTERM) }
        for inbox in inboxes { _ = try await inbox.end() }
        next.signal(SIGTERM)
        #expect(try await next.end() == 0)
    }

    /// Its answer is waited for; what has none is uncertain, and not left *leaving*.
    @Test func aRequestUnderWayIsSettledBeforeItEnds() async throws {
        let stage = try await stage()
        let worker = try await stage.worker()
        try await hears("Oi", stage)
        try await stage.platform.fail(["mode": "timeout", "processed": true])
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let inbox = try stage.inbox(on: terminal, hasToken: false)
        try await terminal.wait(for: "Oi")
        terminal.type("\rBom dia!\r")
        try await eventually("it is leaving") { try await stage.status() == "leaving" }
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
        #expect(try await ["uncertain", "sent", "delivered", "read"].contains(stage.status()))
        inbox.signal(SIGTERM)
        _ = try await inbox.end()
    }
}
