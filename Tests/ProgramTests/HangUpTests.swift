import Foundation
import Glibc
import Inbox
import Store
import TestSupport
import Testing
import WhatsApp

/// The window is closed, or the connection is lost, while a message is on its way to the platform.
struct HangUpTests {
    private static let ana = "5511955550191"

    /// What became of it is not known then: it says so, whoever works next gives it no second chance, and the status that
    /// carries its id settles it.
    @Test func whatWasLeavingIsUncertainAndNeverSentAgain() async throws {
        let home = try Oriel()
        let platform = try await home.platform()
        try await platform.inbound("Oi, tudo bem?", from: Self.ana)
        _ = try await home.ingest()
        try home.writeConfig("undo_delay = 0\napi_base = \"\(platform.url)\"\n")
        try await platform.fail(["mode": "timeout"])
        let terminal = try PseudoTerminal(columns: 100, rows: 30)
        // In a session of its own, with this terminal as the one that can hang up.
        let process = try ChildProcess(
            "/usr/bin/setsid",
            [
                "--ctty", Oriel.path, "inbox", "--no-tour", "--spool", home.spool, "--store", home.store, "--agent",
                "bia",
            ],
            environment: [
                "HOME": home.folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
                "ORIEL_TOKEN": platform.token,
            ], input: terminal.terminal, output: terminal.terminal)
        try await terminal.wait(for: "Oi, tudo bem?")
        terminal.type("\rJá vou ver\r")
        let store = try InboxStore(path: home.store)
        let id = try await value("a message that is leaving") {
            try store.openItems(limit: 10).first { $0.state == .leaving }?.id
        }
        terminal.hangUp()
        #expect(try await process.end(within: 30) == 128 + SIGHUP)
        #expect(try store.item(id: id)?.state == .uncertain)

        let worker = try home.with(environment: ["ORIEL_TOKEN": platform.token])
            .start(
                ["work", "--store", home.store, "--spool", home.spool, "--api-base", platform.url],
                into: home.path("said"))
        try await eventually("the status settles it") { try store.item(id: id)?.state == .accepted }
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
        #expect(try await platform.record()["accepted"]?.list?.count == 1)
    }
}
