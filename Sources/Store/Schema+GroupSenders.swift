import Foundation
import GRDB
import Inbox
import WhatsApp

/// Migration 26: who wrote in groups.
extension Schema {
    /// `senderAlias` is the most durable alias of who wrote, of a message in a group; null of any other.
    static let sendersOfGroups = """
        ALTER TABLE message ADD COLUMN senderAlias TEXT;
        CREATE INDEX messageBySender ON message(senderAlias) WHERE senderAlias IS NOT NULL;
        """

    /// Reads the bodies of before.
    static func noteSendersOfGroups(_ db: Database) throws {
        let bodies = try db.integers(
            """
            SELECT DISTINCT envelope FROM message WHERE direction = 0 AND source <> \(Telling.event.rawValue)
                AND envelope IS NOT NULL AND address LIKE '\(AliasKind.group.rawValue)%'
            """)
        for id in bodies {
            guard let row = try db.row("SELECT body, digest FROM envelope WHERE id = ?", [id]),
                let webhook = try? Webhook(bytes: row[0] as Data)  // it was read when it came in
            else { continue }
            for case .message(let event) in EventReader.events(
                of: webhook, digest: Digest(data: row[1]).hex, arrival: nil)
            {
                guard let alias = event.senderAlias else { continue }
                try db.run(
                    """
                    UPDATE message SET senderAlias = ? WHERE number = (SELECT id FROM number WHERE value = ?)
                        AND wamid = ? AND direction = 0 AND envelope = ? AND senderAlias IS NULL
                    """, [alias.code, event.number.value, event.wamid, id])
            }
        }
    }
}

extension InboundEvent {
    /// The most durable alias of who wrote in a group; nil outside groups and of what happened to one.
    var senderAlias: Alias? {
        guard group != nil, telling != .event else { return nil }
        return aliases.filter(\.namesPerson).min { ($0.kind, $0.value) < ($1.kind, $1.value) }
    }
}

extension Ledger {
    /// Whoever has the alias of a sender may be called otherwise now.
    func touch(sender alias: String?) throws {
        guard let alias else { return }
        people.formUnion(try db.integers("SELECT person FROM alias WHERE alias = ?", [alias]))
    }

    /// The same, unless they have that name already: groups are busy.
    func note(namingInGroup event: InboundEvent) throws {
        guard let alias = event.senderAlias, event.name != nil || event.username != nil else { return }
        let unnamed = try db.integers(
            """
            SELECT p.id FROM alias a JOIN person p ON p.id = a.person
            WHERE a.alias = ?1 AND (p.name IS NOT ifnull(?2, p.name) OR p.username IS NOT ifnull(?3, p.username))
            """, [alias.code, event.name, event.username])
        people.formUnion(unnamed)
    }
}

extension Database {
    /// The newest name or username that a person's messages in groups told.
    func toldInGroups(_ column: String, of person: Int64) throws -> Row? {
        try row(
            """
            SELECT m.\(column), m.timestamp, m.envelope FROM alias a JOIN message m ON m.senderAlias = a.alias
            WHERE a.person = ? AND m.\(column) IS NOT NULL
                AND (a.alias NOT LIKE '\(AliasKind.waID.rawValue)%' OR a.epoch = ifnull(
                    (SELECT max(d.at) FROM departure d WHERE d.alias = a.alias AND d.at < m.timestamp), 0))
            ORDER BY m.timestamp DESC, m.tie DESC LIMIT 1
            """, [person])
    }
}
