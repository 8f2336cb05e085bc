import Foundation
import GRDB
import Inbox

/// Noting spool files: each body is one fact, each event in it is noted once, under the earliest arrival of all bodies that
/// carry it.
extension Ledger {
    /// Each body in a savepoint of its own. One that the database will not take is refused alone, and named in the report.
    func note(_ receptions: [Reception], in report: inout IngestReport) throws {
        for (place, reception) in receptions.enumerated() {
            let before = report
            do {
                try inSavepoint { try note(reception, in: &report) }
            } catch {
                guard let reason = StoreError.aboutOneItem(error) else { throw error }
                report = before
                report.refused[place] = reason
            }
        }
        report.files = receptions.count - report.refused.count
    }

    private func note(_ reception: Reception, in report: inout IngestReport) throws {
        let digest = Digest(hex: reception.digest)
        let arrival = reception.arrival?.milliseconds
        // The same body again, or others that would bring back what was erased.
        if try isBuried(digest) {
            report.duplicates += reception.events.count
            return
        }
        guard let body = try unburied(reception) else {
            report.duplicates += reception.events.count
            return
        }
        let source: Source
        if let row = try db.row("SELECT id, arrival FROM envelope WHERE digest = ?", [digest.data]) {
            let known: Int64? = row[1]
            source = Source(envelope: row[0], digest: digest, arrival: arrival)
            guard let arrival, known.map({ arrival < $0 }) ?? true else {
                report.duplicates += reception.events.count
                return
            }
            try db.run("UPDATE envelope SET arrival = ? WHERE id = ?", [arrival, source.envelope])
        } else {
            try db.run(
                "INSERT INTO envelope(digest, arrival, body, file) VALUES (?, ?, ?, ?)",
                [digest.data, arrival, Data(body), reception.file])
            source = Source(envelope: db.lastInsertedRowID, digest: digest, arrival: arrival)
        }
        for event in reception.events { try note(event, from: source, in: &report) }
    }

    /// Where an event was told.
    struct Source {
        let envelope: Int64
        let digest: Digest
        let arrival: Int64?
    }

    func note(_ event: Event, from source: Source, in report: inout IngestReport) throws {
        let isNew: Bool
        if try isBuried(event) {
            report.duplicates += 1
            return
        }
        switch event {
        case .message(let message):
            isNew = try note(message, from: source)
            if isNew, message.telling == .live { report.messages += 1 }
            if isNew, message.telling != .live { report.others += 1 }
        case .echo(let echo):
            isNew = try note(echo, from: source)
            if isNew { report.others += 1 }
        case .addressBook(let entry):
            isNew = try note(entry)
            if isNew { report.others += 1 }
        case .status(let status):
            isNew = try note(status, from: source)
            if isNew { report.statuses += 1 }
        case .template(let template):
            isNew = try note(template, arrival: source.arrival)
            if isNew { report.others += 1 }
        case .other(let other):
            isNew = try other.isNews ? note(news: other, from: source) : note(other, arrival: source.arrival)
            for preference in other.preferences { try note(preference) }
            if isNew { report.others += 1 }
        }
        if !isNew { report.duplicates += 1 }
    }

    /// Facts that an older version kept only as raw items, read from their bodies (migration 8).
    func noteOnceMore(_ events: [Event], from source: Source) throws {
        var report = IngestReport()
        for event in events {
            switch event {
            case .status, .template: continue
            case .message(let message) where message.telling == .live && message.type != InboundEvent.passedType:
                continue
            case .message(let message):
                try note(event, from: source, in: &report)
                if message.group != nil, let name = message.name { try fill(name, in: message) }
            default: try note(event, from: source, in: &report)
            }
        }
    }

    /// What happened to groups was kept without what they are called.
    private func fill(_ name: String, in event: InboundEvent) throws {
        let row = try db.row(
            """
            UPDATE message SET name = ? WHERE number = ? AND wamid = ? AND direction = 0 AND name IS NULL
            RETURNING thread
            """, [name, try number(event.number), event.wamid])
        guard let thread: Int64 = row?[0] else { return }
        people.formUnion(try db.integers("SELECT person FROM thread WHERE id = ?", [thread]))
    }

    private func note(_ other: OtherEvent, arrival: Int64?) throws -> Bool {
        let hash = (other.field + "\n" + other.raw).stableHash
        let same = try db.rows(
            "SELECT id, arrival, timestamp FROM other WHERE hash = ? AND field = ? AND raw = ? AND number IS ? AND waba IS ?",
            [hash, other.field, other.raw, other.number?.value, other.waba]
        ).first
        if let same {
            // Bodies that repeat an item may tell other times of it: the earliest counts.
            let id: Int64 = same[0]
            let stamp = other.timestamp?.milliseconds
            if let arrival, (same[1] as Int64?).map({ arrival < $0 }) ?? true {
                try db.run("UPDATE other SET arrival = ? WHERE id = ?", [arrival, id])
            }
            if let stamp, (same[2] as Int64?).map({ stamp < $0 }) ?? true {
                try db.run("UPDATE other SET timestamp = ? WHERE id = ?", [stamp, id])
            }
            return false
        }
        try db.run(
            """
            INSERT INTO other(hash, clash, field, number, waba, timestamp, arrival, raw)
            VALUES (?1, (SELECT count(*) FROM other WHERE hash = ?1), ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            [hash, other.field, other.number?.value, other.waba, other.timestamp?.milliseconds, arrival, other.raw])
        return true
    }
}
