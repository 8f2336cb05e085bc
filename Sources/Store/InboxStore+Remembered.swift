import GRDB

/// Small things a desk remembers for an agent. Local state: survives a rebuild, and is not in the dump.
extension InboxStore {
    /// What was remembered under a name; nil when nothing was.
    public func remembered(_ name: String, agent: String) throws -> String? {
        try read {
            try String.fetchOne(
                $0, sql: "SELECT value FROM localValue WHERE agent = ? AND name = ?", arguments: [agent, name])
        }
    }

    /// Remembers a value under a name, in the place of an earlier one.
    public func remember(_ value: String, as name: String, agent: String) throws {
        try write { ledger in
            try ledger.db.run(
                """
                INSERT INTO localValue(agent, name, value) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET value = ?3
                """, [agent, name, value])
        }
    }
}
