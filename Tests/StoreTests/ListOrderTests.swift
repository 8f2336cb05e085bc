import GRDB
import Inbox
import Testing

@testable import Store

/// Queues in the orders an agent can choose: they agree with the rule, pages join without gaps, and the database reads each
/// by an index.
@Suite struct ListOrderTests {
    private static let now = Bodies.noon + .hours(60)

    private static func stage(seed: Int) throws -> Scratch {
        let scratch = try Scratch()
        let names = ["Élcio", "ana", "Ana Souza", "Zé", "bruno", "  ", "Łukasz", "山田", "Ana"]
        _ = try scratch.store.apply(
            (0..<60).map {
                Bodies.message("wamid.\($0)", at: Int64($0), from: "155577701\(10 + $0)", name: names[$0 % names.count])
            }, numbers: nil)
        var order = SeededOrder(seed: UInt64(seed))
        func hours(_ values: [Int64?]) -> Int64? {
            (values.randomElement(using: &order) ?? nil).map { (now - .hours($0)).milliseconds }
        }
        try DatabaseQueue(path: scratch.path).write { db in
            for id in try Int64.fetchAll(db, sql: "SELECT id FROM thread ORDER BY id") {
                let trigger = hours([1, 22, 23, 24, 30, nil])
                try db.execute(
                    sql: """
                        UPDATE thread SET (trigger, reaction, waitingSince, lastAt, failed, unread, isDone, assignee, priority,
                            snoozedUntil, snoozedAt) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) WHERE id = ?
                        """,
                    arguments: [
                        trigger, hours([2, nil, nil]), trigger == nil ? nil : hours([1, 5, 9, nil]), hours([0, 1, 7]),
                        Int.random(in: 0..<6, using: &order) == 0 ? 1 : 0, Int.random(in: 0..<3, using: &order),
                        Int.random(in: 0..<4, using: &order) == 0,
                        ["bia", "carla", nil].randomElement(using: &order) ?? nil,
                        Int.random(in: 0..<3, using: &order),
                        Int.random(in: 0..<5, using: &order) == 0 ? (now + .hours(3)).milliseconds : nil, id,
                    ])
            }
        }
        return scratch
    }

    private static func precedes(_ a: ThreadRow, _ b: ThreadRow, in order: ListOrder) -> Bool {
        let (x, y) = (order.place(of: a, at: now), order.place(of: b, at: now))
        if x.rank != y.rank { return x.rank < y.rank }
        if x.value != y.value { return x.value < y.value }
        if x.name != y.name { return x.name.utf8.lexicographicallyPrecedes(y.name.utf8) }
        // What is shut is read from the end of the index.
        let isDown = order == .window && x.rank == 1
        return isDown ? a.key.person > b.key.person : a.key.person < b.key.person
    }

    @Test(arguments: 0..<6) func listsAgreeWithTheRule(seed: Int) throws {
        let store = try Self.stage(seed: seed).store
        let everyone = try store.page(.all, agent: "bia", from: .top, count: 100, now: Self.now).rows
        for queue in Queue.allCases where queue != .inbox {
            for order in ListOrder.allCases where order != .own {
                let listed = try store.page(queue, agent: "bia", in: order, from: .top, count: 100, now: Self.now)
                let expected = everyone.filter { queue.contains($0, agent: "bia", at: Self.now) }
                    .sorted { Self.precedes($0, $1, in: order) }
                #expect(listed.rows.map(\.key) == expected.map(\.key), "\(queue) by \(order)")
                #expect(!listed.hasBefore && !listed.hasAfter)
            }
        }
    }

    @Test(arguments: ListOrder.allCases.filter { $0 != .own }) func pagesJoinWithoutGaps(_ order: ListOrder) throws {
        let store = try Self.stage(seed: 3).store
        for queue in [Queue.all, .closing, .mine, .done] {
            func page(_ place: PagePlace) throws -> QueuePage {
                try store.page(queue, agent: "bia", in: order, from: place, count: 4, now: Self.now)
            }
            let whole = try store.page(queue, agent: "bia", in: order, from: .top, count: 100, now: Self.now).rows
            var down: [ThreadKey] = []
            var place = PagePlace.top
            while true {
                let next = try page(place)
                down += next.rows.map(\.key)
                guard next.hasAfter, let last = next.cursors.last else { break }
                place = .after(last)
            }
            #expect(down == whole.map(\.key), "\(queue) down")
            var up: [ThreadKey] = []
            place = .bottom
            while true {
                let next = try page(place)
                up = next.rows.map(\.key) + up
                guard next.hasBefore, let first = next.cursors.first else { break }
                place = .before(first)
            }
            #expect(up == whole.map(\.key), "\(queue) up")
            for row in whole {
                let around = try page(.around(row.key))
                #expect(around.rows.contains { $0.key == row.key })
                #expect(around.hasBefore == (around.rows.first?.key != whole.first?.key))
                #expect(around.hasAfter == (around.rows.last?.key != whole.last?.key))
            }
        }
    }

    /// Large queues by an index in that order, without a sort; small ones by the index that holds them. Nothing is read
    /// whole. Generated columns are worked out from the row by older SQLites, so not every index counts as covering.
    @Test func everyPageIsReadByAnIndex() throws {
        let small: [Queue: [String]] = [
            .mine: ["threadByAssignee"], .unread: ["threadUnread"], .failed: ["threadByNewest"],
            .snoozed: ["threadSnoozed"], .closing: ["threadByEnd", "threadByNewest"],
        ]
        let store = try Self.stage(seed: 1).store
        for queue in Queue.allCases where queue != .inbox {
            for order in ListOrder.allCases where order != .own {
                let query = QueueQuery(queue, agent: "bia", number: nil, now: Self.now, order: order)
                for sql in query.statements {
                    let plan = try store.read { db in
                        var arguments = query.arguments
                        for name in ["key", "person", "row", "limit"] where sql.contains(":\(name)") {
                            arguments[name] = 1
                        }
                        return try Row.fetchAll(
                            db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql),
                            arguments: StatementArguments(
                                arguments.filter { argument in sql.contains(":\(argument.key)") })
                        ).map { ($0["detail"] as String?) ?? "" }
                    }
                    let place = "\(queue) by \(order): \(plan)"
                    #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(place)")
                    if let indexes = small[queue] {
                        #expect(indexes.contains { name in plan.contains { $0.contains(name) } }, "\(place)")
                    } else {
                        #expect(
                            plan.contains { $0.contains("INDEX threadOrder") || $0.contains("threadByWaiting") },
                            "\(place)")
                        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(place)")
                    }
                }
            }
        }
    }

    @Test func aNewNameMovesThem() throws {
        let scratch = try Scratch()
        let phones = ["15557770101", "15557770102"]
        _ = try scratch.store.apply(
            phones.enumerated().map {
                Bodies.message("wamid.\($0)", at: Int64($0), from: $1, name: $0 == 0 ? "Beto" : "Caio")
            }, numbers: nil)
        func names() throws -> [String?] {
            try scratch.store.page(.all, agent: "bia", in: .name, from: .top, count: 9, now: Self.now).rows.map(\.name)
        }
        #expect(try names() == ["Beto", "Caio"])
        _ = try scratch.store.apply([Bodies.message("wamid.9", at: 90, from: phones[1], name: "Álvaro")], numbers: nil)
        #expect(try names() == ["Álvaro", "Beto"])
        try scratch.store.rebuild()
        #expect(try names() == ["Álvaro", "Beto"])
    }
}
