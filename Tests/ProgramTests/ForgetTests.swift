import Engine
import Foundation
import Inbox
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

/// `oriel forget` and `oriel retain`, with a real store, spool and shelf.
struct ForgetTests {
    private static let ana = "5511955550101"
    private static let rui = "5511955550102"
    /// Everything that is Ana's: her number and id, what she is called, ids of messages, words of hers and to her.
    private static let theirs = [
        ana, "BR.48210593377120456", "Ana Lima", "wamid.ana", "marmalade", "unsent answer",
        "held answer",
        "ana.pdf", "portrait of a lady",
    ]

    private let oriel: Oriel
    private let platform: SimulatedPlatform
    private let start: Int64
    /// The hash of Ana's own file, and of one that Rui sent, too.
    private let own: String
    private let shared: String

    init() async throws {
        oriel = try Oriel()
        platform = try await oriel.platform()
        start = Int64(Date().timeIntervalSince1970) - 600
        (own, shared) = (Self.sha256("portrait of a lady"), Self.sha256("a price list"))
        try fill()
        // The platform lets answers through to whom it knows.
        try await platform.inbound("more marmalade?", from: Self.ana, name: "Ana Lima")
        try await platform.inbound("E o pão?", from: Self.rui, name: "Rui")
        _ = try await oriel.ingest()
        let store = try InboxStore(path: oriel.store)
        let shelf = MediaShelf(store: store)
        while let job = try store.claimMedia(worker: "1:1", now: Instant(seconds: start + 60)).job {
            let words = job.mediaID == "771" ? "portrait of a lady" : "a price list"
            let incoming = try shelf.begin()
            #expect(incoming.write(Data(words.utf8)))
            let kept = try shelf.keep(incoming, expected: nil, mimeType: job.mimeType)
            let done = MediaOutcome.done(hash: kept.hash, size: kept.size, mimeType: job.mimeType, mediaID: nil)
            _ = try store.finishMedia(row: job.row, worker: "1:1", done)
        }
        let row = try #require(try store.thread(number: nil, alias: Alias(.waID, Self.ana)))
        try store.setDraft("unsent answer", for: row.key, agent: "bia")
        try store.setHeldText("held answer", for: row.key, agent: "bia")
        for (to, words) in [(Self.ana, "marmalade is here"), (Self.rui, "the bread is here")] {
            let sent = try await oriel.with(environment: ["ORIEL_TOKEN": platform.token]).run(
                "send", "--store", oriel.store, "--to", to, "--api-base", platform.url, "--text", words,
                "--json")
            #expect(sent.status == 0, "\(sent.errors)")
        }
        // Statuses of the platform for both; it tells no more afterwards.
        platform.kill()
        for name in try FileManager.default.contentsOfDirectory(atPath: oriel.path("spool/tmp")) {
            try FileManager.default.removeItem(atPath: oriel.path("spool/tmp/" + name))
        }
        _ = try await oriel.ingest()
        try spool(quarantined: "no json: \(Self.ana) says marmalade", as: "bad.json")
        try spool(quarantined: "no json of others", as: "else.json")
        // What came while nobody looked.
        try oriel.spool(
            text("wamid.ana4", "marmalade once more", from: Self.ana), arrivedAt: start + 300)
        try oriel.spool(text("wamid.rui4", "Bom dia", from: Self.rui), arrivedAt: start + 300)
    }

    private static func sha256(_ text: String) -> String { Digest.sha256(Array(text.utf8)).hex }

    private func text(_ id: String, _ words: String, from: String) -> JSONValue {
        Webhooks.text(
            words, id: id, from: from, name: from == Self.ana ? "Ana Lima" : "Rui", at: start + 5,
            number: platform.number)
    }

    private func file(_ id: String, media: String, _ name: String, from: String) -> JSONValue {
        let message: JSONValue = [
            "from": .string(from), "id": .string(id), "timestamp": .string("\(start + 1)"), "type": "document",
            "document": ["id": .string(media), "mime_type": "application/pdf", "filename": .string(name)],
        ]
        return Webhooks.messages([message], from: from, name: nil, number: platform.number)
    }

    private func fill() throws {
        let both: [JSONValue] = [
            [
                "from": .string(Self.ana), "from_user_id": "BR.48210593377120456", "id": "wamid.ana1",
                "timestamp": .string("\(start)"), "type": "text", "text": ["body": "where is my marmalade?"],
            ],
            [
                "from": .string(Self.rui), "id": "wamid.rui1", "timestamp": .string("\(start)"), "type": "text",
                "text": ["body": "e o meu pão?"],
            ],
        ]
        try oriel.spool(
            Webhooks.messages(both, from: Self.ana, name: "Ana Lima", number: platform.number),
            file("wamid.ana2", media: "771", "ana.pdf", from: Self.ana),
            file("wamid.ana3", media: "772", "list.pdf", from: Self.ana),
            file("wamid.rui2", media: "773", "list.pdf", from: Self.rui), arrivedAt: start + 6)
    }

    private func spool(quarantined text: String, as name: String) throws {
        try oriel.write(text, to: "spool/quarantine/" + name)
        try oriel.write("because", to: "spool/quarantine/" + name + ".reason")
    }

    private func forget(_ more: String..., input: String = "") async throws -> Oriel.Outcome {
        try await oriel.run(
            ["forget", Self.ana, "--store", oriel.store, "--spool", oriel.spool] + more, input: input)
    }

    /// Every file of the store's folder and the spool, by path.
    private func bytes() -> [String: Data] {
        var files: [String: Data] = [:]
        let names = FileManager.default.enumerator(atPath: oriel.folder)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasPrefix("inbox.sqlite") || name.hasPrefix("spool/") {
            if let data = FileManager.default.contents(atPath: oriel.path(name)) { files[name] = data }
        }
        return files
    }

    private func dump() async throws -> String { try await oriel.run("dump", "--store", oriel.store).output }

    // MARK: -

    @Test func nothingOfThemIsLeftAnywhere() async throws {
        let before = bytes()
        for word in Self.theirs {
            let isThere = before.contains { $0.value.range(of: Data(word.utf8)) != nil }
            #expect(isThere, "\(word) is there before")
        }
        let receipt = oriel.path("receipt.txt")
        let outcome = try await forget("--yes", "--receipt", receipt)
        #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
        let after = bytes()
        for word in Self.theirs {
            for (name, data) in after { #expect(data.range(of: Data(word.utf8)) == nil, "\(word) in \(name)") }
        }
        for word in ["messages 5", "conversations 1", "files 1", "drafts 2", "outbox 1", "nothing of theirs is left"] {
            #expect(outcome.output.contains(word), "\(word): \(outcome.output)")
        }
        #expect(try String(contentsOfFile: receipt, encoding: .utf8) == outcome.output)
        for word in Self.theirs { #expect(!outcome.output.contains(word)) }
        // Others keep everything, byte by byte.
        let shelf = MediaShelf(path: oriel.store + ".media")
        #expect(shelf.file(own, mimeType: "application/pdf") == nil)
        #expect(shelf.file(shared, mimeType: "application/pdf") != nil)
        let rui = try await oriel.run("messages", "--store", oriel.store, "--person", Self.rui, "--json").json
        #expect(rui.compactMap { $0["text"]?.text } == ["e o meu pão?", "E o pão?", "the bread is here"])
        let others = before.filter { name, data in
            name.hasPrefix("spool") && !name.contains("bad.json")
                && !Self.theirs.contains { data.range(of: Data($0.utf8)) != nil }
        }
        #expect(others.count > 2)
        for (name, data) in others {
            #expect(after[name] == data, "\(name)")
        }
        #expect(after.contains { $0.value.range(of: Data("wamid.rui1".utf8)) != nil })

        // Neither a fold nor the archive brings them back.
        let whole = try await dump()
        #expect(try await oriel.run("rebuild", "--store", oriel.store).status == 0)
        #expect(try await dump() == whole)
        let fresh = try InboxStore(path: oriel.path("fresh.sqlite"))
        let totals = try ArchiveIntake.restore(
            from: try SpoolDirectory(path: oriel.spool), into: fresh, numbers: nil)
        #expect(totals.unreadable == 0 && totals.report.messages == 3)
        #expect(try fresh.thread(number: nil, alias: Alias(.waID, Self.ana)) == nil)
        // What waited in new/ is taken in without them.
        #expect(try await oriel.ingest()["messages"]?.int == 1)
        try await forget("--yes").expectOneLine(65, "nobody is known")
    }

    /// Values, changes and whole bodies that a relay handed on as a text: those of others in them stay.
    @Test func whatARelayWrappedGoesToo() async throws {
        func wrapped(_ id: String, _ wrap: (JSONValue) -> JSONValue) throws {
            try oriel.spool(
                wrap(text("wamid.ana.\(id)", "wrapped marmalade", from: Self.ana)),
                wrap(text("wamid.rui.\(id)", "pão embrulhado", from: Self.rui)), arrivedAt: start + 20)
        }
        func change(_ body: JSONValue) -> JSONValue { body["entry"]?.list?.first?["changes"]?.list?.first ?? .null }
        func asText(_ change: JSONValue) -> JSONValue {
            ["field": "messages", "value": .string((change["value"] ?? .null).canonicalText)]
        }
        try wrapped("value") { asText(change($0)) }
        try wrapped("entry") { ["entry": [["id": "9", "changes": [asText(change($0))]]]] }
        try wrapped("body") { ["source": "relay", "payload": .string($0.canonicalText)] }
        let both = [(Self.ana, "wamid.ana.two"), (Self.rui, "wamid.rui.two")].map { who, id in
            text(id, "wrapped marmalade", from: who).canonicalText
        }
        try oriel.spool(["payload": .array(both.map(JSONValue.string))], arrivedAt: start + 21)
        _ = try await oriel.ingest()
        func messages(_ who: String) async throws -> Int {
            try await oriel.run("messages", "--store", oriel.store, "--person", who, "--json").json.count
        }
        let before = try await messages(Self.rui)
        #expect(try await messages(Self.ana) > 4 && before > 4)
        #expect(try await forget("--yes").status == 0)
        for word in Self.theirs where word != "marmalade" {
            for (name, data) in bytes() { #expect(data.range(of: Data(word.utf8)) == nil, "\(word) in \(name)") }
        }
        #expect(try await messages(Self.rui) == before)
        let whole = try await dump()
        #expect(try await oriel.run("rebuild", "--store", oriel.store).status == 0)
        #expect(try await dump() == whole)
    }

    @Test func countsFirstAndAsksForTheNumber() async throws {
        let before = bytes()
        func expectUntouched(_ what: String) {
            let now = bytes()
            for (name, data) in before where !name.hasSuffix("-shm") && !name.hasSuffix(".lock") {
                #expect(now[name] == data || name.hasPrefix("inbox.sqlite"), "\(name): \(what)")
            }
        }
        let dumped = try await dump()
        let trial = try await forget("--dry-run", "--json")
        #expect(trial.status == 0 && trial.errors.isEmpty)
        #expect(try trial.json.first?["messages"]?.int == 5 && trial.json.first?["dry_run"] == true)
        #expect(try trial.json.first?["spool_files_removed"]?.int ?? 0 > 2)
        for (answer, words) in [("", "the answer did not come"), ("5511955550102\n", "neither the number nor")] {
            let outcome = try await forget(input: answer)
            #expect(outcome.status == 64 && outcome.errors.contains(words) && outcome.output.contains("messages 5"))
        }
        expectUntouched("asked only")
        #expect(try await dump() == dumped)
        #expect(try await forget(input: "Ana Lima\n").status == 0)
        #expect(try await !dump().contains(Self.ana))
    }

    @Test func oneIdIsAsGoodAsAnother() async throws {
        let outcome = try await oriel.run(
            "forget", "BR.48210593377120456", "--store", oriel.store, "--spool", oriel.spool, "--yes", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.json.first?["left"]?.int == 0 && outcome.json.first?["journal_emptied"] == true)
        for (name, data) in bytes() { #expect(data.range(of: Data(Self.ana.utf8)) == nil, "\(name)") }
    }

    @Test func whoUsesTheSpoolIsNamed() async throws {
        guard
            case .acquired(let lock) = try ConsumerLock.tryAcquire(
                in: try SpoolDirectory(path: oriel.spool), command: "oriel work")
        else {
            Issue.record("the spool is taken")
            return
        }
        defer { lock.release() }
        try await forget("--yes").expectOneLine(75, "oriel work")
    }

    @Test func refusesWhatItCannotDo() async throws {
        try await oriel.run("forget", "nobody!", "--store", oriel.store).expectOneLine(65, "nobody is known")
        try await oriel.run("forget", "5511955550199", "--store", oriel.store, "--yes").expectOneLine(
            65, "nobody is known")
        try oriel.write("old", to: "receipt")
        try await forget("--yes", "--receipt", oriel.path("receipt")).expectOneLine(73, "is there already")
        try await forget("--yes", "--dry-run").expectOneLine(64, "exclude")
        try await oriel.run("forget", Self.ana, "--store", oriel.path("none")).expectOneLine(66, "none")
        let store = try InboxStore(path: oriel.store)
        let row = try #require(try store.thread(number: nil, alias: Alias(.waID, Self.ana)))
        let now = Instant(seconds: start + 700)
        let permit = try SendGate().pass(
            .text(TextContent(body: "leaving")), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: "uuid-leaving", dueAt: now, notAfter: now + .hours(1), now: now)
        _ = try store.claim(id: "uuid-leaving", worker: "1:1", now: now)
        let before = bytes().filter { $0.key.hasPrefix("spool") }
        try await forget("--yes").expectOneLine(75, "is leaving just now")
        #expect(bytes().filter { $0.key.hasPrefix("spool") } == before)
    }

    /// What others wrote stays, and the receipt says that they are mentioned.
    @Test func mentionsByOthersStayAndAreTold() async throws {
        try oriel.spool(text("wamid.rui5", "Ana tem o \(Self.ana)", from: Self.rui), arrivedAt: start + 10)
        _ = try await oriel.ingest()
        let outcome = try await forget("--yes", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.json.first?["left"]?.int == 0 && outcome.json.first?["mentions"]?.int ?? 0 > 0)
        let rui = try await oriel.run("messages", "--store", oriel.store, "--person", Self.rui, "--json").json
        #expect(rui.contains { $0["text"]?.text == "Ana tem o \(Self.ana)" })
    }

    // MARK: Retention

    private func retain(_ more: String...) async throws -> Oriel.Outcome {
        try await oriel.run(
            ["retain", "--store", oriel.store, "--spool", oriel.spool, "--json", "--now"]
                + [Instant(seconds: start + 3 * 86_400 + 300).rfc3339] + more)
    }

    /// In a group others quote them by their number, as the platform tells it.
    @Test func aQuoteByOthersIsAMentionWhateverTheSpoolIsCalled() async throws {
        let oriel = try Oriel()
        let (store, spool) = (oriel.path("s"), oriel.path("sp"))
        let writer = SpoolWriter(directory: try SpoolDirectory(path: spool))
        let theirs: JSONValue = [
            "from": .string(Self.ana), "id": "wamid.q1", "group_id": "Z3JvdXAx", "timestamp": .string("\(start)"),
            "type": "text", "text": ["body": "marmalade"],
        ]
        let quote: JSONValue = [
            "from": .string(Self.rui), "id": "wamid.q2", "group_id": "Z3JvdXAx", "timestamp": .string("\(start + 1)"),
            "type": "text", "text": ["body": "claro"], "context": ["from": .string(Self.ana), "id": "wamid.q1"],
        ]
        for (message, from) in [(theirs, Self.ana), (quote, Self.rui)] {
            let body = Webhooks.messages([message], from: from, name: nil)
            try writer.write(body: body.canonicalBytes, receivedAtMilliseconds: start * 1_000)
        }
        let read = try await oriel.run("ingest", "--store", store, "--spool", spool, "--once")
        #expect(read.status == 0, "\(read.errors)")
        let outcome = try await oriel.run(
            "forget", Self.ana, "--store", store, "--spool", spool, "--yes", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let receipt = try #require(try outcome.json.first)
        #expect(receipt["left"] == 0 && receipt["mentions"]?.int ?? 0 > 0 && receipt["messages"] == 1, "\(receipt)")
        let rest = try await oriel.run("messages", "--store", store, "--person", "Z3JvdXAx").output
        #expect(rest.contains("claro") && !rest.contains("marmalade"))
    }

    @Test func oldMessagesGoAfterATrial() async throws {
        let dumped = try await dump()
        let trial = try await retain("--older-than", "3d")
        #expect(try trial.status == 0 && trial.json.first?["dry_run"] == true, "\(trial.errors)")
        let messages = try #require(try trial.json.first?["messages"]?.int)
        #expect(messages == 5)
        #expect(try await dump() == dumped)
        let outcome = try await retain("--older-than", "3d", "--yes")
        #expect(try outcome.status == 0 && outcome.json.first?["messages"]?.int == messages, "\(outcome.errors)")
        for (name, data) in bytes() {
            for word in ["wamid.ana1", "where is my", "wamid.rui1", "portrait of a lady"] {
                #expect(data.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
        #expect(try await dump().contains("the bread is here"), "what is younger stays")
        let again = try await retain("--older-than", "3d", "--yes")
        #expect(try again.json.first?["messages"]?.int == 0)
    }

    /// Still a trial without `--yes`, and what the command says counts before what the config says.
    @Test func theConfigSaysHowLongWhenTheCommandDoesNot() async throws {
        let unsaid = try await retain()
        #expect(unsaid.status == 64 && unsaid.errors.contains("[retention]"))
        try oriel.writeConfig("[retention]\nmessages = \"3d\"")
        let said = try await retain()
        #expect(try said.status == 0 && said.json.first?["messages"]?.int == 5 && said.json.first?["dry_run"] == true)
        let other = try await retain("--older-than", "52w")
        #expect(try other.json.first?["messages"]?.int == 0)
    }

    @Test(arguments: ["", "d", "1d", "90", "-3d", "90h", "99999999999999999999d", "40000d"])
    func agesAreDaysOrWeeks(text: String) async throws {
        let outcome = try await retain("--older-than", text)
        #expect(outcome.status == 64, "\(text)")
    }
}
