import Foundation
import Glibc
import Spool
import Synchronization
import TestSupport
import Testing
import WhatsApp

/// Many callers at once, honest, hostile and slow, and an end in the midst of them: every 200 has its bytes on disk, and
/// nothing else has.
struct ReceiverLoadTests {
    private static let secret = "s3cret"

    /// What one caller sends.
    private enum Manner: CaseIterable {
        case signed, inPieces, forged, unsigned, tooLarge, brokenOff
    }

    /// What became of the calls; a call without an answer may have been written or not.
    private final class Book: Sendable {
        struct Entry {
            var body: [UInt8]
            var manner: Manner
            var status: Int?
        }

        let entries = Mutex<[Entry]>([])
        let busy = Atomic(0)

        var answered: Int { entries.withLock { $0.count { $0.status != nil } } }
    }

    /// How the server ends while the calls go on; nil lets them all finish first.
    private enum Ending: Int32, CaseIterable {
        case none = 0
        case asked = 15
        case killed = 9
    }

    private func server(_ scratch: Scratch, _ spool: String) async throws -> (program: ServerProgram, port: UInt16) {
        let secret = try scratch.file("secret", Self.secret + "\n")
        let program = try ServerProgram(
            ["receive", "--spool", spool, "--verify-token", "t", "--app-secret-file", secret], log: scratch.path)
        let url = try #require(URL(string: try await program.ready()["url"]?.string ?? ""))
        return (program, UInt16(try #require(url.port)))
    }

    private static func call(_ manner: Manner, body: [UInt8], port: UInt16) throws -> Int? {
        var headers = ["X-Hub-Signature-256": Signature.sign(body: body, appSecret: secret)]
        if manner == .forged { headers = ["X-Hub-Signature-256": Signature.sign(body: body, appSecret: "other")] }
        if manner == .unsigned { headers = [:] }
        let call = HTTPCall(port: port, method: "POST", path: "/webhook", headers: headers, body: body)
        guard manner == .inPieces || manner == .brokenOff else { return try call.answer()?.status }
        let line = try HTTPCall.Line(port: port)
        let bytes = call.head(length: body.count) + body
        let cut = bytes.count - body.count / 2
        try line.send(Array(bytes[..<(cut / 3)]))
        try line.send(Array(bytes[(cut / 3)..<cut]))
        guard manner == .inPieces else { return nil }
        try line.send(Array(bytes[cut...]))
        return line.answer()?.status
    }

    /// One caller: one call after another, until the server is gone.
    private static func go(_ caller: Int, calls: Int, port: UInt16, dice: Dice, _ book: Book) {
        var dice = dice
        for number in 0..<calls {
            // The large ones cost the most and prove the least.
            let manner = dice.oneIn(40) ? .tooLarge : Manner.allCases.filter { $0 != .tooLarge }[dice.number(0...4)]
            let padding = manner == .tooLarge ? Limits.webhookBytes : dice.number(0...3_000)
            let text = #"{"call":"\#(caller)-\#(number)","text":"\#(String(repeating: "x", count: padding))"}"#
            let body = Array(text.utf8)
            guard let status = try? call(manner, body: body, port: port) else {  // refused: the server is gone
                book.entries.withLock { $0.append(Book.Entry(body: body, manner: manner, status: nil)) }
                if manner == .brokenOff { continue }
                break
            }
            book.entries.withLock { $0.append(Book.Entry(body: body, manner: manner, status: status)) }
        }
        book.busy.subtract(1, ordering: .acquiringAndReleasing)
    }

    @Test(arguments: Ending.allCases) private func every200IsOnDiskAndNothingElseIs(_ ending: Ending) async throws {
        for round in 0..<soak {
            try await load(ending, callers: 12, calls: 10, seed: firstSeed &+ UInt64(round))
        }
    }

    private func load(_ ending: Ending, callers: Int, calls: Int, seed: UInt64) async throws {
        let scratch = try Scratch()
        let spool = scratch.path("spool")
        let (program, port) = try await server(scratch, spool)
        // Those who begin and never go on, in the head and in the body: nobody waits for them.
        let idle = try (0..<20).map { index in
            let line = try HTTPCall.Line(port: port)
            let head = HTTPCall(port: port, method: "POST", path: "/webhook").head(length: 100)
            try line.send(index.isMultiple(of: 2) ? Array(head.prefix(30)) : head + Array("{".utf8))
            return line
        }
        let book = Book()
        book.busy.store(callers, ordering: .releasing)
        for caller in 0..<callers {
            let dice = Dice(seed: seed &+ UInt64(caller) &* 7_919)
            Thread { Self.go(caller, calls: calls, port: port, dice: dice, book) }.start()
        }
        if ending != .none {
            let enough = callers * calls / 4
            try await eventually("enough calls") {
                book.answered >= enough || book.busy.load(ordering: .acquiring) == 0
            }
            program.process.signal(ending.rawValue)
        }
        try await eventually("every caller's end") { book.busy.load(ordering: .acquiring) == 0 }
        for line in idle { line.hangUp() }
        if ending == .none { program.process.signal(SIGTERM) }
        #expect(try await program.process.end() == (ending == .killed ? 128 + SIGKILL : 0))
        try compare(book, with: spool, ending, seed)
    }

    private func compare(_ book: Book, with spool: String, _ ending: Ending, _ seed: UInt64) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: spool + "/new")
        let bodies = try names.compactMap { name in
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: spool + "/new/" + name)))
            return try SpoolName(name).map { try Envelope.parse(name: $0, bytes: bytes).body }
        }
        let written = Set(bodies)
        #expect(written.count == bodies.count, "each once")
        let entries = book.entries.withLock { $0 }
        let lost = entries.filter { $0.status == 200 && !written.contains($0.body) }
        let extra = entries.filter { $0.status != nil && $0.status != 200 && written.contains($0.body) }
        #expect(lost.isEmpty && extra.isEmpty, "ORIEL_SEED=\(seed)")
        let broken = entries.filter { $0.manner == .brokenOff && written.contains($0.body) }
        #expect(broken.isEmpty, "half a body is none")
        let statuses = Set(entries.compactMap(\.status))
        #expect(statuses.isSubset(of: [200, 401, 403, 413]))
        #expect(statuses.isSuperset(of: [200, 401, 403]))
        if ending != .killed { #expect(try FileManager.default.contentsOfDirectory(atPath: spool + "/tmp").isEmpty) }
    }
}
