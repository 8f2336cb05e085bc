import GRDB
import Inbox

extension InboxStore {
    /// Hands over what agents did, oldest first: every fact of theirs, and every message they sent. Read as it is handed over,
    /// by indexes on time, so that years of it need no memory.
    ///
    /// - Parameters:
    ///   - keys: only in these conversations; nil for all, and for facts of none.
    ///   - actor: only theirs; nil for everybody's.
    ///   - since: nothing before it.
    ///   - until: nothing from it on.
    ///   - newest: of these at most so many, the newest; nil for all.
    /// - Throws: `StoreError`, and what `body` throws.
    public func audit(
        of keys: [ThreadKey]? = nil, by actor: String? = nil, since: Instant, until: Instant, newest: Int? = nil,
        _ body: (AuditEntry) throws -> Void
    ) throws {
        // What is thrown by whoever takes the entries is theirs, and no trouble of the store.
        var refused: (any Error)?
        try read { db in
            let threads = try keys?.compactMap { try db.threadID($0) }
            if threads?.isEmpty ?? false { return }
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: Self.auditSQL(threads: threads, newest: newest)),
                arguments: [
                    "actor": actor, "since": since.milliseconds, "until": until.milliseconds,
                    "first": Self.rowid(since), "last": Self.rowid(until + .seconds(1)),
                ])
            while refused == nil, let row = try rows.next() {
                // Every kind of fact has its word; a test compares them.
                guard let action = AuditEntry.Action(rawValue: row[3]) else { continue }
                let entry = AuditEntry(
                    id: row[0], at: Instant(milliseconds: row[1]), actor: row[2], action: action, value: row[4],
                    person: row[5], name: row[6], number: NumberID(row[7]))
                do { try body(entry) } catch { refused = error }
            }
        }
        if let refused { throw refused }
    }

    static func auditSQL(threads: [Int64]?, newest: Int?) -> String {
        // Integers of our own.
        let within = threads.map { "IN (\($0.map(String.init).joined(separator: ", ")))" }
        // Of one conversation its own index; of all, the one by time.
        func condition(_ thread: String, _ time: String) -> String {
            within.map { "\(thread) \($0) AND +\(time)" } ?? time
        }
        let entries = """
            SELECT f.id AS id, f.at AS at, f.actor AS actor, \(Schema.word(ofFact: "f.kind")) AS action,
                CASE f.kind
                    WHEN \(FactCode.snooze.rawValue) THEN strftime('%Y-%m-%dT%H:%M:%SZ', f.value / 1000, 'unixepoch')
                    WHEN \(FactCode.optOut.rawValue) THEN \(Schema.optOutWord(of: "CAST(f.value AS INTEGER)"))
                    ELSE f.value END AS value,
                f.thread AS thread, f.number AS number
            FROM agentFact f WHERE \(condition("f.thread", "f.at")) >= :since AND f.at < :until
                AND (:actor IS NULL OR f.actor = :actor)
            UNION ALL
            SELECT ifnull(m.localID, m.wamid), m.timestamp, m.author, 'send',
                m.template, m.thread, m.number
            FROM message m WHERE \(condition("m.thread", "m.id")) >= :first AND m.id < :last
                AND m.timestamp >= :since AND m.timestamp < :until
                AND m.direction = 1 AND m.author IS NOT NULL AND (:actor IS NULL OR m.author = :actor)
            """
        let chosen = newest.map { "SELECT * FROM (\(entries)) ORDER BY at DESC, id DESC LIMIT \($0)" } ?? entries
        return """
            SELECT e.id, e.at, e.actor, e.action, e.value, p.exported, ifnull(p.name, p.givenName), n.value
            FROM (\(chosen)) e JOIN number n ON n.id = e.number
            LEFT JOIN thread t ON t.id = e.thread LEFT JOIN person p ON p.id = t.person ORDER BY e.at, e.id
            """
    }
}
