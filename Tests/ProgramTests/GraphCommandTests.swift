import Foundation
import TestSupport
import Testing
import WhatsApp

/// `oriel graph`, `block` and `unblock` against the simulated platform: what is printed, and what never is.
struct GraphCommandTests {
    private struct Stage {
        let oriel: Oriel
        let platform: SimulatedPlatform

        init() async throws {
            oriel = try Oriel()
            platform = try await oriel.platform()
            try oriel.write(platform.token, to: "token")
            try oriel.writeConfig(
                """
                number = "\(platform.number)"
                store = "\(oriel.store)"
                spool = "\(oriel.spool)"
                token_file = "\(oriel.path("token"))"
                api_base = "\(platform.url)"

                """)
        }

        func graph(_ arguments: String...) async throws -> Oriel.Outcome {
            let outcome = try await oriel.run(["graph"] + arguments)
            #expect(!(outcome.output + outcome.errors).contains(platform.token))
            return outcome
        }
    }

    @Test func aCallPrintsItsAnswerAndTheAllowance() async throws {
        let stage = try await Stage()
        let number = try await stage.graph("get", "/\(stage.platform.number)?fields=verified_name,throughput")
        #expect(number.status == 0, "\(number.errors)")
        #expect(
            number.lines == [
                "{", "  \"id\": \"\(stage.platform.number)\",", "  \"throughput\": {", "    \"level\": \"STANDARD\"",
                "  },", "  \"verified_name\": \"Aurora Móveis\"", "}",
            ])
        #expect(number.errors.contains("% of the allowance for the calls of \(stage.platform.waba)"))
        #expect(number.errors.contains("whatsapp_business_management"))
        let line = try await stage.graph("GET", "\(stage.platform.number)", "--json", "--field", "fields=status")
        #expect(try line.json == [["id": .string(stage.platform.number), "status": "CONNECTED"]])
        let profile = "/\(stage.platform.number)/whatsapp_business_profile"
        let change = try await stage.graph(
            "POST", profile, "--json", "--field", "messaging_product=whatsapp", "--field", "about=Closed today",
            "--field", #"websites:=["https://example.org/"]"#)
        #expect(try change.json == [["success": true]])
        let shown = try await stage.graph("GET", profile, "--json", "--field", "fields=about")
        #expect(try shown.json.first?["data"]?[0]?["about"] == "Closed today")
        let pages = try await stage.graph(
            "GET", "/\(stage.platform.waba)/message_templates", "--json", "--paged", "--field", "limit=3", "--field",
            "fields=name")
        #expect(try pages.json.count > 6 && pages.json.allSatisfy { $0["name"]?.text != nil })
    }

    @Test func whatIsRefusedIsRefusedBeforeAnythingLeaves() async throws {
        let stage = try await Stage()
        try await stage.graph("POST", "/\(stage.platform.number)/messages", "--field", "to=5511900001001")
            .expectOneLine(64, "oriel send")
        try await stage.graph("GET", "https://elsewhere.example/me").expectOneLine(64, "below the base")
        try await stage.graph("GET", "/9", "--field", "access_token=x").expectOneLine(64, "access_token")
        let told = try await stage.oriel.run("graph", "GET", "/9", "--field", "a=\(stage.platform.token)")
        told.expectOneLine(64, "the token stands in the call")
        #expect(!told.errors.contains(stage.platform.token))
        #expect(try await stage.graph("PUT", "/9").status == 64)
        #expect(try await stage.graph("POST", "/9", "--paged").status == 64)
        #expect(try await stage.platform.record()["accepted"] == [])
    }

    @Test func thePlatformsNoIsOneLineAndFourOnExit() async throws {
        let stage = try await Stage()
        let outcome = try await stage.graph("GET", "/12345", "--json")
        #expect(outcome.status == 4)
        #expect(try outcome.json.first?["error"]?["code"] == 100)
        #expect(outcome.errors.contains("refused the request"))
        try stage.oriel.write("EAAanother", to: "token")
        #expect(try await stage.graph("GET", "/\(stage.platform.number)").status == 4)
    }

    @Test func whoWroteIsBlockedListedAndUnblocked() async throws {
        let stage = try await Stage()
        let phone = "5511955550888"
        try await stage.platform.inbound("oi", from: phone)
        try await stage.oriel.ingest()
        let blocked = try await stage.oriel.run("block", "--to", phone, "--json")
        #expect(blocked.status == 0, "\(blocked.errors)")
        #expect(
            try blocked.json == [
                [
                    "person": .string(try await person(stage, phone)),
                    "phone_number_id": .string(stage.platform.number), "blocked": true,
                ]
            ])
        #expect(try await stage.oriel.run("block", "--list").output.contains(phone))
        let refused = try await stage.oriel.run("send", "--to", phone, "--text", "hi", "--json")
        #expect(refused.status == 3)
        #expect(try refused.json.first?["refusal"] == "blocked")
        #expect(try await stage.oriel.run("block", "--to", phone).status == 3)
        #expect(try await stage.oriel.run("unblock", "--to", phone).status == 0)
        #expect(try await stage.oriel.run("send", "--to", phone, "--text", "hi").status == 0)
        // Somebody who never wrote: the rule, before the platform is asked.
        let silent = try await stage.oriel.run("block", "--to", "5511955550999", "--json")
        #expect(silent.status == 3)
        #expect(try silent.json.first?["refusal"] == "block_silent")
    }

    private func person(_ stage: Stage, _ phone: String) async throws -> String {
        let rows = try await stage.oriel.run("threads", "--queue", "all", "--json", "--store", stage.oriel.store).json
        return rows.first { $0["address"]?.text == phone }?["person"]?.text ?? ""
    }
}
