import GRDB
import Inbox
import WhatsApp

/// Files on their way here: of customers, and of the business's phone app. Rows are claimed by compare-and-set on their state, as those of the outbox are, so
/// that several processes never fetch one at the same time.
extension InboxStore {
    /// The due file that expires first, claimed by a worker; nil when none is due.
    ///
    /// Files the platform has forgotten meanwhile are marked so first.
    /// - Returns: the job, and the threads in which a file expired.
    public func claimMedia(worker: String, now: Instant) throws -> (job: MediaJob?, changed: Set<ThreadKey>) {
        guard try nextMedia(now: now).map({ $0 <= now }) ?? false else { return (nil, []) }
        return try write { ledger in
            let db = ledger.db
            for id in try db.integers(
                "SELECT id FROM media WHERE state = 0 AND expiresAt <= ? LIMIT 500", [now.milliseconds])
            {
                try db.run("UPDATE media SET state = ? WHERE id = ?", [MediaCode.expired.rawValue, id])
                try ledger.touchFile(id)
            }
            guard
                let id = try db.integer(
                    "SELECT id FROM media WHERE state = 0 AND dueAt <= ? ORDER BY expiresAt, id LIMIT 1",
                    [now.milliseconds])
            else { return (nil, ledger.changed) }
            try db.run(
                "UPDATE media SET state = ?, worker = ?, moved = NULL WHERE id = ?",
                [MediaCode.moving.rawValue, worker, id])
            return (try db.mediaJob(id), ledger.changed)
        }
    }

    /// When the next file is to be looked at, by being due or by expiring; nil when none waits.
    public func nextMedia(now: Instant) throws -> Instant? {
        try read { db in
            try db.integer("SELECT min(min(dueAt, expiresAt)) FROM media WHERE state = 0")
                .map { Instant(milliseconds: $0) }
        }
    }

    /// Notes how much of a claimed file has arrived.
    ///
    /// - Returns: whether the row is still this worker's; when it is not, the transfer is to be stopped.
    public func noteMedia(row: Int64, worker: String, moved: Int64, size: Int64?) throws -> Bool {
        try write { ledger in
            try ledger.db.run(
                """
                UPDATE media SET moved = ?, size = ifnull(?, size) WHERE id = ? AND state = 1 AND worker = ?
                """, [moved, size, row, worker])
            return ledger.db.changesCount > 0
        }
    }

    /// Records what became of a claimed file. A row that is not this worker's any more is let be.
    ///
    /// - Returns: the threads that changed.
    public func finishMedia(row: Int64, worker: String, _ outcome: MediaOutcome) throws -> Set<ThreadKey> {
        try write { ledger in
            let db = ledger.db
            guard
                try db.integer("SELECT 1 FROM media WHERE id = ? AND state = 1 AND worker = ?", [row, worker]) != nil
            else { return [] }
            switch outcome {
            case .done(let hash, let size, let mimeType, _, let playingTime):
                try db.run(
                    """
                    UPDATE media SET state = ?, hash = ?, size = ?, mimeType = ifnull(mimeType, ?), moved = NULL,
                        failureCode = NULL, failureTitle = NULL, failureDetails = NULL WHERE id = ?
                    """, [MediaCode.here.rawValue, hash, size, mimeType, row])
                try db.note(playingTime: playingTime, of: hash)
                try ledger.indexMachineText(row, hash: hash)
            case .again(let note, let at, let counts):
                try db.run(
                    """
                    UPDATE media SET state = ?, dueAt = ?, attempts = attempts + ?, failureCode = ?, failureTitle = ?,
                        failureDetails = ? WHERE id = ?
                    """,
                    [
                        MediaCode.waiting.rawValue, at.milliseconds, counts ? 1 : 0, note.code, note.title,
                        note.details,
                        row,
                    ])
            case .failed(let note):
                try db.run(
                    """
                    UPDATE media SET state = ?, failureCode = ?, failureTitle = ?, failureDetails = ? WHERE id = ?
                    """, [MediaCode.failed.rawValue, note.code, note.title, note.details, row])
            case .putBack: try db.run("UPDATE media SET state = ? WHERE id = ?", [MediaCode.waiting.rawValue, row])
            }
            try db.run("UPDATE media SET worker = NULL WHERE id = ?", [row])
            try ledger.touchFile(row)
            return ledger.changed
        }
    }

    /// Files claimed by workers that no longer live wait again.
    public func adoptOrphanedMedia(isAlive: (String) -> Bool) throws {
        let claimed = try read { try $0.rows("SELECT id, worker FROM media WHERE state = 1") }
        let orphans = claimed.filter { row in (row[1] as String?).map { !isAlive($0) } ?? true }
        guard !orphans.isEmpty else { return }
        try write { ledger in
            for row in orphans {
                try ledger.db.run(
                    "UPDATE media SET state = 0, worker = NULL WHERE id = ? AND state = 1 AND worker IS ?",
                    [row[0] as Int64, row[1] as String?])
            }
        }
    }

    /// Of files by their hashes those that nothing names: no message of a customer's or of ours, no upload. What a
    /// message says its file hashes to counts, too: a store made anew from the spool finds its files by that.
    public func unusedFiles(of hashes: [String]) throws -> Set<String> {
        try read { db in
            let list = JSONValue.array(hashes.map(JSONValue.string)).canonicalText
            let known = try db.rows(
                """
                SELECT hash FROM upload WHERE hash IN (SELECT value FROM json_each(?1))
                UNION SELECT declared FROM media WHERE declared IN (SELECT value FROM json_each(?1))
                """, [list])
            // A look through the outbox for each is dear: few are left by now.
            return Set(try Set(hashes).subtracting(known.map { $0[0] as String }).filter { try !db.isNamed(file: $0) })
        }
    }

    /// An agent wants a message's file: now, with all its attempts, and whatever the config's limit says.
    ///
    /// - Returns: the threads that changed; none when there is nothing to fetch.
    public func wantMedia(_ key: MessageKey) throws -> Set<ThreadKey> {
        try moveMedia(
            key,
            """
            UPDATE media SET state = 0, dueAt = 0, attempts = 0, isWanted = 1, failureCode = NULL, failureTitle = NULL,
                failureDetails = NULL WHERE id = ? AND state IN (0, 3, 5)
            """)
    }

    /// An agent stops fetching a message's file; it is not fetched by itself any more.
    ///
    /// - Returns: the threads that changed; none when nothing was on its way.
    public func stopMedia(_ key: MessageKey) throws -> Set<ThreadKey> {
        try moveMedia(key, "UPDATE media SET state = 5, worker = NULL, moved = NULL WHERE id = ? AND state IN (0, 1)")
    }

    private func moveMedia(_ key: MessageKey, _ sql: String) throws -> Set<ThreadKey> {
        try write { ledger in
            guard let id = try ledger.db.mediaRow(of: key.row) else { return [] }
            try ledger.db.run(sql, [id])
            if ledger.db.changesCount > 0 { try ledger.touchFile(id) }
            return ledger.changed
        }
    }
}

extension Database {
    /// The row of a message's file that is, or was, to be fetched: a customer's, or what the business sent by another way.
    func mediaRow(of message: Int64) throws -> Int64? {
        try integer(
            """
            SELECT x.id FROM message m JOIN media x ON x.number = m.number AND x.wamid = m.wamid
            WHERE m.id = ?
            """, [message])
    }

    fileprivate func mediaJob(_ id: Int64) throws -> MediaJob? {
        guard
            let row = try row(
                """
                SELECT x.id, n.value, x.mediaID, x.mimeType, x.declared, x.expiresAt, x.attempts, x.isWanted
                FROM media x JOIN number n ON n.id = x.number WHERE x.id = ?
                """, [id])
        else { return nil }
        let declared: String? = row[4]
        return MediaJob(
            row: row[0], thread: try threadOfFile(id), number: NumberID(row[1]), mediaID: row[2], mimeType: row[3],
            digest: declared.flatMap(MediaDigest.init), expiresAt: Instant(milliseconds: row[5]), attempts: row[6],
            isWanted: row[7])
    }
}
