import Foundation
import GRDB
import Inbox

extension InboxStore {
    /// Erases somebody, in one transaction: their rows in every table, their items in the raw bodies, the words in the indexes.
    /// Nothing the platform tells again brings them back; a new message of theirs is a new person's.
    ///
    /// - Parameters:
    ///   - isTrial: does it all, counts, and takes it back.
    ///   - sha256: lower-case hex of a body's SHA-256.
    ///   - removingFiles: takes the hashes of files that nobody's message has any more, before the commit, and says how many
    ///     files there were; with `isTrial` it must only count.
    /// - Throws: `StoreError.beingSent` while a message to them is on its way, other `StoreError`s, and what `removingFiles`
    ///   throws; then nothing is erased here.
    public func erase(
        _ name: PersonName, isTrial: Bool, sha256: @escaping ([UInt8]) -> String,
        removingFiles: ([String]) throws -> Int
    ) throws -> ErasureReport {
        try erasing(isTrial: isTrial, removingFiles) { ledger in
            let scope = try ErasureScope(of: name, in: ledger.db)
            let subject = try scope.subject(in: ledger.db)
            guard !subject.isLeaving else { throw StoreError.beingSent }
            var erasing = Ledger.Erasing(erasure: subject.erasure, sha256: sha256)
            try ledger.eraseBodies(&erasing)
            try ledger.erase(scope, &erasing)
            return erasing
        }
    }

    /// Erases messages of before a time, with their files, statuses and bodies. Conversations of which nothing is left go;
    /// what waits to leave, or is uncertain, stays.
    ///
    /// - Parameters: as for `erase`.
    /// - Throws: as `erase` does.
    public func eraseMessages(
        before: Instant, isTrial: Bool, sha256: @escaping ([UInt8]) -> String, removingFiles: ([String]) throws -> Int
    ) throws -> ErasureReport {
        try erasing(isTrial: isTrial, removingFiles) { ledger in
            let rows = try ledger.db.rows(Self.oldMessages, [before.milliseconds])
            var erasing = Ledger.Erasing(
                erasure: Erasure(ids: [], messages: Set(rows.compactMap { $0[1] as String? })), sha256: sha256)
            try ledger.eraseBodies(&erasing)
            for row in rows { try ledger.eraseMessage(row[0], &erasing) }
            return erasing
        }
    }

    /// The platform's ids of messages of before a time, as `eraseMessages` takes them.
    ///
    /// - Throws: `StoreError`.
    public func messageIDs(before: Instant) throws -> Set<String> {
        try read { db in Set(try db.rows(Self.oldMessages, [before.milliseconds]).compactMap { $0[1] as String? }) }
    }

    /// What was noted among us is no message: it stays with the facts that it is made of.
    private static let oldMessages = """
        SELECT m.id, m.wamid FROM message m WHERE m.timestamp < ? AND m.direction < 2 AND NOT EXISTS (
            SELECT 1 FROM outbox o WHERE o.message = m.id AND o.state IN (0, 1, 4))
        """

    private func erasing(
        isTrial: Bool, _ removingFiles: ([String]) throws -> Int, _ body: (Ledger) throws -> Ledger.Erasing
    ) throws -> ErasureReport {
        var report = ErasureReport()
        do {
            try pool.writeWithoutTransaction { db in
                // What is deleted is overwritten at once, not only when the page is used again.
                try db.execute(sql: "PRAGMA secure_delete = ON")
                try db.inTransaction(.immediate) {
                    let ledger = try Ledger(db)
                    let erasing = try body(ledger)
                    report = erasing.report
                    try ledger.settleErasing(erasing)
                    report.add(.files, try removingFiles(try ledger.orphans(of: erasing)))
                    return isTrial ? .rollback : .commit
                }
            }
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
        readings.forget()
        return report
    }

    /// Writes the file anew without anything that was deleted, and empties the journal.
    ///
    /// - Returns: whether the journal is empty; false while another process reads.
    /// - Throws: `StoreError`.
    public func compact() throws -> Bool {
        do {
            return try pool.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM")
                let busy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                return busy == 0
            }
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
    }
}
