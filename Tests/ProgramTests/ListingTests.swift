import Foundation
import Spool
import Testing
import WhatsApp

/// `threads`, `messages`, `dump` and `rebuild` over one small history.
struct ListingTests {
    private static let start: Int64 = 1_795_512_000
    /// The start as the contract writes it.
    private static let startText = "2026-11-24T09:20:00.000Z"

    private func history() async throws -> Oriel {
        let oriel = try Oriel()
        let picture: JSONValue = [
            "from": "5511955550102", "id": "wamid.p", "timestamp": .string("\(Self.start + 30)"), "type": "image",
            "image": ["id": "77", "mime_type": "image/jpeg", "caption": "a caixa"],
        ]
        let unknown: JSONValue = [
            "from": "5511955550102", "id": "wamid.u", "timestamp": .string("\(Self.start + 40)"), "type": "hologram",
            "hologram": ["x": 1],
        ]
        try oriel.spool(
            Webhooks.text("Oi\u{1B}[2J", id: "wamid.a", at: Self.start),
            Webhooks.messages([picture, unknown], from: "5511955550102", name: nil),
            Webhooks.text(
                "Hello", id: "wamid.c", from: "5511955550101", at: Self.start + 50, number: "200000000000002"),
            arrivedAt: Self.start + 60)
        _ = try await oriel.ingest()
        return oriel
    }

    /// A stamp of the future, in a file that tells no arrival: the wait begins now, and not later.
    @Test func aWaitIsNeverInTheFuture() async throws {
        let oriel = try Oriel()
        let body = Webhooks.text("Do futuro", id: "wamid.1", at: 1_795_515_605 + 86_400).canonicalBytes
        try oriel.write(String(decoding: body, as: UTF8.self), to: "spool/new/later.json")
        _ = try await oriel.ingest()
        let now = "2026-11-24T10:20:05.000Z"
        let store = ["--store", oriel.store, "--now", now]
        let rows = try await oriel.run(["threads", "--queue", "waiting", "--json"] + store).json
        #expect(rows.count == 1 && rows[0]["waiting_since"]?.text == now)
        #expect(try await oriel.run(["threads", "--queue", "waiting"] + store).output.contains("<1m"))
        let team = try await oriel.run(["team", "--json"] + store).json
        #expect(team.contains { $0["oldest_waiting_since"]?.text == now }, "\(team)")
        let today = try await oriel.run(["today", "--json"] + store).json
        #expect(today.first?["oldest_waiting_since"]?.text == now, "\(today)")
        let screen = try await oriel.run(["render", "--size", "80x24"] + store).output
        #expect(screen.contains("<1m") && screen.contains("Do futuro"), "\(screen)")
    }

    @Test
    func threadsHaveTheMembersOfTheContract() async throws {
        let oriel = try await history()
        let now = "2026-11-24T10:20:00Z"
        let outcome = try await oriel.run(
            "threads", "--store", oriel.store, "--queue", "all", "--number", Webhooks.number, "--now", now, "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let rows = try outcome.json
        #expect(rows.count == 2)
        let ana = try #require(rows.first { $0["name"]?.text == "Ana Lima" })
        #expect(
            ana.object?.keys == [
                "address", "assignee", "labels", "name", "person", "phone_number_id", "preview", "priority", "snooze",
                "state_of_play", "unread", "waiting_since", "window",
            ])
        #expect(ana["address"]?.text == "5511955550101" && ana["person"]?.text == "5511955550101")
        #expect(ana["phone_number_id"]?.text == Webhooks.number)
        #expect(ana["window"] == ["state": "open", "until": "2026-11-25T09:20:00.000Z"])
        #expect(ana["waiting_since"]?.text == Self.startText)
        #expect(ana["unread"]?.int == 1 && ana["assignee"] == .null)
        let other = try #require(rows.first { $0["address"]?.text == "5511955550102" })
        #expect(other["name"] == .null && other["preview"]?.text == "[hologram]")
    }

    @Test(arguments: [
        ("2026-11-25T07:19:59.999Z", "open"), ("2026-11-25T07:20:00.001Z", "closing"),
        ("2026-11-25T09:05:00.001Z", "critical"), ("2026-11-25T09:19:59.999Z", "critical"),
        ("2026-11-25T09:20:00.000Z", "closed"), ("2026-11-26T09:20:00.000Z", "closed"),
    ])
    func windowIsThatOfTheMomentAsked(now: String, state: String) async throws {
        let oriel = try await history()
        let rows = try await oriel.run("threads", "--store", oriel.store, "--queue", "all", "--now", now, "--json").json
        let ana = try #require(rows.first { $0["preview"]?.text?.hasPrefix("Oi") == true })
        #expect(ana["window"] == ["state": .string(state), "until": "2026-11-25T09:20:00.000Z"])
    }

    @Test(arguments: [
        ("inbox", 3), ("all", 3), ("waiting", 3), ("unread", 3), ("unassigned", 3), ("mine", 0), ("failed", 0),
        ("shut", 0), ("done", 0), ("snoozed", 0), ("closing", 0),
    ])
    func queuesHoldWhatTheyShould(queue: String, count: Int) async throws {
        let oriel = try await history()
        let outcome = try await oriel.run(
            "threads", "--store", oriel.store, "--queue", queue, "--now", "2026-11-24T10:20:00Z", "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.json.count == count)
    }

    @Test
    func tableForPeopleHoldsNothingDangerous() async throws {
        let oriel = try await history()
        let threads = try await oriel.run(
            "threads", "--store", oriel.store, "--queue", "all", "--now", "2026-11-24T10:20:00Z")
        #expect(threads.lines.count == 4 && threads.output.contains("Ana Lima"))
        let messages = try await oriel.run("messages", "--store", oriel.store, "--person", "5511955550101")
        #expect(messages.lines.count == 2)
        for text in [threads.output, messages.output] { #expect(!text.utf8.contains(0x1B)) }
    }

    @Test
    func messagesHaveTheMembersOfTheContract() async throws {
        let oriel = try await history()
        let rows = try await oriel.run("messages", "--store", oriel.store, "--person", "+55 11 95555-0102", "--json")
            .json
        #expect(rows.map { $0["wamid"]?.text } == ["wamid.p", "wamid.u"])
        #expect(rows.map { $0["type"]?.text } == ["image", "hologram"])
        #expect(rows[0]["text"]?.text == "a caixa" && rows[1]["text"] == .null)
        #expect(
            rows[0].object?.keys
                == ["arrival", "direction", "error", "status", "text", "timestamp", "type", "wamid"])
        #expect(rows[0]["direction"]?.text == "in" && rows[0]["status"] == .null && rows[0]["error"] == .null)
        #expect(rows[0]["timestamp"]?.text == "2026-11-24T09:20:30.000Z")
        #expect(rows[0]["arrival"]?.text == "2026-11-24T09:21:00.000Z")
    }

    @Test
    func messagesOfSeveralNumbersAreJoinedOrChosen() async throws {
        let oriel = try await history()
        let all = try await oriel.run("messages", "--store", oriel.store, "--person", "5511955550101", "--json").json
        #expect(all.map { $0["wamid"]?.text } == ["wamid.a", "wamid.c"])
        let one = try await oriel.run(
            "messages", "--store", oriel.store, "--person", "5511955550101", "--number", "200000000000002", "--json"
        ).json
        #expect(one.map { $0["wamid"]?.text } == ["wamid.c"])
    }

    @Test
    func strangerHasNoMessages() async throws {
        let oriel = try await history()
        try await oriel.run("messages", "--store", oriel.store, "--person", "15557770199", "--json")
            .expectOneLine(65, "15557770199")
    }

    @Test
    func rebuildChangesNothingThatDumpPrints() async throws {
        let oriel = try await history()
        let before = try await oriel.run("dump", "--store", oriel.store)
        #expect(before.status == 0 && before.lines.count > 3)
        #expect(before.lines == before.lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for line in before.lines { _ = try JSONValue(bytes: line.utf8) }
        let rebuilt = try await oriel.run("rebuild", "--store", oriel.store, "--json")
        #expect(rebuilt.status == 0)
        #expect(try rebuilt.json.first?["seconds"]?.double != nil)
        #expect(try await oriel.run("dump", "--store", oriel.store).output == before.output)
    }

    @Test
    func storeIsForThisUserAlone() async throws {
        let oriel = try await history()
        let mode = try FileManager.default.attributesOfItem(atPath: oriel.store)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    /// Without `--store` the account's own is used, in directories for this user alone.
    @Test
    func accountHasAStoreOfItsOwn() async throws {
        let oriel = try Oriel()
        try oriel.writeConfig("account = \"loja\"")
        let writer = SpoolWriter(directory: try SpoolDirectory(path: oriel.path(".local/state/oriel/loja/spool")))
        try writer.write(
            body: Webhooks.text("Oi", id: "wamid.1", at: Self.start).canonicalBytes,
            receivedAtMilliseconds: Self.start * 1_000)
        #expect(try await oriel.run("ingest", "--once").status == 0)
        #expect(try await oriel.run("messages", "--person", "5511955550101", "--json").lines.count == 1)
        let folder = oriel.path(".local/state/oriel/loja")
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    @Test func aFilterNarrowsThreadsAndTheConfigNamesIt() async throws {
        let oriel = try Oriel()
        try oriel.spool(
            Webhooks.text("Cadê?", id: "wamid.a", at: 1_795_512_000),
            Webhooks.text("https://x.example", id: "wamid.b", from: "5511955550102", at: 1_795_512_010),
            arrivedAt: 1_795_512_020)
        try await oriel.ingest()
        func addresses(_ query: String) async throws -> [String?] {
            let outcome = try await oriel.run(
                "threads", "--store", oriel.store, "--now", "2026-11-24T10:00:00Z", "--json", "--filter", query)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try outcome.json.map { $0["address"]?.text }
        }
        #expect(try await addresses("has:link") == ["5511955550102"])
        #expect(try await addresses("-has:link window:open") == ["5511955550101"])
        #expect(try await addresses("window:closed") == [])
        let wrong = try await oriel.run("threads", "--store", oriel.store, "--filter", "is:red")
        wrong.expectOneLine(64, "character 4: is: takes")
        let config = try oriel.writeConfig("[filters]\nlinks = \"has:link\"")
        let shown = try await oriel.run(
            "render", "--config", config, "--store", oriel.store, "--now", "2026-11-24T10:00:00Z", "--size", "80x24",
            "--format", "text", "--keys", "[")
        #expect(shown.output.contains("inbox: links 1") && !shown.output.contains("Cadê?"))
    }
}
