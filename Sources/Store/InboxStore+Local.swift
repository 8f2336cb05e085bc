import GRDB
import Inbox

/// What belongs to one agent at one desk: drafts and the like. Survives a rebuild and is not in the dump.
extension InboxStore {
    /// The unsent text of a conversation; nil when there is none.
    public func draft(_ key: ThreadKey, agent: String) throws -> String? {
        try read { db in
            for alias in try db.aliases(of: key) {
                if let text = try db.text(
                    "SELECT text FROM draft WHERE agent = ? AND number = ? AND alias = ?",
                    [agent, key.number.value, alias])
                {
                    return text
                }
            }
            return nil
        }
    }

    /// Nil erases it. Kept under an alias of the person, so that it outlives rebuilds and people being joined.
    public func setDraft(_ text: String?, for key: ThreadKey, agent: String) throws {
        try write { ledger in
            let aliases = try ledger.db.aliases(of: key)
            for alias in aliases {
                try ledger.db.run(
                    "DELETE FROM draft WHERE agent = ? AND number = ? AND alias = ?", [agent, key.number.value, alias])
            }
            guard let text, let alias = aliases.first else { return }
            try ledger.db.run("INSERT INTO draft VALUES (?, ?, ?, ?)", [agent, key.number.value, alias, text])
        }
    }

    public func drafts(agent: String) throws -> [ThreadKey: String] {
        try read { db in
            var drafts: [ThreadKey: String] = [:]
            for row in try db.rows("SELECT number, alias, text FROM draft WHERE agent = ?", [agent]) {
                guard let alias = Alias(code: row[1]) else { continue }
                let number = NumberID(row[0])
                if let found = try db.threadID(number: number, alias: alias) {
                    drafts[ThreadKey(number: number, person: PersonKey(found.person))] = row[2]
                }
            }
            return drafts
        }
    }

    /// A text kept to be offered when the customer writes again.
    public func heldText(_ key: ThreadKey, agent: String) throws -> String? {
        try read { db in
            for alias in try db.aliases(of: key) {
                if let text = try db.text(
                    "SELECT value FROM localValue WHERE agent = ? AND name = ?", [agent, Self.heldName(key, alias)])
                {
                    return text
                }
            }
            return nil
        }
    }

    public func setHeldText(_ text: String?, for key: ThreadKey, agent: String) throws {
        try write { ledger in
            let aliases = try ledger.db.aliases(of: key)
            for alias in aliases {
                try ledger.db.run(
                    "DELETE FROM localValue WHERE agent = ? AND name = ?", [agent, Self.heldName(key, alias)])
            }
            guard let text, let alias = aliases.first else { return }
            try ledger.db.run("INSERT INTO localValue VALUES (?, ?, ?)", [agent, Self.heldName(key, alias), text])
        }
    }

    private static func heldName(_ key: ThreadKey, _ alias: String) -> String { "held:\(key.number.value):\(alias)" }

    public func localValue(_ name: String, agent: String) throws -> String? {
        try read { try $0.text("SELECT value FROM localValue WHERE agent = ? AND name = ?", [agent, name]) }
    }

    public func setLocalValue(_ value: String?, for name: String, agent: String) throws {
        try write { ledger in
            guard let value else {
                try ledger.db.run("DELETE FROM localValue WHERE agent = ? AND name = ?", [agent, name])
                return
            }
            try ledger.db.run(
                """
                INSERT INTO localValue VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3
                """, [agent, name, value])
        }
    }
}

extension Database {
    /// The person's aliases, the smallest first.
    func aliases(of key: ThreadKey) throws -> [String] {
        try rows("SELECT alias FROM alias WHERE person = ? ORDER BY alias", [try current(key.person)]).map { $0[0] }
    }
}
