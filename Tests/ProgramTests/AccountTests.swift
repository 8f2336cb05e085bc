import Foundation
import TestSupport
import Testing
import WhatsApp

/// Several accounts in one config: each with a store, a spool and numbers of its own.
struct AccountTests {
    private let oriel: Oriel

    init() throws {
        oriel = try Oriel()
        try oriel.writeConfig(
            """
            agent = "bia"
            numbers = [{ phone_number_id = "700000000000001" }]

            [accounts.norte]
            store = "norte.sqlite"
            spool = "norte"

            [accounts.sul]
            store = "sul.sqlite"
            spool = "sul"
            number = "700000000000002"

            """)
        for (spool, number, from) in [
            ("norte", "700000000000001", "5511900000001"), ("sul", "700000000000002", "5511900000002"),
        ] {
            let body = Webhooks.text("Oi", id: "wamid.\(spool)", from: from, at: 1_795_510_800, number: number)
            try oriel.write(
                "Received-At: 2026-11-24T09:00:00Z\n\n" + body.canonicalText,
                to: ".config/oriel/\(spool)/new/1795510800000-a.json")
            for folder in ["tmp", "done", "quarantine"] {
                try FileManager.default.createDirectory(
                    atPath: oriel.path(".config/oriel/\(spool)/\(folder)"), withIntermediateDirectories: true)
            }
        }
    }

    private func addresses(_ arguments: String...) async throws -> [String] {
        let outcome = try await oriel.run(["threads", "--queue", "all", "--json"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try outcome.json.compactMap { $0["address"]?.text }
    }

    @Test func eachHasItsOwnStoreAndNumbers() async throws {
        for account in ["norte", "sul"] {
            let outcome = try await oriel.run("ingest", "--once", "--account", account)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        #expect(try await addresses("--account", "norte") == ["5511900000001"])
        #expect(try await addresses("--account", "sul") == ["5511900000002"])
        #expect(try await addresses() == ["5511900000001"], "the first, when nobody chose")
        let config = try String(contentsOfFile: oriel.configPath, encoding: .utf8)
        try oriel.writeConfig("account = \"sul\"\n" + config)
        #expect(try await addresses() == ["5511900000002"])
    }

    /// Somebody wrote to a number before it was taken out of the config.
    @Test func nothingLeavesFromANumberThatTheConfigDoesNotList() async throws {
        #expect(try await oriel.run("ingest", "--once", "--account", "norte").status == 0)
        let config = try String(contentsOfFile: oriel.configPath, encoding: .utf8)
        try oriel.writeConfig(config.replacing("700000000000001", with: "700000000000009"))
        let now = "2026-11-24T10:00:00Z"
        let sent = try await oriel.with(environment: ["ORIEL_TOKEN": "EAAG"]).run(
            "send", "--account", "norte", "--to", "5511900000001", "--text", "Oi", "--json", "--now", now)
        #expect(try sent.status == 3 && sent.json.first?["refusal"] == "number_unlisted", "\(sent.errors)")
        #expect(sent.output.contains("700000000000001") || sent.errors.contains("700000000000001"))
    }

    @Test(arguments: [
        ("", ["--account", "leste"], "one of norte, sul"), ("account = \"leste\"", [], "one of norte, sul"),
        ("accounts = 1", [], "accounts"),
    ])
    func anAccountThatIsNotThereIsSaid(line: String, arguments: [String], words: String) async throws {
        let config = try String(contentsOfFile: oriel.configPath, encoding: .utf8)
        try oriel.writeConfig(line.hasPrefix("accounts") ? line + "\n" : line + "\n" + config)
        let outcome = try await oriel.run(["threads", "--queue", "all"] + arguments)
        outcome.expectOneLine(78, words)
    }

    @Test(arguments: [
        ("stroe = \"x\"", "config.toml:12", "did you mean"), ("token = \"x\"", "config.toml:12", "token_file"),
        ("agent = \"x\"", "config.toml:12", "agent"), ("number = \"x\"", "config.toml", "phone_number_id"),
    ])
    func aMistakeInAnAccountHasItsLine(line: String, place: String, words: String) async throws {
        let config = try String(contentsOfFile: oriel.configPath, encoding: .utf8)
        let wrong = config.replacing("number = \"700000000000002\"", with: "waba = \"1\"") + line + "\n"
        try oriel.writeConfig(wrong)
        let outcome = try await oriel.run("threads", "--queue", "all", "--account", "sul")
        outcome.expectOneLine(78, place, words)
    }
}
