import Foundation
import TestSupport
import Testing
import WhatsApp

/// The fields beside `messages`, played by `orield simulate` and seen by `oriel`, over files and HTTP.
struct FieldsTests {
    private static let ana = "5511955550191"

    @Test
    func whatThePlatformTellsByItselfIsShown() async throws {
        let outer = try Oriel()
        let platform = try await outer.platform()
        let oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        let synced = try await oriel.run(
            "templates", "sync", "--store", oriel.store, "--waba", platform.waba, "--api-base", platform.url)
        #expect(synced.status == 0, "\(synced.errors)")
        let listed = try await oriel.run("templates", "list", "--store", oriel.store, "--json").json
        let name = try #require(listed.first { $0["status"] == "APPROVED" }?["name"]?.text)

        try await platform.inbound("Oi, meu pedido?", from: Self.ana)
        try await platform.happen(["kind": "echo", "to": .string(Self.ana), "text": "Saiu agora!"])
        try await platform.happen(["kind": "security", "event": "PIN_RESET_REQUEST"])
        try await platform.happen([
            "kind": "template_status", "name": .string(name), "status": "PAUSED", "reason": "FIRST_PAUSE",
        ])
        try await platform.happen(["kind": "handover", "with": .string(Self.ana), "to": "ai_agent"])
        try await platform.inbound("e a cor?", from: Self.ana)
        _ = try await oriel.ingest()

        let messages = try await oriel.run("messages", "--store", oriel.store, "--person", Self.ana, "--json").json
        // All of it happens within a second or two.
        #expect(messages.compactMap { $0["direction"]?.text }.sorted() == ["event", "in", "in", "out"])
        let echo = messages.first { $0["direction"] == "out" }
        #expect(echo?["text"] == "Saiu agora!" && echo?["status"] == "sent")
        let thread = try await oriel.run("threads", "--store", oriel.store, "--queue", "all", "--json").json
            .first { $0["address"]?.text == Self.ana }
        #expect(thread?["window"]?["state"] == "open" && thread?["unread"]?.int == 1)
        #expect(thread?["waiting_since"] == .null, "the phone app answered, and the other responder has the rest")

        let sent = try await oriel.run(
            "send", "--store", oriel.store, "--to", Self.ana, "--text", "azul?", "--api-base", platform.url, "--json")
        #expect(sent.status == 3 && sent.output.contains("owned_elsewhere"), "\(sent.output)\(sent.errors)")
        let shown = try await oriel.run("templates", "list", "--store", oriel.store, "--json").json
        #expect(shown.contains { $0["name"]?.text == name && $0["status"] == "PAUSED" })

        func screen(_ keys: String) async throws -> String {
            try await oriel.run(
                "render", "--store", oriel.store, "--size", "140x50", "--queue", "all", "--keys", keys
            ).output
        }
        let main = try await screen("<Enter>")
        #expect(main.contains("Somebody asked to switch two-step verification off"))
        let channel = try await screen("<C-x>s9")
        #expect(channel.contains("is paused") && channel.contains("Without it the number can be registered elsewhere"))
        #expect(!channel.contains("shows it"), "looked at")
        #expect(try await screen("<Enter>").contains("shows it"), "render looks at a copy")
    }
}
