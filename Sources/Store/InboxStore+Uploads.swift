import GRDB
import Inbox
import WhatsApp

/// Our own files on their way to the platform. What it calls one is kept by the file's content for as long as it keeps it
/// (`whatsapp.md` §5: 30 days), so that a catalogue sent to a hundred customers is uploaded once.
extension InboxStore {
    /// An id this near its end is not used any more: the message may wait before it leaves.
    private static let margin = Span.hours(24)

    /// What the platform calls a file of ours on one number; nil when it must be uploaded (again).
    public func uploadedMedia(number: NumberID, hash: String, now: Instant) throws -> String? {
        let oldest = now - .seconds(Limits.uploadedMediaAge) + Self.margin
        return try read { db in
            try db.text(
                """
                SELECT u.mediaID FROM upload u JOIN number n ON n.id = u.number
                WHERE n.value = ? AND u.hash = ? AND u.state = 2 AND u.uploadedAt > ?
                """, [number.value, hash, oldest.milliseconds])
        }
    }

    /// Claims the upload of a file: compare-and-set, so that several processes never do it at once.
    ///
    /// - Returns: nil when it is this worker's now; otherwise when to ask again.
    public func claimUpload(
        number: NumberID, hash: String, size: Int64, worker: String, now: Instant, isAlive: (String) -> Bool
    ) throws -> Instant? {
        try write { ledger in
            let db = ledger.db
            let number = try ledger.number(number)
            if let row = try db.row(
                "SELECT state, dueAt, worker FROM upload WHERE number = ? AND hash = ?", [number, hash])
            {
                let holder: String? = row[2]
                if MediaCode(rawValue: row[0]) == .moving, let holder, isAlive(holder) { return now + .seconds(2) }
                let dueAt = Instant(milliseconds: row[1])
                if MediaCode(rawValue: row[0]) == .waiting, dueAt > now { return dueAt }
            }
            try db.run(
                """
                INSERT INTO upload(number, hash, state, worker, size) VALUES (?1, ?2, 1, ?3, ?4)
                ON CONFLICT DO UPDATE SET state = 1, worker = ?3, moved = NULL, size = ?4, mediaID = NULL
                """, [number, hash, worker, size])
            try ledger.touchUpload(number: number, hash: hash)
            return nil
        }
    }

    /// Notes how much of a claimed file has left.
    ///
    /// - Returns: whether to go on: the claim holds, and a message still waits for the file.
    public func noteUpload(number: NumberID, hash: String, worker: String, moved: Int64) throws -> Bool {
        try write { ledger in
            let number = try ledger.number(number)
            try ledger.db.run(
                "UPDATE upload SET moved = ? WHERE number = ? AND hash = ? AND state = 1 AND worker = ?",
                [moved, number, hash, worker])
            guard ledger.db.changesCount > 0 else { return false }
            return try ledger.waitingForUpload(number: number, hash: hash).isEmpty == false
        }
    }

    /// Records what became of a claimed upload. Messages that wait for a file that cannot be uploaded are refused with it.
    ///
    /// - Returns: the threads that changed.
    public func finishUpload(
        number: NumberID, hash: String, worker: String, _ outcome: MediaOutcome, at: Instant
    ) throws -> Set<ThreadKey> {
        try write { ledger in
            let db = ledger.db
            let number = try ledger.number(number)
            guard
                try db.integer(
                    "SELECT 1 FROM upload WHERE number = ? AND hash = ? AND state = 1 AND worker = ?",
                    [number, hash, worker]) != nil
            else { return [] }
            try ledger.touchUpload(number: number, hash: hash)
            switch outcome {
            case .done(_, _, _, let mediaID, let playingTime):
                try db.note(playingTime: playingTime, of: hash)
                try db.run(
                    """
                    UPDATE upload SET state = 2, mediaID = ?, uploadedAt = ?, worker = NULL, moved = NULL, attempts = 0,
                        failureCode = NULL, failureTitle = NULL, failureDetails = NULL WHERE number = ? AND hash = ?
                    """, [mediaID, at.milliseconds, number, hash])
            case .again(let note, let retryAt, let counts):
                try db.run(
                    """
                    UPDATE upload SET state = 0, dueAt = ?, attempts = attempts + ?, worker = NULL, moved = NULL,
                        failureCode = ?, failureTitle = ?, failureDetails = ? WHERE number = ? AND hash = ?
                    """,
                    [
                        retryAt.milliseconds, counts ? 1 : 0, note.code, note.title, note.details, number, hash,
                    ])
            case .failed(let note):
                for id in try ledger.waitingForUpload(number: number, hash: hash) {
                    try ledger.noteRefusal(id, note, at: at)
                }
                try db.run("DELETE FROM upload WHERE number = ? AND hash = ?", [number, hash])
                try ledger.settle()
            case .putBack: try db.run("DELETE FROM upload WHERE number = ? AND hash = ?", [number, hash])
            }
            return ledger.changed
        }
    }

    /// Attempts that counted so far.
    public func uploadAttempts(number: NumberID, hash: String) throws -> Int {
        try read { db in
            Int(
                try db.integer(
                    """
                    SELECT u.attempts FROM upload u JOIN number n ON n.id = u.number WHERE n.value = ? AND u.hash = ?
                    """, [number.value, hash]) ?? 0)
        }
    }

    /// The platform does not know the file any more: the next message with it uploads it again.
    public func forgetUpload(number: NumberID, hash: String) throws {
        try write { ledger in
            let number = try ledger.number(number)
            try ledger.db.run("DELETE FROM upload WHERE number = ? AND hash = ? AND state = 2", [number, hash])
        }
    }
}

extension Ledger {
    /// The outbox rows that cannot leave before the file is at the platform.
    func waitingForUpload(number: Int64, hash: String) throws -> [String] {
        try db.rows(
            "SELECT id FROM outbox WHERE number = ? AND state = 0 AND instr(content, ?) > 0", [number, hash]
        ).map { $0[0] }
    }
}
