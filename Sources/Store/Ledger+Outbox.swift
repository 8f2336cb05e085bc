import GRDB
import Inbox

/// Moving outbox rows along their legal ways, and the message each shows as.
extension Ledger {
    /// - Throws: `StoreError.notTheirAddress` when the person of the conversation does not have the address (any more).
    func enqueue(_ item: OutboxItem, to key: ThreadKey) throws {
        guard let thread = try db.threadID(key) else { throw StoreError.noSuchThread }
        guard let epoch = try db.heldEpoch(of: item.address.code, by: try db.current(key.person)) else {
            throw StoreError.notTheirAddress(id: item.id)
        }
        try store(item, in: thread, epoch: epoch)
    }

    /// - Parameter epoch: who held the address when this was written; nil lets the time decide.
    func store(_ item: OutboxItem, in thread: Int64, epoch: Int64?) throws {
        let number = try number(item.number)
        let at = item.enqueuedAt.milliseconds
        let party = try party(of: [item.address.alias], at: at, epoch: epoch)
        let content = ContentCode.text(of: item.content)
        var template: String?
        if case .template(let filled) = item.content {
            template = filled.key.name
            try db.run(
                """
                INSERT INTO templateUse VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1
                """, [filled.key.waba, filled.key.name, filled.key.language])
        }
        let words = item.content.plainText
        let message = try messageID(at: at)
        try db.run(
            """
            INSERT INTO message(
                id, number, thread, direction, timestamp, tie, type, stage, lane, aliasSet, address, localID, author,
                template, quotes, text, beside, epoch)
            VALUES (?, ?, ?, 1, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                message, number, thread, at, item.id.stableHash, try word(item.content.typeWord), party.set,
                item.address.code, item.id, item.actor, template, item.content.quotes, words.isEmpty ? nil : words,
                Beside.stored(EventReader.beside(item.content)), epoch,
            ])
        markFresh(message)
        try db.run(
            """
            INSERT INTO outbox(
                id, number, address, content, triesAnyway, confirmsAddress, isTry, actor, enqueuedAt, firstDueAt,
                notAfter, replaces, state, dueAt, message, thread)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
            """,
            [
                item.id, number, item.address.code, content, item.consents.triesAnyway, item.consents.confirmsAddress,
                item.isTry, item.actor, at, item.dueAt.milliseconds, item.notAfter.milliseconds, item.replaces,
                item.dueAt.milliseconds, message, thread,
            ])
        try adoptStatuses(of: message, number: number, id: item.id, wamid: nil)
        refolded.insert(thread)
    }

    /// Whether the row would go to an address that the person it was written to has no more.
    func goesAstray(_ id: String) throws -> Bool {
        guard let row = try db.row("SELECT thread, address FROM outbox WHERE id = ?", [id]) else { return false }
        guard let thread: Int64 = row[0],
            let person = try db.integer("SELECT person FROM thread WHERE id = ?", [thread])
        else { return true }
        return try db.heldEpoch(of: row[1], by: person) == nil
    }

    /// Compare-and-set on the state.
    func move(_ id: String, from old: OutboxState, to new: OutboxState) throws -> Bool {
        try db.run("UPDATE outbox SET state = ? WHERE id = ? AND state = ?", [new.code, id, old.code])
        return db.changesCount > 0
    }

    /// The row's message must be folded again.
    func touch(_ id: String) throws {
        if let message = try db.integer("SELECT message FROM outbox WHERE id = ?", [id]) { outbound.insert(message) }
    }

    func finish(_ id: String, _ outcome: AttemptOutcome, onlyIfLeaving: Bool = false) throws {
        guard let row = try db.row("SELECT state, seq, isTry, number, message FROM outbox WHERE id = ?", [id]),
            let state = OutboxState(code: row[0])
        else { throw StoreError.noSuchItem(id: id) }
        let seq: Int64 = row[1]
        switch (state, outcome) {
        case (.leaving, _): break
        case _ where onlyIfLeaving: return
        // A status with our UUID was faster than the answer, which says the same; or another process had given the
        // answer up, and here it is after all.
        case (.accepted, .accepted(let wamid, let status, let at)):
            return try close(seq, .accepted, at: at, wamid: wamid, status: status)
        case (.uncertain, .accepted): break
        case (.accepted, _): return
        default: throw StoreError.wrongState(id: id, state: state)
        }
        let leftAt = try db.integer("SELECT max(leftAt) FROM attempt WHERE outbox = ?", [seq])
        switch outcome {
        case .accepted(let wamid, let status, let at):
            try close(seq, .accepted, at: at, wamid: wamid, status: status)
            let isTry: Bool = row[2]
            try db.run(
                """
                UPDATE outbox SET state = ?1, triedAt = ?3, wamid = CASE WHEN EXISTS (
                    SELECT 1 FROM outbox o WHERE o.number = outbox.number AND o.wamid = ?2 AND o.seq <> outbox.seq)
                    THEN NULL ELSE ?2 END
                WHERE seq = ?4
                """, [OutboxState.accepted.code, wamid, isTry ? leftAt : nil, seq])
            if let message: Int64 = row[4] { try adoptStatuses(of: message, number: row[3], id: id, wamid: wamid) }
        case .refused(let note, let at, let retryAt):
            try close(seq, .refused, at: at, note: note, retryAt: retryAt)
            let isAboutWindow = note.code == WindowRefusal.code
            if let retryAt, !isAboutWindow {
                try db.run(
                    "UPDATE outbox SET state = 0, dueAt = ?, worker = NULL WHERE seq = ?", [retryAt.milliseconds, seq])
            } else {
                try db.run(
                    "UPDATE outbox SET state = ?, refusedAt = ? WHERE seq = ?",
                    [OutboxState.refused.code, isAboutWindow ? leftAt ?? at.milliseconds : nil, seq])
            }
        case .uncertain(let note, let at):
            try close(seq, .uncertain, at: at, note: note)
            try db.run("UPDATE outbox SET state = ? WHERE seq = ?", [OutboxState.uncertain.code, seq])
        }
        try touch(id)
    }

    /// Our own refusal, of a row that waits or is leaving.
    func noteRefusal(_ id: String, _ note: FailureNote, at: Instant) throws {
        guard let row = try db.row("SELECT state, seq FROM outbox WHERE id = ?", [id]),
            let state = OutboxState(code: row[0])
        else { throw StoreError.noSuchItem(id: id) }
        guard state == .queued || state == .leaving else { return }
        let seq: Int64 = row[1]
        if state == .queued {
            try db.run(
                """
                INSERT INTO attempt(outbox, ordinal)
                VALUES (?1, 1 + (SELECT count(*) FROM attempt WHERE outbox = ?1))
                """, [seq])
        }
        // Nothing left after all: it must not count against the limits.
        try db.run(
            """
            UPDATE attempt SET leftAt = NULL
            WHERE outbox = ?1 AND ordinal = (SELECT max(ordinal) FROM attempt WHERE outbox = ?1)
            """, [seq])
        try close(seq, .refused, at: at, note: note)
        try db.run("UPDATE outbox SET state = ? WHERE seq = ?", [OutboxState.refused.code, seq])
        try touch(id)
    }

    private func close(
        _ seq: Int64, _ outcome: AttemptCode, at: Instant, note: FailureNote? = nil, wamid: String? = nil,
        status: String? = nil, retryAt: Instant? = nil
    ) throws {
        try db.run(
            """
            UPDATE attempt SET outcome = ?2, at = ?3, wamid = ?4, status = ?5, code = ?6, title = ?7, details = ?8,
                retryAt = ?9
            WHERE outbox = ?1 AND ordinal = (SELECT max(ordinal) FROM attempt WHERE outbox = ?1)
            """,
            [
                seq, outcome.rawValue, at.milliseconds, wamid, status, note?.code, note?.title, note?.details,
                retryAt?.milliseconds,
            ])
    }

    /// A recalled message was never said: it does not show.
    func removeMessage(of id: String) throws {
        try db.run("UPDATE outbox SET isRecalled = 1 WHERE id = ?", [id])
        guard let row = try db.row("SELECT message, thread FROM outbox WHERE id = ?", [id]), let message: Int64 = row[0]
        else {
            return
        }
        try unindex(message)
        try db.run("DELETE FROM message WHERE id = ?", [message])
        try db.run("UPDATE outbox SET message = NULL WHERE id = ?", [id])
        if let thread: Int64 = row[1] { refolded.insert(thread) }
    }
}

extension Database {
    func outboxItem(id: String) throws -> OutboxItem? { try outboxItems("WHERE o.id = ?", [id]).first }

    /// - Parameter rest: everything after `FROM outbox o …`.
    func outboxItems(_ rest: String, _ arguments: StatementArguments) throws -> [OutboxItem] {
        try rows(
            """
            SELECT o.id, n.value, o.address, o.content, o.triesAnyway, o.confirmsAddress, o.isTry, o.actor, o.enqueuedAt,
                o.dueAt, o.notAfter, o.state, o.wamid, o.replaces,
                (SELECT count(*) FROM attempt a WHERE a.outbox = o.seq AND a.outcome IS NOT NULL) AS attempts,
                e.code, e.title, e.details
            FROM outbox o JOIN number n ON n.id = o.number
            LEFT JOIN attempt e ON e.outbox = o.seq AND e.outcome > 1
                AND e.ordinal = (SELECT max(ordinal) FROM attempt l WHERE l.outbox = o.seq AND l.outcome IS NOT NULL)
            \(rest)
            """, arguments
        ).compactMap { row in
            guard let address = Address(code: row[2]), let content = ContentCode.content(row[3]),
                let state = OutboxState(code: row[11])
            else { return nil }
            let title: String? = row[16]
            return OutboxItem(
                id: row[0], number: NumberID(row[1]), address: address, content: content,
                consents: Consents(triesAnyway: row[4], confirmsAddress: row[5]), isTry: row[6], actor: row[7],
                enqueuedAt: Instant(milliseconds: row[8]), dueAt: Instant(milliseconds: row[9]),
                notAfter: Instant(milliseconds: row[10]), state: state, attempts: row[14],
                lastError: title.map { FailureNote(code: row[15], title: $0, details: row[17]) }, wamid: row[12],
                replaces: row[13])
        }
    }
}
