import Foundation
import GRDB
import Glibc
import Inbox
import WhatsApp

extension InboxStore {
    /// Moves a damaged store out of the way, with its journal; nothing of it is changed. No process may have it open.
    ///
    /// - Returns: where it lies now: the path with `.corrupt-` and the time behind it.
    /// - Throws: `StoreError`; the store is then still where it was.
    public static func setAside(path: String, at: Instant) throws -> String {
        let aside = path + ".corrupt-" + at.rfc3339.filter { $0.isNumber || $0.isLetter }
        // The store itself goes last: a new one must never find the journal of another beside it.
        for suffix in ["-wal", "-shm", ""] where access(path + suffix, F_OK) == 0 {
            guard access(aside + suffix, F_OK) != 0, rename(path + suffix, aside + suffix) == 0 else {
                throw StoreError.inputOutput(path: aside + suffix, code: Int(errno))
            }
        }
        return aside
    }

    /// Takes over what can still be read of a damaged store: bodies of webhooks, facts, outbox, templates, drafts. Nothing
    /// that waited to leave is sent by itself afterwards: it becomes uncertain (law 10).
    ///
    /// - Parameters:
    ///   - path: of the damaged file, which is only read.
    ///   - numbers: which numbers are ours; nil adopts every number seen.
    ///   - sha256: lower-case hex of a body's SHA-256: a body that is not what it was is not taken over.
    /// - Throws: `StoreError` about this store, never about the damaged one.
    public func salvage(
        from path: String, numbers: Set<NumberID>?, now: Instant, sha256: ([UInt8]) -> String
    ) throws -> Salvage {
        var salvage = Salvage()
        let old = Wreck(path: path)
        try restoreFacts(from: old, now, &salvage)
        try restoreLocal(from: old, &salvage)
        try restoreBodies(from: old, numbers, sha256, &salvage)
        try rebuild()
        return salvage
    }

    private func restoreFacts(from old: Wreck, _ now: Instant, _ salvage: inout Salvage) throws {
        let numbers = try old.numbers()
        let facts = try old.rows("agentFact", by: "rowid")
        let outbox = try old.rows("outbox", by: "seq")
        let attempts = try old.rows("attempt", by: "outbox, ordinal")
        // Where these cannot be read, the time decides who an answer went to.
        let epochs = Dictionary(
            try old.rows("(SELECT id, epoch FROM message WHERE direction = 1 AND epoch IS NOT NULL)", by: "id")
                .rows.map { ($0["id"] as Int64, $0["epoch"] as Int64) }
        ) { first, _ in first }
        if !numbers.isWhole || !facts.isWhole { salvage.incomplete.insert(.facts) }
        if !numbers.isWhole || !outbox.isWhole || !attempts.isWhole { salvage.incomplete.insert(.outbox) }
        let attemptsByRow = Dictionary(grouping: attempts.rows) { $0["outbox"] as Int64 }
        try write { ledger in
            for row in facts.rows {
                guard let number = numbers.values[row["number"]], let alias = Alias(code: row["alias"]) else {
                    salvage.incomplete.insert(.facts)
                    continue
                }
                try ledger.restoreFact(row, number: number, alias: alias)
                salvage.saved[.facts, default: 0] += 1
            }
            for row in outbox.rows {
                guard let number = numbers.values[row["number"]],
                    let state = try ledger.restoreOutbox(
                        row, number: number, epoch: (row["message"] as Int64?).flatMap { epochs[$0] },
                        attempts: attemptsByRow[row["seq"]] ?? [], now: now)
                else {
                    salvage.incomplete.insert(.outbox)
                    continue
                }
                salvage.saved[.outbox, default: 0] += 1
                if state == .queued || state == .leaving { salvage.uncertain += 1 }
            }
        }
    }

    private func restoreLocal(from old: Wreck, _ salvage: inout Salvage) throws {
        let tables: [(name: String, key: String, kind: Salvage.Kind)] = [
            ("templateSync", "waba, at", .templates), ("templateFact", "waba, name, language, at, body", .templates),
            ("draft", "agent, number, alias", .drafts), ("localValue", "agent, name", .settings),
            ("templateUse", "waba, name, language", .settings), ("tombstone", "hash", .settings),
        ]
        try write { ledger in
            for table in tables {
                let found = try old.rows(table.name, by: table.key)
                if !found.isWhole { salvage.incomplete.insert(table.kind) }
                for row in found.rows {
                    let names = row.columnNames.joined(separator: ", ")
                    let marks = row.columnNames.map { _ in "?" }.joined(separator: ", ")
                    try ledger.db.run(
                        "INSERT OR REPLACE INTO \(table.name)(\(names)) VALUES (\(marks))",
                        StatementArguments(row.databaseValues))
                    salvage.saved[table.kind, default: 0] += 1
                }
            }
            for row in try ledger.db.rows("SELECT DISTINCT waba FROM templateFact") {
                try ledger.foldTemplates(of: row[0])
            }
        }
    }

    /// Bodies that the archive of the spool may no longer have.
    private func restoreBodies(
        from old: Wreck, _ numbers: Set<NumberID>?, _ sha256: ([UInt8]) -> String, _ salvage: inout Salvage
    ) throws {
        var saved = 0
        let isWhole = try old.each("envelope", by: "id", atMost: 500) { rows in
            let receptions = rows.compactMap { row -> Reception? in
                let body = Array(row["body"] as Data)
                let digest = Digest(data: row["digest"]).hex
                let arrival: Int64? = row["arrival"]
                let moment = arrival.map { Instant(milliseconds: $0) }
                // Damage may leave it readable, with other words in it.
                guard sha256(body) == digest,
                    let webhook = try? Webhook(bytes: body)  // unreadable: told as incomplete
                else { return nil }
                return Reception(
                    digest: digest, body: body, arrival: moment,
                    events: EventReader.events(of: webhook, digest: digest, arrival: moment),
                    file: row.hasColumn("file") ? row["file"] : nil)
            }
            if receptions.count < rows.count { salvage.incomplete.insert(.webhooks) }
            saved += receptions.count
            _ = try apply(receptions, numbers: numbers)
        }
        salvage.saved[.webhooks] = saved
        if !isWhole { salvage.incomplete.insert(.webhooks) }
    }
}

extension Ledger {
    fileprivate func restoreFact(_ row: Row, number: NumberID, alias: Alias) throws {
        let number = try self.number(number)
        let epoch: Int64? = row.hasColumn("epoch") ? row["epoch"] : nil
        let party = try party(of: [alias], at: row["at"], epoch: epoch)
        try db.run(
            """
            INSERT INTO agentFact(id, at, actor, number, alias, aliasSet, kind, value, thread, epoch)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                row["id"] as String, row["at"] as Int64, row["actor"] as String, number, alias.code, party.set,
                row["kind"] as Int64, row["value"] as String?, try thread(number: number, person: party.person),
                epoch,
            ])
    }

    /// - Returns: the state it was in; nil when the row makes no sense.
    fileprivate func restoreOutbox(
        _ row: Row, number: NumberID, epoch: Int64?, attempts: [Row], now: Instant
    ) throws -> OutboxState? {
        guard let address = Address(code: row["address"]), let content = ContentCode.content(row["content"]),
            let state = OutboxState(code: row["state"])
        else { return nil }
        let id: String = row["id"]
        let item = OutboxItem(
            id: id, number: number, address: address, content: content,
            consents: Consents(triesAnyway: row["triesAnyway"], confirmsAddress: row["confirmsAddress"]),
            isTry: row["isTry"], actor: row["actor"], enqueuedAt: Instant(milliseconds: row["enqueuedAt"]),
            dueAt: Instant(milliseconds: row["dueAt"]), notAfter: Instant(milliseconds: row["notAfter"]),
            replaces: row["replaces"])
        let person = try party(of: [address.alias], at: item.enqueuedAt.milliseconds, epoch: epoch).person
        try store(item, in: try thread(number: try self.number(number), person: person), epoch: epoch)
        guard let seq = try db.integer("SELECT seq FROM outbox WHERE id = ?", [id]) else { return nil }
        for attempt in attempts {
            let values = attempt.columnNames.map { $0 == "outbox" ? seq.databaseValue : attempt[$0] as DatabaseValue }
            try db.run(
                """
                INSERT INTO attempt(\(attempt.columnNames.joined(separator: ", ")))
                VALUES (\(values.map { _ in "?" }.joined(separator: ", ")))
                """, StatementArguments(values))
        }
        let isOpen = state == .queued || state == .leaving
        if isOpen {
            // The outcome nobody knows, in the place where one is looked for.
            try db.run(
                """
                INSERT INTO attempt(outbox, ordinal, outcome, at, title)
                SELECT ?1, 1 + ifnull(max(ordinal), 0), ?2, ?3, 'store_damaged' FROM attempt WHERE outbox = ?1
                """, [seq, AttemptCode.uncertain.rawValue, now.milliseconds])
        }
        let wamid: String? = row["wamid"]
        try db.run(
            "UPDATE OR IGNORE outbox SET state = ?, wamid = ?, refusedAt = ?, triedAt = ? WHERE seq = ?",
            [
                (isOpen ? OutboxState.uncertain : state).code, wamid, row["refusedAt"] as Int64?,
                row["triedAt"] as Int64?, seq,
            ])
        if state == .recalled { return try withoutMessage(id, state) }
        if let message = try db.integer("SELECT message FROM outbox WHERE seq = ?", [seq]) {
            try adoptStatuses(of: message, number: try self.number(number), id: id, wamid: wamid)
        }
        return state
    }

    private func withoutMessage(_ id: String, _ state: OutboxState) throws -> OutboxState {
        try removeMessage(of: id)
        return state
    }
}

/// A damaged file, read from both ends of each table: the damage is in between.
private struct Wreck {
    /// Nil when not even the table of tables can be read.
    private let queue: DatabaseQueue?

    init(path: String) {
        var configuration = Configuration()
        configuration.readonly = true
        queue = try? DatabaseQueue(path: path, configuration: configuration)  // every kind is then told as incomplete
    }

    func numbers() throws -> (values: [Int64: NumberID], isWhole: Bool) {
        let found = try rows("number", by: "id")
        let pairs = found.rows.map { ($0["id"] as Int64, NumberID($0["value"])) }
        return (Dictionary(pairs) { first, _ in first }, found.isWhole)
    }

    /// Rows of a table, without repeats, and whether these are all.
    func rows(_ table: String, by key: String) throws -> (rows: [Row], isWhole: Bool) {
        var found: [Row] = []
        var seen: Set<[DatabaseValue]> = []
        let isWhole = try each(table, by: key, atMost: 500) { rows in
            for row in rows where seen.insert(Array(row.databaseValues)).inserted { found.append(row) }
        }
        return (found, isWhole)
    }

    /// Hands on rows in groups; after damage, those from the other end too, of which some may have come already.
    ///
    /// - Returns: whether the table was read to its end.
    /// - Throws: what `take` throws.
    func each(_ table: String, by key: String, atMost count: Int, _ take: ([Row]) throws -> Void) throws -> Bool {
        guard let queue else { return false }
        let down = key.split(separator: ",").map { $0 + " DESC" }.joined(separator: ",")
        for order in [key, down] {
            var rows: [Row] = []
            var refusal: (any Error)?
            do {
                try queue.read { db in
                    let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM \(table) ORDER BY \(order)")
                    while let row = try cursor.next() {
                        rows.append(row.copy())
                        guard rows.count == count else { continue }
                        do { try take(rows) } catch {
                            refusal = error
                            throw error
                        }
                        rows = []
                    }
                }
                try take(rows)
                return order == key
            } catch {
                if let refusal { throw refusal }
                // Here the damage begins; what was read before it counts.
                guard error is DatabaseError else { throw error }
                try take(rows)
            }
        }
        return false
    }
}
