import GRDB
import Inbox

/// Private notes stand among the messages of their conversation, as a direction of their own: whatever asks for what a
/// customer or we said passes them over.
extension Ledger {
    /// How a message's direction is stored: 0 from them, 1 from us, 2 among us. Never renumber.
    static let noteDirection: Int64 = 2

    /// Makes the lines of these facts, which are notes of conversations that are placed.
    func showNotes(_ facts: [String]) throws {
        for fact in facts {
            guard
                let row = try db.row(
                    "SELECT at, actor, number, aliasSet, value, thread, epoch FROM agentFact WHERE id = ?", [fact])
            else { continue }
            let at: Int64 = row[0]
            let message = try messageID(at: at)
            try db.run(
                """
                INSERT INTO message(
                    id, number, thread, direction, timestamp, tie, type, aliasSet, localID, author, text, epoch)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    message, row[2] as Int64, row[5] as Int64?, Self.noteDirection, at, fact.stableHash,
                    try word("text"), row[3] as Int64, fact, row[1] as String, row[4] as String?, row[6] as Int64?,
                ])
            markFresh(message)
        }
    }

    /// Lines of notes of which only the fact is here, as after a salvage.
    func showMissingNotes() throws {
        let facts = try db.rows(
            """
            SELECT id FROM agentFact WHERE kind = \(FactCode.note.rawValue) AND id NOT IN (
                SELECT localID FROM message WHERE direction = ? AND localID IS NOT NULL) ORDER BY id
            """, [Self.noteDirection])
        try showNotes(facts.map { $0[0] })
    }
}
