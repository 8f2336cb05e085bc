import Foundation
import TestSupport
import Testing
import WhatsApp

/// `oriel send` of what is more than words, with `orield simulate` as the platform, over real HTTP.
struct SendOtherTests {
    private static let ana = "5511955550192"
    private static let card =
        #"[{"name":{"formatted_name":"Bia Melo","first_name":"Bia"},"phones":[{"phone":"+5511"}]}]"#
    private static let buttons = #"""
        {"type":"button","body":{"text":"Pode ser?"},"action":{"buttons":[{"type":"reply","reply":{"id":"s","title":"Sim"}}]}}
        """#

    @Test func eachKindIsSentAndShown() async throws {
        let outer = try Oriel()
        let platform = try await outer.platform()
        let oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        try await platform.inbound("Oi, meu pedido?", from: Self.ana)
        _ = try await outer.ingest()
        func send(_ more: [String], input: String = "", _ status: Int32 = 0) async throws -> Oriel.Outcome {
            let outcome = try await oriel.run(
                ["send", "--store", oriel.store, "--to", Self.ana, "--api-base", platform.url, "--json"] + more,
                input: input)
            #expect(outcome.status == status, "\(more): \(outcome.errors)")
            return outcome
        }
        func messages() async throws -> [JSONValue] {
            try await oriel.run("messages", "--store", oriel.store, "--person", Self.ana, "--json").json
        }
        let wamid = try #require(try await messages().first?["wamid"]?.text)
        let file = try oriel.write(Self.buttons, to: "buttons.json")
        _ = try await send(["--location", "-8.05,-34.9,Loja,Rua 1, 22"])
        _ = try await send(["--contact", "-"], input: Self.card)
        _ = try await send(["--interactive", file, "--reply-to", wamid])
        _ = try await send(["--react", "👍", "--to-message", wamid])
        _ = try await send(["--react", "", "--to-message", wamid])
        _ = try await send(["--text", "Sim", "--reply-to", wamid])
        let sent = try await messages().dropFirst()
        #expect(
            sent.map { $0["type"]?.text } == ["location", "contacts", "interactive", "reaction", "reaction", "text"])
        #expect(sent.map { $0["text"]?.text } == ["Loja, Rua 1, 22", "Bia Melo", "Pode ser?", "👍", nil, "Sim"])
        #expect(sent.map { $0["quotes"]?.text } == [nil, nil, wamid, wamid, wamid, wamid])
        #expect(sent.map { $0["content"]?.isNull } == [false, false, false, false, false, nil])
        let interactive = sent.first { $0["type"] == "interactive" }
        #expect(try interactive?["content"] == JSONValue(text: Self.buttons))
        // What the platform says no to is told with its code.
        let none = try await send(["--react", "👍", "--to-message", "wamid.nobody"], 4)
        #expect(try none.json.first?["code"] == 131_009)
        // After the window only a template leaves.
        let late = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 25 * 3_600))
        for more in [["--location", "1,2"], ["--interactive", file], ["--react", "👍", "--to-message", wamid]] {
            let stopped = try await send(more + ["--now", late], 3)
            #expect(try stopped.json.first?["refusal"] == "window_closed")
            #expect(try stopped.json.first?["needs_template"] == true)
        }
    }

    @Test func directSendNeedsTheConfigAndTheAccount() async throws {
        let outer = try Oriel()
        let platform = try await outer.platform(options: ["--direct-send"])
        let oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        try await platform.inbound("Oi, meu pedido?", from: Self.ana)
        _ = try await outer.ingest()
        let late = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 25 * 3_600))
        let send = [
            "send", "--store", oriel.store, "--to", Self.ana, "--api-base", platform.url, "--json", "--text",
            "O pedido saiu.", "--direct", "--now", late,
        ]
        let off = try await oriel.run(send)
        #expect(try off.status == 3 && off.json.first?["refusal"] == "direct_send_off")

        let config = try oriel.write("direct_send = \"on\"\n", to: "direct.toml")
        try await platform.advance(seconds: 25 * 3_600)
        let on = try await oriel.run(send + ["--config", config])
        #expect(on.status == 0, "\(on.errors)")
        let shown = try await oriel.run("messages", "--store", oriel.store, "--person", Self.ana, "--json").json
        #expect(shown.last?["text"] == "O pedido saiu." && shown.last?["type"] == "text")

        let plain = try await outer.platform()
        let refused = try await outer.with(environment: ["ORIEL_TOKEN": plain.token]).run(
            ["send", "--store", oriel.store, "--to", Self.ana, "--api-base", plain.url, "--json", "--text", "x"]
                + ["--direct", "--now", late, "--config", config])
        #expect(try refused.status == 4 && refused.json.first?["code"] == 100)
    }

    @Test(arguments: [
        (["--location", "91,0"], "", "location.latitude must lie between -90 and 90"),
        (["--location", "here"], "", "LAT,LON[,NAME[,ADDRESS]]"),
        (["--location", "0x10,0x20"], "", "LAT,LON[,NAME[,ADDRESS]]"),
        (["--location", "nan,1e1"], "", "LAT,LON[,NAME[,ADDRESS]]"),
        (["--location", "-23,55,-46,63"], "", "LAT,LON[,NAME[,ADDRESS]]"),
        (["--react", "ok", "--to-message", "wamid.1"], "", "reaction.emoji is not one emoji"),
        (
            ["--contact", "-"], #"{"name":{"formatted_name":"B"}}"#,
            "contacts[0].name.first_name: nothing is written there yet"
        ),
        (["--contact", "-"], "nonsense", "standard input is not JSON"),
        (["--contact", "-"], " \n", "standard input is not JSON: it is empty; give the platform's object"),
        (["--contact", "-"], #"{"name":{"formatted_name":"B\u0000 x"}}"#, "standard input: Not sent: there is a NUL"),
        (["--text", "-"], "please pay\0 NOT to account 1234", "standard input: Not sent: there is a NUL"),
        (["--interactive", "-"], #"{"type":"poll","action":{},"body":{"text":"b"}}"#, "type is “poll”"),
        (
            ["--interactive", "-"],
            #"{"type":"cta_url","body":{"text":"b"},"action":{"name":"cta_url","parameters":{"display_text":"Read all about it here","url":"https://a.example"}}}"#,
            "action.parameters.display_text has 22 characters, 20 are allowed: take 2 away"
        ),
    ])
    func wrongContentIsNamedWithItsCure(_ more: [String], _ input: String, _ part: String) async throws {
        let oriel = try Oriel(environment: ["ORIEL_TOKEN": "t"])
        try oriel.spool(Webhooks.text("Oi", id: "wamid.a", at: 1_795_512_000), arrivedAt: 1_795_512_000)
        _ = try await oriel.ingest()
        try await oriel.run(["send", "--store", oriel.store, "--to", "5511955550101"] + more, input: input)
            .expectOneLine(65, part)
    }
}
