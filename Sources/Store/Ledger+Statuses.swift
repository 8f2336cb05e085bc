import Foundation
import GRDB
import Inbox

/// Noting what became of messages of ours. A status may come before the message it speaks of: it waits in `sent` until the
/// outbox row with its wamid, or with the UUID it echoes, is there.
extension Ledger {
    func note(_ event: StatusEvent, from source: Source) throws -> Bool {
        let number = try number(event.number)
        let stamp = event.lacksTimestamp ? source.arrival ?? 0 : event.timestamp.milliseconds
        tell(event.number, waba: event.waba, display: nil, at: event.lacksTimestamp ? 0 : stamp)
        try observe(event.aliases, at: event.lacksTimestamp ? source.arrival ?? Self.unknownTime : stamp)
        let sent = try sent(number, event)
        let code = try word(event.status)
        let known = try db.row(
            "SELECT envelope, arrival, isUndated FROM status WHERE sent = ? AND code = ? AND recipient = ?",
            [sent.id, code, event.recipient])
        if let known {
            try meetAgain(event, sent.id, code, known, source)
            if let message = sent.message { outbound.insert(message) }
            return false
        }
        try db.run(
            """
            INSERT INTO status(
                sent, code, recipient, timestamp, isUndated, arrival, envelope, pricingType, pricingCategory,
                failureCode, failureTitle, failureDetails) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [sent.id, code, event.recipient, stamp, event.lacksTimestamp, source.arrival, source.envelope]
                + (try columns(event)))
        if let message = sent.message { outbound.insert(message) }
        return true
    }

    private func columns(_ event: StatusEvent) throws -> StatementArguments {
        [
            try event.pricingType.map(word), try event.pricingCategory.map(word), event.failure?.code,
            event.failure?.title, event.failure?.details,
        ]
    }

    private func meetAgain(
        _ event: StatusEvent, _ sent: Int64, _ code: Int64, _ known: Row, _ source: Source
    ) throws {
        let formerEnvelope: Int64 = known[0]
        var arrival: Int64? = known[1]
        let isUndated: Bool = known[2]
        if let new = source.arrival, arrival.map({ new < $0 }) ?? true {
            arrival = new
            // Without a stamp of its own the earliest arrival is its time.
            try db.run(
                """
                UPDATE status SET arrival = ?1, timestamp = CASE WHEN ?2 THEN ?1 ELSE timestamp END
                WHERE sent = ?3 AND code = ?4 AND recipient = ?5
                """, [new, isUndated, sent, code, event.recipient])
        }
        guard formerEnvelope != source.envelope else { return }
        let former = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT digest FROM envelope WHERE id = ?"), arguments: [formerEnvelope])
        guard former.map({ source.digest.precedes(Digest(data: $0)) }) ?? true else { return }
        try db.run(
            """
            UPDATE status SET timestamp = ?, isUndated = ?, envelope = ?, pricingType = ?, pricingCategory = ?, failureCode = ?,
                failureTitle = ?, failureDetails = ? WHERE sent = ? AND code = ? AND recipient = ?
            """,
            [
                event.lacksTimestamp ? arrival ?? 0 : event.timestamp.milliseconds, event.lacksTimestamp,
                source.envelope,
            ] + (try columns(event)) + [sent, code, event.recipient])
    }

    /// The row that gathers the statuses of one wamid, attached to our message as soon as either says so.
    private func sent(_ number: Int64, _ event: StatusEvent) throws -> (id: Int64, message: Int64?) {
        if let row = try db.row(
            "SELECT id, message, callback, recipient FROM sent WHERE number = ? AND wamid = ?", [number, event.wamid])
        {
            let id: Int64 = row[0]
            let message: Int64? = row[1]
            let callback: String? = row[2]
            // Several statuses of one message tell the same; the smallest keeps the row free of the order of reading.
            let recipient: String = row[3]
            if !event.recipient.isEmpty, recipient.isEmpty || event.recipient.isBefore(recipient) {
                try db.run("UPDATE sent SET recipient = ? WHERE id = ?", [event.recipient, id])
            }
            if let told = event.callbackData, callback.map({ told.isBefore($0) }) ?? true {
                try db.run("UPDATE sent SET callback = ? WHERE id = ?", [told, id])
            }
            if message == nil, let told = event.callbackData,
                let ours = try attach(id, number, event, callback: told)
            {
                return (id, ours)
            }
            return (id, message)
        }
        try db.run(
            "INSERT INTO sent(number, wamid, recipient, callback) VALUES (?, ?, ?, ?)",
            [number, event.wamid, event.recipient, event.callbackData])
        let id = db.lastInsertedRowID
        return (id, try attach(id, number, event, callback: event.callbackData))
    }

    /// Finds the message of ours that a wamid or an echoed UUID names. An echoed UUID proves that the platform has it.
    private func attach(_ sent: Int64, _ number: Int64, _ event: StatusEvent, callback: String?) throws -> Int64? {
        var row = try db.row(
            "SELECT seq, message, state FROM outbox WHERE number = ? AND wamid = ?", [number, event.wamid])
        if row == nil, let callback {
            row = try db.row("SELECT seq, message, state FROM outbox WHERE id = ? AND number = ?", [callback, number])
            if let row { try settle(seq: row[0], state: row[2], by: event) }
        }
        let echo = try row == nil ? self.echo(number: number, wamid: event.wamid) : nil
        guard let message: Int64 = row?[1] ?? echo else { return nil }
        try db.run("UPDATE sent SET message = ? WHERE id = ?", [message, sent])
        outbound.insert(message)
        return message
    }

    /// A status with our UUID proves that the platform has the message, whatever its answer was: one that is lost, one
    /// that made us wait for another try (`whatsapp.md` §8: never again without looking), or a refusal that was none.
    private func settle(seq: Int64, state: Int64, by event: StatusEvent) throws {
        switch OutboxState(code: state) {
        case .leaving, .uncertain, .queued: break
        case .refused where DeliveryStage(statusWord: event.status) != nil: break
        case .refused, .accepted, .recalled, nil: return
        }
        // What never left cannot be there; somebody else's words then, or nobody's.
        guard let leftAt = try db.integer("SELECT max(leftAt) FROM attempt WHERE outbox = ?", [seq]) else { return }
        try db.run(
            "UPDATE outbox SET state = ?, wamid = ?, triedAt = CASE WHEN isTry THEN ? END WHERE seq = ?",
            [OutboxState.accepted.code, event.wamid, leftAt, seq])
    }

    /// A message of ours is new, or has a wamid now: statuses that came first are attached.
    func adoptStatuses(of message: Int64, number: Int64, id: String, wamid: String?) throws {
        for row in try db.rows(
            "SELECT id, wamid FROM sent WHERE callback = ? AND message IS NULL AND number = ?", [id, number])
        {
            try db.run("UPDATE sent SET message = ? WHERE id = ?", [message, row[0] as Int64])
        }
        if let wamid {
            try db.run(
                "UPDATE sent SET message = ? WHERE number = ? AND wamid = ? AND message IS NULL",
                [message, number, wamid])
        }
        outbound.insert(message)
    }
}

extension OutboxState {
    /// As the outbox stores it. Never renumber.
    var code: Int64 {
        switch self {
        case .queued: 0
        case .leaving: 1
        case .accepted: 2
        case .refused: 3
        case .uncertain: 4
        case .recalled: 5
        }
    }

    init?(code: Int64) {
        guard let state = OutboxState.allCases.first(where: { $0.code == code }) else { return nil }
        self = state
    }
}
