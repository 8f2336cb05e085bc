import Testing
import WhatsApp

/// Every “person” that `threads` exports is taken by every command, and means whoever it was exported for: also where a number
/// went from one customer to another.
struct PersonIDTests {
    private static let start: Int64 = 1_795_512_000
    private let oriel: Oriel

    /// One who left a number, and the stranger who has it now; one who had a number, and who moved to it; two who tell no
    /// number at all.
    init() async throws {
        oriel = try Oriel()
        let start = Self.start
        try oriel.spool(
            Webhooks.text("leaver one", id: "wamid.1", from: "16669000031", name: "Chg", at: start),
            Self.notice("wamid.2", from: "16669000031", to: "16669003100", at: start + 10),
            Webhooks.text("leaver two", id: "wamid.3", from: "16669003100", name: "Chg", at: start + 20),
            Webhooks.text("stranger one", id: "wamid.4", from: "16669000031", name: "New", at: start + 30),
            Webhooks.text("former one", id: "wamid.5", from: "5571000002", name: "Paula", at: start - 900),
            Webhooks.text("mover one", id: "wamid.6", from: "5571000001", name: "Peter", at: start),
            Self.notice("wamid.7", from: "5571000001", to: "5571000002", at: start + 40),
            Webhooks.text("mover two", id: "wamid.8", from: "5571000002", name: "Peter", at: start + 50),
            Self.unnamed("unnamed one", "wamid.9", from: "br.aaa3"), Self.unnamed("nobody one", "wamid.10", from: nil),
            arrivedAt: start + 60)
        _ = try await oriel.ingest()
    }

    private static func notice(_ id: String, from old: String, to new: String, at seconds: Int64) -> JSONValue {
        let message: JSONValue = [
            "from": .string(old), "id": .string(id), "timestamp": .string("\(seconds)"), "type": "system",
            "system": ["type": "user_changed_number", "body": "changed", "wa_id": .string(new)],
        ]
        return Webhooks.messages([message], from: old, name: nil)
    }

    private static func unnamed(_ text: String, _ id: String, from: String?) -> JSONValue {
        var message: JSONObject = [
            "id": .string(id), "timestamp": .string("\(start)"), "type": "text", "text": ["body": .string(text)],
        ]
        if let from { message["from"] = .string(from) }
        return Webhooks.messages([.object(message)], from: from ?? "", name: nil)
    }

    private func people() async throws -> [String] {
        let rows = try await oriel.run("threads", "--store", oriel.store, "--queue", "all", "--json").json
        return rows.compactMap { $0["person"]?.text }
    }

    /// Whose words a command gives: the first word of each.
    private func whose(_ person: String) async throws -> Set<String> {
        let outcome = try await oriel.run("messages", "--store", oriel.store, "--person", person, "--json")
        #expect(outcome.status == 0, "\(person): \(outcome.errors)")
        let words = try outcome.json.compactMap { $0["type"]?.text == "text" ? $0["text"]?.text : nil }
        return Set(words.compactMap { $0.split(separator: " ").first.map(String.init) })
    }

    @Test func everyExportedIDReachesWhoseItIs() async throws {
        let people = try await people()
        #expect(people.count == 6 && Set(people).count == 6, "\(people)")
        var found: [String: Set<String>] = [:]
        for person in people { found[person] = try await whose(person) }
        #expect(found.values.allSatisfy { $0.count == 1 }, "\(found)")
        #expect(
            Set(found.values.flatMap { $0 }) == ["leaver", "stranger", "former", "mover", "unnamed", "nobody"],
            "\(found)")
        #expect(found["16669000031"] == ["leaver"] && found["5571000001"] == ["mover"], "\(found)")
        #expect(try await whose("+1 666 900-0031") == ["leaver"], "however it is written")
    }

    @Test func everyExportedIDErasesWhoseItIs() async throws {
        var left: Set<String> = ["leaver", "stranger", "former", "mover", "unnamed", "nobody"]
        // Ids may change as people go: each time it is the first of those that are exported then.
        while let person = try await people().first {
            let theirs = try await whose(person)
            let outcome = try await oriel.run(
                "forget", person, "--store", oriel.store, "--spool", oriel.spool, "--yes")
            #expect(outcome.status == 0, "\(person): \(outcome.errors)\(outcome.output)")
            left.subtract(theirs)
            var rest: Set<String> = []
            for other in try await people() { rest.formUnion(try await whose(other)) }
            #expect(rest == left, "\(person) was \(theirs)")
            guard outcome.status == 0 else { return }
        }
        #expect(left.isEmpty)
    }

    @Test func nothingIsWrittenToAnAddressThatIsSomebodyElsesNow() async throws {
        let outcome = try await oriel.with(environment: ["ORIEL_TOKEN": "t"]).run(
            "send", "--store", oriel.store, "--to", "5571000002", "--text", "for Paula", "--now",
            "2026-11-24T09:30:00Z", "--api-base", "http://127.0.0.1:9")
        #expect(outcome.status == 65 && outcome.errors.contains("another's"), "\(outcome.status) \(outcome.errors)")
    }
}
