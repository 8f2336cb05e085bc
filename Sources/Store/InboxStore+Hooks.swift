import GRDB
import Inbox

/// What programs of the team are to be told of: written down in the transaction in which it happened, taken off by one process.
extension InboxStore {
    /// Whether anybody wants to be told. What is written down when nobody does any more is thrown away.
    ///
    /// - Throws: `StoreError`.
    public func setHookWish(_ isWished: Bool) throws {
        let isSet = try read { try $0.integer("SELECT 1 FROM hookWish") != nil }
        guard isSet != isWished else { return }
        try write { ledger in
            try ledger.db.run(isWished ? "INSERT OR IGNORE INTO hookWish VALUES (1)" : "DELETE FROM hookWish")
            if !isWished { try ledger.db.run("DELETE FROM hookEvent") }
        }
    }

    /// Takes the next events off the list, in their order: no other process gets them, and neither does this one again,
    /// whatever becomes of it. Those of before `earliest`, and those whose message is gone, are taken off unsaid.
    ///
    /// - Parameter limit: so many at the most.
    /// - Throws: `StoreError`.
    public func takeHookEvents(limit: Int, notBefore earliest: Instant) throws -> [HookEvent] {
        guard try read({ try $0.integer("SELECT 1 FROM hookEvent LIMIT 1") }) != nil else { return [] }
        let readings = readings
        return try write { ledger in
            let db = ledger.db
            let rows = try db.rows(
                "SELECT id, name, at, thread, message, fact FROM hookEvent ORDER BY id LIMIT ?", [limit])
            guard let last = rows.last.map({ $0[0] as Int64 }) else { return [] }
            try db.run("DELETE FROM hookEvent WHERE id <= ?", [last])
            return try rows.compactMap { row in
                guard Instant(milliseconds: row[2]) >= earliest else { return nil }
                return try db.hookEvent(row, readings)
            }
        }
    }

    /// Writes down what the clock alone brings about: windows in which somebody waits that come within two hours of their end,
    /// or to it, and snoozes that are over. The same moment is looked at once, whoever looks.
    ///
    /// - Parameters:
    ///   - earliest: nothing of before is told, however long nobody looked.
    ///   - now: the end of the stretch that is looked at.
    /// - Throws: `StoreError`.
    public func noteHookMoments(notBefore earliest: Instant, to now: Instant) throws {
        let mark = "SELECT value FROM localValue WHERE agent = '' AND name = 'hookMoment'"
        func start(_ db: Database) throws -> Int64 {
            max(earliest.milliseconds, try db.text(mark).flatMap { Int64($0) } ?? now.milliseconds)
        }
        let hasAny = try read { db in
            let from = try start(db)
            return try db.text(mark) == nil
                || Self.moments.contains {
                    try db.row($0.sql, [from, now.milliseconds, ServiceWindow.closingSpan.milliseconds]) != nil
                }
        }
        // Most looks find nothing, and then nothing is written, or every inbox would look what changed.
        guard hasAny else { return }
        try write { ledger in
            let db = ledger.db
            let from = try start(db)
            guard from <= now.milliseconds else { return }
            for moment in Self.moments {
                for row in try db.rows(moment.sql, [from, now.milliseconds, ServiceWindow.closingSpan.milliseconds]) {
                    try db.run(
                        "INSERT INTO hookEvent(name, at, thread) VALUES (?, ?, ?)",
                        [moment.name.rawValue, row[1] as Int64, row[0] as Int64])
                }
            }
            try db.run(
                """
                INSERT INTO localValue(agent, name, value) VALUES ('', 'hookMoment', ?1)
                ON CONFLICT DO UPDATE SET value = ?1
                """, ["\(now.milliseconds)"])
        }
    }

    /// Threads with the moment at which it happened, in (?1, ?2]; ?3 is how long a window closes. By the lists' indexes.
    private static let moments: [(name: HookEvent.Name, sql: String)] = [
        (
            .closing,
            """
            SELECT id, certainEnd - ?3 FROM thread WHERE standing = 1 AND isDone = 0
                AND certainEnd > ?1 + ?3 AND certainEnd <= ?2 + ?3 ORDER BY certainEnd
            """
        ),
        (
            .closed,
            """
            SELECT id, certainEnd FROM thread WHERE standing = 1 AND isDone = 0
                AND certainEnd > ?1 AND certainEnd <= ?2 + 0 * ?3 ORDER BY certainEnd
            """
        ),
        (
            .snoozeOver,
            """
            SELECT id, snoozedUntil FROM thread WHERE snoozedUntil IS NOT NULL AND isDone = 0
                AND snoozeEnd > ?1 AND snoozeEnd <= ?2 + 0 * ?3 ORDER BY snoozeEnd
            """
        ),
    ]
}

extension Database {
    fileprivate func hookEvent(_ row: Row, _ readings: BodyReadings) throws -> HookEvent? {
        guard let name = HookEvent.Name(rawValue: row[1]) else { return nil }
        var thread: Int64? = row[3]
        var message: Message?
        var actor: String?
        if let id: Int64 = row[4] {
            // Who is who may have changed since.
            thread = try integer("SELECT thread FROM message WHERE id = ?", [id])
            message = try wholeMessage(id, readings)
            if message == nil { return nil }
        }
        if let id: String = row[5] {
            let fact = try self.row("SELECT thread, actor FROM agentFact WHERE id = ?", [id])
            thread = fact?[0]
            actor = fact?[1]
        }
        guard let thread, let conversation = try threadRow(id: thread) else { return nil }
        return HookEvent(
            name, at: Instant(milliseconds: row[2]), row: conversation, message: message, actor: actor)
    }
}
