import Inbox
import Testing
import WhatsApp

@testable import Store

/// Operators of a search over what people and we wrote.
struct QueryTests {
    private static let dana = "15557770101"
    private static let ben = "15557770202"
    private let scratch: Scratch

    /// Dana wrote yesterday and today, Ben today alone; bia answered Dana, and one answer failed.
    init() throws {
        scratch = try Scratch()
        let picture = "\"image\":{\"id\":\"1\",\"mime_type\":\"image/jpeg\",\"caption\":\"o pedido\"}"
        _ = try scratch.store.apply(
            [
                Bodies.message("old", at: -86_000, from: Self.dana, content: Self.text("pedido velho")),
                Bodies.message("new", at: 0, from: Self.dana, content: Self.text("pedido https://loja.example/7")),
                Bodies.message("pic", at: 60, from: Self.ben, name: "Ben Álvarez", type: "image", content: picture),
            ], numbers: nil)
        try send("ok", "pedido enviado", at: 100)
        try send("bad", "pedido perdido", at: 110)
        _ = try scratch.store.apply(
            [Bodies.status("failed", of: "wamid.bad", at: 120, code: 131_026)], numbers: nil)
    }

    private static func text(_ body: String) -> String { "\"text\":{\"body\":\(JSONValue.string(body).canonicalText)}" }

    private func send(_ id: String, _ words: String, at seconds: Int64) throws {
        let store = scratch.store
        let row = try #require(try store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
        let now = Bodies.noon + .seconds(seconds)
        let permit = try SendGate().pass(
            .text(TextContent(body: words)), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        _ = try store.enqueue(
            permit, to: row.key, actor: id == "ok" ? "bia" : "Carla", id: id, dueAt: now, notAfter: now + .hours(1),
            now: now)
        _ = try store.claim(id: id, worker: "1:1", now: now)
        _ = try store.finish(id: id, .accepted(wamid: "wamid.\(id)", status: nil, at: now))
    }

    private func found(
        _ query: String, in scope: SearchScope = .everywhere(nil), after hours: Int64 = 1, count: Int = 100
    ) throws -> [String] {
        let context = QueryContext(
            agent: "bia", now: Bodies.noon + .hours(hours), numberNames: [Bodies.number: "Loja Norte"])
        return try scratch.store.search(
            try #require(try SearchQuery.read(query)), in: scope, count: count, asked: context
        ).hits.map { $0.wamid ?? "" }
    }

    @Test(arguments: [
        ("pedido", ["wamid.bad", "wamid.ok", "pic", "new", "old"]), ("from:dana", ["new", "old"]),
        ("from:alvarez", ["pic"]), ("from:\"ben alv\"", ["pic"]), ("from:+1-555-777-0202", ["pic"]), ("from:@", []),
        ("from:us", ["wamid.bad", "wamid.ok"]), ("from:me", ["wamid.ok"]), ("from:carla", ["wamid.bad"]),
        ("-from:us pedido", ["pic", "new", "old"]), ("is:failed", ["wamid.bad"]), ("is:unread", ["pic", "new", "old"]),
        ("is:unanswered", ["pic"]), ("is:mine", []), ("is:snoozed", []), ("label:vip", []),
        ("-is:mine has:media", ["pic"]), ("has:media", ["pic"]),
        ("has:link", ["new"]), ("pedido -has:link -from:us", ["pic", "old"]),
        ("window:open from:ben", ["pic"]), ("window:closing", []), ("window:closed", []),
        ("before:today", ["old"]), ("after:today -from:us", ["pic", "new"]), ("before:2026-11-23", []),
        ("after:2026-11-23 before:2026-11-24", ["old"]), ("tpl:aviso", []), ("-tpl:aviso is:failed", ["wamid.bad"]),
        ("number:700111222333444 is:failed", ["wamid.bad"]), ("number:norte is:failed", ["wamid.bad"]),
        ("number:1111 is:failed", ["wamid.bad"]), ("number:sul is:failed", []),
        ("-number:sul is:failed", ["wamid.bad"]),
        ("\"pedido velho\"", ["old"]), ("\"velho pedido\"", []), ("\"pedido vel", ["old"]), ("\"pedido vel\"", []),
        ("pedido -velho -perdido -enviado", ["pic", "new"]), ("pedido -\"o pedido\" -from:us", ["new", "old"]),
    ])
    func anOperatorNarrows(query: String, wamids: [String]) throws {
        #expect(try found(query) == wamids)
        let dana = try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, Self.dana)))
        #expect(try found(query, in: .threads([dana.key])) == wamids.filter { $0 != "pic" }, "one conversation")
        #expect(try found(query, in: .everywhere(Bodies.number)) == wamids)
        #expect(try found(query, count: 1) == Array(wamids.prefix(1)))
    }

    @Test func windowsAreJudgedByTheTimeOfTheQuestion() throws {
        #expect(try found("window:closing", after: 23).contains("new"))
        #expect(try found("window:closed", after: 25).count == 5)
        #expect(try found("window:open", after: 25) == [])
    }

    @Test func mineFollowsTheAssignment() throws {
        _ = try scratch.store.record([
            AgentFact(
                id: "f", at: Bodies.noon + .seconds(200), actor: "x", number: Bodies.number,
                alias: Alias(.waID, Self.ben), act: .assign(to: "bia"))
        ])
        #expect(try found("is:mine") == ["pic"])
        #expect(try found("pedido -is:mine -from:us") == ["new", "old"])
    }

    /// Values are values: nothing in them is SQL.
    @Test(arguments: ["'", "\"'; DROP TABLE thread; --\"", "%", "_", "a'b", "\\", "(", "NULL"])
    func hostileValuesFindNothing(value: String) throws {
        for name in ["from", "tpl", "number"] { #expect(try found("\(name):\(value) is:failed") == []) }
        #expect(try found("is:failed") == ["wamid.bad"])
    }
}
