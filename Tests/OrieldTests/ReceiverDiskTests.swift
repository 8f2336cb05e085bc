import Foundation
import Spool
import TestSupport
import Testing
import WhatsApp

/// `orield receive` on a disk that fills up.
@Suite(.enabled(if: SmallDisk.isPossible, "NOT TESTED: a small tmpfs needs root, mount and umount"))
struct ReceiverDiskTests {
    private static func post(_ body: [UInt8], _ port: UInt16) throws -> Int? {
        let signature = Signature.sign(body: body, appSecret: "s3cret")
        return try HTTPCall(
            port: port, method: "POST", path: "/webhook", headers: ["X-Hub-Signature-256": signature], body: body
        ).answer()?.status
    }

    @Test func says503WithoutRoomAndLeavesNothingBehind() async throws {
        let scratch = try Scratch()
        let disk = try SmallDisk(kilobytes: 1_024)
        let spool = disk.path("spool")
        let secret = try scratch.file("secret", "s3cret\n")
        let server = try ServerProgram(
            ["receive", "--spool", spool, "--verify-token", "t", "--app-secret-file", secret], log: scratch.path)
        let url = try #require(URL(string: try await server.ready()["url"]?.string ?? ""))
        let port = UInt16(try #require(url.port))
        #expect(try Self.post(Array(#"{"n":1}"#.utf8), port) == 200)
        disk.fill()
        for number in 2...6 {
            let text = #"{"n":\#(number),"text":"\#(String(repeating: "x", count: 20_000))"}"#
            #expect(try Self.post(Array(text.utf8), port) == 503)
        }
        #expect(try arrived(spool).count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool + "/tmp").isEmpty)
        #expect(server.errors.contains("NOT WRITTEN"))
        disk.clear()
        #expect(try Self.post(Array(#"{"n":7}"#.utf8), port) == 200)
        #expect(try arrived(spool).count == 2)
        server.process.signal(SIGTERM)
        #expect(try await server.process.end() == 0)
    }
}
