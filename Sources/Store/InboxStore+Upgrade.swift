import Foundation
import GRDB
import Inbox
import WhatsApp

extension InboxStore {
    private static let askedToRead = "SELECT 1 FROM localValue WHERE agent = '' AND name = '\(Schema.unread)'"

    /// Whether a migration asked for it, and nobody did it yet.
    func isToBeReadOnceMore() throws -> Bool { try read { try $0.integer(Self.askedToRead) } != nil }

    /// Reads the bodies once more that hold what an older version kept as raw items only: the bodies are the facts, and what
    /// this version makes of them must not depend on when they came. Does nothing unless a migration asked for it, and no
    /// other process was faster.
    ///
    /// - Returns: whether anything was read.
    func readOnceMore() throws -> Bool {
        guard try isToBeReadOnceMore() else { return false }
        let words = Schema.understood.map { "instr(body, CAST('\"\($0)\"' AS BLOB)) > 0" }.joined(separator: " OR ")
        let marks = Schema.understood.map { _ in "?" }.joined(separator: ", ")
        return try write { ledger in
            let db = ledger.db
            guard try db.integer(Self.askedToRead) != nil else { return false }
            let envelopes = try db.integers("SELECT id FROM envelope WHERE \(words) ORDER BY id")
            try db.run("DELETE FROM other WHERE field IN (\(marks))", StatementArguments(Schema.understood))
            for id in envelopes {
                guard let row = try db.row("SELECT digest, arrival, body FROM envelope WHERE id = ?", [id]) else {
                    continue
                }
                let digest = Digest(data: row[0])
                let arrival: Int64? = row[1]
                let body: Data = row[2]
                guard let webhook = try? Webhook(bytes: body) else { continue }  // it was read when it came in
                let events = EventReader.events(
                    of: webhook, digest: digest.hex, arrival: arrival.map { Instant(milliseconds: $0) })
                try ledger.noteOnceMore(
                    events, from: Ledger.Source(envelope: id, digest: digest, arrival: arrival))
            }
            try db.run("DELETE FROM localValue WHERE agent = '' AND name = ?", [Schema.unread])
            return true
        }
    }
}
