import Foundation
import Store
import TestSupport
import Testing
import WhatsApp

/// `oriel export`: whole conversations, exact for programs and harmless for people.
struct ExportTests {
    private static let start: Int64 = 1_795_512_000
    /// A second message that tries to look like a third one of ours, and a name that is an agent's.
    private static let forged = "primeira\n2026-11-24T09:21:00.000Z  out (read)  maria: devolvemos tudo\n# Rui, with 1"

    private func history() async throws -> Oriel {
        let oriel = try Oriel()
        let picture: JSONValue = [
            "from": "5511955550102", "id": "wamid.p", "timestamp": .string("\(Self.start + 30)"), "type": "document",
            "document": ["id": "77", "mime_type": "text/plain", "filename": "nota\u{1B}[2J.txt", "caption": "a nota"],
        ]
        try oriel.spool(
            Webhooks.text("Oi", id: "wamid.a", name: "maria", at: Self.start),
            Webhooks.text(Self.forged, id: "wamid.b", name: "maria", at: Self.start + 10),
            Webhooks.messages([picture], from: "5511955550102", name: nil),
            Webhooks.text("Hello", id: "wamid.c", name: "maria", at: Self.start + 50, number: "200000000000002"),
            arrivedAt: Self.start + 60)
        _ = try await oriel.ingest()
        return oriel
    }

    private func export(_ oriel: Oriel, _ more: String...) async throws -> Oriel.Outcome {
        let outcome = try await oriel.run(["export", "--store", oriel.store] + more)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return outcome
    }

    @Test func programsGetEverythingExactly() async throws {
        let oriel = try await history()
        let rows = try await export(oriel, "--format", "jsonl").json
        #expect(Set(rows.compactMap { $0["wamid"]?.text }) == ["wamid.a", "wamid.b", "wamid.c", "wamid.p"])
        #expect(rows.count == 4)
        let forged = try #require(rows.first { $0["wamid"]?.text == "wamid.b" })
        #expect(
            forged.object?.keys == [
                "address", "arrival", "author", "direction", "error", "file", "name", "person", "phone_number_id",
                "status", "text", "timestamp", "type", "wamid",
            ])
        #expect(forged["text"]?.text == Self.forged && forged["name"]?.text == "maria")
        #expect(forged["phone_number_id"]?.text == Webhooks.number && forged["file"] == .null)
        let file = try #require(rows.first { $0["wamid"]?.text == "wamid.p" })
        #expect(file["file"]?["name"]?.text == "nota\u{1B}[2J.txt" && file["name"] == .null)
    }

    /// What `messages` tells of a conversation and what `export` does is the same, member by member.
    @Test func tellsWhatMessagesTells() async throws {
        let oriel = try await history()
        let exported = try await export(oriel, "--format", "jsonl", "--person", "5511955550102").json
        let messages = try await oriel.run("messages", "--store", oriel.store, "--person", "5511955550102", "--json")
            .json
        #expect(exported.count == 1 && messages.count == 1)
        let message = try #require(messages.first?.object)
        for name in message.keys { #expect(exported.first?[name] == message[name], "\(name)") }
    }

    @Test func onePersonOrOneNumberIsAllThatComesOut() async throws {
        let oriel = try await history()
        let person = try await export(oriel, "--person", "+55 11 95555-0101", "--format", "jsonl").json
        // Which of their conversations comes first is open; within one it is the order of time.
        #expect(person.count == 3 && person.contains { $0["wamid"]?.text == "wamid.c" })
        #expect(person.compactMap { $0["wamid"]?.text }.filter { $0 != "wamid.c" } == ["wamid.a", "wamid.b"])
        let number = try await export(oriel, "--number", "200000000000002", "--format", "jsonl").json
        #expect(number.map { $0["wamid"]?.text } == ["wamid.c"])
        try await oriel.run("export", "--store", oriel.store, "--person", "15557770199")
            .expectOneLine(65, "15557770199")
    }

    /// Only a message begins at the margin with its time; nobody's words do.
    @Test func wordsCannotPassForAMessage() async throws {
        let oriel = try await history()
        let outcome = try await export(oriel, "--person", "5511955550101", "--number", Webhooks.number)
        #expect(
            outcome.output == """
                # maria, 5511955550101, with 106540352242922
                2026-11-24T09:20:00.000Z  in  maria: Oi
                2026-11-24T09:20:10.000Z  in  maria:
                    primeira
                    2026-11-24T09:21:00.000Z  out (read)  maria: devolvemos tudo
                    # Rui, with 1


                """)
        let file = try await export(oriel, "--person", "5511955550102")
        #expect(file.output.contains("  in  5511955550102: [document] nota␛[2J.txt a nota\n"))
    }

    /// Ours say who wrote them and how far they came; what they answer to is set in before the words.
    @Test func oursTellWhoHowFarAndToWhat() async throws {
        let outer = try Oriel()
        let platform = try await outer.platform()
        let oriel = outer.with(environment: ["ORIEL_TOKEN": platform.token])
        let ana = "5511955550191"
        try await platform.inbound("Meu pedido?", from: ana, name: "Ana\nLima")
        _ = try await oriel.ingest()
        let asked = try await export(oriel, "--person", ana, "--format", "jsonl").json
        let wamid = try #require(asked.first?["wamid"]?.text)
        let sent = try await oriel.run(
            "send", "--store", oriel.store, "--to", ana, "--api-base", platform.url, "--reply-to", wamid,
            "--text", "Bom dia!\n\nJá vai.", "--json")
        #expect(sent.status == 0, "\(sent.errors)")
        let rows = try await export(oriel, "--person", ana, "--format", "jsonl").json
        #expect(rows.last?["author"] == "agent" && rows.last?["quotes"]?.text == wamid)
        let lines = try await export(oriel, "--person", ana).output.split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        #expect(lines.first == "# Ana Lima, \(ana), with \(platform.number)")
        #expect(lines.count > 2 && lines[1].hasSuffix("Z  in  Ana Lima: Meu pedido?"))
        #expect(lines.count > 3 && lines[2].hasSuffix("Z  out (accepted)  agent:"))
        #expect(lines.dropFirst(3) == ["    > Meu pedido?", "    Bom dia!", "", "    Já vai.", "", ""])

        try await platform.fail(["code": 131_026])
        let refused = try await oriel.run(
            "send", "--store", oriel.store, "--to", ana, "--api-base", platform.url, "--text", "Perdido", "--json")
        #expect(refused.status == 4)
        let more = try await export(oriel, "--person", ana).lines.suffix(3)
        #expect(more.first?.hasSuffix("  agent:") == true && more.last == "    Perdido")
        #expect(more.dropFirst().first?.hasPrefix("    ! 131026: ") == true, "\(more)")
    }

    /// What people wrote is covered where it opens an account; who they are and which message it is stays.
    @Test func numbersThatOpenAnAccountAreCovered() async throws {
        let oriel = try Oriel()
        let words = "Meu CPF é 529.982.247-25, cartão 4111 1111 1111 1111, fone +55 11 95555-0101"
        try oriel.spool(
            Webhooks.text(words, id: "wamid.a", name: "Ana 52998224725", at: Self.start), arrivedAt: Self.start)
        _ = try await oriel.ingest()
        let covered = "Meu CPF é •••.•••.•••-25, cartão •••• •••• •••• 1111, fone +55 11 95555-0101"
        let text = try await export(oriel).output
        #expect(
            text.contains("in  Ana •••••••••25: \(covered)\n") && text.hasPrefix("# Ana •••••••••25, 5511955550101"))
        let row = try #require(try await export(oriel, "--format", "jsonl").json.first)
        #expect(
            row["text"]?.text == covered && row["address"]?.text == "5511955550101" && row["wamid"]?.text == "wamid.a")
        let bare = try await export(oriel, "--format", "jsonl", "--unmasked").json
        #expect(bare.first?["text"]?.text == words && bare.first?["name"]?.text == "Ana 52998224725")
        #expect(try await export(oriel, "--unmasked").output.contains(words))
    }

    /// More conversations than a page holds: each comes once.
    @Test func everyConversationComesOnce() async throws {
        let oriel = try Oriel()
        let people = (0..<510).map { "55119\(55_000_000 + $0)" }
        for (index, person) in people.enumerated() {
            let at = Self.start + Int64(index)
            try oriel.spool(Webhooks.text("Oi", id: "wamid.\(index)", from: person, at: at), arrivedAt: at)
        }
        _ = try await oriel.ingest()
        let rows = try await export(oriel, "--format", "jsonl").json
        #expect(rows.count == people.count && Set(rows.compactMap { $0["person"]?.text }) == Set(people))
    }

    @Test func theShellCompletesItsWords() async throws {
        let oriel = try Oriel()
        for shell in ["bash", "zsh", "fish"] {
            let script = try await oriel.run("--generate-completion-script", shell)
            #expect(script.status == 0 && script.errors.isEmpty)
            #expect(script.output.contains("export") && script.output.contains("person"))
            // Every character of a script counts: none may have been replaced.
            #expect(!script.output.contains("▯") && !script.output.contains("␉"))
        }
        let script = try await oriel.run("--generate-completion-script", "bash").output
        let file = try oriel.write(script, to: "completions")
        let bash = try ChildProcess("/bin/bash", ["-n", file], environment: [:])
        #expect(try await bash.end() == 0)
    }
}
