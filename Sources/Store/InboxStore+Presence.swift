import GRDB
import Inbox

/// Which conversation each inbox has open: one row a process, told when one is opened and, only while somebody else has it open
/// too, on change and every few seconds. Local state of this machine; a rebuild leaves it, a dump knows nothing of it.
extension InboxStore {
    /// Says what an agent's inbox has open now. One statement of a row's size, and one that clears what the agent's former
    /// inboxes left.
    ///
    /// - Parameters:
    ///   - presence: who, whether they write, and when.
    ///   - key: the conversation.
    ///   - process: names the inbox among all of this machine, as claims of the outbox do.
    /// - Throws: `StoreError`.
    public func tell(_ presence: Presence, in key: ThreadKey, process: String) throws {
        try writeLocally { db in
            try db.run(
                """
                INSERT INTO presence(process, agent, number, person, isTyping, at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET agent = excluded.agent, number = excluded.number, person = excluded.person,
                    isTyping = excluded.isTyping, at = excluded.at
                """,
                [
                    process, presence.agent, key.number.value, try db.current(key.person), presence.isTyping,
                    presence.at.milliseconds,
                ])
            try db.run(
                "DELETE FROM presence WHERE agent = ? AND process <> ? AND at < ?",
                [presence.agent, process, (presence.at + -Presence.life).milliseconds])
        }
    }

    /// The inbox has no conversation open any more; when it was last there stays known.
    ///
    /// - Throws: `StoreError`.
    public func leave(process: String) throws {
        try writeLocally { db in try db.run("UPDATE presence SET person = NULL WHERE process = ?", [process]) }
    }

    /// In which other inboxes a conversation is open, by the agent's name, who writes before who looks. One's own other
    /// windows are among them: two that write one draft undo each other's.
    ///
    /// - Parameter process: the inbox that asks.
    /// - Throws: `StoreError`.
    public func present(
        in key: ThreadKey, process: String, now: Instant
    ) throws -> [Presence] {
        try read { db in
            let rows = try db.rows(
                """
                SELECT agent, max(isTyping), max(at) FROM presence
                WHERE number = ? AND person = ? AND process <> ? AND at > ? GROUP BY agent
                ORDER BY 2 DESC, 1
                """,
                [
                    key.number.value, try db.current(key.person), process,
                    (now + -Presence.life).milliseconds,
                ])
            return rows.map { Presence(agent: $0[0], isTyping: $0[1], at: Instant(milliseconds: $0[2])) }
        }
    }

    /// A transaction that touches no fact and folds nothing.
    private func writeLocally(_ body: (Database) throws -> Void) throws {
        guard !isReadOnly else { throw StoreError.readOnly(path: path) }
        do {
            try pool.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
            }
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
    }
}
