import GRDB
import Inbox
import Testing

@testable import Store

/// Private notes among the messages: shown, found, told apart, and counted as nothing.
struct NoteTests {
    private static let dana = "15557770101"
    private let scratch: Scratch
    private var store: InboxStore { scratch.store }

    init() throws { scratch = try Scratch(isQuick: true) }

    private static func at(_ seconds: Int64) -> Instant { Bodies.noon + .seconds(seconds) }

    private static func note(_ text: String, at seconds: Int64, by actor: String = "carla") throws -> AgentFact {
        AgentFact(
            id: "note-\(seconds)", at: at(seconds), actor: actor, number: Bodies.number, alias: Alias(.waID, dana),
            act: .note(try #require(PrivateNote(text))))
    }

    private func row() throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
    }

    @Test func itStandsWhereItWasWritten() throws {
        _ = try store.apply(
            [0, 100, 200].map { Bodies.message("wamid.\($0)", at: $0, from: Self.dana) }, numbers: nil)
        let before = try row()
        _ = try store.record([try Self.note("truck broke down, *promise nothing*", at: 150)])
        // The same fact from elsewhere is the same note.
        _ = try store.record([try Self.note("truck broke down, *promise nothing*", at: 150)])
        var after = try row()
        #expect(after == before, "it moves no row, answers nobody, and is nothing to read")
        let messages = try store.messages(after.key, count: 10).messages
        #expect(messages.map(\.direction) == [.inbound, .inbound, .note, .inbound])
        let note = messages[2]
        #expect(note.text == "truck broke down, *promise nothing*" && note.author == "carla" && note.wamid == nil)
        #expect(note.timestamp == Self.at(150) && note.delivery == nil && !note.isAnswer && note.type == "text")
        #expect(
            try store.messages(after.key, before: MessageCursor(messages[3]), count: 2).messages.map(\.key)
                == [messages[1].key, note.key])
        // A note after everything else changes nothing either.
        _ = try store.record([try Self.note("and later", at: 500)])
        after = try row()
        #expect(after == before)
        #expect(try store.items(of: after.key).isEmpty && store.dueItems(now: Self.at(9_999), limit: 9).isEmpty)
        #expect(try store.counts(agent: "carla", now: Self.at(600))[Queue.waiting] == 1)
    }

    @Test func itIsFoundAndToldApart() throws {
        _ = try store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
        _ = try store.record([try Self.note("refund agreed by Diego", at: 10)])
        let key = try row().key
        for scope in [SearchScope.everywhere(nil), .threads([key])] {
            let query = try #require(SearchQuery("refund"))
            let hits = try store.search(query, in: scope, count: 9, asked: Scratch.bia).hits
            #expect(hits.map(\.direction) == [.note] && hits.first?.author == "carla")
        }
        try DatabaseQueue(path: scratch.path).read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT direction, text, author FROM v_messages ORDER BY timestamp")
            #expect(rows.map { $0["direction"] as String } == ["in", "note"])
        }
        #expect(try scratch.dump().contains("\"direction\":\"note\""))
    }

    @Test func itComesBackFromTheFactAlone() throws {
        _ = try store.record([try Self.note("before anything was said", at: 5)])
        _ = try store.apply(
            [Bodies.message("wamid.1", at: 0, from: Self.dana, bsuid: "US.13491208655302741918")], numbers: nil)
        _ = try store.record([try Self.note("and after", at: 9)])
        let dump = try scratch.dump()
        try store.rebuild()
        #expect(try scratch.dump() == dump)
        try DatabaseQueue(path: scratch.path).write { db in
            try db.execute(sql: "DELETE FROM message WHERE direction = 2")
        }
        try store.rebuild()
        #expect(try scratch.dump() == dump)
        let query = try #require(SearchQuery("after"))
        #expect(try store.search(query, in: .everywhere(nil), count: 9, asked: Scratch.bia).hits.count == 1)
    }

    @Test func itsDraftIsNoDraftOfAnAnswer() throws {
        _ = try store.apply([Bodies.message("wamid.1", at: 0, from: Self.dana)], numbers: nil)
        let key = try row().key
        try store.setNoteDraft("for us", for: key, agent: "bia")
        #expect(try store.draft(key, agent: "bia") == nil && store.heldText(key, agent: "bia") == nil)
        #expect(try store.drafts(agent: "bia").isEmpty)
        try store.setDraft("for them", for: key, agent: "bia")
        try store.setNoteDraft(nil, for: key, agent: "bia")
        #expect(try store.draft(key, agent: "bia") == "for them" && store.noteDraft(key, agent: "bia") == nil)
    }
}
