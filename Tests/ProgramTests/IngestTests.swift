import Foundation
import Spool
import TestSupport
import Testing
import WhatsApp

struct IngestTests {
    private static let start: Int64 = 1_795_512_000

    @Test
    func countsAreTheEightOfTheContract() async throws {
        let oriel = try Oriel()
        try oriel.spool(
            Webhooks.text("Oi", id: "wamid.1", at: Self.start),
            Webhooks.text("Tudo bem?", id: "wamid.2", at: Self.start + 5),
            Webhooks.status("delivered", of: "wamid.9", at: Self.start + 6), arrivedAt: Self.start + 10)
        try oriel.write("{ not json", to: "spool/new/1795512000000-bad.json")
        try FileManager.default.createSymbolicLink(
            atPath: oriel.spool + "/new/1795512000001-link.json", withDestinationPath: "/etc/passwd")
        let outcome = try await oriel.run(
            "ingest", "--store", oriel.store, "--spool", oriel.spool, "--once", "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.lines.count == 1)
        let report = try #require(try outcome.json.first)
        #expect(
            report.object?.keys.sorted()
                == ["duplicates", "files", "ignored", "messages", "others", "quarantined", "seconds", "statuses"])
        #expect(report["files"]?.int == 3)
        #expect(report["messages"]?.int == 2)
        #expect(report["statuses"]?.int == 1)
        #expect(report["duplicates"]?.int == 0)
        #expect(report["quarantined"]?.int == 1)
        #expect(report["ignored"]?.int == 1)
        #expect((report["seconds"]?.double ?? -1) >= 0)
        let order = outcome.output.split(separator: "\"").filter { $0.allSatisfy(\.isLetter) }
        #expect(
            order == ["files", "messages", "statuses", "others", "duplicates", "quarantined", "ignored", "seconds"])
    }

    @Test
    func repeatsAreCountedByEventAndChangeNothing() async throws {
        let oriel = try Oriel()
        let three = Webhooks.messages(
            (1...3).map { index in
                [
                    "from": "5511955550101", "id": .string("wamid.\(index)"),
                    "timestamp": .string("\(Self.start + Int64(index))"),
                    "type": "text", "text": ["body": "Oi"],
                ]
            })
        try oriel.spool(three, arrivedAt: Self.start + 60)
        #expect(try await oriel.ingest()["messages"]?.int == 3)
        let before = try await oriel.run("dump", "--store", oriel.store).output
        try oriel.spool(three, arrivedAt: Self.start + 60)
        let again = try await oriel.ingest()
        #expect(again["duplicates"]?.int == 3 && again["messages"]?.int == 0)
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before)
        #expect(!before.isEmpty)
    }

    @Test
    func takenSpoolNamesItsHolder() async throws {
        let oriel = try Oriel()
        let directory = try SpoolDirectory(path: oriel.spool)
        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: directory, command: "oriel work") else {
            Issue.record("the lock of a new spool is taken")
            return
        }
        defer { lock.release() }
        for flags in [["--once"], []] {
            try await oriel.run(["ingest", "--store", oriel.store, "--spool", oriel.spool] + flags)
                .expectOneLine(75, "oriel work", "process \(ProcessInfo.processInfo.processIdentifier)")
        }
        #expect(!FileManager.default.fileExists(atPath: oriel.store))
    }

    @Test
    func badSignatureIsQuarantined() async throws {
        let oriel = try Oriel()
        try oriel.write("s3cret", to: "secret")
        try oriel.writeConfig("app_secret_file = \"~/secret\"")
        try oriel.spool(Webhooks.text("Oi", id: "wamid.1", at: Self.start), arrivedAt: Self.start)
        let report = try await oriel.ingest()
        #expect(report["quarantined"]?.int == 1 && report["messages"]?.int == 0)
    }

    /// Without `--once` it takes in what comes, says what it did when it is asked to end, and leaves the spool to
    /// others.
    @Test(arguments: [SIGTERM, SIGINT])
    func keepsOnUntilItIsAskedToEnd(signal: Int32) async throws {
        let oriel = try Oriel()
        try oriel.spool(Webhooks.text("Oi", id: "wamid.1", at: Self.start), arrivedAt: Self.start)
        let output = oriel.path("out")
        let process = try oriel.start(
            ["ingest", "--store", oriel.store, "--spool", oriel.spool, "--json"], into: output)
        try await untilMessages(1, in: oriel)
        try oriel.spool(Webhooks.text("E agora?", id: "wamid.2", at: Self.start + 60), arrivedAt: Self.start + 60)
        try await untilMessages(2, in: oriel)
        process.signal(signal)
        #expect(try await process.end() == 0)
        let report = try JSONValue(bytes: try Data(contentsOf: URL(fileURLWithPath: output)))
        #expect(report["messages"]?.int == 2 && report["files"]?.int == 2)
        #expect(try await oriel.ingest()["files"]?.int == 0)
        let log = oriel.path(".local/state/oriel/default/ingest.log")
        let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let words = try String(contentsOfFile: log, encoding: .utf8)
        #expect(!words.contains("Oi") && !words.contains("agora"))
    }

    /// What came for a number before the config named it finds its place without another webhook.
    @Test func aNumberIsAdoptedWithoutANewFile() async throws {
        let oriel = try Oriel()
        try oriel.spool(
            Webhooks.text("Oi", id: "wamid.1", at: Self.start),
            Webhooks.text("Olá", id: "wamid.2", at: Self.start, number: "999"), arrivedAt: Self.start)
        func unrouted(_ numbers: String) async throws -> [Int64?] {
            try oriel.writeConfig("store = \"\(oriel.store)\"\n\(numbers)\n")
            let read = try await oriel.run("ingest", "--spool", oriel.spool, "--once")
            #expect(read.status == 0, "\(read.errors)")
            return try await oriel.run("dump").json.filter { $0["kind"] == "thread" }.map { $0["is_unrouted"]?.int }
        }
        #expect(try await unrouted("number = \"\(Webhooks.number)\"").compactMap(\.self).sorted() == [0, 1])
        let both = [Webhooks.number, "999"].map { "{ phone_number_id = \"\($0)\" }" }.joined(separator: ", ")
        #expect(try await unrouted("numbers = [\(both)]").compactMap(\.self) == [0, 0])
    }

    private func untilMessages(_ count: Int, in oriel: Oriel) async throws {
        for _ in 0..<1_000 {
            let outcome = try await oriel.run("messages", "--store", oriel.store, "--person", "5511955550101", "--json")
            if outcome.status == 0, outcome.lines.count >= count { return }
            try await Task.sleep(for: .milliseconds(50))  // between two looks
        }
        Issue.record("\(count) messages did not come in")
    }
}
