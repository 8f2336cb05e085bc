import Inbox
import Testing
import WhatsApp

@testable import Store

/// Queues narrowed by a query.
struct ThreadFilterTests {
    private let scratch: Scratch

    /// Dana wrote an hour ago about an order, Ben two days ago with a picture, Eva now with a link; Eva is bia's.
    init() throws {
        scratch = try Scratch()
        func text(_ body: String) -> String { "\"text\":{\"body\":\(JSONValue.string(body).canonicalText)}" }
        let picture = "\"image\":{\"id\":\"1\",\"mime_type\":\"image/jpeg\",\"caption\":\"foto do sofá\"}"
        _ = try scratch.store.apply(
            [
                Bodies.message("a", at: 0, from: "15557770101", content: text("Cadê o pedido 4471?")),
                Bodies.message(
                    "b", at: -172_800, from: "15557770202", name: "Ben Álvarez", type: "image", content: picture),
                Bodies.message(
                    "c", at: 3_500, from: "15557770303", name: "Eva Pedido", content: text("https://x.example")),
            ], numbers: nil)
        _ = try scratch.store.record([
            AgentFact(
                id: "f", at: Bodies.noon, actor: "x", number: Bodies.number, alias: Alias(.waID, "15557770303"),
                act: .assign(to: "bia")),
            AgentFact(
                id: "g", at: Bodies.noon + .seconds(3_550), actor: "x", number: Bodies.number,
                alias: Alias(.waID, "15557770202"), act: .label(try #require(Label("vip")))),
        ])
    }

    private func page(_ query: String, _ queue: Queue = .inbox, at hours: Int64 = 1, count: Int = 100) throws
        -> QueuePage
    {
        let now = Bodies.noon + .hours(hours)
        let context = QueryContext(agent: "bia", now: now, numberNames: [Bodies.number: "Loja Norte"])
        return try scratch.store.page(
            queue, agent: "bia", passing: ThreadFilter(try #require(try SearchQuery.read(query)), asked: context),
            from: .top, count: count, now: now)
    }

    private func names(_ query: String, _ queue: Queue = .inbox, at hours: Int64 = 1) throws -> Set<String> {
        Set(try page(query, queue, at: hours).rows.map { $0.name ?? "" })
    }

    @Test(arguments: [
        ("is:unread", ["Dana Okafor", "Ben Álvarez", "Eva Pedido"]), ("is:mine", ["Eva Pedido"]),
        ("-is:mine is:unanswered", ["Dana Okafor", "Ben Álvarez"]), ("is:failed", []),
        ("from:alvarez", ["Ben Álvarez"]),
        ("from:us", []), ("-from:me is:mine", ["Eva Pedido"]), ("has:media", ["Ben Álvarez"]),
        ("has:link", ["Eva Pedido"]),
        ("-has:media -has:link", ["Dana Okafor"]), ("window:open", ["Dana Okafor", "Eva Pedido"]),
        ("window:closed", ["Ben Álvarez"]), ("before:today", ["Ben Álvarez"]),
        ("after:1d", ["Dana Okafor", "Eva Pedido"]), ("number:norte is:mine", ["Eva Pedido"]), ("number:sul", []),
        ("tpl:x", []), ("label:VIP", ["Ben Álvarez"]),
        ("label:vi", []), ("-label:vip is:unread", ["Dana Okafor", "Eva Pedido"]), ("is:snoozed", []),
        ("pedido", ["Dana Okafor", "Eva Pedido"]), ("\"cadê o pedido\"", ["Dana Okafor"]),
        ("-pedido is:unread", ["Ben Álvarez"]), ("sofa", ["Ben Álvarez"]), ("4471 is:mine", []),
        ("7770101", ["Dana Okafor"]),
    ])
    func aFilterNarrowsAQueue(query: String, expected: [String]) throws {
        #expect(try names(query) == Set(expected))
        #expect(try names(query, .all) == Set(expected))
        #expect(try names(query, .mine) == Set(expected).intersection(["Eva Pedido"]))
        #expect(try names(query, .done) == [])
    }

    /// Words of the agent who asks, in the box; not a colleague's, not a note, not blanks, and gone when they are.
    @Test func whatWaitsUnsentIsFound() throws {
        func key(_ number: String) throws -> ThreadKey {
            try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, number))).key
        }
        let (dana, ben, eva) = (try key("15557770101"), try key("15557770202"), try key("15557770303"))
        #expect(try names("is:draft").isEmpty)
        try scratch.store.setDraft("Já vejo", for: dana, agent: "bia")
        try scratch.store.setDraft(" \n\t ", for: ben, agent: "bia")
        try scratch.store.setDraft("de outra pessoa", for: eva, agent: "duda")
        try scratch.store.setNoteDraft("nota", for: eva, agent: "bia")
        #expect(try names("is:draft") == ["Dana Okafor"])
        #expect(try names("-is:draft") == ["Ben Álvarez", "Eva Pedido"])
        #expect(try names("is:draft", .all) == ["Dana Okafor"] && names("is:draft", .done).isEmpty)
        #expect(try scratch.store.draftedThreads(agent: "bia") == [dana])
        let context = QueryContext(agent: "bia", now: Bodies.noon + .hours(1))
        let found = try scratch.store.search(
            try #require(try SearchQuery.read("is:draft")), in: .everywhere(nil), count: 9, asked: context)
        #expect(found.hits.map(\.thread) == [dana])
        try scratch.store.rebuild()
        #expect(try names("is:draft") == ["Dana Okafor"], "a draft outlives a rebuild")
        try scratch.store.setDraft(nil, for: try key("15557770101"), agent: "bia")
        #expect(try names("is:draft").isEmpty && scratch.store.draftedThreads(agent: "bia").isEmpty)
    }

    @Test func theSnoozedAreFoundWhereTheyStand() throws {
        let later = Bodies.noon + .hours(5)
        _ = try scratch.store.record([
            AgentFact(
                id: "r", at: Bodies.noon + .seconds(3_540), actor: "x", number: Bodies.number,
                alias: Alias(.waID, "15557770101"), act: .read(["a"])),
            AgentFact(
                id: "s", at: Bodies.noon + .seconds(3_550), actor: "x", number: Bodies.number,
                alias: Alias(.waID, "15557770101"), act: .snooze(until: later)),
        ])
        #expect(try names("is:snoozed", .all) == ["Dana Okafor"])
        #expect(try names("is:snoozed", .snoozed) == ["Dana Okafor"])
        #expect(try names("is:snoozed") == [] && names("-is:snoozed", .all) == ["Ben Álvarez", "Eva Pedido"])
        #expect(try names("is:snoozed", .all, at: 5) == [], "over at that moment")
    }

    @Test func pagesOfAFilterHaveNoGapAndNoRepeat() throws {
        let whole = try page("is:unread").rows.map(\.key)
        var seen: [ThreadKey] = []
        var place = PagePlace.top
        let now = Bodies.noon + .hours(1)
        let filter = ThreadFilter(
            try #require(try SearchQuery.read("is:unread")), asked: QueryContext(agent: "bia", now: now))
        while true {
            let page = try scratch.store.page(
                .inbox, agent: "bia", passing: filter, from: place, count: 1, now: now)
            seen += page.rows.map(\.key)
            guard page.hasAfter, let last = page.cursors.last else { break }
            place = .after(last)
        }
        #expect(seen == whole && whole.count == 3)
    }

    @Test func timeIsThatOfTheQuestion() throws {
        #expect(try names("window:closing", at: 23) == ["Dana Okafor", "Eva Pedido"])
        #expect(try names("window:closed", at: 48).count == 3)
    }
}
