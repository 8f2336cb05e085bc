import Foundation
import GRDB
import Inbox
import WhatsApp

/// Migration 25: what is searched of a message besides its text.
extension Schema {
    /// `beside` is what `Beside.stored` makes of it, null for most. A column of its own in the index: so a hit tells where it is.
    static let wordsBeside = """
        ALTER TABLE message ADD COLUMN beside TEXT;
        DROP TABLE messageText;
        CREATE VIRTUAL TABLE messageText USING fts5(
            text, beside, content='message', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
        """

    /// Types of which every message may have such words, and words of the payloads of all others that have some.
    private static let types = ["document", "contacts", "interactive", "location", "order", "edit"]
    private static let members = ["filename", "referral", "referred_product"]

    /// Reads the bodies and outbox rows of before.
    static func noteWordsBeside(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT message, content FROM outbox WHERE message IS NOT NULL")
        while let row = try rows.next() {
            guard let content = ContentCode.content(row[1]), let words = Beside.stored(EventReader.beside(content))
            else {
                continue
            }
            try db.run("UPDATE message SET beside = ? WHERE id = ?", [words, row[0] as Int64])
        }
        let types = types.map { "'\($0)'" }.joined(separator: ", ")
        let held = members.map { "instr(body, CAST('\($0)' AS BLOB)) > 0" }.joined(separator: " OR ")
        let bodies = try db.integers(
            """
            SELECT id FROM envelope WHERE \(held) OR id IN (
                SELECT m.envelope FROM message m JOIN word w ON w.id = m.type WHERE w.text IN (\(types)))
            """)
        for id in bodies { try noteWordsBeside(ofBody: id, db) }
    }

    private static func noteWordsBeside(ofBody id: Int64, _ db: Database) throws {
        guard let row = try db.row("SELECT body, digest FROM envelope WHERE id = ?", [id]),
            let webhook = try? Webhook(bytes: row[0] as Data)  // it was read when it came in
        else { return }
        // Of two messages of one id in a body the first stands.
        var seen: Set<String> = []
        func note(_ words: [Beside], _ number: NumberID, _ wamid: String, direction: Int) throws {
            guard seen.insert("\(direction) \(number.value) \(wamid)").inserted, let words = Beside.stored(words) else {
                return
            }
            try db.run(
                """
                UPDATE message SET beside = ? WHERE number = (SELECT id FROM number WHERE value = ?) AND wamid = ?
                    AND direction = ? AND envelope = ?
                """, [words, number.value, wamid, direction, id])
        }
        for event in EventReader.events(of: webhook, digest: Digest(data: row[1]).hex, arrival: nil) {
            switch event {
            case .message(let event): try note(event.beside, event.number, event.wamid, direction: 0)
            case .echo(let event): try note(event.beside, event.number, event.wamid, direction: 1)
            default: continue
            }
        }
    }
}
