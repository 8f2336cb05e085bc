import Foundation
import Glibc
import Spool
import TestSupport
import Testing
import WhatsApp

/// `orield receive` as the platform meets it, over real HTTP on loopback.
struct ReceiveTests {
    let scratch: Scratch
    let spool: String
    let server: ServerProgram
    let port: UInt16

    init() async throws {
        scratch = try Scratch()
        spool = scratch.path + "/spool"
        let secret = try scratch.file("secret", "s3cret\n")
        server = try ServerProgram(
            ["receive", "--spool", spool, "--verify-token", "tok en+1", "--app-secret-file", secret], log: scratch.path)
        let url = try #require(URL(string: try await server.ready()["url"]?.string ?? ""))
        #expect(url.path == "/webhook")
        port = UInt16(try #require(url.port))
    }

    private func post(_ body: [UInt8], signature: String? = nil) throws -> Int? {
        let signature = signature ?? Signature.sign(body: body, appSecret: "s3cret")
        return try HTTPCall(
            port: port, method: "POST", path: "/webhook", headers: ["X-Hub-Signature-256": signature], body: body
        ).answer()?.status
    }

    @Test(arguments: [
        ("hub.mode=subscribe&hub.verify_token=tok%20en%2B1&hub.challenge=1158201444", 200, "1158201444"),
        ("hub.challenge=a%26b%2B&hub.verify_token=tok+en%2B1&hub.mode=subscribe", 200, "a&b+"),
        ("hub.mode=subscribe&hub.verify_token=other&hub.challenge=1", 403, "forbidden\n"),
        ("hub.mode=unsubscribe&hub.verify_token=tok%20en%2B1&hub.challenge=1", 403, "forbidden\n"),
        ("hub.mode=subscribe&hub.challenge=1", 403, "forbidden\n"),
        ("hub.mode=subscribe&hub.verify_token=tok%20en%2B1", 403, "forbidden\n"),
        ("", 403, "forbidden\n"),
    ])
    func verifies(_ query: String, _ status: Int, _ body: String) throws {
        let answer = try #require(try HTTPCall(port: port, path: "/webhook?" + query).answer())
        #expect(answer.status == status)
        #expect(answer.text == body)
        #expect(answer.head.lowercased().contains("content-type: text/plain"))
    }

    @Test(arguments: [
        #"{"object":"whatsapp_business_account","entry":[]}"#, "{ \"text\" : \"\\u00e9 é 👍🏽\" }\r\n\r\n", "{\"a\":1}\0",
    ])
    func keepsTheExactBytes(_ text: String) throws {
        let before = Date().timeIntervalSince1970
        #expect(try post(Array(text.utf8)) == 200)
        let files = try arrived(spool)
        #expect(files.count == 1)
        let entry = try FileManager.default.contentsOfDirectory(atPath: spool + "/new").first
        let name = try #require(entry.flatMap { SpoolName($0) })
        let envelope = try Envelope.parse(name: name, bytes: files[0])
        #expect(envelope.body == Array(text.utf8))
        #expect(Signature.verify(body: envelope.body, header: envelope.signature ?? "", appSecret: "s3cret"))
        let arrival = Double(try #require(envelope.arrivalMilliseconds)) / 1_000
        #expect(arrival > before - 1 && arrival < Date().timeIntervalSince1970 + 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool + "/tmp").isEmpty)
    }

    @Test func takesThreeMegabytesAndNotAByteMore() throws {
        let limit = Limits.webhookBytes
        #expect(try post(Array(repeating: UInt8(ascii: "x"), count: limit)) == 200)
        #expect(try post(Array(repeating: UInt8(ascii: "x"), count: limit + 1)) == 413)
        #expect(try post(Array(repeating: UInt8(ascii: "x"), count: limit * 3)) == 413)
        #expect(try arrived(spool).count == 1)
    }

    @Test func writesNothingThatIsNotSigned() throws {
        let body = Array(#"{"object":"x"}"#.utf8)
        let unsigned = HTTPCall(port: port, method: "POST", path: "/webhook", body: body)
        #expect(try unsigned.answer()?.status == 401)
        let forged = [
            Signature.sign(body: body, appSecret: "other"), Signature.sign(body: body + [32], appSecret: "s3cret"),
            "sha256=", "sha256=" + String(repeating: "0", count: 64), "nonsense",
        ]
        for signature in forged { #expect(try post(body, signature: signature) == 403) }
        #expect(try post([]) == 400)
        #expect(try HTTPCall(port: port, path: "/").answer()?.status == 404)
        #expect(try HTTPCall(port: port, method: "PUT", path: "/webhook").answer()?.status == 405)
        #expect(try arrived(spool).isEmpty)
        #expect(!server.errors.contains("s3cret"))
    }

    @Test func says503WhenItCannotWriteAndGoesOnAfterwards() throws {
        let new = spool + "/new"
        try FileManager.default.moveItem(atPath: new, toPath: new + "-gone")
        #expect(try post(Array("{}".utf8)) == 503)
        #expect(try HTTPCall(port: port, path: "/healthz").answer()?.status == 503)
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool + "/tmp").isEmpty)
        try FileManager.default.moveItem(atPath: new + "-gone", toPath: new)
        #expect(try HTTPCall(port: port, path: "/healthz").answer()?.status == 200)
        #expect(try post(Array("{}".utf8)) == 200)
        #expect(try arrived(spool).count == 1)
    }

    @Test func counts() throws {
        #expect(try post(Array("{}".utf8)) == 200)
        #expect(try post(Array("{}".utf8), signature: "sha256=00") == 403)
        let text = try #require(try HTTPCall(port: port, path: "/metrics").answer()).text
        #expect(text.contains("\norield_webhooks_accepted_total 1\n"))
        #expect(text.contains("\norield_webhook_bytes_total 2\n"))
        #expect(text.contains("\norield_calls_total{result=\"bad_signature\"} 1\n"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func finishesWhatIsUnderWay(_ number: Int32) async throws {
        let body = Array(#"{"object":"half"}"#.utf8)
        let call = HTTPCall(
            port: port, method: "POST", path: "/webhook",
            headers: ["X-Hub-Signature-256": Signature.sign(body: body, appSecret: "s3cret")])
        let line = try HTTPCall.Line(port: port)
        try line.send(call.head(length: body.count) + body.prefix(5))
        // A second call tells that the server has seen the first one's head.
        #expect(try HTTPCall(port: port, path: "/healthz").answer()?.status == 200)
        server.process.signal(number)
        try line.send(Array(body.dropFirst(5)))
        #expect(line.answer()?.status == 200)
        #expect(try await server.process.end() == 0)
        #expect(try arrived(spool).count == 1)
    }

    @Test func whatWasAcceptedSurvivesAKill() throws {
        var accepted = 0
        for number in 0..<40 where try post(Array(#"{"n":\#(number)}"#.utf8)) == 200 { accepted += 1 }
        server.process.signal(SIGKILL)
        #expect(accepted == 40)
        #expect(try arrived(spool).count == accepted)
    }

    @Test func listensOnLoopbackOnly() throws {
        let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
        let listening = "0A"
        let mine = table.split(separator: "\n").map { $0.split(separator: " ") }.filter { row in
            row.count > 3 && row[3] == listening && row[1].hasSuffix(String(format: ":%04X", Int(port)))
        }
        #expect(mine.map { $0[1].prefix(8) } == ["0100007F"])
    }
}
