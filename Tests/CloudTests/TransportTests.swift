import Foundation
import Testing

@testable import Cloud

@Suite struct TransportTests {
    /// How one exchange breaks, and what may be concluded from it.
    struct Break: Sendable, CustomTestStringConvertible {
        var name: String
        var steps: [LoopbackServer.Step]
        var expected: TransportFailure
        var testDescription: String { name }
    }

    static let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".utf8)
    static let chunked = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc".utf8)

    @Test(arguments: [
        Break(name: "closed before the answer", steps: [.close], expected: .unknownOutcome(.connectionLost)),
        Break(name: "silence", steps: [.hold], expected: .unknownOutcome(.timedOut)),
        Break(
            name: "half a status line", steps: [.write(Array("HTTP/1.1 2".utf8)), .hold],
            expected: .unknownOutcome(.timedOut)),
        Break(
            name: "headers that never end", steps: [.write(Array("HTTP/1.1 200 OK\r\nX: ".utf8)), .drip],
            expected: .unknownOutcome(.timedOut)),
        Break(name: "a body that never ends", steps: [.write(head), .drip], expected: .unknownOutcome(.timedOut)),
        Break(name: "truncated by length", steps: [.write(head), .close], expected: .unknownOutcome(.truncated)),
        Break(name: "truncated in a chunk", steps: [.write(chunked), .close], expected: .unknownOutcome(.truncated)),
        Break(
            name: "no HTTP", steps: [.write(Array("hello\r\n\r\n".utf8)), .close],
            expected: .unknownOutcome(.malformedReply)),
        Break(
            name: "announced too long",
            steps: [.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n".utf8)), .hold],
            expected: .unknownOutcome(.tooLong)),
        Break(
            name: "unannounced too long",
            steps: [.write(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .flood(32 << 20), .close],
            expected: .unknownOutcome(.tooLong)),
    ])
    func aPostWhoseBodyLeftIsUncertain(_ broken: Break) async throws {
        let server = try LoopbackServer(broken.steps)
        defer { server.stop() }
        let result = await Transport.live(timeouts: .init(idle: 1, total: 2)).send(try post(server.base + "/x"))
        #expect(result == .failure(broken.expected))
        #expect(server.requests.map(\.body) == ["{}"])
    }

    @Test func aResetAfterThePostIsUncertain() async throws {
        let server = try LoopbackServer([.reset])
        defer { server.stop() }
        let result = await Transport.live().send(try post(server.base + "/x"))
        guard case .failure(.unknownOutcome) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(server.requests.count == 1)
    }

    @Test func aRefusedConnectionIsCertain() async throws {
        let (descriptor, port) = try LoopbackServer.bound()
        defer { close(descriptor) }
        let result = await Transport.live().send(try post("http://127.0.0.1:\(port)/x"))
        #expect(result == .failure(.notSent(.connectionRefused)))
    }

    @Test func anUnknownHostIsCertain() async throws {
        let result = await Transport.live().send(try post("http://no-such-host.invalid/x"))
        #expect(result == .failure(.notSent(.hostNotFound)))
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd", "http:///x"])
    func otherAddressesAreNotTried(_ address: String) async throws {
        let result = await Transport.live().send(try post(address))
        #expect(result == .failure(.notSent(.badAddress)))
    }

    /// A name with an address that refuses before one that answers: the refusal must not speak for the whole.
    @Test func aTimeoutBehindAnAddressThatRefusedIsUncertain() async throws {
        let server = try LoopbackServer([.hold])
        defer { server.stop() }
        let result = await Transport.live(timeouts: .init(idle: 1, total: 2))
            .send(try post("http://localhost:\(server.port)/x"))
        #expect(result == .failure(.unknownOutcome(.timedOut)))
    }

    @Test func aServerThatSpeaksNoTLSGetsNothing() async throws {
        let server = try LoopbackServer([.close])
        defer { server.stop() }
        let request = try post("https://127.0.0.1:\(server.port)/x")
        let result = await Transport.live(timeouts: .init(idle: 1, total: 2)).send(request)
        guard case .failure(.notSent) = result else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func cancellingEndsTheRequest() async throws {
        let server = try LoopbackServer([.hold])
        defer { server.stop() }
        let request = try post(server.base + "/x")
        let task = Task { await Transport.live().send(request) }
        for _ in 0..<10_000 where server.requests.isEmpty { poll(nil, 0, 1) }
        task.cancel()
        #expect(await task.value == .failure(.unknownOutcome(.cancelled)))
    }

    /// Many times: the library's word of the end and our wait for it once raced, and the wait was for ever.
    @Test func cancelledBeforehandNothingLeaves() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, "{}"))
        defer { server.stop() }
        let request = try post(server.base + "/x")
        for _ in 0..<50 {
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await Transport.live().send(request)
            }
            #expect(await task.value == .failure(.notSent(.cancelled)))
        }
        #expect(server.requests.isEmpty)
    }

    /// A kept connection that dies may make an HTTP library write the request again. A message gets a fresh one.
    @Test func aMessageNeverRidesOnAKeptConnection() async throws {
        let server = try LoopbackServer { request, _ in
            request.node.hasSuffix("/die") ? [.close] : LoopbackServer.Step.reply(200, "{}")
        }
        defer { server.stop() }
        let transport = Transport.live(timeouts: .init(idle: 2, total: 4))
        for _ in 0..<3 { _ = try await transport.send(get(server.base + "/ok")).get() }
        #expect(server.connections == 1, "repeatable requests share a connection")
        #expect(await transport.send(try post(server.base + "/die")) == .failure(.unknownOutcome(.connectionLost)))
        #expect(server.connections == 2)
        #expect(server.requests.filter { $0.node.hasSuffix("/die") }.count == 1)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectsAreAnswersAndCarryNothingAway(_ status: Int) async throws {
        let elsewhere = try LoopbackServer(LoopbackServer.Step.reply(200, "{}"))
        defer { elsewhere.stop() }
        let server = try LoopbackServer(
            LoopbackServer.Step.reply(status, "", headers: ["Location: \(elsewhere.base)/stolen"]))
        defer { server.stop() }
        let transport = Transport.live()
        #expect(try await transport.send(post(server.base + "/x")).get().status == status)
        #expect(try await transport.send(get(server.base + "/x")).get().status == status)
        #expect(elsewhere.connections == 0)
    }

    @Test func headersArePlain() async throws {
        let server = try LoopbackServer(
            LoopbackServer.Step.reply(200, "{}", headers: ["Set-Cookie: a=1; Path=/", "x-FB-Debug: trace"]))
        defer { server.stop() }
        let transport = Transport.live()
        for _ in 0..<2 {
            var request = try get(server.base + "/x")
            request.token = try Token("EAAsecret")
            let reply = try await transport.send(request).get()
            #expect(reply.header("X-Fb-Debug") == "trace")
        }
        for request in server.requests {
            #expect(request.headers["user-agent"] == "oriel")
            #expect(request.headers["authorization"] == "Bearer EAAsecret")
            #expect(request.headers["cookie"] == nil)
        }
        #expect(server.requests.count == 2, "nothing is answered from a cache")
    }

    @Test func manyAtOnce() async throws {
        let server = try LoopbackServer { request, _ in LoopbackServer.Step.reply(200, request.body) }
        defer { server.stop() }
        let transport = Transport.live()
        let address = server.base + "/x"
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask {
                    var request = try post(address)
                    request.body = Array("{\"n\":\(number)}".utf8)
                    return String(decoding: try await transport.send(request).get().body, as: UTF8.self)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies == Set((0..<40).map { "{\"n\":\($0)}" }))
    }
}

private func post(_ address: String) throws -> HTTPRequest {
    HTTPRequest(
        .post, try #require(URL(string: address)), body: Array("{}".utf8), replyLimit: 4_096, isRepeatable: false)
}

private func get(_ address: String) throws -> HTTPRequest {
    HTTPRequest(.get, try #require(URL(string: address)), replyLimit: 4_096)
}
