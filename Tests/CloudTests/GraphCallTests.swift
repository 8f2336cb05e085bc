import Foundation
import Inbox
import Testing
import WhatsApp

@testable import Cloud

/// Calls made by hand: where they may go, what they may carry, and what is shown of the answer.
@Suite struct GraphCallTests {
    static func base() throws -> GraphBase { try GraphBase("https://graph.facebook.com/v25.0") }

    @Test(arguments: [
        ("/700111222333444", ["700111222333444"], ""), ("700111222333444/", ["700111222333444"], ""),
        ("/v25.0/9/phone_numbers", ["9", "phone_numbers"], ""),
        ("/9?fields=a,b&limit=2", ["9"], "fields=a,b;limit=2"),
        ("/9?q=a%20b+c", ["9"], "q=a b c"), ("/9//messages", ["9", "messages"], ""), ("/9?empty", ["9"], "empty="),
    ])
    func aPathIsReadBelowTheBase(path: String, segments: [String], query: String) throws {
        let call = try GraphCall(.get, path: path, base: Self.base())
        #expect(call.segments == segments)
        #expect(call.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";") == query)
        #expect(call.body.isEmpty)
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, "https://graph.facebook.com/9", GraphCall.Problem.elsewhere),
        (.get, "//elsewhere.example/9", .elsewhere), (.get, "/9?next=https://elsewhere.example/", .elsewhere),
        (.get, "", .noObject), (.get, "/", .noObject), (.get, "/v25.0", .noObject), (.post, "/?batch=x", .noObject),
        (.get, "/v19.0/9", .otherVersion("v19.0", base: "v25.0")), (.get, "/9/../me", .badSegment("..")),
        (.get, "/9/%2e%2e", .badSegment("%2e%2e")), (.post, "/9/messages", .sends(edge: "messages")),
        (.post, "/v25.0/9/Messages/", .sends(edge: "messages")),
        (.post, "/9/marketing_messages", .sends(edge: "marketing_messages")),
        (.delete, "/9/messages", .sends(edge: "messages")), (.get, "/9?access_token=x", .reserved("access_token")),
        (.get, "/9?METHOD=post", .reserved("METHOD")), (.get, "/9?=x", .fieldWithoutName("=x")),
        (.get, "/9?a=1&a=2", .fieldTwice("a")),
    ])
    func whatLeadsElsewhereOrSendsIsRefused(
        method: HTTPRequest.Method, path: String, problem: GraphCall.Problem
    ) throws {
        let base = try Self.base()
        #expect(throws: problem) { try GraphCall(method, path: path, base: base) }
    }

    @Test(arguments: [
        (HTTPRequest.Method.get, ["a=1", "b:=[2]"], "a=1;b=[2]", ""), (.get, ["a=x=y"], "a=x=y", ""),
        (.post, ["a=1", "b:=2"], "", #"{"a":"1","b":2}"#), (.post, [], "", "{}"), (.delete, ["a=1"], "a=1", ""),
        (.delete, ["a=w", #"b:=[{"user":"1"}]"#], "", #"{"a":"w","b":[{"user":"1"}]}"#),
        (.post, ["a:=null"], "", #"{"a":null}"#), (.post, ["a="], "", #"{"a":""}"#),
    ])
    func fieldsGoWhereTheMethodTakesThem(
        method: HTTPRequest.Method, fields: [String], query: String, body: String
    ) throws {
        let call = try GraphCall(method, path: "/9/edge", fields: fields.map { try .init($0) }, base: Self.base())
        #expect(call.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";") == query)
        #expect(String(decoding: call.body, as: UTF8.self) == body)
    }

    @Test(arguments: [
        ("novalue", GraphCall.Problem.fieldWithoutName("novalue")), ("=x", .fieldWithoutName("=x")),
        (":=1", .fieldWithoutName(":=1")), ("a:={", .fieldIsNotJSON("a")), ("a:=word", .fieldIsNotJSON("a")),
    ])
    func aFieldThatIsNoneIsRefused(text: String, problem: GraphCall.Problem) {
        #expect(throws: problem) { try GraphCall.Field(text) }
    }

    @Test(arguments: ["access_token", "method", "batch", "Id"]) func aFieldCannotTurnTheCall(name: String) throws {
        let base = try Self.base()
        for method in HTTPRequest.Method.allCases {
            #expect(throws: GraphCall.Problem.reserved(name)) {
                try GraphCall(method, path: "/9/edge", fields: [.init("\(name)=x")], base: base)
            }
        }
    }

    @Test func theCallLeavesAsItWasAsked() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, #"{"success":true}"#))
        defer { server.stop() }
        let client = try client(server.base)
        let fields = try ["messaging_product=whatsapp", #"block_users:=[{"user":"15557770101"}]"#].map {
            try GraphCall.Field($0)
        }
        for method in HTTPRequest.Method.allCases {
            let call = try GraphCall(method, path: "/9/block_users", fields: fields, base: client.base)
            #expect(try await client.raw(call) == ["success": true])
        }
        #expect(server.requests.map { $0.line.split(separator: " ")[0] } == ["GET", "POST", "DELETE"])
        #expect(server.requests[0].query("messaging_product") == "whatsapp" && server.requests[0].body.isEmpty)
        let body = #"{"block_users":[{"user":"15557770101"}],"messaging_product":"whatsapp"}"#
        #expect(server.requests[1].body == body && server.requests[2].body == body)
        #expect(server.requests[2].path == "/v25.0/9/block_users")
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer EAAtestToken01" })
        #expect(server.requests.allSatisfy { !$0.path.contains("EAAtestToken01") })
    }

    /// The platform writes the token into the addresses of next pages.
    @Test(arguments: [
        (
            #"{"paging":{"next":"https://x.example/9?access_token=EAAtestToken01&after=b"}}"#,
            #"{"paging":{"next":"https://x.example/9?access_token=(token)&after=b"}}"#
        ),
        (#"{"access_token":"another"}"#, #"{"access_token":"(token)"}"#),
        (#"{"a":["EAAtestToken01, twice EAAtestToken01"]}"#, #"{"a":["(token), twice (token)"]}"#),
        (#"{"EAAtestToken01":"?access_token=EAA%7Cother#x"}"#, #"{"(token)":"?access_token=(token)#x"}"#),
        (#"{"a":1,"b":null}"#, #"{"a":1,"b":null}"#),
    ])
    func noTokenIsInTheAnswer(answer: String, shown: String) async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, answer))
        defer { server.stop() }
        let client = try client(server.base)
        let call = try GraphCall(.get, path: "/9", base: client.base)
        #expect(try await client.raw(call).canonicalText == shown)
    }

    @Test func aCallThatCarriesTheTokenIsKnown() throws {
        let token = try Token("EAAtestToken01")
        for fields in [[], ["a=xEAAtestToken01x"], [#"a:={"b":"EAAtestToken01"}"#]] {
            let path = fields.isEmpty ? "/EAAtestToken01" : "/9"
            let call = try GraphCall(.post, path: path, fields: fields.map { try .init($0) }, base: Self.base())
            #expect(call.carries(token))
        }
        #expect(try !GraphCall(.get, path: "/9?a=b", base: Self.base()).carries(token))
    }

    @Test func pagesAreFollowedByTheirCursors() async throws {
        let server = try LoopbackServer { request, _ in
            let after = request.query("after")
            let next = after == nil ? #","next":"https://elsewhere.example/steal""# : ""
            return LoopbackServer.Step.reply(
                200, #"{"data":[{"n":"\#(after ?? "first")"}],"paging":{"cursors":{"after":"c1"}\#(next)}}"#,
                headers: [
                    #"X-App-Usage: {"call_count":81,"total_cputime":3}"#, "facebook-api-version: v26.0",
                ])
        }
        defer { server.stop() }
        let client = try client(server.base)
        let call = try GraphCall(.get, path: "/9/items?limit=1", base: client.base)
        var found: [String] = []
        try await client.rawPages(call) { page in
            found += (page["data"]?.array ?? []).compactMap { $0["n"]?.text }
        }
        #expect(found == ["first", "c1"])
        #expect(server.requests.allSatisfy { $0.query("limit") == "1" && $0.node == "/v25.0/9/items" })
        #expect(client.usage.percent == 81 && client.answeredVersion == "v26.0")
    }

    @Test(arguments: ["{}", "[]", #"{"id":"9"}"#]) func whatIsNoListIsNotPaged(answer: String) async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(200, answer))
        defer { server.stop() }
        let client = try client(server.base)
        let call = try GraphCall(.get, path: "/9", base: client.base)
        await #expect(throws: GraphFailure.unreadable(httpStatus: 200)) { try await client.rawPages(call) { _ in } }
    }

    @Test func aRefusalIsThePlatforms() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(400, SendingTests.error(100)))
        defer { server.stop() }
        let client = try client(server.base)
        let call = try GraphCall(.post, path: "/9", base: client.base)
        await #expect(throws: GraphFailure.refused(SendingTests.refusal(100), httpStatus: 400)) {
            try await client.raw(call)
        }
        #expect(server.requests.count == 1, "asked once")
    }
}
