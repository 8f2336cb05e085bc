import Glibc
import Testing

@testable import Spool

@Suite("Writing into a spool")
struct SpoolWriterTests {
    static let body = Array(#"{"object":"whatsapp_business_account"}"#.utf8) + [0x0A, 0xFF]

    @Test("What is written is read: body, headers, arrival")
    func roundTrip() throws {
        let spool = try TemporarySpool()
        let signature = Signature.sign(body: Self.body, appSecret: "s3cret")
        let name = try SpoolWriter(directory: spool.directory).write(
            body: Self.body, receivedAtMilliseconds: 1_772_694_489_123,
            headers: [HeaderField(Signature.headerName, signature), HeaderField("received-at", "0")])
        #expect(spool.names(.tmp).isEmpty)
        #expect(spool.names(.new) == [name.description])
        #expect(name.description.hasPrefix("1772694489123-") && name.description.hasSuffix(".json"))

        var status = stat()
        #expect(stat(spool.directory.path(of: .new) + "/\(name)", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)

        var reader = SpoolReader(directory: spool.directory, appSecret: "s3cret")
        let envelope = try #require(try reader.batch(now: 0).envelopes.first)
        #expect(envelope.name == name)
        #expect(envelope.body == Self.body)
        #expect(envelope.arrivalMilliseconds == 1_772_694_489_123)
        #expect(envelope.headers.map(\.name) == ["Received-At", "X-Hub-Signature-256"])
    }

    @Test(
        "Names sort by time, whatever the clock says",
        arguments: [
            (0, "0000000000000-"), (-5, "0000000000000-"), (1_772_694_489_123, "1772694489123-"),
            (.max, "9999999999999-"),
        ] as [(Int64, String)])
    func names(milliseconds: Int64, prefix: String) throws {
        let spool = try TemporarySpool()
        let writer = SpoolWriter(directory: spool.directory)
        let first = try writer.write(body: Self.body, receivedAtMilliseconds: milliseconds)
        let second = try writer.write(body: Self.body, receivedAtMilliseconds: milliseconds)
        #expect(first != second)
        #expect(first.description.hasPrefix(prefix))
    }

    @Test("A body no reader would take is refused")
    func tooLarge() throws {
        let spool = try TemporarySpool()
        let body = [UInt8](repeating: 0x20, count: BatchLimits.fileSize)
        #expect(throws: SpoolError.bodyTooLarge(size: body.count, limit: BatchLimits.fileSize)) {
            try SpoolWriter(directory: spool.directory).write(body: body, receivedAtMilliseconds: 0)
        }
        #expect(spool.names(.new).isEmpty && spool.names(.tmp).isEmpty)
    }

    @Test("A spool that vanished is named, and nothing is half there", arguments: [SpoolDirectory.Folder.tmp, .new])
    func vanished(folder: SpoolDirectory.Folder) throws {
        let spool = try TemporarySpool()
        #expect(rmdir(spool.directory.path(of: folder)) == 0)
        let writer = SpoolWriter(directory: spool.directory)
        #expect(throws: SpoolError.vanished(path: spool.directory.path(of: folder))) {
            try writer.write(body: Self.body, receivedAtMilliseconds: 0)
        }
        #expect(spool.names(.new).isEmpty && spool.names(.tmp).isEmpty)
        try spool.directory.create()
        try writer.write(body: Self.body, receivedAtMilliseconds: 0)
        #expect(spool.names(.new).count == 1)
    }

    @Test("A write that the disk refuses half-way leaves nothing")
    func refusedHalfWay() async throws {
        let spool = try TemporarySpool()
        await #expect(processExitsWith: .success) { [path = spool.directory.path as String] in
            try Child.writeTooMuch(path)
        }
        #expect(spool.names(.tmp).isEmpty && spool.names(.new).isEmpty)
    }

    @Test("Many writers and one reader at a time: each file is read once and whole")
    func concurrent() async throws {
        let spool = try TemporarySpool()
        let writers = 4
        let each = 50
        let bodies = try await withThrowingTaskGroup(of: Void.self, returning: [String].self) { group in
            for writer in 0..<writers {
                group.addTask {
                    for index in 0..<each {
                        let text = #"{"writer":\#(writer),"index":\#(index)}"#
                        try SpoolWriter(directory: spool.directory).write(
                            body: Array(text.utf8), receivedAtMilliseconds: 1_772_694_489_000 + Int64(index))
                        await Task.yield()
                    }
                }
            }
            var reader = SpoolReader(directory: spool.directory, limits: BatchLimits(files: 7))
            var bodies: [String] = []
            let isComplete = try await eventually {
                let batch = try reader.batch(now: 0)
                bodies += batch.envelopes.map { String(decoding: $0.body, as: UTF8.self) }
                let report = reader.finish(batch.envelopes.map(\.name), day: day)
                #expect(report.moved.count == batch.envelopes.count)
                #expect(batch.quarantined.isEmpty && batch.deferred == 0 && batch.problems.isEmpty)
                return bodies.count >= writers * each
            }
            #expect(isComplete)
            try await group.waitForAll()
            return bodies
        }
        #expect(Set(bodies).count == writers * each && bodies.count == writers * each)
        #expect(spool.names(.new).isEmpty && spool.names(.tmp).isEmpty)
        #expect(spool.names(.done, day.description).count == writers * each)
    }
}
