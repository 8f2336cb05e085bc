import GRDB
import Inbox
import Testing

@testable import Store

/// The statements of a store are prepared once a connection. Preparing costs more than running most of them.
@Suite struct StatementTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// GRDB drops every statement it keeps when one makes or drops a table, be it a temporary one that exists.
    @Test func takingInDropsNoStatement() throws {
        let sql = "SELECT 1 FROM tombstone LIMIT 1"
        try scratch.store.write { outer in
            let before = try outer.db.cachedStatement(sql: sql)
            let ledger = try Ledger(outer.db)
            var report = IngestReport()
            try ledger.adopt(nil, seen: [Bodies.number])
            try ledger.note(OrderTests.receptions, in: &report)
            for fact in OrderTests.facts { _ = try ledger.note(fact) }
            try ledger.settle()
            #expect(report.messages > 0)
            #expect(try outer.db.cachedStatement(sql: sql) === before)
        }
    }
}
