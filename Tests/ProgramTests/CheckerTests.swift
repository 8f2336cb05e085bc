import Checker
import Foundation
import GRDB
import Inbox
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

/// The checker finds every kind of damage: one that finds nothing would let everything pass.
struct CheckerTests {
    private static let ana = "5511955550101"
    private static let acceptance = "5c3a1d2e-0000-4000-8000-000000000001"
    private static let word = "palavra-7"

    /// What is done to a sound run, and what must be found.
    private struct Damage: Sendable {
        var name: String
        var kind: Finding.Kind
        var says: String
        /// On the store.
        var sql = ""
        /// On the spool: moves or removes.
        var spool: @Sendable (String) throws -> Void = { _ in }
        /// On what the platform says.
        var record: @Sendable (JSONValue) -> JSONValue = { $0 }
    }

    private static func file(_ spool: String, holding text: String) throws -> String {
        let done = spool + "/done"
        for day in try FileManager.default.contentsOfDirectory(atPath: done) {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(done)/\(day)") {
                let path = "\(done)/\(day)/\(name)"
                if try String(contentsOfFile: path, encoding: .utf8).contains(text) { return path }
            }
        }
        throw Overdue(what: "a file that holds \(text)")
    }

    private static let damages = [
        Damage(
            name: "an envelope is gone", kind: .lost, says: "no envelope",
            sql: "DELETE FROM envelope WHERE id = (SELECT min(id) FROM envelope)"),
        Damage(
            name: "a customer's message is gone", kind: .lost, says: "wamid.in2",
            sql: "DELETE FROM message WHERE wamid = 'wamid.in2'"),
        Damage(name: "a status is gone", kind: .lost, says: "wamid.out1 sent", sql: "DELETE FROM status"),
        Damage(
            name: "an outbox row is gone", kind: .lost, says: acceptance,
            sql: "DELETE FROM outbox WHERE id = '\(acceptance)'"),
        Damage(
            name: "our message does not show", kind: .lost, says: "no message on the screen",
            sql: "DELETE FROM message WHERE localID = '\(acceptance)'"),
        Damage(name: "a draft is gone", kind: .lost, says: word, sql: "DELETE FROM draft"),
        Damage(
            name: "a spool file is gone", kind: .lost, says: "not in the spool",
            spool: { try FileManager.default.removeItem(atPath: try file($0, holding: "wamid.in1")) }),
        Damage(
            name: "a spool file was left behind", kind: .lost, says: "never taken in",
            spool: { spool in
                let path = try file(spool, holding: "wamid.in1")
                try FileManager.default.moveItem(
                    atPath: path, toPath: spool + "/new/" + (path as NSString).lastPathComponent)
            }),
        Damage(
            name: "a file was put into quarantine", kind: .lost, says: "quarantine",
            spool: { try Data().write(to: URL(fileURLWithPath: $0 + "/quarantine/1795000000000-x.json")) }),
        Damage(
            name: "a customer's message never came", kind: .lost, says: "wamid.in9",
            record: { ["accepted": $0["accepted"] ?? .null, "written": ["wamid.in1", "wamid.in9"]] }),
        Damage(
            name: "a message is there twice", kind: .doubled, says: "wamid.in1",
            sql: """
                DROP INDEX messageInbound;
                INSERT INTO message(id, number, thread, direction, timestamp, tie, wamid, type, aliasSet)
                SELECT id + 1000000, number, thread, direction, timestamp, tie, wamid, type, aliasSet
                FROM message WHERE wamid = 'wamid.in1'
                """),
        Damage(
            name: "our message shows twice", kind: .doubled, says: acceptance,
            sql: """
                INSERT INTO message(id, number, thread, direction, timestamp, tie, localID, type, aliasSet)
                SELECT id + 1000000, number, thread, direction, timestamp, tie, localID, type, aliasSet
                FROM message WHERE localID = '\(acceptance)'
                """),
        Damage(
            name: "the platform took one message twice", kind: .sentTwice, says: "2 times",
            record: { record in
                let taken = record["accepted"]?.list ?? []
                return ["accepted": .array(taken + taken), "written": record["written"] ?? .null]
            }),
        Damage(
            name: "what was taken waits to go again", kind: .sentTwice, says: "could go again",
            sql: "UPDATE outbox SET state = 0 WHERE id = '\(acceptance)'"),
        Damage(
            name: "an unknown outcome was sent again", kind: .sentTwice, says: "left again",
            sql: """
                INSERT INTO attempt(outbox, ordinal, leftAt, outcome) SELECT outbox, 0, leftAt, 3 FROM attempt
                """),
        Damage(
            name: "nobody knows what was taken", kind: .lost, says: "nobody here knows",
            sql: "UPDATE outbox SET state = 4 WHERE id = '\(acceptance)'"),
        Damage(
            name: "accepted by nobody", kind: .unfounded, says: acceptance,
            record: { ["accepted": [], "written": $0["written"] ?? .null] }),
        Damage(
            name: "a message from nowhere", kind: .unfounded, says: "wamid.in7",
            sql: """
                INSERT INTO message(id, number, thread, direction, timestamp, tie, wamid, type, aliasSet)
                SELECT id + 1000000, number, thread, direction, timestamp, tie, 'wamid.in7', type, aliasSet
                FROM message WHERE wamid = 'wamid.in1'
                """),
    ]

    /// Two customers' messages, one answer the platform took and told of, and a draft.
    private func run(_ oriel: Oriel) async throws -> JSONValue {
        let now = Int64(Date().timeIntervalSince1970)
        try oriel.spool(
            Webhooks.text("Oi", id: "wamid.in1", at: now - 60), Webhooks.text("E aí?", id: "wamid.in2", at: now - 50),
            Webhooks.status("sent", of: "wamid.out1", at: now), arrivedAt: now)
        _ = try await oriel.ingest()
        let store = try InboxStore(path: oriel.store)
        let time = Instant(seconds: now)
        let alias = try #require(Alias(anyID: Self.ana))
        let row = try #require(try store.thread(number: nil, alias: alias))
        let permit = try SendGate().pass(
            .text(TextContent(body: "Bom dia!")), in: row.gateContext(), pass: .keyPress, at: time
        ).get()
        let id = Self.acceptance
        _ = try store.enqueue(
            permit, to: row.key, actor: "bia", id: id, dueAt: time, notAfter: time + .hours(1), now: time)
        _ = try #require(try store.claim(id: id, worker: "1:1", now: time))
        _ = try store.finish(id: id, .accepted(wamid: "wamid.out1", status: nil, at: time))
        try store.setDraft("sobre a \(Self.word)", for: row.key, agent: "bia")
        return [
            "accepted": [["wamid": "wamid.out1", "callback": .string(id)]], "written": ["wamid.in1", "wamid.in2"],
        ]
    }

    private func findings(_ folder: String, _ record: JSONValue) throws -> [Finding] {
        let evidence = try Evidence(
            spool: folder + "/spool", store: folder + "/inbox.sqlite", record: record, agents: ["bia"])
        return Audit.findings(in: evidence, words: [Self.word], isSettled: true)
    }

    @Test func aSoundRunPassesAndEveryDamageIsFound() async throws {
        let oriel = try Oriel()
        let record = try await run(oriel)
        #expect(try findings(oriel.folder, record) == [])
        let other = try Scratch()
        for (index, damage) in Self.damages.enumerated() {
            let copy = other.path("\(index)")
            try FileManager.default.copyItem(atPath: oriel.folder, toPath: copy)
            if !damage.sql.isEmpty {
                try await DatabaseQueue(path: copy + "/inbox.sqlite").write { try $0.execute(sql: damage.sql) }
            }
            try damage.spool(copy + "/spool")
            let found = try findings(copy, damage.record(record))
            #expect(
                found.contains { $0.kind == damage.kind && $0.what.contains(damage.says) },
                "\(damage.name): found \(found)")
        }
    }
}
