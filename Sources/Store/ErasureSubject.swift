import Foundation
import GRDB
import Inbox

/// Somebody who is to be erased, as the store knows them.
public struct ErasureSubject: Hashable, Sendable {
    /// Their exported id; the id that was asked for when they have no conversation.
    public var person: String
    /// What they call themselves, or an agent or the address book called them.
    public var names: [String]
    /// Every number and business-scoped id that is theirs alone.
    public var ids: [String]
    /// Numbers that were theirs and are, or were, somebody else's: only what they wrote goes.
    public var shared: [String]
    /// The platform's ids of what was said in their conversations.
    public var messages: Set<String>
    /// A message to them is on its way this moment: nobody knows yet what will be told of it.
    public var isLeaving: Bool

    /// What is to be taken out of bodies.
    public var erasure: Erasure { Erasure(ids: Set(ids), messages: messages) }
}

extension InboxStore {
    /// Whom a name stands for. Somebody without a conversation, seen in a group or named by others, is found by the id alone.
    ///
    /// - Throws: `StoreError`.
    public func erasureSubject(_ name: PersonName) throws -> ErasureSubject {
        try read { db in try ErasureScope(of: name, in: db).subject(in: db) }
    }

    /// Whether anybody is known by this id.
    ///
    /// - Throws: `StoreError`.
    public func isKnown(_ alias: Alias) throws -> Bool {
        try read { db in
            try db.integer("SELECT 1 FROM alias WHERE alias = ? LIMIT 1", [alias.code]) != nil
                || db.integer(
                    "SELECT 1 FROM envelope WHERE instr(body, CAST(? AS BLOB)) > 0 LIMIT 1", [alias.value]) != nil
        }
    }
}

/// The same in rows of the tables; good inside one transaction.
struct ErasureScope {
    let name: PersonName
    /// Nil for somebody who is no person of the store.
    let person: Int64?
    let threads: [Int64]
    /// Theirs in every epoch.
    let own: [Alias]
    /// Theirs in some epochs only.
    let shared: [Alias]

    init(of name: PersonName, in db: Database) throws {
        self.name = name
        person = try name.person(in: db)
        guard let person else {
            (threads, own, shared) = ([], name.alias.map { [$0] } ?? [], [])
            return
        }
        threads = try db.integers("SELECT id FROM thread WHERE person = ?", [person])
        var own: [Alias] = []
        var shared: [Alias] = []
        for row in try db.rows(
            """
            SELECT DISTINCT a.alias, EXISTS (SELECT 1 FROM alias o WHERE o.alias = a.alias AND o.person <> a.person)
            FROM alias a WHERE a.person = ? ORDER BY a.alias
            """, [person])
        {
            guard let alias = Alias(code: row[0]) else { continue }
            if row[1] { shared.append(alias) } else { own.append(alias) }
        }
        (self.own, self.shared) = (own, shared)
    }

    func subject(in db: Database) throws -> ErasureSubject {
        let row = try person.flatMap {
            try db.row("SELECT exported, name, givenName, username FROM person WHERE id = ?", [$0])
        }
        var names: [String] = []
        for column in 1...3 {
            if let name: String = row?[column], !name.isEmpty, !names.contains(name) { names.append(name) }
        }
        return ErasureSubject(
            person: row?[0] ?? name.alias?.value ?? name.text, names: names,
            // What stands where no sender is told is no id of anybody's.
            ids: own.filter { $0 != .nobody }.map(\.value), shared: shared.map(\.value),
            messages: try wamids(in: db), isLeaving: try isLeaving(in: db))
    }

    func isLeaving(in db: Database) throws -> Bool {
        let leaving = OutboxState.leaving.code
        for thread in threads
        where try db.integer("SELECT 1 FROM outbox WHERE state = ? AND thread = ?", [leaving, thread]) != nil {
            return true
        }
        return try own.contains {
            try db.integer("SELECT 1 FROM outbox WHERE state = ? AND address = ?", [leaving, $0.code]) != nil
        }
    }

    private func wamids(in db: Database) throws -> Set<String> {
        var wamids: Set<String> = []
        for thread in threads {
            for sql in [
                "SELECT wamid FROM message WHERE thread = ? AND wamid IS NOT NULL",
                "SELECT wamid FROM outbox WHERE thread = ? AND wamid IS NOT NULL",
                "SELECT s.wamid FROM message m JOIN sent s ON s.message = m.id WHERE m.thread = ?",
            ] {
                for row in try db.rows(sql, [thread]) { wamids.insert(row[0]) }
            }
        }
        return try wamids.union(sent(in: db).map { $0.wamid })
    }

    /// Messages of ours that statuses told of as being to them alone. One to a group is the group's.
    func sent(in db: Database) throws -> [(id: Int64, number: NumberID, wamid: String)] {
        try own.flatMap { alias in
            try db.rows(
                """
                SELECT s.id, n.value, s.wamid, s.message FROM sent s JOIN number n ON n.id = s.number WHERE s.recipient = ?
                """, [alias.value]
            ).filter { try !Self.isToGroup(sent: $0[0], wamid: $0[2], message: $0[3], in: db) }
        }.map { (id: $0[0], number: NumberID($0[1]), wamid: $0[2]) }
    }

    /// The message tells; of one that is not known, its statuses.
    private static func isToGroup(sent: Int64, wamid: String, message: Int64?, in db: Database) throws -> Bool {
        if let message {
            let members = try db.text(
                "SELECT s.members FROM message m JOIN aliasSet s ON s.id = m.aliasSet WHERE m.id = ?", [message])
            return Alias.set(code: members ?? "").contains { $0.kind == .group }
        }
        return try db.rows(
            """
            SELECT DISTINCT e.digest, e.arrival, e.body FROM status s JOIN envelope e ON e.id = s.envelope WHERE s.sent = ?
            """, [sent]
        ).contains { row in
            Ledger.events(of: Array(row[2] as Data), Digest(data: row[0]), row[1]).contains {
                if case .status(let status) = $0 { status.wamid == wamid && status.group != nil } else { false }
            }
        }
    }
}
