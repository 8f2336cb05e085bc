import Checker
import Foundation
import Glibc
import Inbox
import Store
import TestSupport
import Testing
import WhatsApp

/// A disk without room, and one that cannot be written: said aloud, nothing lost, and on it goes when there is room again.
@Suite(.enabled(if: SmallDisk.isPossible, "NOT TESTED: a small tmpfs needs root, mount and umount"))
struct FullDiskTests {
    private static let ana = "5511955550191"

    /// Store and spool on a small disk; the rest elsewhere.
    private struct Stage {
        let oriel: Oriel
        let disk: SmallDisk
        let platform: SimulatedPlatform

        init() async throws {
            let outer = try Oriel()
            try outer.writeConfig("undo_delay = 0\n")
            disk = try SmallDisk(kilobytes: 6_144)
            platform = try await SimulatedPlatform(spool: disk.path("spool"), seed: 11, log: outer.folder)
            oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        }

        var store: String { disk.path("inbox.sqlite") }
        var spool: String { disk.path("spool") }
        var both: [String] { ["--store", store, "--spool", spool] }

        func ingest() async throws -> Oriel.Outcome { try await oriel.run(["ingest", "--once", "--json"] + both) }

        func findings() async throws -> [Finding] {
            let record = try await platform.record()
            return Audit.findings(
                in: try Evidence(spool: spool, store: store, record: record), isSettled: true)
        }
    }

    /// Customers who wrote before the trouble began are in the store; more has come since.
    private func stage(waiting: Int) async throws -> Stage {
        let stage = try await Stage()
        try await stage.platform.inbound("Oi", from: Self.ana)
        #expect(try await stage.ingest().status == 0)
        for number in 0..<waiting { try await stage.platform.inbound("texto \(number)", from: Self.ana) }
        return stage
    }

    @Test func aFullDiskKeepsWebhooksInTheSpool() async throws {
        let stage = try await stage(waiting: 60)
        stage.disk.fill()
        let refused = try await stage.ingest()
        refused.expectOneLine(74, "space")
        #expect(try FileManager.default.contentsOfDirectory(atPath: stage.spool + "/new").count == 60)
        stage.disk.clear()
        let report = try #require(try await stage.ingest().json.first)
        #expect(report["messages"]?.int == 60)
        #expect(try await stage.findings() == [])
    }

    @Test func aReadOnlyDiskKeepsWebhooksInTheSpool() async throws {
        let stage = try await stage(waiting: 5)
        try stage.disk.setReadOnly(true)
        let refused = try await stage.ingest()
        #expect([74, 77].contains(refused.status), "\(refused)")
        #expect(refused.errors.hasPrefix("oriel: ") && refused.output.isEmpty)
        try stage.disk.setReadOnly(false)
        let report = try #require(try await stage.ingest().json.first)
        #expect(report["messages"]?.int == 5)
        #expect(try await stage.findings() == [])
    }

    @Test func nothingLeavesThatCannotBeWrittenDown() async throws {
        let stage = try await stage(waiting: 0)
        let send = ["send", "--store", stage.store, "--to", Self.ana, "--text", "Bom dia!"]
        stage.disk.fill()
        let refused = try await stage.oriel.run(send + ["--api-base", stage.platform.url, "--json"])
        #expect(refused.status != 0 && refused.errors.contains("full"), "\(refused)")
        #expect(try await stage.platform.record()["accepted"]?.list?.isEmpty == true)
        stage.disk.clear()
        #expect(try await stage.oriel.run(send + ["--api-base", stage.platform.url, "--json"]).status == 0)
        #expect(try await stage.platform.record()["accepted"]?.list?.count == 1)
    }

    @Test func theWorkerWaitsForRoomAndThenSendsOnce() async throws {
        let stage = try await stage(waiting: 0)
        let said = stage.oriel.path("work.txt")
        let worker = try stage.oriel.start(["work", "--api-base", stage.platform.url] + stage.both, into: said)
        try await eventually("the worker works") {
            try String(contentsOfFile: said, encoding: .utf8).contains("working")
        }
        let store = try InboxStore(path: stage.store)
        let alias = try #require(Alias(anyID: Self.ana))
        let row = try #require(try store.thread(number: nil, alias: alias))
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let permit = try SendGate().pass(
            .text(TextContent(body: "Bom dia!")), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        let id = UUID().uuidString.lowercased()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: id, dueAt: now + .seconds(1),
            notAfter: now + .hours(1), now: now)
        stage.disk.fill()
        try await eventually("it says so", within: 30) {
            try String(contentsOfFile: said, encoding: .utf8).contains("space")
        }
        stage.disk.clear()
        try await eventually("it is accepted", within: 30) { try store.item(id: id)?.state == .accepted }
        try await eventually("its webhooks came in", within: 30) {
            try FileManager.default.contentsOfDirectory(atPath: stage.spool + "/new").isEmpty
        }
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
        #expect(try await stage.platform.record()["accepted"]?.list?.count == 1)
    }

    @Test func wordsTypedOnAFullDiskAreKeptAndWrittenLater() async throws {
        let stage = try await stage(waiting: 0)
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let inbox = try stage.oriel.start(
            ["inbox", "--no-tour", "--queue", "all", "--agent", "bia", "--api-base", stage.platform.url] + stage.both,
            input: terminal.terminal, output: terminal.terminal)
        try await terminal.wait(for: "Oi")
        terminal.type("\r")
        try await terminal.wait(for: "Nova Cliente")
        stage.disk.fill()
        terminal.type("palavras que ficam")
        try await terminal.wait(for: "full")
        stage.disk.clear()
        let store = try InboxStore(path: stage.store)
        try await eventually("the draft is on disk") {
            try store.drafts(agent: "bia").values.contains("palavras que ficam")
        }
        inbox.kill()
    }
}
