import Foundation
import GRDB
import Inbox

extension InboxStore {
    /// Folds every projection anew from the facts. Local state stays as it is.
    public func rebuild() throws {
        try write { ledger in
            let db = ledger.db
            for table in ["alias", "departure", "movedPerson", "readMark", "thread", "person"] {
                try db.execute(sql: "DELETE FROM \(table)")
            }
            try db.execute(sql: "DELETE FROM tally")
            try ledger.findIdentityActs()
            try db.execute(sql: "UPDATE aliasSet SET person = NULL")
            try db.execute(sql: "UPDATE message SET thread = NULL, isRead = 0")
            try db.execute(sql: "UPDATE agentFact SET thread = NULL")
            try db.execute(sql: "UPDATE outbox SET thread = NULL")
            try ledger.showMissingNotes()
            try ledger.foldEveryIdentity()
            try ledger.placeTheUnplaced()
            for row in try db.rows("SELECT id, at, number, kind, value FROM agentFact WHERE kind IN (4, 5)") {
                let isRead = (row[3] as Int64) == FactCode.read.rawValue
                let wamids: String = row[4] ?? ""
                for wamid in wamids.split(separator: "\n") {
                    try ledger.mark(row[2], String(wamid), isRead: isRead, at: row[1], id: row[0])
                }
            }
            for row in try db.rows("SELECT id FROM message WHERE direction = 1") { ledger.outbound.insert(row[0]) }
            for row in try db.rows("SELECT id FROM thread") { ledger.refolded.insert(row[0]) }
            for row in try db.rows("SELECT id FROM person") { ledger.people.insert(row[0]) }
            for row in try db.rows("SELECT DISTINCT waba FROM templateFact") { try ledger.foldTemplates(of: row[0]) }
            try db.execute(sql: "INSERT INTO messageText(messageText) VALUES ('rebuild')")
        }
    }

    /// Changes when another connection commits.
    public func dataVersion() throws -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    /// Whether any webhook was ever taken in.
    public func hasTakenIn() throws -> Bool {
        try read { try $0.integer("SELECT 1 FROM envelope LIMIT 1") != nil }
    }

    /// How the store stands, at a bounded cost.
    public func status() throws -> StoreStatus {
        try read { db in
            let limit = StoreStatus.orphanCountLimit
            func count(_ from: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM (SELECT 1 FROM \(from) LIMIT \(limit))") ?? 0
            }
            return StoreStatus(
                lastArrival: try db.integer("SELECT max(arrival) FROM envelope WHERE arrival IS NOT NULL")
                    .map { Instant(milliseconds: $0) },
                listeningSince: try db.listeningSince().map { Instant(milliseconds: $0) },
                orphans: try count("sent WHERE message IS NULL"), unrouted: try count("thread WHERE isUnrouted = 1"),
                others: try count("other"), waiting: try count("outbox WHERE state IN (0, 1)"),
                uncertain: try count("outbox WHERE state = 4"))
        }
    }
}

extension Ledger {
    /// Which facts speak of which alias, read from the facts.
    func findIdentityActs() throws {
        let kinds = "kind IN (\(FactCode.merge.rawValue), \(FactCode.split.rawValue))"
        try db.execute(sql: "DELETE FROM identityAct")
        try db.execute(sql: "INSERT INTO identityAct SELECT alias, id FROM agentFact WHERE \(kinds)")
        try db.execute(
            sql: """
                INSERT INTO identityAct SELECT substr(value, instr(value, ' ') + 1), id FROM agentFact WHERE \(kinds)
                ON CONFLICT DO NOTHING
                """)
    }

    /// After a rebuild's clearing: messages and facts of lone aliases, which nothing connects with anybody.
    func placeTheUnplaced() throws {
        for (table, time) in [("message", "timestamp"), ("agentFact", "at")] {
            for row in try db.rows(
                """
                SELECT x.rowid, x.number, s.members, x.\(time), x.epoch FROM \(table) x JOIN aliasSet s ON s.id = x.aliasSet
                WHERE x.thread IS NULL
                """)
            {
                let members = Alias.set(code: row[2])
                guard !members.isEmpty else { continue }
                let party = try party(of: members, at: row[3], epoch: row[4])
                let thread = try thread(number: row[1], person: party.person)
                try db.run("UPDATE \(table) SET thread = ? WHERE rowid = ?", [thread, row[0] as Int64])
            }
        }
        try db.run(
            """
            UPDATE outbox SET thread = (SELECT thread FROM message m WHERE m.id = outbox.message) WHERE message IS NOT NULL
            """)
    }
}
