import Testing
import WhatsApp

/// `oriel search` over a small history.
struct SearchTests {
    private static let start: Int64 = 1_795_512_000

    private func history() async throws -> Oriel {
        let oriel = try Oriel()
        let picture: JSONValue = [
            "from": "5511955550102", "id": "wamid.p", "timestamp": .string("\(Self.start + 30)"), "type": "image",
            "image": ["id": "77", "mime_type": "image/jpeg", "caption": "a caixa do pedido"],
        ]
        try oriel.spool(
            Webhooks.text("Olá!\nCadê meu pedido 4471?\u{1B}[2J", id: "wamid.a", at: Self.start),
            Webhooks.messages([picture], from: "5511955550102", name: nil),
            Webhooks.text(
                "Outro pedido", id: "wamid.c", from: "5511955550101", at: Self.start + 50, number: "200000000000002"),
            arrivedAt: Self.start + 60)
        _ = try await oriel.ingest()
        return oriel
    }

    private func ids(_ oriel: Oriel, _ arguments: String...) async throws -> [String?] {
        let outcome = try await oriel.run(["search", "--store", oriel.store, "--json"] + arguments)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return try outcome.json.map { $0["wamid"]?.text }
    }

    @Test func aLineHoldsTheMembersOfTheContract() async throws {
        let oriel = try await history()
        let rows = try await oriel.run("search", "--store", oriel.store, "CADE ped", "--json").json
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(
            row.object?.keys == [
                "address", "direction", "name", "person", "phone_number_id", "snippet", "text", "timestamp", "type",
                "wamid",
            ])
        #expect(row["wamid"]?.text == "wamid.a" && row["direction"]?.text == "in" && row["type"]?.text == "text")
        #expect(row["person"]?.text == "5511955550101" && row["address"]?.text == "5511955550101")
        #expect(row["name"]?.text == "Ana Lima" && row["phone_number_id"]?.text == Webhooks.number)
        #expect(row["text"]?.text == "Olá!\nCadê meu pedido 4471?\u{1B}[2J")
        #expect(row["snippet"]?.text?.hasPrefix("Olá! Cadê meu pedido 4471?") == true)
        #expect(row["timestamp"]?.text == "2026-11-24T09:20:00.000Z")
    }

    @Test func whatIsFoundBesideTheTextSaysWhere() async throws {
        let oriel = try await history()
        let file: JSONValue = [
            "from": "5511955550102", "id": "wamid.f", "timestamp": .string("\(Self.start + 70)"), "type": "document",
            "document": ["id": "78", "mime_type": "application/pdf", "filename": "orçamento-\u{1B}cozinha.pdf"],
        ]
        try oriel.spool(Webhooks.messages([file], from: "5511955550102", name: nil), arrivedAt: Self.start + 80)
        _ = try await oriel.ingest()
        let row = try #require(
            try await oriel.run("search", "--store", oriel.store, "ORCAMENTO coz", "--json").json.first)
        #expect(row["wamid"]?.text == "wamid.f" && row["text"] == .null)
        #expect(row["snippet"]?.text == "orçamento- cozinha.pdf")
        #expect(row["beside"] == [["in": "file_name", "text": "orçamento- cozinha.pdf"]])
        let line = try await oriel.run("search", "--store", oriel.store, "orcamento").output
        #expect(line.contains("file name: orçamento- cozinha.pdf"), "\(line)")
    }

    @Test func newestComeFirstAndAreFewerWhenAsked() async throws {
        let oriel = try await history()
        #expect(try await ids(oriel, "pedido") == ["wamid.c", "wamid.p", "wamid.a"])
        #expect(try await ids(oriel, "pedido", "--limit", "2") == ["wamid.c", "wamid.p"])
        #expect(try await ids(oriel, "pedido", "meu") == ["wamid.a"])
        #expect(try await ids(oriel, "geladeira") == [])
        #expect(try await ids(oriel, "\"pedido* AND (") == [], "and is a word")
    }

    @Test func operatorsNarrowIt() async throws {
        let oriel = try await history()
        let now = ["--now", "2026-11-24T09:30:00Z"]
        func found(_ query: String) async throws -> [String?] {
            let outcome = try await oriel.run(["search", "--store", oriel.store, "--json"] + now + ["--", query])
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            return try outcome.json.map { $0["wamid"]?.text }
        }
        #expect(try await found("has:media") == ["wamid.p"])
        #expect(try await found("pedido -has:media") == ["wamid.c", "wamid.a"])
        #expect(try await found("\"meu pedido\"") == ["wamid.a"])
        #expect(try await found("pedido -meu") == ["wamid.c", "wamid.p"])
        #expect(try await found("number:200000000000002") == ["wamid.c"])
        #expect(try await found("from:ana is:unread window:open") == ["wamid.c", "wamid.a"])
        #expect(try await found("window:closed") == [])
        #expect(try await found("before:yesterday") == [])
        #expect(try await found("after:1h is:unanswered").count == 3)
    }

    @Test func aWrongQueryPointsAtTheCharacter() async throws {
        let oriel = try Oriel()
        let outcome = try await oriel.run("search", "--store", oriel.store, "pedido", "is:red")
        outcome.expectOneLine(
            64, "character 11: is: takes unread, unanswered, failed, mine, snoozed, optout, draft, not “red”")
        try await oriel.run("search", "--store", oriel.store, "form:ana").expectOneLine(64, "did you mean from:?")
    }

    @Test func aPersonOrANumberNarrowsIt() async throws {
        let oriel = try await history()
        #expect(try await ids(oriel, "pedido", "--person", "+55 11 95555-0101") == ["wamid.c", "wamid.a"])
        #expect(try await ids(oriel, "pedido", "--number", "200000000000002") == ["wamid.c"])
        #expect(
            try await ids(oriel, "pedido", "--person", "5511955550101", "--number", Webhooks.number) == ["wamid.a"])
        try await oriel.run("search", "--store", oriel.store, "pedido", "--person", "15557770199")
            .expectOneLine(65, "15557770199")
    }

    @Test func linesForPeopleHoldNothingDangerous() async throws {
        let oriel = try await history()
        let outcome = try await oriel.run("search", "--store", oriel.store, "pedido")
        #expect(outcome.status == 0 && outcome.lines.count == 3)
        #expect(outcome.lines[0].contains("Ana Lima") && outcome.lines[0].contains("Outro pedido"))
        #expect(!outcome.output.utf8.contains(0x1B))
    }

    @Test(arguments: [[""], ["a"], ["\"*"], ["x", "--limit", "0"], []])
    func aQueryThatIsNoneIsWrongUsage(arguments: [String]) async throws {
        let oriel = try await history()
        let outcome = try await oriel.run(["search", "--store", oriel.store] + arguments)
        #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test func aStoreThatIsNotThereIsNamed() async throws {
        let oriel = try Oriel()
        try await oriel.run("search", "--store", oriel.path("none.sqlite"), "pedido").expectOneLine(66, "none.sqlite")
    }
}
