import Foundation
import Inbox
import Testing

@testable import Cloud

/// 2026-11-24T03:36:33Z
let noon = Instant(seconds: 1_795_491_393)

let desk = NumberID("700111222333444")

func dana(_ last: Int = 1) -> Inbox.Address { .phone("551190000\(1_000 + last)") }

/// Leave to go for a text, as the gate gives it with the window open for 23 more hours.
func permit(
    _ body: String = "Yes, it is ready.", to address: Inbox.Address = dana(), pass: Permit.Pass = .departure,
    at now: Instant = noon, window: Span = .hours(23)
) throws -> Permit {
    let start = now + window - ServiceWindow.length
    let context = GateContext(window: WindowEvidence(trigger: start), address: address, hasWritten: true)
    return try SendGate().pass(.text(TextContent(body: body)), in: context, pass: pass, at: now).get()
}

/// An open row.
func row(
    _ id: String, to address: Inbox.Address = dana(), number: NumberID = desk, enqueued: Int64 = 0, due: Int64? = nil,
    notAfter: Int64 = 3_600, state: OutboxState = .queued, attempts: Int = 0, lastError: FailureNote? = nil
) -> OutboxItem {
    OutboxItem(
        id: id, number: number, address: address, content: .text(TextContent(body: "Hello")), actor: "ana",
        enqueuedAt: noon + .seconds(enqueued), dueAt: noon + .seconds(due ?? enqueued),
        notAfter: noon + .seconds(notAfter), state: state, attempts: attempts, lastError: lastError)
}

func client(
    _ base: String, token: TokenSource? = nil, timeouts: Transport.Timeouts = .init(idle: 10, total: 20),
    now: @escaping @Sendable () -> Instant = { noon }
) throws -> GraphClient {
    GraphClient(
        base: try GraphBase(base), transport: .live(timeouts: timeouts),
        tokens: try token ?? .given(Token("EAAtestToken01")), now: now)
}

/// A directory of this test's own, gone with it.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("oriel-cloud-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // nothing to do about a leftover

    func write(_ text: String, to name: String, mode: Int) throws -> String {
        let file = path + "/" + name
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }
}
