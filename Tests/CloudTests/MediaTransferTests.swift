import Foundation
import Inbox
import Synchronization
import Testing
import WhatsApp

@testable import Cloud

/// Files over real sockets: into a sink, out of a file, and the token nowhere it must not be (`whatsapp.md` §5).
struct MediaTransferTests {
    /// What a download gave.
    private final class Taken: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let moved = Mutex<[Int64]>([])
        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }

    private func client(_ server: LoopbackServer) throws -> GraphClient {
        GraphClient(
            base: try GraphBase(server.base),
            transport: .live(timeouts: Transport.Timeouts(idle: 2, total: 2, transfer: 3)),
            tokens: .given(try Token("EAAsecret")), now: { Instant(seconds: 0) })
    }

    private func fetch(_ server: LoopbackServer, _ url: String, limit: Int = 1 << 20, taken: Taken = Taken())
        async throws -> Taken
    {
        let record = try #require(MediaRecord(json: ["url": .string(url)]))
        _ = try await client(server).download(record, limit: limit) { data in
            taken.bytes.withLock { $0 += Array(data) }
            return true
        } progress: { moved, _ in
            taken.moved.withLock { $0.append(moved) }
            return true
        }
        return taken
    }

    private func failure(_ server: LoopbackServer, _ url: String, limit: Int = 1 << 20) async -> GraphFailure? {
        do {
            _ = try await fetch(server, url, limit: limit)
            return nil
        } catch {
            return error as? GraphFailure
        }
    }

    @Test func aLookUpNamesTheNumberAndADownloadCarriesTheToken() async throws {
        let server = try LoopbackServer { request, _ in
            request.node.hasSuffix("/5000001")
                ? LoopbackServer.Step.reply(200, #"{"url":"http://x/","file_size":"7","sha256":"q1B2","id":"5000001"}"#)
                : LoopbackServer.Step.reply(200, "picture", headers: ["Content-Type: image/jpeg"])
        }
        defer { server.stop() }
        let record = try await client(server).media("5000001", number: NumberID("7001"))
        #expect(record.size == 7)
        let taken = try await fetch(
            server, "http://127.0.0.1:\(server.port)/whatsapp_business/attachments/?mid=5000001")
        #expect(taken.text == "picture" && taken.moved.withLock { $0.last } == 7)
        #expect(server.requests[0].query("phone_number_id") == "7001")
        let download = try #require(server.requests.last)
        #expect(download.headers["authorization"] == "Bearer EAAsecret" && download.headers["user-agent"] == "oriel")
        #expect(download.headers["accept"] == "*/*")
    }

    @Test func theTokenGoesToNoOtherHost() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, "x"))
        let other = try LoopbackServer(LoopbackServer.Step.reply(200, "x"))
        defer {
            server.stop()
            other.stop()
        }
        for url in [
            "http://127.0.0.1:\(other.port)/x", "http://localhost:\(server.port)/x", "https://lookaside.fbsbx.com/x",
            "ftp://127.0.0.1:\(server.port)/x", "http://u:p@127.0.0.1:\(server.port)/x", "", "not an address",
        ] where !url.isEmpty {
            guard case .foreignHost? = await failure(server, url) else {
                Issue.record("\(url) was asked")
                continue
            }
        }
        #expect(server.requests.isEmpty && other.requests.isEmpty)
    }

    @Test(arguments: [
        ("https://graph.facebook.com/x", true), ("https://lookaside.fbsbx.com/whatsapp_business/x", true),
        ("https://LOOKASIDE.fbsbx.com/x", true), ("https://scontent.xx.fbcdn.net/x", true),
        ("https://mmg.whatsapp.net/x", true),
        ("http://lookaside.fbsbx.com/x", false), ("https://fbcdn.net.evil.example/x", false),
        ("https://evilfbcdn.net/x", false),
        ("https://lookaside.fbsbx.com.evil.example/x", false), ("https://lookaside.fbsbx.com:8443/x", false),
        ("https://u@lookaside.fbsbx.com/x", false), ("https://facebook.com/x", false), ("file:///etc/passwd", false),
    ])
    func onlyMetasHostsForFilesAreTrusted(url: String, isTrusted: Bool) {
        #expect((MediaHost.url(url, of: .standard) != nil) == isTrusted)
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let other = try LoopbackServer(LoopbackServer.Step.reply(200, "x"))
        let server = try LoopbackServer(
            LoopbackServer.Step.reply(302, "", headers: ["Location: http://127.0.0.1:\(other.port)/x"]))
        defer {
            server.stop()
            other.stop()
        }
        #expect(await failure(server, "http://127.0.0.1:\(server.port)/x") == .unreadable(httpStatus: 302))
        #expect(other.requests.isEmpty)
    }

    @Test func anErrorIsNeverTakenForTheFile() async throws {
        let server = try LoopbackServer { request, _ in
            request.path.contains("old")
                ? LoopbackServer.Step.reply(404, "<html>gone</html>")
                : LoopbackServer.Step.reply(400, #"{"error":{"code":100,"message":"no such media"}}"#)
        }
        defer { server.stop() }
        #expect(await failure(server, "http://127.0.0.1:\(server.port)/old") == .unreadable(httpStatus: 404))
        guard case .refused(let error, 400)? = await failure(server, "http://127.0.0.1:\(server.port)/new") else {
            Issue.record("not refused")
            return
        }
        #expect(error.code == 100)
    }

    @Test func aFileIsNoLongerThanItMayBe() async throws {
        let server = try LoopbackServer { request, _ in
            request.path.contains("told")
                ? LoopbackServer.Step.reply(200, String(repeating: "x", count: 101))
                : [.write(Array("HTTP/1.1 200 X\r\nConnection: close\r\n\r\n".utf8)), .flood(1 << 20), .close]
        }
        defer { server.stop() }
        for path in ["told", "untold"] {
            let found = await failure(server, "http://127.0.0.1:\(server.port)/\(path)", limit: 100)
            #expect(found == .transport(.unknownOutcome(.tooLong)), "\(path)")
        }
    }

    @Test func aSinkThatWillNotTakeItEndsIt() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, "picture"))
        defer { server.stop() }
        let record = try #require(MediaRecord(json: ["url": .string("http://127.0.0.1:\(server.port)/x")]))
        let client = try client(server)
        await #expect(throws: GraphFailure.transport(.unknownOutcome(.unwritable))) {
            _ = try await client.download(record, limit: 100) { _ in
                false
            } progress: { _, _ in
                true
            }
        }
        await #expect(throws: GraphFailure.transport(.unknownOutcome(.cancelled))) {
            _ = try await client.download(record, limit: 100) { _ in
                true
            } progress: { _, _ in
                false
            }
        }
    }

    @Test func anUploadIsAFormWithTheFileInIt() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, #"{"id":"5100001"}"#))
        defer { server.stop() }
        let folder = NSTemporaryDirectory() + "oriel-upload-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // temporary
        try Data("the picture".utf8).write(to: URL(fileURLWithPath: folder + "/secret name.jpg"))
        let moved = Mutex<Int64>(0)
        let id = try await client(server).upload(
            folder + "/secret name.jpg", mimeType: "image/jpeg", number: NumberID("7001"), scratch: folder
        ) { sent, _ in
            moved.withLock { $0 = sent }
            return true
        }
        #expect(id == "5100001" && moved.withLock { $0 } > 11)
        let request = try #require(server.requests.first)
        #expect(request.line.hasPrefix("POST /v25.0/7001/media "))
        let type = try #require(request.headers["content-type"])
        #expect(
            type.hasPrefix("multipart/form-data; boundary=") && request.headers["authorization"] == "Bearer EAAsecret")
        #expect(request.headers["content-length"] == "\(request.body.utf8.count)")
        for part in [
            "name=\"messaging_product\"\r\n\r\nwhatsapp\r\n", "name=\"type\"\r\n\r\nimage/jpeg\r\n",
            "name=\"file\"; filename=\"file.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nthe picture\r\n--",
        ] { #expect(request.body.contains(part), "\(part)") }
        #expect(!request.body.contains("secret"), "the agent's own name of it is not told")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["secret name.jpg"], "no copy is left")
    }

    @Test func aMessageWithoutItsFileDoesNotLeave() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, "{}"))
        defer { server.stop() }
        let file = MediaContent(kind: .image, hash: "", mimeType: "image/jpeg", size: 1, fileName: "x")
        let context = GateContext(
            window: WindowEvidence(trigger: Instant(seconds: 1)), address: .phone("15557770101"), hasWritten: true)
        let now = Instant(seconds: 2)
        let permit = try SendGate().pass(.media(file), in: context, pass: .departure, at: now).get()
        let result = await (try client(server)).send(permit, from: NumberID("7001"), uuid: "u", at: now)
        #expect(result == .notSent(.notUploaded) && server.requests.isEmpty)
    }
}
