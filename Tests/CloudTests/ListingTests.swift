import Foundation
import Inbox
import Testing
import WhatsApp

@testable import Cloud

@Suite struct ListingTests {
    static func template(_ name: String) -> String {
        #"{"id":"8","name":"\#(name)","language":"en_US","status":"APPROVED","category":"UTILITY","#
            + #""components":[{"type":"BODY","text":"Hello"}]}"#
    }

    static func page(_ names: [String], after: String? = nil, next: String? = nil) -> [LoopbackServer.Step] {
        var paging = ""
        if let next {
            let cursors = after.map { #""cursors":{"before":"A","after":"\#($0)"},"# } ?? ""
            paging = #","paging":{\#(cursors)"next":"\#(next)"}"#
        } else if let after {
            paging = #","paging":{"cursors":{"before":"A","after":"\#(after)"}}"#
        }
        return LoopbackServer.Step.reply(200, #"{"data":[\#(names.map(template).joined(separator: ","))]\#(paging)}"#)
    }

    @Test func followsEveryPageByItsCursor() async throws {
        let server = try LoopbackServer { request, _ in
            switch request.query("after") {
            case nil: Self.page(["one", "two"], after: "c=1&x", next: "https://elsewhere.example/steal")
            case "c=1&x": Self.page(["three"], after: "c2", next: "https://elsewhere.example/steal")
            default: Self.page(["four"], after: "c3")
            }
        }
        defer { server.stop() }
        let records = try await client(server.base).templates(waba: "900100200300400")
        #expect(records.map(\.name) == ["one", "two", "three", "four"])
        #expect(server.requests.map(\.node) == Array(repeating: "/v25.0/900100200300400/message_templates", count: 3))
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer EAAtestToken01" })
        #expect(server.requests[0].query("fields")?.contains("components") == true)
        #expect(server.requests[0].query("limit") == "100")
    }

    @Test func readsACursorFromTheNextAddressOfTheSameHost() async throws {
        let server = try LoopbackServer { request, _ in
            let host = request.headers["host"] ?? ""
            return request.query("after") == nil
                ? Self.page(["one"], next: "http://\(host)/v25.0/9/message_templates?limit=100&after=zz")
                : Self.page(["two"])
        }
        defer { server.stop() }
        #expect(try await client(server.base).templates(waba: "9").map(\.name) == ["one", "two"])
    }

    @Test func takesNoCursorFromAnotherHost() async throws {
        let server = try LoopbackServer(Self.page(["one"], next: "http://elsewhere.example/9?after=zz"))
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.pagingLoops) { try await client.templates(waba: "9") }
    }

    @Test func aFailedPageFailsTheWhole() async throws {
        let server = try LoopbackServer { _, earlier in
            earlier == 0 ? Self.page(["one"], after: "c1", next: "x") : LoopbackServer.Step.reply(502, "<html>")
        }
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.unreadable(httpStatus: 502)) { try await client.templates(waba: "9") }
    }

    @Test(arguments: ["{}", #"{"data":null}"#, #"{"data":{}}"#, "[]", #"{"name":"one"}"#, "", "<html>", "\"data\""])
    func aPageWithoutItsListFailsTheWhole(_ body: String) async throws {
        let server = try LoopbackServer { _, earlier in
            earlier == 0 ? Self.page(["one"], after: "c1", next: "x") : LoopbackServer.Step.reply(200, body)
        }
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.unreadable(httpStatus: 200)) { try await client.templates(waba: "9") }
    }

    @Test func anExpiredCursorStartsOverOnce() async throws {
        let server = try LoopbackServer { request, earlier in
            if request.query("after") == nil { return Self.page(["one"], after: "c1", next: "x") }
            return earlier < 2 ? LoopbackServer.Step.reply(400, SendingTests.error(131_059)) : Self.page(["two"])
        }
        defer { server.stop() }
        #expect(try await client(server.base).templates(waba: "9").map(\.name) == ["one", "two"])
        #expect(server.requests.count == 4)
    }

    @Test func aCursorThatKeepsExpiringIsAnError() async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(400, SendingTests.error(131_059)))
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.refused(SendingTests.refusal(131_059), httpStatus: 400)) {
            try await client.templates(waba: "9")
        }
        #expect(server.requests.count == 2)
    }

    @Test func aCursorSeenBeforeEndsIt() async throws {
        let server = try LoopbackServer(Self.page(["one"], after: "same", next: "x"))
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.pagingLoops) { try await client.templates(waba: "9") }
        #expect(server.requests.count == 2)
    }

    @Test func pagesAreBounded() async throws {
        let server = try LoopbackServer { _, earlier in Self.page([], after: "c\(earlier)", next: "x") }
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.tooManyPages(limit: GraphClient.pageLimit)) {
            try await client.templates(waba: "9")
        }
        #expect(server.requests.count == GraphClient.pageLimit)
    }

    @Test func numbersAndAccounts() async throws {
        let number =
            #"{"id":700111222333444,"display_phone_number":"+1 555-777-0101","quality_rating":"GREEN","#
            + #""throughput":{"level":"STANDARD"}}"#
        let server = try LoopbackServer { request, _ in
            switch request.node {
            case "/v25.0/9/phone_numbers": LoopbackServer.Step.reply(200, #"{"data":[\#(number)]}"#)
            case "/v25.0/700111222333444": LoopbackServer.Step.reply(200, number)
            case "/v25.0/9": LoopbackServer.Step.reply(200, #"{"id":"9","name":"Harbour"}"#)
            default: LoopbackServer.Step.reply(400, SendingTests.error(33))
            }
        }
        defer { server.stop() }
        let client = try client(server.base)
        let records = try await client.phoneNumbers(waba: "9")
        #expect(records.map(\.id) == [desk])
        #expect(records.first?.throughput == "STANDARD")
        #expect(try await client.phoneNumber(desk) == records.first)
        #expect(try await client.account("9").name == "Harbour")
        await #expect(throws: GraphFailure.refused(SendingTests.refusal(33), httpStatus: 400)) {
            try await client.phoneNumber(NumberID("1"))
        }
    }

    @Test func anIdCannotClimbOut() async throws {
        let server = try LoopbackServer(Self.page([]))
        defer { server.stop() }
        let client = try client(server.base)
        _ = try await client.templates(waba: "../me?fields=x#y")
        #expect(server.requests.map(\.node) == ["/v25.0/..%2Fme%3Ffields%3Dx%23y/message_templates"])
        await #expect(throws: GraphFailure.badIdentifier("..")) { try await client.templates(waba: "..") }
    }

    @Test func aHugePageIsNotRead() async throws {
        let server = try LoopbackServer([.write(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)), .flood(64 << 20), .close])
        defer { server.stop() }
        let client = try client(server.base)
        await #expect(throws: GraphFailure.transport(.unknownOutcome(.tooLong))) {
            try await client.templates(waba: "9")
        }
    }
}
