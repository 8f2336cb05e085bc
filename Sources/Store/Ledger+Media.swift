import Foundation
import GRDB
import Inbox
import WhatsApp

extension Ledger {
    /// A message that was told of carries a file: it is to be fetched before the platform forgets it. Of several bodies
    /// that tell of one message the first stands; they tell the same.
    func noteFile(_ media: MediaAttachment?, of wamid: String, number: Int64, at stamp: Int64) throws {
        guard let media, let id = media.id else { return }
        try db.noteFile(media, id: id, number: number, wamid: wamid, at: stamp)
    }

    /// The thread a file's message stands in shows something else now.
    func touchFile(_ row: Int64) throws {
        if let thread = try db.threadOfFile(row) { changed.insert(thread) }
    }

    /// The threads in which messages of ours carry a file.
    func touchUpload(number: Int64, hash: String) throws {
        for row in try db.rows(
            """
            SELECT DISTINCT n.value, t.person FROM outbox o JOIN thread t ON t.id = o.thread
            JOIN number n ON n.id = t.number
            WHERE o.number = ? AND o.state IN (0, 1) AND instr(o.content, ?) > 0
            """, [number, hash])
        {
            changed.insert(ThreadKey(number: NumberID(row[0]), person: PersonKey(row[1])))
        }
    }
}

extension Database {
    func noteFile(_ media: MediaAttachment, id: String, number: Int64, wamid: String, at stamp: Int64) throws {
        try run(
            """
            INSERT INTO media(number, wamid, mediaID, kind, mimeType, declared, fileName, expiresAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                number, wamid, id, media.kind.rawValue, media.mimeType,
                media.sha256.flatMap(MediaDigest.init)?.hex, media.filename,
                stamp.addingReportingOverflow(Limits.inboundMediaAge * 1_000).partialValue,
            ])
    }

    func threadOfFile(_ row: Int64) throws -> ThreadKey? {
        try self.row(
            """
            SELECT n.value, t.person FROM media x
            JOIN message m ON m.number = x.number AND m.wamid = x.wamid
            JOIN thread t ON t.id = m.thread JOIN number n ON n.id = m.number WHERE x.id = ?
            """, [row]
        ).map { ThreadKey(number: NumberID($0[0]), person: PersonKey($0[1])) }
    }
}

extension Schema {
    /// Files of the last days that a store of before this migration never asked for.
    static func noteFilesOfBefore(_ db: Database) throws {
        let words = mediaTypes.map { "'\($0)'" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.number, m.wamid, m.timestamp, e.body, e.digest FROM message m
                JOIN word w ON w.id = m.type JOIN envelope e ON e.id = m.envelope
                WHERE m.direction = 0 AND w.text IN (\(words)) AND m.timestamp > (
                    SELECT max(timestamp) FROM message WHERE direction = 0) - ?
                """, arguments: [Limits.inboundMediaAge * 1_000])
        for row in rows {
            let (body, wamid): (Data, String) = (row[3], row[1])
            guard let webhook = try? Webhook(bytes: body) else { continue }  // it was read when it came in
            let events = EventReader.events(of: webhook, digest: Digest(data: row[4]).hex, arrival: nil)
            for case .message(let event) in events where event.wamid == wamid {
                guard let media = event.media, let id = media.id else { continue }
                try db.noteFile(media, id: id, number: row[0], wamid: wamid, at: row[2])
            }
        }
    }
}
