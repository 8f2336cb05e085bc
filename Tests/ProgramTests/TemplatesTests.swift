import Foundation
import TestSupport
import Testing
import WhatsApp

struct TemplatesTests {
    @Test
    func importedTemplatesAreListed() async throws {
        let oriel = try Oriel()
        let path = try oriel.write(Webhooks.templates.canonicalText, to: "templates.json")
        let imported = try await oriel.run(
            "templates", "import", "--store", oriel.store, "--waba", Webhooks.waba, path, "--json")
        #expect(imported.status == 0 && imported.output == "{\"waba\":\"\(Webhooks.waba)\",\"templates\":2}\n")
        let rows = try await oriel.run("templates", "list", "--store", oriel.store, "--json").json
        #expect(rows.map { $0["name"]?.text } == ["delivery_slot", "season_offer"])
        #expect(
            rows[0].object?.keys == [
                "category", "language", "name", "parameters", "quality", "reason", "status", "usable", "waba",
            ])
        #expect(rows[0]["parameters"] == ["header.1", "body.1", "body.2", "button.1.1"])
        #expect(rows[0]["usable"] == true && rows[0]["reason"] == .null && rows[0]["language"] == "pt_BR")
        #expect(rows[1]["usable"] == false && rows[1]["reason"]?.text?.contains("paused") == true)
        let table = try await oriel.run("templates", "list", "--store", oriel.store)
        #expect(table.lines.count == 3)
    }

    @Test
    func shownTemplateHasItsPlaceholders() async throws {
        let oriel = try Oriel()
        try await oriel.importTemplates()
        let shown = try await oriel.run("templates", "show", "--store", oriel.store, "delivery_slot")
        #expect(shown.status == 0)
        for part in [
            "delivery_slot (pt_BR)", "Pedido {{1}}", "Olá {{1}}, sua entrega chega {{2}}.", "Loja de Teste",
            "[ Mudar ]",
            "https://example.com/t/{{1}}", "--param body.2=…", "“hoje”",
        ] { #expect(shown.output.contains(part), "\(part)") }
        let json = try await oriel.run(
            "templates", "show", "--store", oriel.store, "delivery_slot", "--language", "pt-BR", "--json"
        ).json
        #expect(json.count == 1 && json[0]["body"]?.text == "Olá {{1}}, sua entrega chega {{2}}.")
        #expect(json[0]["buttons"]?[1]?["target"]?.text == "https://example.com/t/{{1}}")
    }

    /// The platform's score, in both shapes of it and in both columns.
    @Test(
        arguments: [
            ([:], nil, ""), (["quality_score": ["score": "GREEN", "date": 1_795_430_400]], "GREEN", "GREEN"),
            (["quality_score": ["score": "RED"]], "RED", "RED"), (["quality_score": "YELLOW"], "YELLOW", "YELLOW"),
            (["quality_score": ["score": "UNKNOWN"]], "UNKNOWN", "UNKNOWN"),
        ] as [(JSONValue, String?, String)])
    func qualityIsListedAndShown(members: JSONValue, score: String?, column: String) async throws {
        let oriel = try Oriel()
        var record: JSONObject = [
            "id": "1", "name": "scored", "language": "pt_BR", "status": "APPROVED", "category": "UTILITY",
            "components": [["type": "BODY", "text": "Tudo certo."]],
        ]
        for (key, value) in members.object?.members ?? [] { record[key] = value }
        try await oriel.importTemplates(["data": [.object(record)]])
        let table = try await oriel.run("templates", "list", "--store", oriel.store).lines
        let place = try #require(table.first?.firstRange(of: "QUALITY")?.lowerBound)
        let line = try #require(table.last)
        #expect(line[place...].prefix { $0 != " " } == column, "\(table)")
        let rows = try await oriel.run("templates", "list", "--store", oriel.store, "--json").json
        #expect(rows.map { $0["quality"]?.text } == [score])
        let shown = try await oriel.run("templates", "show", "--store", oriel.store, "scored")
        #expect(shown.lines.filter { $0.hasPrefix("quality ") } == (score.map { ["quality \($0)"] } ?? []))
        let json = try await oriel.run("templates", "show", "--store", oriel.store, "scored", "--json").json
        #expect(json.map { $0["quality"]?.text } == [score])
    }

    @Test(arguments: [
        (["delivery_slt"], "did you mean “delivery_slot”?"),
        (["delivery_slot", "--language", "en_US"], "it is in pt_BR"),
    ])
    func unknownTemplateIsNamedWithTheNearest(arguments: [String], part: String) async throws {
        let oriel = try Oriel()
        try await oriel.importTemplates()
        try await oriel.run(["templates", "show", "--store", oriel.store] + arguments).expectOneLine(65, part)
    }

    @Test(arguments: [
        ("{ not json", "is not JSON"), ("{\"x\":1}", "not a list of templates"), ("[]7", "is not JSON"),
        (
            "{\"data\":[{\"name\":\"a\",\"language\":\"en\",\"status\":\"APPROVED\"},{\"language\":\"en\"}]}",
            "record 2 of 2 has no name"
        ),
        ("[{\"name\":\"a\",\"status\":\"APPROVED\"}]", "record 1 of 1 (“a”) names no language"),
        ("{\"error\":{\"code\":190,\"message\":\"Expired\"}}", "refused the request (code 190)"),
    ])
    func badFileChangesNothing(text: String, part: String) async throws {
        let oriel = try Oriel()
        try await oriel.importTemplates()
        let path = try oriel.write(text, to: "bad.json")
        try await oriel.run("templates", "import", "--store", oriel.store, "--waba", "1", path).expectOneLine(
            65, path, part)
        #expect(try await oriel.run("templates", "list", "--store", oriel.store, "--json").lines.count == 2)
    }

    @Test
    func missingFileIsNamed() async throws {
        let oriel = try Oriel()
        let path = oriel.path("none.json")
        try await oriel.run("templates", "import", "--store", oriel.store, "--waba", "1", path).expectOneLine(66, path)
    }

    @Test
    func syncedFromThePlatform() async throws {
        let oriel = try Oriel()
        let platform = try await oriel.platform()
        let arguments = [
            "templates", "sync", "--store", oriel.store, "--waba", platform.waba, "--api-base", platform.url,
        ]
        let wrong = try await Oriel(environment: ["ORIEL_TOKEN": "wrong"]).run(arguments)
        wrong.expectOneLine(4, "190")
        let user = try Oriel(environment: ["ORIEL_TOKEN": platform.token])
        let synced = try await user.run(arguments + ["--json"])
        #expect(synced.status == 0 && synced.output == "{\"waba\":\"\(platform.waba)\",\"templates\":23}\n")
        #expect(!synced.errors.contains(platform.token))
        #expect(try await oriel.run("templates", "list", "--store", oriel.store, "--json").lines.count == 23)
    }

    @Test
    func platformThatDoesNotAnswerIsATemporaryFailure() async throws {
        let oriel = try Oriel(environment: ["ORIEL_TOKEN": "EAAG"])
        // Port 9 of the loopback is nobody's here.
        try await oriel.run("templates", "sync", "--waba", "1", "--api-base", "http://127.0.0.1:9")
            .expectOneLine(75, "connection refused")
    }
}
