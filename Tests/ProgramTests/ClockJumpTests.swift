import Checker
import Foundation
import Inbox
import Store
import TestSupport
import Testing
import WhatsApp

/// The machine's clock jumps, either way: what was stored does not depend on it, and nothing leaves twice or too late.
struct ClockJumpTests {
    private static let ana = "5511955550191"

    private func ingest(_ oriel: Oriel, at now: Instant) async throws {
        let outcome = try await oriel.run(
            ["ingest", "--once", "--json", "--store", oriel.store, "--spool", oriel.spool, "--now", now.rfc3339])
        guard outcome.status == 0 else { throw Unexpected(outcome: outcome) }
    }

    @Test func theStoreDoesNotDependOnTheClockOfIngesting() async throws {
        let noon: Int64 = 1_795_510_800
        var dumps: Set<String> = []
        for shifts in [[0, 0, 0], [-86_400 * 400, 86_400 * 400, 0], [3_600, -3_600, 7_200]] as [[Int64]] {
            let oriel = try Oriel()
            for (index, shift) in shifts.enumerated() {
                let at = noon + Int64(index) * 60
                try oriel.spool(
                    Webhooks.text("texto \(index)", id: "wamid.\(index)", at: at),
                    Webhooks.status("sent", of: "wamid.out\(index)", at: at), arrivedAt: at + 1)
                try await ingest(oriel, at: Instant(seconds: at + shift))
            }
            dumps.insert(try await oriel.run("dump", "--store", oriel.store).output)
        }
        #expect(dumps.count == 1)
        #expect(dumps.first?.contains("texto 2") == true)
    }

    /// Runs a worker whose clock is off until `isDone`.
    private func work(
        _ oriel: Oriel, _ platform: SimulatedPlatform, at now: Instant, until isDone: () async throws -> Bool
    ) async throws {
        let worker = try oriel.start([
            "work", "--store", oriel.store, "--spool", oriel.spool, "--api-base", platform.url, "--now", now.rfc3339,
        ])
        try await eventually("the worker's end of work", within: 30, isDone)
        worker.signal(SIGTERM)
        #expect(try await worker.end() == 0)
    }

    @Test func messagesLeaveOnceOrNotAtAllWhenTheClockJumps() async throws {
        let outer = try Oriel()
        let platform = try await outer.platform()
        let oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        try await platform.inbound("Oi", from: Self.ana)
        try await outer.ingest()
        let store = try InboxStore(path: oriel.store)
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        func enqueue(_ text: String) throws -> String {
            let alias = try #require(Alias(anyID: Self.ana))
            let row = try #require(try store.thread(number: nil, alias: alias))
            let permit = try SendGate().pass(
                .text(TextContent(body: text)), in: row.gateContext(), pass: .keyPress, at: now
            ).get()
            let id = UUID().uuidString.lowercased()
            _ = try store.enqueue(
                permit, to: row.key, actor: "bia", id: id, dueAt: now,
                notAfter: permit.notAfter ?? now + .hours(1), now: now)
            return id
        }
        let first = try enqueue("antes")
        try await work(oriel, platform, at: now + .seconds(60)) { try store.item(id: first)?.state == .accepted }
        // Back: what left "in the future" neither leaves again nor keeps the next one from leaving.
        let second = try enqueue("depois")
        try await work(oriel, platform, at: now + .seconds(1)) { try store.item(id: second)?.state == .accepted }
        // Ahead, past the window's end: it must not leave.
        let third = try enqueue("tarde demais")
        try await work(oriel, platform, at: now + .hours(26)) { try store.item(id: third)?.state == .refused }
        let taken = (try await platform.record()["accepted"]?.list ?? []).compactMap { $0["callback"]?.text }
        #expect(taken == [first, second])
    }
}
