import Cloud
import Desk
import Foundation
import Inbox
import Spool
import Store
import TestSupport
import Testing

@testable import Engine

/// A store, a spool and an outbox of one's own beside `orield simulate`, a process of its own, over real HTTP.
struct PlatformDesk {
    let scratch: Scratch
    let spool: SpoolDirectory
    let store: InboxStore
    let mailbox = Mailbox()
    let facts = StatusFacts()

    init() throws {
        scratch = try Scratch()
        spool = try SpoolDirectory(path: scratch.path + "/spool")
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
    }

    static let clock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    /// A platform that writes into the spool.
    func platform(port: Int = 0, options: [String] = []) async throws -> SimulatedPlatform {
        try await SimulatedPlatform(spool: spool.path, seed: 7, port: port, log: scratch.path, options: options)
    }

    func client(
        _ platform: SimulatedPlatform, timeouts: Transport.Timeouts = Transport.Timeouts()
    ) throws -> GraphClient {
        GraphClient(
            base: try GraphBase(platform.url), transport: .live(timeouts: timeouts),
            tokens: .given(try Token(platform.token)), now: Self.clock)
    }

    /// Runs ingester and worker while `body` acts.
    func working(_ client: GraphClient, gate: SendGate = SendGate(), _ body: () async throws -> Void) async throws {
        let worker = OutboxWorker(
            store: store, client: client, gate: gate, clock: Self.clock, mailbox: mailbox, facts: facts)
        let ingester = SpoolIngester(
            store: store, directory: spool, appSecret: nil, numbers: nil, clock: Self.clock, mailbox: mailbox,
            facts: facts)
        ingester.start()
        let running = Task { await worker.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        worker.finish()
        await running.value
        ingester.stop()
        try result.get()
    }

    func row(_ phone: String) throws -> ThreadRow? {
        guard let alias = Alias(anyID: phone) else { return nil }
        return try store.thread(number: nil, alias: alias)
    }

    /// - Returns: the id of its row in the outbox.
    func enqueue(_ content: Content, to phone: String, gate: SendGate = SendGate()) throws -> String {
        let key = try #require(try row(phone)).key
        let answers = Mailbox()
        var services = Services(
            store: store, agent: "bia", undoDelay: .zero, clock: Self.clock, uuid: { UUID().uuidString.lowercased() })
        services.gate = gate
        EffectRunner(services: services, mailbox: answers).runNow(
            .enqueue(key, content, Consents(), replaces: nil, optIn: nil))
        for case .action(.enqueued(let item, _)) in answers.take() { return item.id }
        throw Overdue(what: "the row")
    }

    func message(_ id: String, _ phone: String) throws -> Message? {
        guard let key = try row(phone)?.key else { return nil }
        return try store.messages(key, count: 50).messages.first { $0.localID == id }
    }
}
