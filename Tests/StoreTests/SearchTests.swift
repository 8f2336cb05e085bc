import GRDB
import Inbox
import Synchronization
import Testing
import WhatsApp

@testable import Store

/// Words are found however they are written, newest first, and never where they are not (any more).
@Suite struct SearchTests {
    static let dana = "15557770101"
    static let ben = "15557770202"

    private func text(_ body: String) -> String { "\"text\":{\"body\":\(JSONValue.string(body).canonicalText)}" }

    private func message(_ id: String, _ body: String, at seconds: Int64, from phone: String = dana) -> Reception {
        Bodies.message(id, at: seconds, from: phone, content: text(body))
    }

    private func store(_ texts: [String]) throws -> Scratch {
        let scratch = try Scratch()
        let bodies = texts.enumerated().map { message("wamid.\($0.offset)", $0.element, at: Int64($0.offset)) }
        _ = try scratch.store.apply(bodies, numbers: nil)
        return scratch
    }

    private func find(
        _ query: String, _ scratch: Scratch, in scope: SearchScope = .everywhere(nil), count: Int = 100
    ) throws -> [SearchHit] {
        try scratch.store.search(try #require(SearchQuery(query)), in: scope, count: count, asked: Scratch.bia).hits
    }

    // MARK: Words

    @Test(arguments: [
        ("Olá, João!", "ola joao", true), ("ola joao", "OLÁ JOÃO", true), ("Ação já", "acao ja", true),
        ("e\u{301}poca", "epoca", true), ("pedido 4471", "44", true), ("pedido 4471", "71", false),
        ("pedido", "ped", true), ("pedido", "pedidos", false), ("o pedido saiu", "saiu pedido", true),
        // Only the last word may be a beginning.
        ("o pedido saiu", "ped saiu", false), ("o pedido saiu", "pedido sa", true),
        ("guarda-chuva", "guarda-chuva", true), ("guarda chuva", "guarda-ch", true),
        ("chuva guarda", "guarda-chuva", false),
        ("diga \"oi\" já", "\"oi\"", true), ("a AND b", "AND", true), ("isto ou aquilo", "isto OR nada", false),
        ("isto", "isto NOT aquilo", false), ("perto", "NEAR(perto)", false), ("near perto", "NEAR(perto)", true),
        ("texto", "text:texto", false), ("text texto", "text:texto", true), ("estrela", "est*", true),
        ("estrela", "*estrela*", true), ("estrela", "^estrela", true), ("estrela", "(estrela", true),
        ("estrela", "estrela)", true), ("estrela", "\"estrela", true), ("estrela", "'estrela';--", true),
        ("estrela", "{estrela} : +", true), ("estrela", "estrela\u{0}x", false), ("estrela x", "estrela\u{0}x", true),
        ("我想买一张桌子", "我想", true), ("我想买一张桌子", "桌子", true), ("テーブルが届いた", "テーブル", true),
        // Scripts without blanks, and endings that are joined to words: wherever the letters stand, beside words of the index.
        ("我想买一张桌子", "桌 想买", true), ("我想买一张桌子", "椅", false), ("我的订单4471还没到", "订单4471", true),
        ("LINEで登録しました", "line 登録", false), ("line で登録しました", "LINE 登録", true), ("注文 ABC を確認", "注文 abc", true),
        ("ฉันต้องการยกเลิกคำสั่งซื้อ", "ยกเลิก", true), ("주문을 취소해 주세요", "주문 취소", true), ("我想买一张桌子", "\"桌子\"", true),
        ("我想买一张桌子", "我想 -桌子", false), ("我想买一张桌子", "我想 -椅子", true), ("ខ្ញុំចង់បញ្ជាទិញ", "បញ្ជា", true),
        // Stress and dots that people leave out.
        ("Καλημέρα σας", "καλημερα", true), ("καλημερα", "Καλημέρα", true), ("Ακόμη όχι", "οχι ακομ", true),
        ("ещё не пришёл", "еще пришел", true), ("еще не пришел", "ещё", true), ("мой", "мои", false),
        ("привет мир", "Привет", true), ("👍 ok 👍", "ok 👍", true), ("a\u{2}b\u{3} oi", "oi", true),
        ("link https://shop.example/p?id=7", "https://shop.example/p", true),
    ])
    func wordsAreFoundHoweverTheyAreTyped(body: String, query: String, isFound: Bool) throws {
        let scratch = try store([body, "nada disso"])
        let hits = try find(query, scratch)
        #expect(hits.map(\.text) == (isFound ? [body] : []))
        let here = try find(query, scratch, in: .threads([try thread(scratch).key]))
        #expect(here == hits)
    }

    /// Whatever an agent types is a question, never an error.
    @Test func noTextIsAnError() throws {
        let scratch = try store(["um pedido"])
        var order = SeededOrder(seed: 7)
        let pieces = [
            "\"", "*", "^", "(", ")", "+", "-", ":", "{", "}", "'", "AND", "OR", "NOT", "NEAR", "\u{0}", "\\",
            " ", "pe", "4471", "é", "桌", "👍🏽", "\u{301}", "%", "_", "text", ",", ";",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 1...8, using: &order)).map { _ in
                pieces.randomElement(using: &order) ?? ""
            }.joined()
            guard let query = SearchQuery(text) else { continue }
            #expect(throws: Never.self, "\(text)") {
                try scratch.store.search(query, in: .everywhere(nil), count: 10, asked: Scratch.bia)
            }
        }
        let long = try #require(SearchQuery(String(repeating: "pedido ", count: 10_000)))
        #expect(try scratch.store.search(long, in: .everywhere(nil), count: 10, asked: Scratch.bia).hits.count == 1)
        _ = try find(String(repeating: "a", count: 200_000), scratch)
    }

    @Test(arguments: [
        ("O pedido saiu", "pedido", ["pedido"]), ("Ação, AÇÃO e acao", "acao", ["Ação", "AÇÃO", "acao"]),
        ("época e\u{301}poca", "epo", ["época", "e\u{301}poca"]), ("ok 1️⃣ ok", "1", []), ("um 12 só", "12", ["12"]),
        ("👍🏽 já 👨‍👩‍👧 foi", "foi ja", ["já", "foi"]), ("guarda-chuva azul", "guarda-chuva", ["guarda-chuva"]),
        ("a\u{2}oi", "oi", []), ("我想买", "我想", ["我想"]), ("A桌子a桌子", "a桌", ["A桌", "a桌"]),
    ])
    func matchesAreMarkedInWholeCharacters(body: String, query: String, words: [String]) throws {
        let scratch = try store([body])
        guard let query = SearchQuery(query) else { return #expect(words.isEmpty) }
        let hit = try #require(
            try scratch.store.search(query, in: .everywhere(nil), count: 1, asked: Scratch.bia).hits.first)
        let characters = Array(hit.text)
        #expect(hit.matches.map { String(characters[$0]) } == words)
    }

    // MARK: Order and pages

    @Test func pagesAreNewestFirstWithoutGapOrRepeat() throws {
        let scratch = try Scratch()
        // Told in no order, several in one second, between messages of others and of other words.
        var order = SeededOrder(seed: 3)
        var bodies = (0..<230).map { index in
            message(
                "wamid.\(index)", index.isMultiple(of: 5) ? "outra coisa" : "pedido \(index)", at: Int64(index / 3),
                from: index.isMultiple(of: 7) ? Self.ben : Self.dana)
        }
        bodies.shuffle(using: &order)
        while !bodies.isEmpty {
            _ = try scratch.store.apply(Array(bodies.prefix(9)), numbers: nil)
            bodies.removeFirst(min(9, bodies.count))
        }
        let all = try find("pedido", scratch, count: 1_000)
        #expect(all.count == 184)
        #expect(all.map(\.timestamp) == all.map(\.timestamp).sorted(by: >))
        let query = try #require(SearchQuery("ped"))
        for (scope, expected) in [
            (SearchScope.everywhere(nil), all), (.everywhere(Bodies.number), all),
            (.everywhere(NumberID("000")), []), (.threads([]), []),
            (.threads([try thread(scratch, Self.ben).key]), all.filter { $0.address == .phone(Self.ben) }),
            (.threads([try thread(scratch).key, try thread(scratch, Self.ben).key]), all),
        ] {
            for count in [1, 7, 50, 184] {
                var found: [SearchHit] = []
                var page = try scratch.store.search(query, in: scope, count: count, asked: Scratch.bia)
                found += page.hits
                while page.hasMore, let last = page.hits.last, found.count < 1_000 {
                    page = try scratch.store.search(
                        query, in: scope, before: last.key, count: count, asked: Scratch.bia)
                    found += page.hits
                }
                #expect(found == expected, "\(scope) by \(count)")
            }
        }
    }

    @Test func aHitTellsWhoAndWhere() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply(
            [
                Bodies.message(
                    "wamid.p", at: 5, from: Self.dana, name: "Dana Okafor", type: "image",
                    content: "\"image\":{\"id\":\"1\",\"mime_type\":\"image/jpeg\",\"caption\":\"a caixa azul\"}")
            ], numbers: nil)
        let hit = try #require(try find("caixa", scratch).first)
        #expect(hit.wamid == "wamid.p" && hit.type == "image" && hit.direction == .inbound && hit.author == nil)
        #expect(hit.name == "Dana Okafor" && hit.address == .phone(Self.dana) && hit.person == Self.dana)
        #expect(hit.timestamp == Bodies.noon + .seconds(5))
        #expect(hit.thread == (try thread(scratch).key))
    }

    // MARK: What becomes of a message

    /// A placeholder that the message itself replaces, and the other way round.
    @Test(arguments: [false, true]) func theBetterBodyIsWhatIsFound(isBetterFirst: Bool) throws {
        let scratch = try Scratch()
        let placeholder = Bodies.message(
            "wamid.1", at: 0, from: Self.dana, type: "unsupported",
            content: "\"errors\":[{\"code\":131051,\"title\":\"unknown\"}],\"unsupported\":{\"type\":\"poll\"}")
        let whole = message("wamid.1", "o pedido inteiro", at: 0)
        for body in isBetterFirst ? [whole, placeholder] : [placeholder, whole] {
            _ = try scratch.store.apply([body], numbers: nil)
        }
        #expect(try find("inteiro", scratch).count == 1)
        try scratch.store.rebuild()
        #expect(try find("inteiro", scratch).count == 1)
    }

    /// Of two bodies with words one stands, whichever came first; the other's words are not found, in one batch or in two.
    @Test(arguments: [0, 1, 2, 3]) func replacedWordsAreNotFound(way: Int) throws {
        let scratch = try Scratch()
        let bodies = [message("wamid.1", "palavra alfa", at: 0), message("wamid.1", "palavra beta", at: 0)]
        let ordered = way.isMultiple(of: 2) ? bodies : bodies.reversed()
        if way < 2 {
            _ = try scratch.store.apply(ordered, numbers: nil)
        } else {
            for body in ordered { _ = try scratch.store.apply([body], numbers: nil) }
        }
        let text = try #require(try scratch.store.messages(try thread(scratch).key, count: 1).messages.first?.text)
        let (kept, lost) = text.contains("alfa") ? ("alfa", "beta") : ("beta", "alfa")
        for _ in 0..<2 {
            #expect(try find(kept, scratch).count == 1)
            #expect(try find(lost, scratch).isEmpty)
            #expect(try find("palavra", scratch).count == 1)
            try scratch.store.rebuild()
        }
    }

    @Test func ourOwnWordsAreFoundUntilTheyAreTakenBack() throws {
        let scratch = try store(["oi"])
        let row = try thread(scratch)
        let now = Bodies.noon + .seconds(60)
        let permit = try SendGate().pass(
            .text(TextContent(body: "resposta única")), in: row.gateContext(), pass: .keyPress, at: now
        ).get()
        let item = try scratch.store.enqueue(
            permit, to: row.key, actor: "bia", id: "uuid-1", dueAt: now + .seconds(5),
            notAfter: now + .hours(1), now: now)
        let hit = try #require(try find("unica", scratch).first)
        #expect(hit.direction == .outbound && hit.author == "bia" && hit.wamid == nil)
        _ = try scratch.store.recall(id: item.id)
        #expect(try find("unica", scratch).isEmpty)
        try scratch.store.rebuild()
        #expect(try find("unica", scratch).isEmpty)
    }

    @Test func aRebuildFindsTheSameInTheSameOrder() throws {
        let scratch = try Scratch()
        _ = try scratch.store.apply(OrderTests.receptions, numbers: nil)
        _ = try scratch.store.record(OrderTests.facts)
        let before = try find("words of wamid", scratch)
        let dump = try scratch.dump()
        #expect(before.count > 8)
        try scratch.store.rebuild()
        let after = try find("words of wamid", scratch)
        #expect(after.map(\.wamid) == before.map(\.wamid) && after.map(\.person) == before.map(\.person))
        #expect(try scratch.dump() == dump)
        try check(scratch)
    }

    /// The index, word for word, against one made anew from the messages. SQLite's own comparison takes a message without
    /// words for damage.
    private func check(_ scratch: Scratch, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try scratch.store.pool.write { db in
            try db.execute(
                sql: """
                    CREATE VIRTUAL TABLE temp.again USING fts5(text, beside, tokenize='unicode61 remove_diacritics 2');
                    INSERT INTO temp.again(rowid, text, beside) SELECT id, text, beside FROM message
                        WHERE text IS NOT NULL OR beside IS NOT NULL;
                    CREATE VIRTUAL TABLE temp.expected USING fts5vocab(temp, again, instance);
                    CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, messageText, instance);
                    """)
            defer {
                #expect(throws: Never.self, sourceLocation: sourceLocation) {
                    try db.execute(sql: "DROP TABLE temp.found; DROP TABLE temp.expected; DROP TABLE temp.again")
                }
            }
            let words = "SELECT term, doc, col, offset FROM temp"
            for (one, other) in [("expected", "found"), ("found", "expected")] {
                let left = try Row.fetchAll(db, sql: "\(words).\(one) EXCEPT \(words).\(other)")
                #expect(left.isEmpty, "\(one) only: \(left)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test(arguments: 0..<5) func anyOrderGivesAWholeIndex(turn: Int) throws {
        var order = SeededOrder(seed: UInt64(turn) + 900)
        let scratch = try Scratch(isQuick: true)
        for step in OrderTests.steps(of: OrderTests.receptions, &order) {
            switch step {
            case .batch(let batch): _ = try scratch.store.apply(batch, numbers: nil)
            case .facts(let facts): _ = try scratch.store.record(facts)
            }
        }
        try check(scratch)
    }

    // MARK: A stretch around a message

    @Test func theMessagesAroundOneAreANeighbourhood() throws {
        let scratch = try store((0..<100).map { "pedido \($0)" })
        let key = try thread(scratch).key
        let all = try scratch.store.messages(key, count: 1_000).messages
        for place in [0, 1, 9, 10, 50, 89, 90, 98, 99] {
            for count in [1, 2, 20, 21, 300] {
                let page = try scratch.store.messages(key, around: all[place].key, count: count)
                let start = try #require(all.firstIndex { $0.key == page.messages.first?.key })
                #expect(page.messages.map(\.key) == all[start...].prefix(page.messages.count).map(\.key))
                #expect(page.messages.contains { $0.key == all[place].key })
                #expect(page.messages.count <= count)
                #expect(page.hasBefore == (start > 0) && page.hasAfter == (start + page.messages.count < 100))
            }
        }
        let newest = try scratch.store.messages(key, around: MessageKey(1), count: 5)
        #expect(newest.messages.map(\.key) == all.suffix(5).map(\.key))
        #expect(newest.hasBefore && !newest.hasAfter)
    }

    // MARK: Stopping

    @Test func aSearchNobodyWaitsForIsNotBegun() async throws {
        let scratch = try store(["pedido"])
        let query = try #require(SearchQuery("pedido"))
        let store = scratch.store
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await store.searchUntilCancelled(query, in: .everywhere(nil), count: 10, asked: Scratch.bia)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(
            try await store.searchUntilCancelled(query, in: .everywhere(nil), count: 10, asked: Scratch.bia).hits.count
                == 1)
    }

    /// A statement without end, which nothing but the interruption ends.
    @Test(.timeLimit(.minutes(1))) func aRunningQueryIsInterrupted() async throws {
        let scratch = try store(["pedido"])
        let isRunning = Mutex(false)
        let store = scratch.store
        let task = Task {
            try await store.readUntilCancelled { db -> Int? in
                isRunning.withLock { $0 = true }
                return try Int.fetchOne(
                    db,
                    sql: """
                        WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c
                        """)
            }
        }
        while !isRunning.withLock({ $0 }) { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // The connection serves the next who asks.
        #expect(try find("pedido", scratch).count == 1)
    }

    private func thread(_ scratch: Scratch, _ phone: String = dana) throws -> ThreadRow {
        try #require(try scratch.store.thread(number: Bodies.number, alias: Alias(.waID, phone)))
    }
}
