import GRDB
import Inbox

extension InboxStore {
    /// What may be news at a moment: the unread messages of the last minutes, the windows about to close on somebody who
    /// waits, and what of ours was not delivered. By ranges of rowids and covering indexes; the whole store is never read.
    ///
    /// - Parameters:
    ///   - number: one of our numbers, or nil for all.
    ///   - limit: so many messages at the most, the newest.
    /// - Returns: messages first, newest first; then windows; then failures.
    public func news(number: NumberID? = nil, now: Instant, limit: Int = 1_000) throws -> [News] {
        try read { db in
            try messages(db, number, now, limit) + closing(db, number, now) + failures(db, number, now)
        }
    }

    private static let columns = """
        n.value, t.person, t.assignee, coalesce(p.name, p.givenName, p.username, substr(t.address, 2), p.exported)
        """
    private static let joins = """
        JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
        """
    private static let ofNumber = "(:number IS NULL OR n.value = :number)"

    private func messages(_ db: Database, _ number: NumberID?, _ now: Instant, _ limit: Int) throws -> [News] {
        try db.rows(
            """
            SELECT \(Self.columns), m.id, 0, substr(m.text, 1, 200), m.timestamp
            FROM message m JOIN thread t ON t.id = m.thread \(Self.joins)
            WHERE m.id >= :first AND m.direction = 0 AND m.isRead = 0 AND m.source = \(Telling.live.rawValue)
                AND m.type NOT IN (\(StatusCode.reaction), \(StatusCode.system)) AND t.isBlocked = 0
                AND \(Self.ofNumber)
            ORDER BY m.id DESC LIMIT :limit
            """,
            ["first": Self.rowid(now - News.span), "number": number?.value, "limit": limit]
        ).map { News($0, .message) }
    }

    private func closing(_ db: Database, _ number: NumberID?, _ now: Instant) throws -> [News] {
        try db.rows(
            """
            SELECT \(Self.columns), t.id, t.certainEnd, NULL, t.certainEnd FROM thread t \(Self.joins)
            WHERE t.standing = 1 AND t.isDone = 0 AND t.certainEnd > :now AND t.certainEnd <= :soon
                AND t.snoozeEnd <= :now AND \(Self.ofNumber)
            ORDER BY t.certainEnd LIMIT 200
            """,
            [
                "now": now.milliseconds, "soon": (now + News.closingSpan).milliseconds, "number": number?.value,
            ]
        ).map { News($0, .closing) }
    }

    private func failures(_ db: Database, _ number: NumberID?, _ now: Instant) throws -> [News] {
        try db.rows(
            Self.failuresSQL, ["since": (now - News.failureSpan).milliseconds, "number": number?.value]
        ).map { News($0, .failure) }
    }

    /// Of the few conversations with a failure only what failed in them: by an index of that alone.
    static let failuresSQL = """
        SELECT \(columns), m.id, 0, substr(m.text, 1, 200), m.timestamp
        FROM thread t JOIN message m INDEXED BY messageFailed ON m.thread = t.id \(joins)
        WHERE t.standing = 0 AND t.isDone = 0 AND m.timestamp >= :since AND m.direction = 1 AND m.lane IN (1, 2)
            AND \(ofNumber)
        ORDER BY m.id DESC LIMIT 200
        """
}

extension News {
    fileprivate init(_ row: Row, _ event: Event) {
        self.init(
            id: ID(event, row: row[4], turn: row[5]),
            thread: ThreadKey(number: NumberID(row[0]), person: PersonKey(row[1])), assignee: row[2],
            name: row[3], text: row[6], at: Instant(milliseconds: row[7]))
    }
}
