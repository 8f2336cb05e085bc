import GRDB
import Inbox

/// Folding how far messages of ours have come: the outbox row, its attempts and the statuses, in any order.
extension Ledger {
    func settleOutbound() throws {
        for message in outbound.sorted() {
            guard
                let row = try db.row(
                    "SELECT thread, number, source FROM message WHERE id = ? AND direction = 1", [message])
            else {
                continue
            }
            guard (row[2] as Int) == Telling.live.rawValue else {
                try settleEcho(message, thread: row[0])
                continue
            }
            let wamid =
                try db.text("SELECT wamid FROM outbox WHERE message = ?", [message])
                ?? db.text("SELECT min(wamid) FROM sent WHERE message = ?", [message])
            // What was told of it as of another's brings its statuses along.
            if let wamid { try absorbEcho(number: row[1], wamid: wamid, into: message) }
            guard let delivery = try db.delivery(of: message) else { continue }
            let (stage, lane) = delivery.codes
            // The platform gives an id once. Should it be told of two of ours, it stays with the one that had it.
            try db.run(
                """
                UPDATE message SET stage = ?1, lane = ?2, wamid = CASE WHEN EXISTS (
                    SELECT 1 FROM message o WHERE o.number = message.number AND o.wamid = ?3 AND o.direction = 1
                        AND o.id <> message.id) THEN NULL ELSE ?3 END
                WHERE id = ?4
                """, [stage, lane, wamid, message])
            try noteDispute(message, delivery)
            guard let thread: Int64 = row[0] else { continue }
            refolded.insert(thread)
            if delivery.failure?.code == MarketingPreference.refusalCode,
                let person = try db.integer("SELECT person FROM thread WHERE id = ?", [thread])
            {
                people.insert(person)
            }
        }
        outbound = []
    }

    /// The platform refused free text with 131047 after accepting it: the window is disputed as of when it left.
    private func noteDispute(_ message: Int64, _ delivery: Delivery) throws {
        guard delivery.failure?.code == WindowRefusal.code else { return }
        try db.run(
            """
            UPDATE outbox SET refusedAt = coalesce(
                (SELECT max(leftAt) FROM attempt WHERE outbox = outbox.seq), enqueuedAt) WHERE message = ?
            """, [message])
    }
}

/// The one error that is about the window (`whatsapp.md` §9.2).
enum WindowRefusal {
    static let code = 131_047
}

extension Database {
    /// Everything known of one message of ours, as a value; nil when its outbox row is gone.
    func delivery(of message: Int64) throws -> Delivery? {
        guard let row = try row("SELECT seq, state, enqueuedAt FROM outbox WHERE message = ?", [message]) else {
            return try echoDelivery(of: message)
        }
        let seq: Int64 = row[0]
        var delivery = Delivery(stage: .queued, at: Instant(milliseconds: row[2]))
        let state = OutboxState(code: row[1])
        if state == .leaving { delivery.reach(.leaving, at: Instant(milliseconds: row[2])) }
        for attempt in try rows(
            """
            SELECT outcome, at, code, title, details, retryAt FROM attempt WHERE outbox = ? ORDER BY ordinal
            """, [seq])
        {
            guard let outcome: Int64 = attempt[0], let at: Int64 = attempt[1] else { continue }
            let moment = Instant(milliseconds: at)
            let note = FailureNote(code: attempt[2], title: attempt[3] ?? "", details: attempt[4])
            switch AttemptCode(rawValue: outcome) {
            case .accepted: delivery.reach(.accepted, at: moment)
            case .refused where (attempt[5] as Int64?) == nil: delivery.refuse(note, at: moment)
            case .uncertain: delivery.becomeUncertain(at: moment)
            case .refused, nil: break
            }
        }
        try take(statusesOf: message, into: &delivery)
        return delivery
    }

    func take(statusesOf message: Int64, into delivery: inout Delivery) throws {
        for status in try rows(
            """
            SELECT w.text, s.timestamp, s.failureCode, s.failureTitle, s.failureDetails FROM sent t
            JOIN status s ON s.sent = t.id JOIN word w ON w.id = s.code WHERE t.message = ?
            ORDER BY s.timestamp, w.text, s.recipient
            """, [message])
        {
            let at = Instant(milliseconds: status[1])
            if let stage = DeliveryStage(statusWord: status[0]) {
                delivery.reach(.accepted, at: at)
                delivery.reach(stage, at: at)
            } else if (status[0] as String) == "failed" {
                delivery.fail(FailureNote(code: status[2], title: status[3] ?? "", details: status[4]), at: at)
            }
        }
    }
}

/// How an attempt ended, as stored. Never renumber.
enum AttemptCode: Int64 {
    case accepted = 1
    case refused = 2
    case uncertain = 3
}

extension Delivery {
    /// Rung and lane as the message row keeps them: lane 0 climbing, 1 failed, 2 refused, 3 uncertain.
    var codes: (stage: Int, lane: Int) {
        switch lane {
        case .climbing: (stage.rawValue, 0)
        case .failed: (stage.rawValue, 1)
        case .refused: (stage.rawValue, 2)
        case .uncertain: (stage.rawValue, 3)
        }
    }
}
