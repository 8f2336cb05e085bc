import GRDB
import Inbox
import Store
import Testing

/// One savepoint a spool file: what the database refuses takes nothing else with it.
@Suite struct SavepointTests {
    /// A store whose database refuses one message, as a defect of a later version's data might.
    private func scratch() throws -> Scratch {
        let scratch = try Scratch()
        try DatabaseQueue(path: scratch.path).write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.wamid = 'wamid.poison'
                    BEGIN SELECT RAISE(ABORT, 'no place for it'); END
                    """)
        }
        return scratch
    }

    /// A body with several messages of one sender.
    private func body(_ ids: [String], from phone: String, text: String, display: String = "1 555") -> Reception {
        let messages = ids.map {
            """
            {"id":"\($0)","from":"\(phone)","timestamp":"\(Bodies.noon.seconds)","type":"text",\
            "text":{"body":"\(text) \($0)"}}
            """
        }
        let body = """
            {"object":"whatsapp_business_account","entry":[{"id":"900","changes":[{"field":"messages","value":{\
            "messaging_product":"whatsapp","metadata":{"display_phone_number":"\(display)",\
            "phone_number_id":"\(Bodies.number.value)"},"messages":[\(messages.joined(separator: ","))]}}]}]}
            """
        return Bodies.reception(body: body, arrival: Bodies.noon)
    }

    @Test func aRefusedFileTakesNothingWithIt() throws {
        let scratch = try scratch()
        let plain = try Scratch()
        // The refused files name a person and a word of their own, and change a message that is there already.
        let first = body(["wamid.a"], from: "15557770101", text: "zebra")
        let better = body(["wamid.a", "wamid.poison"], from: "15557770101", text: "aardvark", display: "9 999")
        let others = (0..<4).map { body(["wamid.\($0)"], from: "1555777020\($0)", text: "mole", display: "1 77\($0)") }
        let alone = body(["wamid.n", "wamid.poison"], from: "15557770999", text: "newt")
        for good in [[first], others] { _ = try plain.store.apply(good, numbers: nil) }

        _ = try scratch.store.apply([first], numbers: nil)
        let report = try scratch.store.apply([others[0], better, others[1], alone, others[2], others[3]], numbers: nil)
        #expect(report.refused.keys.sorted() == [1, 3])
        #expect(report.refused[1]?.contains("no place for it") == true)
        #expect(report.files == 4 && report.messages == 4 && report.duplicates == 0)
        #expect(try scratch.dump() == plain.dump())
        try scratch.store.rebuild()
        #expect(try scratch.dump() == plain.dump())
    }

    @Test func theSearchIndexForgetsWithIt() throws {
        let scratch = try scratch()
        let bodies = [
            body(["wamid.a", "wamid.poison"], from: "15557770101", text: "aardvark"),
            body(["wamid.a"], from: "15557770101", text: "zebra"),
        ]
        // Whichever of the two stands by its digest, the refused one never does.
        for order in [bodies, bodies.reversed()] { _ = try scratch.store.apply(order, numbers: nil) }
        try DatabaseQueue(path: scratch.path).write { db in
            try db.execute(sql: "INSERT INTO messageText(messageText, rank) VALUES ('integrity-check', 1)")
            #expect(
                try Int.fetchOne(db, sql: "SELECT count(*) FROM messageText WHERE messageText MATCH 'zebra'") == 1)
            #expect(
                try Int.fetchOne(db, sql: "SELECT count(*) FROM messageText WHERE messageText MATCH 'aardvark'") == 0)
        }
    }

    @Test func whatConcernsTheFileAsAWholeIsThrown() throws {
        let scratch = try Scratch()
        try DatabaseQueue(path: scratch.path).write { db in
            // Views name the column, and would keep it.
            for view in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'view'") {
                try db.execute(sql: "DROP VIEW \(view)")
            }
            // Foreseen by no migration: every statement on messages fails, whatever the item.
            try db.execute(sql: "ALTER TABLE message RENAME COLUMN wamid TO gone")
        }
        let error = #expect(throws: StoreError.self) {
            try scratch.store.apply([body(["wamid.a"], from: "15557770101", text: "x")], numbers: nil)
        }
        #expect(error?.concernsOneItem == false)
    }
}
