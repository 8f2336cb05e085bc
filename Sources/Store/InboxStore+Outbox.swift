import Foundation
import GRDB
import Inbox

/// What leaves. Rows are claimed by compare-and-set on their state, so that several processes never send one twice.
extension InboxStore {
    /// Puts a message to a conversation's person into the outbox. Takes a permit of the first pass only (law 3).
    ///
    /// - Parameter takesFromDraft: whether the actor wrote it in the box: the words then leave their draft with the same
    ///   commit.
    /// - Throws: `StoreError.wrongPass`, `.noSuchThread`, `.notTheirAddress` when the permit's address is not one the person
    ///   still has, or what the database says; then nothing is stored.
    public func enqueue(
        _ permit: Permit, to key: ThreadKey, actor: String, id: String, dueAt: Instant, notAfter: Instant,
        replaces: String? = nil, takesFromDraft: Bool = false, now: Instant
    ) throws -> OutboxItem {
        guard permit.pass == .keyPress else { throw StoreError.wrongPass }
        return try write { ledger in
            let item = OutboxItem(
                id: id, number: key.number, address: permit.address, content: permit.content, consents: permit.consents,
                isTry: permit.isTry, actor: actor, enqueuedAt: now, dueAt: dueAt, notAfter: notAfter, replaces: replaces
            )
            try ledger.enqueue(item, to: key)
            try ledger.settle()
            if takesFromDraft, let words = item.content.textBody {
                try ledger.take(words, fromDraftOf: actor, in: key)
            }
            return item
        }
    }

    /// Takes a row back before it leaves; nil when it has left, or another process has it.
    ///
    /// - Parameter agent: whose draft the words become again with the same commit, before what they wrote since: whoever is
    ///   killed between the two would find them nowhere. Nil leaves the drafts alone.
    public func recall(id: String, of key: ThreadKey? = nil, intoDraftOf agent: String? = nil) throws -> OutboxItem? {
        try write { ledger in
            guard let item = try ledger.db.outboxItem(id: id), try ledger.move(id, from: .queued, to: .recalled) else {
                return nil
            }
            if let key, let agent, let words = item.content.textBody {
                try ledger.give(words, toDraftOf: agent, in: key)
            }
            try ledger.removeMessage(of: id)
            try ledger.settle()
            return item
        }
    }

    /// The row of this UUID, in whatever state; nil when there is none.
    public func item(id: String) throws -> OutboxItem? { try read { try $0.outboxItem(id: id) } }

    /// The rows of one conversation, oldest first.
    public func items(of key: ThreadKey) throws -> [OutboxItem] {
        try read { db in
            guard let thread = try db.threadID(key) else { return [] }
            return try db.outboxItems("WHERE o.thread = ? ORDER BY o.seq", [thread])
        }
    }

    /// Rows that wait to leave or are leaving, oldest first.
    public func openItems(limit: Int) throws -> [OutboxItem] {
        try read { try $0.outboxItems("WHERE o.state IN (0, 1) ORDER BY o.seq LIMIT ?", [limit]) }
    }

    /// Rows that may leave now. A row whose elder to the same person still waits or is leaving is not among them.
    public func dueItems(now: Instant, limit: Int) throws -> [OutboxItem] {
        try read { db in
            try db.outboxItems(
                """
                WHERE o.state = 0 AND o.dueAt <= ?1 AND NOT EXISTS (
                    SELECT 1 FROM outbox e WHERE e.thread = o.thread AND e.seq < o.seq AND e.state IN (0, 1))
                ORDER BY o.seq LIMIT ?2
                """, [now.milliseconds, limit])
        }
    }

    /// When the next queued row is due; nil when none is queued.
    public func nextDue() throws -> Instant? {
        try read { try $0.integer("SELECT min(dueAt) FROM outbox WHERE state = 0").map { Instant(milliseconds: $0) } }
    }

    /// Compare-and-set queued → leaving; nil when another process was first.
    ///
    /// - Throws: `StoreError.notTheirAddress` when the address is not one the person still has: it may be a stranger's. The
    ///   row is refused then.
    public func claim(id: String, worker: String, now: Instant) throws -> OutboxItem? {
        var isAstray = false
        let item: OutboxItem? = try write { ledger in
            if try ledger.goesAstray(id), try ledger.db.outboxItem(id: id)?.state == .queued {
                isAstray = true
                try ledger.noteRefusal(id, FailureNote(code: nil, title: Refusal.addressChangedCode), at: now)
                try ledger.settle()
                return nil
            }
            guard try ledger.move(id, from: .queued, to: .leaving) else { return nil }
            try ledger.db.run("UPDATE outbox SET worker = ? WHERE id = ?", [worker, id])
            try ledger.db.run(
                """
                INSERT INTO attempt(outbox, ordinal, leftAt, worker)
                SELECT seq, 1 + (SELECT count(*) FROM attempt a WHERE a.outbox = o.seq), ?, ? FROM outbox o WHERE o.id = ?
                """, [now.milliseconds, worker, id])
            try ledger.touch(id)
            try ledger.settle()
            return try ledger.db.outboxItem(id: id)
        }
        if isAstray { throw StoreError.notTheirAddress(id: id) }
        return item
    }

    /// Puts a row back that a worker claimed without learning so: a full disk may refuse the commit it has just made. Nothing
    /// of it can have left. A row that is not this worker's is let be.
    ///
    /// - Returns: the threads that changed.
    /// - Throws: `StoreError`; then it may be tried again.
    public func giveBack(id: String, worker: String, note: FailureNote, at: Instant, retryAt: Instant) throws -> Set<
        ThreadKey
    > {
        try write { ledger in
            guard
                try ledger.db.integer(
                    "SELECT 1 FROM outbox WHERE id = ? AND state = ? AND worker = ?",
                    [id, OutboxState.leaving.code, worker]) != nil
            else { return [] }
            try ledger.finish(id, .refused(note, at: at, retryAt: retryAt))
            try ledger.settle()
            return ledger.changed
        }
    }

    /// What the gate's second pass reads, fresh.
    public func gateContext(for item: OutboxItem, skew: Span = .zero) throws -> (GateContext, Template?) {
        try read { db in
            guard let row = try db.row("SELECT thread FROM outbox WHERE id = ?", [item.id]), let thread: Int64 = row[0],
                let found = try db.threadRow(id: thread)
            else { throw StoreError.noSuchItem(id: item.id) }
            var context = found.gateContext(clockSkew: skew)
            // The address was agreed to at the key press; `SendGate.departure` compares it with the newest.
            if item.consents.confirmsAddress { context.lastSentAddress = context.address }
            guard case .template(let filled) = item.content else { return (context, nil) }
            return (context, try db.template(filled.key))
        }
    }

    /// Records what became of an attempt.
    ///
    /// - Returns: the threads that changed.
    /// - Throws: `StoreError.wrongState` when the row is not leaving any more.
    public func finish(id: String, _ outcome: AttemptOutcome) throws -> Set<ThreadKey> {
        try write { ledger in
            try ledger.finish(id, outcome)
            try ledger.settle()
            return ledger.changed
        }
    }

    /// The gate's second pass, or a deadline, said no; nothing left.
    public func refuse(id: String, _ refusal: Refusal, at: Instant) throws -> Set<ThreadKey> {
        try write { ledger in
            let note = FailureNote(code: nil, title: refusal.code)
            try ledger.noteRefusal(id, note, at: at)
            try ledger.settle()
            return ledger.changed
        }
    }

    /// Whoever queued it waits no longer: it counts as refused with what the platform said last. Its words stay in the
    /// conversation.
    ///
    /// - Returns: whether it still waited.
    /// - Throws: `StoreError`.
    public func giveUp(id: String, _ note: FailureNote, at: Instant) throws -> Bool {
        try write { ledger in
            guard try ledger.db.outboxItem(id: id)?.state == .queued else { return false }
            try ledger.noteRefusal(id, note, at: at)
            try ledger.settle()
            return true
        }
    }

    /// An agent settles a row whose outcome nobody knew.
    public func settleUncertain(id: String, asSent: Bool, at: Instant) throws -> Set<ThreadKey> {
        try write { ledger in
            let target: OutboxState = asSent ? .accepted : .refused
            guard try ledger.move(id, from: .uncertain, to: target) else { return [] }
            try ledger.db.run(
                """
                INSERT INTO attempt(outbox, ordinal, outcome, at, title)
                SELECT seq, 1 + (SELECT count(*) FROM attempt a WHERE a.outbox = o.seq), ?, ?, ? FROM outbox o WHERE o.id = ?
                """,
                [
                    (asSent ? AttemptCode.accepted : .refused).rawValue, at.milliseconds,
                    asSent ? "settled_as_sent" : "settled_as_not_sent", id,
                ])
            try ledger.touch(id)
            try ledger.settle()
            return ledger.changed
        }
    }

    /// Rows left *leaving* by workers that no longer live become uncertain: they may have been sent (law 10).
    public func adoptOrphanedLeaving(at: Instant, isAlive: (String) -> Bool) throws -> Set<ThreadKey> {
        let leaving = try read { try $0.rows("SELECT id, worker FROM outbox WHERE state = 1") }
        let orphans = leaving.filter { row in (row[1] as String?).map { !isAlive($0) } ?? true }.map { $0[0] as String }
        guard !orphans.isEmpty else { return [] }
        return try write { ledger in
            for id in orphans {
                try ledger.finish(
                    id, .uncertain(FailureNote(code: nil, title: "worker_died"), at: at), onlyIfLeaving: true)
            }
            try ledger.settle()
            return ledger.changed
        }
    }

    /// Every request that left since then: what the limits count.
    public func departures(since: Instant) throws -> [Departure] {
        try read { db in
            try db.rows(
                """
                SELECT n.value, o.address, a.leftAt FROM attempt a JOIN outbox o ON o.seq = a.outbox
                JOIN number n ON n.id = o.number WHERE a.leftAt >= ? ORDER BY a.leftAt
                """, [since.milliseconds]
            ).compactMap { row in
                Address(code: row[1]).map {
                    Departure(number: NumberID(row[0]), address: $0, at: Instant(milliseconds: row[2]))
                }
            }
        }
    }
}
