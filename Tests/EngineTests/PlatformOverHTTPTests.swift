import Cloud
import Desk
@testable import Engine
import Foundation
import Glibc
import Inbox
import Spool
import Store
import Testing
import WhatsApp

/// The outbox against `orield simulate`, a process of its own, over real HTTP, with webhooks through a real spool.
struct PlatformOverHTTPTests {
    private let scratch: Scratch
    private let spool: SpoolDirectory
    private let store: InboxStore
    private let mailbox = Mailbox()
    private let facts = StatusFacts()

    init() throws {
        scratch = try Scratch()
        spool = try SpoolDirectory(path: scratch.path + "/spool")
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
    }

    private static let clock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    private func client(
        _ platform: Platform, timeouts: Transport.Timeouts = Transport.Timeouts()
    ) throws -> GraphClient {
        GraphClient(
            base: try GraphBase(platform.url), transport: .live(timeouts: timeouts),
            tokens: .given(try Token(platform.token)), now: Self.clock)
    }

    private func worker(_ client: GraphClient) -> OutboxWorker {
        OutboxWorker(
            store: store, client: client, gate: SendGate(), clock: Self.clock, mailbox: mailbox, facts: facts)
    }

    /// Runs ingester and worker while `body` acts.
    private func working(_ client: GraphClient, _ body: () async throws -> Void) async throws {
        let worker = worker(client)
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

    private func row(_ phone: String) throws -> ThreadRow? {
        guard let alias = Alias(anyID: phone) else { return nil }
        return try store.thread(number: nil, alias: alias)
    }

    private func enqueue(_ text: String, to phone: String) throws -> String {
        let key = try #require(try row(phone)).key
        let mailbox = Mailbox()
        let services = Services(
            store: store, agent: "bia", undoDelay: .zero, clock: Self.clock, uuid: { UUID().uuidString.lowercased() })
        EffectRunner(services: services, mailbox: mailbox).runNow(
            .enqueue(key, .text(TextContent(body: text)), Consents(), replaces: nil, optIn: nil))
        for case .action(.enqueued(let item, _)) in mailbox.take() { return item.id }
        throw Overdue(what: "the row")
    }

    private func word(_ id: String, _ phone: String) throws -> String? {
        guard let key = try row(phone)?.key else { return nil }
        return try store.messages(key, before: nil, count: 50).messages.first { $0.localID == id }?.delivery?.word
    }

    @Test func aMessageIsReadByASimulatedCustomer() async throws {
        let platform = try Platform(spool: spool.path, in: scratch)
        let phone = "5511955550777"
        try await working(try client(platform)) {
            try platform.steer("inbound", #"{"from":"\#(phone)","text":"oi"}"#)
            try await eventually("the customer") { try row(phone) != nil }
            let id = try enqueue("bom dia", to: phone)
            try await eventually("read") { try word(id, phone) == "read" }
        }
    }

    @Test(arguments: [
        (#"{"code":131047}"#, "refused"), (#"{"code":131047,"async":true}"#, "failed"), (#"{"http":502}"#, "uncertain"),
        (#"{"mode":"truncate","processed":false}"#, "uncertain"),
        (#"{"mode":"timeout","processed":false}"#, "uncertain"),
        (#"{"mode":"truncate"}"#, "read"), (#"{"mode":"timeout"}"#, "read"), (#"{"code":131016,"http":503}"#, "read"),
    ])
    func whatGoesWrongEndsAsItShould(fault: String, end: String) async throws {
        let platform = try Platform(spool: spool.path, in: scratch)
        let phone = "5511955550778"
        try await working(try client(platform, timeouts: Transport.Timeouts(idle: 1, total: 2))) {
            try platform.steer("inbound", #"{"from":"\#(phone)","text":"oi"}"#)
            try await eventually("the customer") { try row(phone) != nil }
            try platform.steer("fail", fault)
            let id = try enqueue("bom dia", to: phone)
            try await eventually(end) { try word(id, phone) == end }
        }
    }

    @Test func aPlatformThatIsDownKeepsTheRowAndGetsItWhenItIsBack() async throws {
        let phone = "5511955550779"
        var platform: Platform? = try Platform(spool: spool.path, in: scratch)
        let port = try #require(platform).port
        let client = try client(try #require(platform))
        try await working(client) {
            try platform?.steer("inbound", #"{"from":"\#(phone)","text":"oi"}"#)
            try await eventually("the customer") { try row(phone) != nil }
            platform?.end()
            platform = nil
            let id = try enqueue("bom dia", to: phone)
            try await eventually("the trouble") {
                if case .network = facts.current.trouble { true } else { false }
            }
            #expect(try store.item(id: id)?.state == .queued)
            platform = try Platform(spool: spool.path, in: scratch, port: port)
            // The new process knows nobody: they write again, and the window is open there too.
            try platform?.steer("inbound", #"{"from":"\#(phone)","text":"oi?"}"#)
            try await eventually("accepted", within: 60) { try store.item(id: id)?.state == .accepted }
            try await eventually("the trouble's end") { facts.current.trouble == nil }
        }
    }
}

/// `orield simulate` as a process of its own, ended by its id with the test.
final class Platform {
    let url: String
    let token: String
    let port: Int
    private let process = Process()

    init(spool: String, in scratch: Scratch, port: Int = 0) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        // Beside this test program, where the build puts both.
        process.executableURL = URL(fileURLWithPath: (own as NSString).deletingLastPathComponent + "/orield")
        process.arguments = ["simulate", "--spool", spool, "--seed", "7", "--port", "\(port)"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var bytes: [UInt8] = []
        while !bytes.contains(UInt8(ascii: "\n")) {
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { throw Overdue(what: "the ready line of a program that ended") }
            bytes += part
        }
        let ready = try JSONValue(bytes: bytes)
        url = try #require(ready["url"]?.string)
        token = try #require(ready["token"]?.string)
        self.port = try #require(URL(string: url)?.port)
    }

    deinit { end() }

    func end() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// One of the `/_sim` paths.
    func steer(_ path: String, _ body: String) throws {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(isConnected)
        let head = "POST /_sim/\(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n"
        let bytes = Array((head + body).utf8)
        try #require(send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var answer = [UInt8](repeating: 0, count: 1_024)
        let count = recv(socket, &answer, answer.count, 0)
        let status = String(decoding: answer.prefix(max(0, count)), as: UTF8.self).prefix(12)
        try #require(status.hasPrefix("HTTP/1.1 2"), Comment(rawValue: String(status)))
    }
}
