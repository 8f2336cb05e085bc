import GRDB
import Inbox

/// The rows behind the counts of the top line; each question reads at most `limit` of them.
extension InboxStore {
    /// Newest of the store's order last.
    public func unroutedThreads(limit: Int) throws -> [UnroutedThread] {
        try read { db in
            try db.rows(
                """
                SELECT n.value, n.display, n.isOurs, p.exported, t.lastAt FROM thread t JOIN number n ON n.id = t.number
                JOIN person p ON p.id = t.person WHERE t.isUnrouted = 1 LIMIT ?
                """, [limit]
            ).map { row in
                UnroutedThread(
                    number: NumberID(row["value"]), display: row["display"], isOurs: row["isOurs"],
                    person: row["exported"], lastAt: Instant(milliseconds: row["lastAt"]))
            }
        }
    }

    /// Rows that wait, are leaving, or whose outcome nobody knows; oldest first.
    public func outboxLines(limit: Int) throws -> [OutboxLine] {
        try read { db in
            let items = try db.outboxItems("WHERE o.state IN (0, 1, 4) ORDER BY o.seq LIMIT ?", [limit])
            return try items.map { item in
                OutboxLine(item: item, worker: try db.text("SELECT worker FROM outbox WHERE id = ?", [item.id]))
            }
        }
    }
}
