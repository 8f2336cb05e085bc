import Foundation
import TestSupport
import Testing
import WhatsApp

/// `oriel templates lint` and `templates diff` over a directory of files.
struct TemplateFilesTests {
    private static func template(_ name: String, _ body: String, more: String = "", footer: String = "Aurora") -> String
    {
        #"""
        {"name":"\#(name)","language":"pt_BR","category":"UTILITY"\#(more),"components":[
        {"type":"BODY","text":"\#(body)"},{"type":"FOOTER","text":"\#(footer)"},
        {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Falar"}]}]}
        """#
    }

    @Test func lintTellsFileRuleAndCure() async throws {
        let oriel = try Oriel()
        try oriel.write(Self.template("ola", "Tudo certo."), to: "templates/ola.json")
        let clean = try await oriel.run("templates", "lint", oriel.path("templates"))
        #expect(clean.status == 0 && clean.output.isEmpty && clean.errors.isEmpty)
        try oriel.write(Self.template("ola", "Oi {{1}}"), to: "templates/more/ola.json")
        try oriel.write("{", to: "templates/z.json")
        try oriel.write("not looked at", to: "templates/notes.txt")
        try oriel.write("{", to: "templates/.git/x.json")
        let found = try await oriel.run("templates", "lint", oriel.path("templates"))
        #expect(found.status == 65)
        #expect(found.lines.count == 5)
        #expect(found.errors == "oriel: \(oriel.path("templates")): 5 findings\n")
        let first =
            "\(oriel.path("templates"))/more/ola.json: components[0].text: begins or ends with a variable: put "
            + "words there [variable-at-edge]"
        #expect(found.lines.first == first)
        #expect(found.lines.last?.hasSuffix("[not-a-template]") == true)
        let json = try await oriel.run("templates", "lint", oriel.path("templates"), "--json").json
        #expect(json.allSatisfy { $0.object?.keys == ["file", "message", "place", "rule"] })
    }

    /// What the platform takes and no form here can fill is said before it is made, and what is no template at all.
    @Test(arguments: [
        (
            template("a", "Ok.").replacing(
                #"{"type":"QUICK_REPLY","text":"Falar"}"#, with: #"{"type":"APP","text":"Ver"}"#),
            "components: BUTTON APP: the platform takes it", "not-sent-from-here"
        ),
        (
            #"{"type":"order_details","body":{"text":"b"},"action":{"name":"review_and_pay"}}"#,
            "“order_details” is a kind that does not leave from here: use button, list", "not-a-template"
        ),
        (
            #"{"messaging_product":"whatsapp","type":"interactive","interactive":{"type":"order_status","action":{"name":"review_order"}}}"#,
            "“order_status” is a kind that does not leave from here", "not-a-template"
        ),
        (
            #"{"type":"list","body":{"text":"b"},"action":{"button":"b","sections":[]}}"#,
            "this is an interactive message (“list”), no template: send it with", "not-a-template"
        ),
    ])
    func lintExplainsWhatDoesNotLeaveFromHere(text: String, part: String, rule: String) async throws {
        let oriel = try Oriel()
        try oriel.write(text, to: "templates/a.json")
        let found = try await oriel.run("templates", "lint", oriel.path("templates"))
        #expect(found.status == 65 && found.lines.count == 1, "\(found.output)")
        #expect(found.lines.first?.contains(part) == true && found.lines.first?.hasSuffix("[\(rule)]") == true)
    }

    private static func carousel(
        _ offer: String, expires: Bool, _ cards: [(media: String, body: String, button: String)]
    )
        -> String
    {
        let told = cards.map { card in
            #"""
            {"components":[{"type":"HEADER","format":"\#(card.media)"},{"type":"BODY","text":"\#(card.body)"},
            {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"\#(card.button)"}]}]}
            """#
        }
        return #"""
            {"name":"oferta","language":"pt_BR","category":"MARKETING","components":[
            {"type":"LIMITED_TIME_OFFER","limited_time_offer":{"text":"\#(offer)","has_expiration":\#(expires)}},
            {"type":"BODY","text":"Só hoje."},{"type":"CAROUSEL","cards":[\#(told.joined(separator: ","))]}]}
            """#
    }

    @Test func diffComparesOffersAndCards() async throws {
        let oriel = try Oriel()
        let cards = [(media: "IMAGE", body: "Mesa", button: "Ver"), (media: "IMAGE", body: "Sofá", button: "Ver")]
        try oriel.write("[\(Self.carousel("Hoje", expires: true, cards))]", to: "synced.json")
        let imported = try await oriel.run(
            "templates", "import", "--store", oriel.store, "--waba", "9001", oriel.path("synced.json"))
        #expect(imported.status == 0)
        func fields(_ offer: String, _ expires: Bool, _ cards: [(media: String, body: String, button: String)])
            async throws
            -> [JSONValue]
        {
            try oriel.write(Self.carousel(offer, expires: expires, cards), to: "templates/oferta.json")
            let told = try await oriel.run(
                "templates", "diff", oriel.path("templates"), "--store", oriel.store, "--json")
            return try told.json.first?["fields"]?.list ?? []
        }
        #expect(try await fields("Hoje", true, cards).isEmpty)
        let changed = [
            (media: "VIDEO", body: "Mesa", button: "Ver"), (media: "IMAGE", body: "Cama", button: "Abrir"),
            (media: "IMAGE", body: "Rede", button: "Ver"),
        ]
        let told: [JSONValue] = [
            ["field": "offer", "file": "“Amanhã”", "synced": "“Hoje” [expires]"],
            ["field": "cards[0].header", "file": "[video]", "synced": "[image]"],
            ["field": "cards[1].body", "file": "Cama", "synced": "Sofá"],
            ["field": "cards[1].buttons[0]", "file": "QUICK_REPLY “Abrir”", "synced": "QUICK_REPLY “Ver”"],
            ["field": "cards[2]", "file": "[image] · Rede · QUICK_REPLY “Ver”", "synced": .null],
        ]
        #expect(try await fields("Amanhã", false, changed) == told)
    }

    @Test func diffTellsWhatIsOnlyHereOnlyThereAndOther() async throws {
        let oriel = try Oriel()
        try oriel.write(
            "[\(Self.template("ola", "Tudo certo.", more: #","status":"APPROVED""#)),"
                + "\(Self.template("antiga", "Até logo.", more: #","status":"PAUSED""#))]", to: "synced.json")
        #expect(
            try await oriel.run(
                "templates", "import", "--store", oriel.store, "--waba", "9001", oriel.path("synced.json")
            ).status == 0)
        try oriel.write(Self.template("antiga", "Até logo."), to: "templates/antiga.json")
        try oriel.write(Self.template("ola", "Tudo certo."), to: "templates/ola.json")
        let same = try await oriel.run(
            "templates", "diff", oriel.path("templates"), "--store", oriel.store, "--check")
        #expect(same.status == 0 && same.output.isEmpty, "\(same.errors)")
        try oriel.write(Self.template("ola", "Tudo bem.\\nOk?", footer: "Loja"), to: "templates/ola.json")
        try oriel.write(Self.template("nova", "Oi."), to: "templates/nova.json")
        try FileManager.default.removeItem(atPath: oriel.path("templates/antiga.json"))
        let other = try await oriel.run("templates", "diff", oriel.path("templates"), "--store", oriel.store)
        #expect(other.status == 0)
        #expect(
            other.lines == [
                "+ nova pt_BR  \(oriel.path("templates"))/nova.json",
                "~ ola pt_BR  \(oriel.path("templates"))/ola.json", "    body", "      file:   Tudo bem.⏎Ok?",
                "      synced: Tudo certo.", "    footer", "      file:   Loja", "      synced: Aurora",
                "- antiga pt_BR",
            ])
        let json = try await oriel.run(
            "templates", "diff", oriel.path("templates"), "--store", oriel.store, "--waba", "9001", "--json")
        #expect(try json.json.map { $0["change"]?.text } == ["added", "changed", "removed"])
        #expect(try json.json[1]["fields"]?[1] == ["field": "footer", "file": "Loja", "synced": "Aurora"])
        #expect(
            try await oriel.run(
                "templates", "diff", oriel.path("templates"), "--store", oriel.store, "--check"
            ).status == 65)
    }

    @Test(arguments: [
        ("nowhere", "there is no directory"), ("empty", "has no *.json file"), ("a.json", "is not a directory"),
    ])
    func aDirectoryIsNamed(_ name: String, _ part: String) async throws {
        let oriel = try Oriel()
        try FileManager.default.createDirectory(atPath: oriel.path("empty"), withIntermediateDirectories: true)
        try oriel.write("{}", to: "a.json")
        try await oriel.run("templates", "lint", oriel.path(name)).expectOneLine(66, part)
    }
}
