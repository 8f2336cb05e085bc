import Foundation
import Inbox
import Synchronization
import Testing
import WhatsApp

@testable import Cloud

@Suite struct SendingTests {
    static let accepted = """
        {"messaging_product":"whatsapp","contacts":[{"input":"5511900001001","wa_id":"5511900001001"}],\
        "messages":[{"id":"wamid.OUT1","message_status":"accepted"}]}
        """

    static func error(_ code: Int, details: String = "details") -> String {
        """
        {"error":{"message":"(#\(code)) Said no","type":"OAuthException","code":\(code),\
        "error_data":{"messaging_product":"whatsapp","details":"\(details)"},"fbtrace_id":"AbC"}}
        """
    }

    static func refusal(_ code: Int) -> APIError {
        APIError(code: code, message: "(#\(code)) Said no", details: "details", type: "OAuthException", traceID: "AbC")
    }

    @Test func postsWhatThePermitSays() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, Self.accepted))
        defer { server.stop() }
        let result = try await client(server.base).send(permit("Olá \"Dana\""), from: desk, uuid: "u-1", at: noon)
        #expect(result == .accepted(wamid: "wamid.OUT1", status: "accepted"))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /v25.0/700111222333444/messages HTTP/1.1")
        #expect(request.headers["authorization"] == "Bearer EAAtestToken01")
        #expect(request.headers["content-type"] == "application/json")
        let body = try JSONValue(text: request.body)
        #expect(body["to"]?.string == "551190000\(1_001)")
        #expect(body["text"]?["body"]?.string == "Olá \"Dana\"")
        #expect(body["biz_opaque_callback_data"]?.string == "u-1")
    }

    // MARK: Marketing

    /// What is refused because marketing has a path of its own goes by it, once; then at once.
    @Test(arguments: [
        (131_063, "MARKETING", ["messages", "marketing_messages", "marketing_messages"]),
        (131_061, "MARKETING", ["messages", "marketing_messages", "messages", "marketing_messages"]),
        (131_050, "MARKETING", ["messages", "messages"]),
    ])
    func marketingGoesByItsOwnPath(code: Int, category: String, paths: [String]) async throws {
        let server = try LoopbackServer { request, _ in
            request.line.contains("/marketing_messages ")
                ? LoopbackServer.Step.reply(200, Self.accepted) : LoopbackServer.Step.reply(400, Self.error(code))
        }
        defer { server.stop() }
        let client = try client(server.base)
        let template = Template(
            key: TemplateKey(waba: "9", name: "sale", language: "pt_BR"), status: "APPROVED", category: category,
            body: "Oi.")
        let context = GateContext(
            window: WindowEvidence(trigger: noon - .hours(1)), address: dana(), hasWritten: true)
        let permit = try SendGate().pass(
            .template(TemplateForm(template: template).content), in: context, template: template, pass: .departure,
            at: noon
        ).get()
        for _ in 0..<2 {
            let result = await client.send(permit, from: desk, uuid: "u-1", at: noon)
            let isTaken = if case .accepted = result { true } else { false }
            #expect(isTaken == (code != 131_050))
        }
        #expect(
            server.requests.map(\.line) == paths.map { "POST /v25.0/700111222333444/\($0) HTTP/1.1" })
    }

    struct Answer: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var expected: SendResult
        var testDescription: String { "\(status) \(body.prefix(40))" }
    }

    @Test(arguments: [
        Answer(
            status: 201, body: #"{"messages":[{"id":"wamid.2"}]}"#,
            expected: .accepted(wamid: "wamid.2", status: nil)),
        Answer(
            status: 200, body: #"{"messages":[{"id":"wamid.3","message_status":"held_for_quality_assessment"}]}"#,
            expected: .accepted(wamid: "wamid.3", status: "held_for_quality_assessment")),
        Answer(status: 200, body: "", expected: .uncertain(.unreadable(httpStatus: 200))),
        Answer(status: 200, body: "<html>ok</html>", expected: .uncertain(.unreadable(httpStatus: 200))),
        Answer(status: 200, body: "{}", expected: .uncertain(.unreadable(httpStatus: 200))),
        Answer(status: 200, body: #"{"messages":[]}"#, expected: .uncertain(.unreadable(httpStatus: 200))),
        Answer(status: 200, body: #"{"messages":[{"id":""}]}"#, expected: .uncertain(.unreadable(httpStatus: 200))),
        Answer(status: 200, body: error(131_047), expected: .refused(refusal(131_047), httpStatus: 200)),
        Answer(status: 400, body: error(131_047), expected: .refused(refusal(131_047), httpStatus: 400)),
        Answer(status: 400, body: error(131_056), expected: .refused(refusal(131_056), httpStatus: 400)),
        Answer(status: 401, body: error(190), expected: .refused(refusal(190), httpStatus: 401)),
        Answer(status: 500, body: error(131_016), expected: .refused(refusal(131_016), httpStatus: 500)),
        Answer(status: 503, body: error(2), expected: .refused(refusal(2), httpStatus: 503)),
        Answer(status: 500, body: "", expected: .uncertain(.unreadable(httpStatus: 500))),
        Answer(status: 502, body: "<html>Bad Gateway</html>", expected: .uncertain(.unreadable(httpStatus: 502))),
        Answer(
            status: 504, body: #"{"error":"upstream timed out"}"#, expected: .uncertain(.unreadable(httpStatus: 504))),
        Answer(
            status: 503, body: #"{"error":{"message":"no code"}}"#,
            expected: .uncertain(.unreadable(httpStatus: 503))),
        Answer(status: 408, body: "", expected: .uncertain(.unreadable(httpStatus: 408))),
        Answer(status: 302, body: "", expected: .uncertain(.unreadable(httpStatus: 302))),
        Answer(status: 307, body: "", expected: .notSent(.redirected(httpStatus: 307))),
        Answer(
            status: 404, body: "<html>", expected: .refused(APIError(code: nil, title: "HTTP 404"), httpStatus: 404)),
        Answer(status: 429, body: "", expected: .refused(APIError(code: nil, title: "HTTP 429"), httpStatus: 429)),
    ])
    func everyAnswerHasOneMeaning(_ answer: Answer) async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(answer.status, answer.body))
        defer { server.stop() }
        let result = try await client(server.base).send(permit(), from: desk, uuid: "u-1", at: noon)
        #expect(result == answer.expected)
        #expect(server.requests.count == 1, "one attempt, whatever the answer")
    }

    @Test func aTruncatedAnswerIsUncertain() async throws {
        let half = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + Self.accepted
        let server = try LoopbackServer([.write(Array(half.utf8)), .close])
        defer { server.stop() }
        let result = try await client(server.base).send(permit(), from: desk, uuid: "u-1", at: noon)
        #expect(result == .uncertain(.transport(.truncated)))
    }

    @Test func silenceIsUncertain() async throws {
        let server = try LoopbackServer([.hold])
        defer { server.stop() }
        let client = try client(server.base, timeouts: .init(idle: 1, total: 1))
        let result = await client.send(try permit(), from: desk, uuid: "u-1", at: noon)
        #expect(result == .uncertain(.transport(.timedOut)))
    }

    @Test func aDeadServerGotNothing() async throws {
        let (descriptor, port) = try LoopbackServer.bound()
        defer { close(descriptor) }
        let client = try client("http://127.0.0.1:\(port)")
        let result = await client.send(try permit(), from: desk, uuid: "u", at: noon)
        #expect(result == .notSent(.transport(.connectionRefused)))
    }

    // MARK: The gate cannot be gone around

    @Test func onlyAFreshPermitForDepartureOpensTheWay() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, Self.accepted))
        defer { server.stop() }
        let client = try client(server.base)
        let cases: [(Permit, Instant, SendResult.PermitProblem)] = [
            (try permit(pass: .keyPress), noon, .wrongPass),
            (try permit(), noon + GraphClient.permitLife + Span(milliseconds: 1), .stale),
            (try permit(), noon - Span(milliseconds: 1), .stale),
            (try permit(window: .seconds(5)), noon + .seconds(5), .expired),
        ]
        for (permit, moment, problem) in cases {
            #expect(await client.send(permit, from: desk, uuid: "u", at: moment) == .notSent(.permit(problem)))
        }
        #expect(server.connections == 0)
        #expect(try permit(window: .seconds(5)).problem(at: noon + Span(milliseconds: 4_999)) == nil)
    }

    @Test(arguments: ["", ".", ".."])
    func aNumberThatIsNoSegmentGoesNowhere(_ id: String) async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, Self.accepted))
        defer { server.stop() }
        let result = try await client(server.base).send(permit(), from: NumberID(id), uuid: "u", at: noon)
        #expect(result == .notSent(.badIdentifier))
        #expect(server.connections == 0)
    }

    // MARK: The token

    @Test func aRenewedTokenIsTakenUpAfter190() async throws {
        let server = try LoopbackServer { request, _ in
            request.headers["authorization"] == "Bearer EAAnew"
                ? LoopbackServer.Step.reply(200, Self.accepted) : LoopbackServer.Step.reply(401, Self.error(190))
        }
        defer { server.stop() }
        let directory = try TemporaryDirectory()
        let path = try directory.write("EAAold", to: "token", mode: 0o600)
        let client = try client(server.base, token: .file(path))
        let before = await client.send(try permit(), from: desk, uuid: "u", at: noon)
        #expect(before == .refused(Self.refusal(190), httpStatus: 401))
        #expect(server.requests.count == 1, "the same token is not tried again")
        try "EAAnew\n".write(toFile: path, atomically: false, encoding: .utf8)
        let after = await client.send(try permit(), from: desk, uuid: "u", at: noon)
        #expect(after == .accepted(wamid: "wamid.OUT1", status: "accepted"))
        let tokens = server.requests.map { $0.headers["authorization"] }
        #expect(tokens == ["Bearer EAAold", "Bearer EAAold", "Bearer EAAnew"])
        #expect(await client.renewToken() == false)
    }

    @Test func aTokenThatTookTooLongNeedsTheGateAgain() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(401, Self.error(190)))
        defer { server.stop() }
        let directory = try TemporaryDirectory()
        let counter = directory.path + "/n"
        let command = "n=$(cat '\(counter)' 2>/dev/null || echo 0); echo $((n+1)) > '\(counter)'; echo EAA$n"
        let ticks = Mutex<Int64>(0)
        // Every look at the clock is six seconds later than the one before.
        let client = try client(server.base, token: .command(command)) {
            ticks.withLock { ticks in
                ticks += 6
                return noon + .seconds(ticks)
            }
        }
        let result = await client.send(try permit(), from: desk, uuid: "u", at: noon)
        #expect(result == .refused(Self.refusal(190), httpStatus: 401))
        #expect(server.requests.count == 1)
    }

    @Test func withoutATokenNothingLeaves() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, Self.accepted))
        defer { server.stop() }
        let client = try client(server.base, token: TokenSource.none)
        let result = await client.send(try permit(), from: desk, uuid: "u", at: noon)
        #expect(result == .notSent(.token(TokenError(origin: .nowhere, reason: .missing))))
        #expect(server.connections == 0)
    }

    // MARK: Read marks

    @Test func marksReadAndShowsTyping() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, #"{"success":true}"#))
        defer { server.stop() }
        let client = try client(server.base)
        try await client.markRead("wamid.T1", number: desk)
        try await client.showTyping(answering: "wamid.T1", number: desk)
        let bodies = try server.requests.map { try JSONValue(text: $0.body) }
        #expect(bodies.map { $0["message_id"]?.string } == ["wamid.T1", "wamid.T1"])
        #expect(bodies.map { $0["typing_indicator"]?["type"]?.string } == [nil, "text"])
    }

    @Test func aReadMarkCanBeRefused() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(400, Self.error(131_009)))
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.refused(Self.refusal(131_009), httpStatus: 400)) {
            try await client.markRead("wamid.old", number: desk)
        }
    }

    // MARK: What headers tell

    @Test func headersTellUsageAndTheClock() async throws {
        let server = try LoopbackServer(
            LoopbackServer.Step.reply(
                200, Self.accepted,
                headers: [
                    "Date: Tue, 24 Nov 2026 03:37:33 GMT",
                    #"X-App-Usage: {"call_count":12,"total_cputime":4,"total_time":6}"#,
                    #"x-business-use-case-usage: {"900100200300400":[{"type":"whatsapp","call_count":1,"total_time":91,"#
                        + #""estimated_time_to_regain_access":3}]}"#,
                ]))
        defer { server.stop() }
        let client = try client(server.base)
        #expect(client.skew == nil)
        _ = await client.send(try permit(), from: desk, uuid: "u", at: noon)
        #expect(
            client.usage.meters == [
                RateUsage.Meter(owner: "900100200300400", kind: "whatsapp", percent: 91, regainedAfter: .minutes(3)),
                RateUsage.Meter(owner: "app", kind: "app", percent: 12, regainedAfter: .zero),
            ])
        #expect(client.usage.percent == 91)
        #expect(client.usage.regainedAfter == .minutes(3))
        #expect(client.skew?.offset == Span(milliseconds: 60_500))
        #expect(client.skew?.uncertainty == Span(milliseconds: 500))
    }
}
