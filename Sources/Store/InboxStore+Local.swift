import GRDB
import Inbox

/// What belongs to one agent at one desk: drafts and the like. Survives a rebuild and is not in the dump.
extension InboxStore {
    /// The unsent text of a conversation; nil when there is none.
    public func draft(_ key: ThreadKey, agent: String) throws -> String? { try text(.box, key, agent) }

    /// Nil erases it. Kept under an alias of the person and its epoch, so that it outlives rebuilds and people being joined,
    /// and stays theirs when the alias goes to somebody else.
    public func setDraft(_ text: String?, for key: ThreadKey, agent: String) throws {
        try set(text, .box, key, agent)
    }

    /// Every unsent text of an agent whose conversation the store knows.
    public func drafts(agent: String) throws -> [ThreadKey: String] {
        try read { db in
            var drafts: [ThreadKey: String] = [:]
            for row in try db.rows(
                """
                SELECT d.number, t.person, d.text FROM draft d JOIN alias a ON a.alias = d.alias AND \(DraftKind.isSame)
                JOIN number n ON n.value = d.number JOIN thread t ON t.person = a.person AND t.number = n.id
                WHERE d.agent = ? AND d.kind = ? ORDER BY a.alias DESC, a.epoch DESC
                """, [agent, DraftKind.box.rawValue])
            {
                drafts[ThreadKey(number: NumberID(row[0]), person: PersonKey(row[1]))] = row[2]
            }
            return drafts
        }
    }

    /// Where words of an agent's wait in the box, of conversations the store knows.
    ///
    /// - Throws: `StoreError`.
    public func draftedThreads(agent: String) throws -> Set<ThreadKey> {
        try read { db in
            Set(
                try db.rows(
                    """
                    SELECT DISTINCT d.number, t.person
                    FROM draft d JOIN alias a ON a.alias = d.alias AND \(DraftKind.isSame)
                    JOIN number n ON n.value = d.number JOIN thread t ON t.person = a.person AND t.number = n.id
                    WHERE d.agent = ? AND d.kind = ? AND \(DraftKind.hasWords)
                    """, [agent, DraftKind.box.rawValue]
                ).map { ThreadKey(number: NumberID($0[0]), person: PersonKey($0[1])) })
        }
    }

    /// A text kept to be offered when the customer writes again.
    public func heldText(_ key: ThreadKey, agent: String) throws -> String? { try text(.held, key, agent) }

    /// Nil erases it. Kept as `setDraft` keeps a draft.
    public func setHeldText(_ text: String?, for key: ThreadKey, agent: String) throws {
        try set(text, .held, key, agent)
    }

    /// A private note that was begun and not kept yet; nil when there is none.
    public func noteDraft(_ key: ThreadKey, agent: String) throws -> String? { try text(.note, key, agent) }

    /// Nil erases it. Kept as `setDraft` keeps a draft, and apart from it: what is written for colleagues must never come up
    /// where customers are written to.
    public func setNoteDraft(_ text: String?, for key: ThreadKey, agent: String) throws {
        try set(text, .note, key, agent)
    }

    private func text(_ kind: DraftKind, _ key: ThreadKey, _ agent: String) throws -> String? {
        try read { db in
            try db.unsent(kind, key, agent)
        }
    }

    private func set(_ text: String?, _ kind: DraftKind, _ key: ThreadKey, _ agent: String) throws {
        try write { try $0.db.setUnsent(text, kind, key, agent) }
    }
}

extension Ledger {
    /// A message enters the outbox, so its words are no draft any more: in the same step, or whoever is killed between the
    /// two finds them in the box again and sends them twice. What was typed after them stays.
    func take(_ words: String, fromDraftOf agent: String, in key: ThreadKey) throws {
        guard let draft = try db.unsent(.box, key, agent) else { return }
        if draft == words {
            try db.setUnsent(nil, .box, key, agent)
        } else if draft.hasPrefix(words + "\n") {
            try db.setUnsent(String(draft.dropFirst(words.count + 1)), .box, key, agent)
        }
    }
}

extension Ledger {
    /// A message was taken back: its words stand in the box again, before what was written since.
    func give(_ words: String, toDraftOf agent: String, in key: ThreadKey) throws {
        guard !words.isEmpty else { return }
        let draft = try db.unsent(.box, key, agent)
        try db.setUnsent(draft.map { words + "\n" + $0 } ?? words, .box, key, agent)
    }
}

extension Database {
    fileprivate func unsent(_ kind: DraftKind, _ key: ThreadKey, _ agent: String) throws -> String? {
        try text(
            """
            SELECT d.text FROM alias a JOIN draft d ON d.alias = a.alias AND \(DraftKind.isSame)
            WHERE a.person = ? AND d.agent = ? AND d.number = ? AND d.kind = ? ORDER BY a.alias, a.epoch LIMIT 1
            """, [try current(key.person), agent, key.number.value, kind.rawValue])
    }

    fileprivate func setUnsent(_ text: String?, _ kind: DraftKind, _ key: ThreadKey, _ agent: String) throws {
        let person = try current(key.person)
        try run(
            """
            DELETE FROM draft WHERE agent = ?1 AND number = ?2 AND kind = ?3 AND EXISTS (
                SELECT 1 FROM alias a WHERE a.alias = draft.alias AND a.person = ?4
                    AND \(DraftKind.isSame(as: "draft")))
            """, [agent, key.number.value, kind.rawValue, person])
        guard let text, let holding = try holding(of: person) else { return }
        try run(
            "INSERT OR REPLACE INTO draft(agent, number, alias, epoch, kind, text) VALUES (?, ?, ?, ?, ?, ?)",
            [agent, key.number.value, holding.alias.code, holding.epoch, kind.rawValue, text])
    }
}

/// What an unsent text is. Never renumber.
enum DraftKind: Int {
    case box = 0
    case held = 1
    case note = 2

    /// A condition in SQL: alias `a` is the one that draft `d` was kept under, in the same epoch. Where an epoch begins may be
    /// learnt more exactly later.
    static let isSame = isSame(as: "d")

    /// Blanks alone are no words, as on the screen.
    static let hasWords = "trim(d.text, char(9, 10, 11, 12, 13, 32)) <> ''"

    static func isSame(as d: String) -> String {
        "a.epoch = ifnull((SELECT max(l.at) FROM departure l WHERE l.alias = \(d).alias AND l.at <= \(d).epoch), 0)"
    }
}
