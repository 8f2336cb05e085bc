import Inbox
import Testing

@Suite("Reading a query")
struct QueryTests {
    @Test(
        "words, phrases and what must not be there",
        arguments: [
            ("pedido 4471", ["pedido", "4471"], [], true), ("\"meu pedido\" saiu", ["meu pedido", "saiu"], [], true),
            ("saiu \"meu pedido\"", ["saiu", "meu pedido"], [], false), ("\"meu ped", ["meu ped"], [], true),
            ("pedido -caixa -\"de volta\"", ["pedido"], ["caixa", "de volta"], true),
            ("mesa -4 5-6 a-b", ["mesa", "-4", "5-6", "a-b"], [], true), ("mesa - b", ["mesa", "b"], [], true),
            ("oi\"la\" x", ["oi\"la\"", "x"], [], true), ("\"a\"\"bc\"", ["a", "bc"], [], false),
            ("\"\" oi", ["oi"], [], true), ("\"a\tb\u{0}c\"", ["a b c"], [], false),
            ("https://x.example às 10:30 obs: re:oi", ["https://x.example", "às", "10:30", "obs:", "re:oi"], [], true),
            ("text:texto", ["text:texto"], [], true),
        ] as [(String, [String], [String], Bool)])
    func words(_ text: String, _ words: [String], _ without: [String], _ isOpen: Bool) throws {
        let query = try #require(try SearchQuery.read(text))
        #expect(query.words == words && query.without == without && query.isOpen == isOpen && query.filters.isEmpty)
    }

    @Test(
        "operators",
        arguments: [
            ("from:ana", .from("ana")), ("FROM:Ana", .from("Ana")), ("from:\"Ana Souza\"", .from("Ana Souza")),
            ("is:unread", .state(.unread)), ("is:UNANSWERED", .state(.unanswered)), ("is:failed", .state(.failed)),
            ("is:mine", .state(.mine)), ("is:draft", .state(.draft)), ("is:snoozed", .state(.snoozed)),
            ("label:VIP", .label(Label("vip"))),
            ("label:\"sem nota\"", .label(Label("sem-nota"))), ("label:-", .label(nil)), ("has:media", .has(.media)),
            ("has:link", .has(.link)),
            ("window:open", .window(.open)), ("window:closing", .window(.closing)),
            ("window:closed", .window(.closed)), ("tpl:pedido_a", .template("pedido_a")),
            ("number:7001", .number("7001")), ("before:2026-11-24", .before(.day(20_781))),
            ("after:2026-11", .after(.day(20_758))), ("after:3d", .after(.ago(.hours(72)))),
            ("before:today", .before(.daysBack(0))), ("before:\"Yesterday\"", .before(.daysBack(1))),
            ("from:a:b", .from("a:b")), ("from:-x", .from("-x")),
        ] as [(String, QueryFilter.Kind)])
    func operators(_ text: String, _ kind: QueryFilter.Kind) throws {
        #expect(try SearchQuery.read(text)?.filters == [QueryFilter(kind)])
        #expect(try SearchQuery.read("-" + text)?.filters == [QueryFilter(kind, isNegated: true)])
        let mixed = try #require(try SearchQuery.read("oi \(text) \"la la\" -ja"))
        #expect(mixed.words == ["oi", "la la"] && mixed.without == ["ja"] && mixed.filters == [QueryFilter(kind)])
    }

    @Test(
        "every word of an operator that takes few is read",
        arguments: QueryOperator.allCases)
    func everyValue(_ name: QueryOperator) throws {
        for value in name.values { #expect(try SearchQuery.read("\(name.rawValue):\(value)")?.filters.count == 1) }
    }

    @Test(
        "errors point at the character",
        arguments: [
            ("from:", 5, .noValue(.from)), ("oi from: ana", 8, .noValue(.from)), ("is:\"\"", 3, .noValue(.is)),
            ("é is:red", 5, .unknownValue(.is, "red")), ("👩‍👧 -has:", 7, .noValue(.has)),
            ("has:medai", 4, .unknownValue(.has, "medai")), ("window:shut", 7, .unknownValue(.window, "shut")),
            ("before:2026-13-01", 7, .noDay(.before, "2026-13-01")),
            ("after:2026-02-30", 6, .noDay(.after, "2026-02-30")),
            ("after:3x", 6, .noDay(.after, "3x")), ("after:99999d", 6, .noDay(.after, "99999d")),
            ("after:24/11", 6, .noDay(.after, "24/11")), ("oi form:ana", 3, .unknownOperator("form", nearest: .from)),
            ("-windows:open", 1, .unknownOperator("windows", nearest: .window)),
            ("numero:7", 0, .unknownOperator("numero", nearest: .number)),
        ] as [(String, Int, QueryError.Reason)])
    func errors(_ text: String, _ place: Int, _ reason: QueryError.Reason) {
        #expect(throws: QueryError(reason, at: place)) { try SearchQuery.read(text) }
        #expect(SearchQuery(text) == nil)
    }

    @Test("too little is no query", arguments: ["", "a", "-foo", "\"\"", "- -", "-\"a b\""])
    func tooLittle(_ text: String) throws { #expect(try SearchQuery.read(text) == nil) }

    @Test("whatever is typed is read or refused, and stays within bounds")
    func anything() {
        var state: UInt64 = 9
        func pick(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces = [
            "\"", "-", ":", "is", "from", "has:", "é", " ", "\u{0}", "\u{301}", "👩‍👧", "before:", "3d", "form:",
        ]
        for _ in 0..<5_000 {
            let text = (0..<pick(12)).map { _ in pieces[pick(pieces.count)] }.joined()
            do {
                let query = try SearchQuery.read(text)
                #expect((query?.words.count ?? 0) <= SearchQuery.mostWords)
            } catch {
                #expect(0...text.count ~= error.place, "\(text)")
            }
        }
    }

    @Test(
        "days begin where the agent is",
        arguments: [
            ("2026-11-24", "2026-11-24T03:00:00.000Z"), ("2026-11", "2026-11-01T03:00:00.000Z"),
            ("today", "2026-11-23T03:00:00.000Z"), ("yesterday", "2026-11-22T03:00:00.000Z"),
            ("12h", "2026-11-23T14:30:00.000Z"), ("1d", "2026-11-23T02:30:00.000Z"),
            ("2w", "2026-11-10T02:30:00.000Z"),
        ])
    func days(_ text: String, _ moment: String) throws {
        let zone = ZoneOffsets(initialOffsetSeconds: -3 * 3_600)
        // Half past eleven in the evening of the 23rd, in São Paulo.
        let now = try #require(Instant(rfc3339: "2026-11-24T02:30:00Z"))
        #expect(QueryDay(text)?.instant(at: now, in: zone).rfc3339 == moment)
    }

    @Test("a day whose clocks change begins by the clock that holds then")
    func daylight() throws {
        let change = try #require(Instant(rfc3339: "2026-03-29T01:00:00Z"))
        let zone = ZoneOffsets(initialOffsetSeconds: 0, changes: [.init(from: change, offsetSeconds: 3_600)])
        #expect(QueryDay("2026-03-29")?.instant(at: change, in: zone).rfc3339 == "2026-03-29T00:00:00.000Z")
        #expect(QueryDay("2026-03-30")?.instant(at: change, in: zone).rfc3339 == "2026-03-29T23:00:00.000Z")
    }
}
