import GRDB
import Inbox
import Testing

@testable import Store

/// Who asked by a word alone to hear no more: marked whatever came first, until an agent decides.
struct StopTests {
    private static let dana = "15557770101"

    private static func says(_ text: String, _ id: String, at seconds: Int64, arrival: Int64? = 0) -> Reception {
        Bodies.message(
            id, at: seconds, from: dana, content: "\"text\":{\"body\":\"\(text)\"}", arrival: arrival)
    }

    private static func decides(_ scope: GateContext.OptOut?, at seconds: Int64) -> AgentFact {
        AgentFact(
            id: "opt-\(seconds)", at: Bodies.noon + .seconds(seconds), actor: "bia", number: Bodies.number,
            alias: Alias(.waID, dana), act: .optOut(scope))
    }

    private static func row(_ store: InboxStore) throws -> ThreadRow {
        try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, dana)))
    }

    @Test(arguments: [
        ("STOP", true), ("  stop \\n", true), ("Stop!", true), ("PARAR", true), ("Párár", true), ("sair", true),
        ("Baja", true), ("dar de  baja", true), ("Arrêt", true), ("stop it", false), ("please stop", false),
        ("nonstop", false), ("", false), ("não pare", false), ("\u{1F6D1}", false), ("\u{1F6D1} STOP", true),
    ])
    func aWordCountsWhenItIsAllThereIs(text: String, isStop: Bool) throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.says(text, "wamid.1", at: 0)], numbers: nil)
        #expect(try (Self.row(scratch.store).stopAskedAt != nil) == isStop)
        #expect(try Self.row(scratch.store).optOut == nil, "nothing happens by itself")
    }

    /// It runs whenever a conversation is folded: by what the person has of such words, never by all of them, nor by all that
    /// was said.
    @Test func whatWaitsIsFoundWithoutReadingTheRest() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.says("STOP", "wamid.1", at: 0)], numbers: nil)
        let plan = try scratch.store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + Ledger.stopsSQL, arguments: [1])
                .map { $0["detail"] as String }
        }
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        #expect(plan.contains { $0.contains("stopMessageByThread") }, "\(plan)")
        let messages = plan.filter { $0.hasPrefix("SEARCH m ") }
        #expect(!messages.isEmpty && messages.allSatisfy { $0.contains("rowid=?") }, "\(plan)")
    }

    /// Whose words they are may be learnt later.
    @Test func aWishGoesWithItsMessage() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.says("STOP", "wamid.1", at: 0)], numbers: nil)
        try scratch.store.write { ledger in
            try ledger.db.execute(sql: "UPDATE message SET thread = NULL")
            #expect(try ledger.db.integer("SELECT 1 FROM stopMessage WHERE thread IS NOT NULL") == nil)
        }
        try scratch.store.rebuild()
        #expect(try Self.row(scratch.store).stopAskedAt != nil)
        let places = try scratch.store.read {
            try $0.integer(
                "SELECT count(*) FROM stopMessage s JOIN message m ON m.id = s.message AND m.thread = s.thread")
        }
        #expect(places == 1)
    }

    /// Other words after it, an undecided past, a decision, a wish that is newer than it.
    @Test func itStandsUntilSomebodyDecidesInAnyOrder() throws {
        let bodies = [
            Self.says("STOP", "wamid.1", at: 0), Self.says("please", "wamid.2", at: 10),
            Self.says("SAIR", "wamid.3", at: 100),
        ]
        var found: Set<[String]> = []
        for seed in 0..<8 {
            var order = SeededOrder(seed: UInt64(seed))
            let scratch = try Scratch(isQuick: true)
            var lines: [String] = []
            func look() throws { lines.append("\(try Self.row(scratch.store).stopAskedAt?.seconds ?? 0)") }
            for body in bodies.shuffled(using: &order) { _ = try scratch.store.apply([body], numbers: nil) }
            try look()
            _ = try scratch.store.record([Self.decides(.everything, at: 50)])
            try look()
            _ = try scratch.store.record([Self.decides(.everything, at: 200)])
            try look()
            _ = try scratch.store.record([Self.decides(nil, at: 300)])
            try look()
            try scratch.store.rebuild()
            try look()
            found.insert(lines)
        }
        let third = "\(Bodies.noon.seconds + 100)"
        #expect(found == [[third, third, "0", "0", "0"]])
    }

    @Test func otherWordsCountForWhatWasWrittenBefore() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.says("basta", "wamid.1", at: 0)], numbers: nil)
        #expect(try Self.row(scratch.store).stopAskedAt == nil)
        try scratch.store.setStopWords(["BASTA!", "  "])
        #expect(try scratch.store.stopWords() == ["basta"])
        #expect(try Self.row(scratch.store).stopAskedAt == Bodies.noon)
        let dump = try scratch.dump()
        try scratch.store.setStopWords(["other"])
        #expect(try Self.row(scratch.store).stopAskedAt == nil && scratch.dump() == dump, "no fact is made of it")
    }

    @Test func theyAreFoundAndAnErasedMessageIsForgotten() throws {
        let scratch = try Scratch(isQuick: true)
        _ = try scratch.store.apply([Self.says("stop", "wamid.1", at: 0)], numbers: nil)
        func count() throws -> Int {
            let filter = ThreadFilter(try #require(try SearchQuery.read("is:optout")), asked: Scratch.bia)
            return try scratch.store.page(
                .all, agent: "bia", passing: filter, from: .top, count: 9, now: Bodies.noon
            ).rows.count
        }
        #expect(try count() == 1)
        _ = try scratch.store.record([Self.decides(.everything, at: 50)])
        #expect(try count() == 1)
        _ = try scratch.store.record([Self.decides(nil, at: 60)])
        #expect(try count() == 0)
        _ = try scratch.store.erase(
            PersonName(Self.dana), isTrial: false, sha256: Bodies.fingerprint, removingFiles: { _ in 0 })
        #expect(try scratch.store.pool.read { try $0.integer("SELECT count(*) FROM stopMessage") } == 0)
    }
}
