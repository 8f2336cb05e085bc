import Foundation
import Inbox
import Testing
import WhatsApp

@testable import Cloud

/// Blocking, profile and health: what is asked, and the answers in every shape they are documented in.
@Suite struct StandingTests {
    private static func answering(
        _ status: Int, _ body: String, _ use: (GraphClient, LoopbackServer) async throws -> Void
    ) async throws {
        let server = try LoopbackServer(LoopbackServer.Step.reply(status, body))
        defer { server.stop() }
        try await use(client(server.base), server)
    }

    struct Blocking: Sendable, CustomTestStringConvertible {
        var status = 200
        var body: String
        var done: [String] = []
        var failed: [String: Int] = [:]
        var testDescription: String { String(body.prefix(60)) }
    }

    @Test(arguments: [
        Blocking(
            body: #"{"messaging_product":"whatsapp","block_users":{"added_users":[{"input":"1","wa_id":"1"}]}}"#,
            done: ["1"]),
        Blocking(body: #"{"block_users":{"removed_users":[{"input":"1"},{"user_id":"US.2"}]}}"#, done: ["1", "US.2"]),
        Blocking(
            status: 400,
            body: #"""
                {"block_users":{"added_users":[{"input":"1"}],"failed_users":[{"input":"2","errors":[{"code":131047,
                "message":"Re-engagement"}]}]},"error":{"message":"(#139100) Failed","code":139100}}
                """#, done: ["1"], failed: ["2": 131_047]),
        Blocking(
            status: 400,
            body: #"{"block_users":{"failed_users":[{"input":"2"}]},"error":{"message":"x","code":139101}}"#,
            failed: ["2": 139_101]),
    ])
    func eachPersonSucceedsForThemselves(answer: Blocking) async throws {
        try await Self.answering(answer.status, answer.body) { client, server in
            let report = try await client.block([.phone("1"), .bsuid("US.2")], number: desk)
            #expect(report.done == answer.done)
            #expect(report.failed.map { [$0.input: $0.error.code ?? 0] } == answer.failed.map { [$0.key: $0.value] })
            let request = try #require(server.requests.first)
            #expect(request.line.hasPrefix("POST /v25.0/700111222333444/block_users "))
            #expect(
                request.body
                    == #"{"block_users":[{"user":"1"},{"user_id":"US.2"}],"messaging_product":"whatsapp"}"#)
            _ = try await client.unblock([.phone("1")], number: desk)
            let second = try #require(server.requests.last)
            #expect(second.line.hasPrefix("DELETE ") && second.body.contains(#""user":"1""#))
        }
    }

    @Test func aRefusalWithoutAReportIsOne() async throws {
        try await Self.answering(400, SendingTests.error(131_009)) { client, _ in
            await #expect(throws: GraphFailure.refused(SendingTests.refusal(131_009), httpStatus: 400)) {
                try await client.block([.phone("1")], number: desk)
            }
        }
        try await Self.answering(200, "{}") { client, _ in
            await #expect(throws: GraphFailure.unreadable(httpStatus: 200)) {
                try await client.block([.phone("1")], number: desk)
            }
            await #expect(throws: GraphFailure.badIdentifier("Z3JvdXAx")) {
                try await client.block([.group("Z3JvdXAx")], number: desk)
            }
        }
    }

    @Test(arguments: [
        #"{"data":[{"messaging_product":"whatsapp","wa_id":"1","user_id":"US.1"},{"user_id":"US.2"}]}"#,
        #"{"data":[{"block_users":[{"wa_id":"1","user_id":"US.1"},{"user_id":"US.2"}]}]}"#,
    ])
    func theListIsReadInBothShapes(body: String) async throws {
        try await Self.answering(200, body) { client, _ in
            let users = try await client.blockedUsers(number: desk)
            #expect(users == [BlockedUser(waID: "1", userID: "US.1"), BlockedUser(waID: nil, userID: "US.2")])
        }
    }

    @Test func aListThatChangedIsReadOnceMore() async throws {
        let server = try LoopbackServer { _, earlier in
            earlier == 0
                ? LoopbackServer.Step.reply(400, SendingTests.error(139_102))
                : LoopbackServer.Step.reply(200, #"{"data":[{"wa_id":"1"}]}"#)
        }
        defer { server.stop() }
        #expect(try await client(server.base).blockedUsers(number: desk).map(\.waID) == ["1"])
        #expect(server.requests.count == 2)
    }

    @Test func aNumberTellsWhatItHangsOn() async throws {
        let body = #"""
            {"id":"700111222333444","verified_name":"Harbour Goods","quality_rating":"YELLOW","name_status":"DECLINED",
            "whatsapp_business_manager_messaging_limit":"TIER_2K","account_mode":"LIVE","throughput":{"level":"HIGH"},
            "health_status":{"can_send_message":"BLOCKED","entities":[
            {"entity_type":"PHONE_NUMBER","id":"700111222333444","can_send_message":"LIMITED","additional_info":["Name."]},
            {"entity_type":"WABA","id":"9","can_send_message":"BLOCKED","errors":[{"error_code":141006,
            "error_description":"Payment method missing","possible_solution":"Add one"}]}]}}
            """#
        try await Self.answering(200, body) { client, server in
            let record = try await client.standing(of: desk)
            #expect(record.nameStatus == "DECLINED" && record.tier == "TIER_2K" && record.throughput == "HIGH")
            #expect(server.requests.first?.query("fields")?.contains("health_status") == true)
            let health = try await client.health(of: "9")
            #expect(record.health == health && health.canSend == "BLOCKED")
            #expect(health.entities.map(\.notes) == [["Name."], []])
            #expect(health.entities.last?.problems.first?.code == 141_006)
            #expect(health.entities.last?.problems.first?.solution == "Add one")
        }
    }

    @Test(arguments: ["{}", #"{"health_status":null}"#, #"{"health_status":{"entities":[]}}"#, "[]"])
    func healthThatSaysNothingIsUnreadable(body: String) async throws {
        try await Self.answering(200, body) { client, _ in
            await #expect(throws: GraphFailure.unreadable(httpStatus: 200)) { try await client.health(of: "9") }
        }
    }

    @Test func aProfileNamesItsGaps() async throws {
        let body = #"{"data":[{"messaging_product":"whatsapp","about":"Open","websites":[],"vertical":"RETAIL"}]}"#
        try await Self.answering(200, body) { client, server in
            let profile = try await client.profile(of: desk)
            #expect(profile.about == "Open" && profile.vertical == "RETAIL")
            #expect(profile.gaps == ["address", "description", "email", "websites"])
            #expect(server.requests.first?.node == "/v25.0/700111222333444/whatsapp_business_profile")
        }
    }
}
