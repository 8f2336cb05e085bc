import Foundation
import GRDB
import Inbox
import WhatsApp

/// Cutting what is erased out of the raw bodies, and taking out the facts that only those parts told.
extension Ledger {
    /// Looks into every body: a status may name nobody, and a body may tell what another told.
    func eraseBodies(_ erasing: inout Erasing) throws {
        for id in try db.integers("SELECT id FROM envelope ORDER BY id") {
            guard let row = try db.row("SELECT digest, arrival, body FROM envelope WHERE id = ?", [id]) else {
                continue
            }
            let body = Array(row[2] as Data)
            let kept: [UInt8]?
            switch erasing.erasure.apply(to: body) {
            case .untouched: continue
            case .cut(let bytes, _): kept = bytes
            case .emptied: kept = nil
            }
            let digest = Digest(data: row[0])
            let arrival: Int64? = row[1]
            try eraseEvents(of: body, digest, keeping: kept, arrival, &erasing)
            try bury(Tombstone.body(digest))
            erasing.report.add(.webhooks, 1)
            if let kept {
                try replaceBody(of: id, with: kept, arrival, &erasing)
            } else {
                // What still refers to it was told by other bodies, too, or is erased below.
                try db.run("DELETE FROM envelope WHERE id = ?", [id])
            }
        }
    }

    private func eraseEvents(
        of body: [UInt8], _ digest: Digest, keeping kept: [UInt8]?, _ arrival: Int64?, _ erasing: inout Erasing
    ) throws {
        let told = Self.events(of: body, digest, arrival)
        let rest = Set(kept.map { Self.events(of: $0, digest, arrival) }.map { $0.map(ErasureKey.init) } ?? [])
        for event in told where !rest.contains(ErasureKey(event)) {
            try bury(event, for: erasing.erasure)
            switch event {
            case .message(let message): try eraseTold(message.number, message.wamid, direction: 0, &erasing)
            case .echo(let echo): try eraseTold(echo.number, echo.wamid, direction: 1, &erasing)
            case .status(let status): try eraseTold(status, &erasing)
            case .other(let other): try eraseTold(other, &erasing)
            case .addressBook(let entry):
                guard let alias = Self.durable(entry.aliases) else { continue }
                try db.run(
                    "DELETE FROM bookEntry WHERE alias = ? AND at = ? AND name = ?",
                    [alias.code, entry.at.milliseconds, entry.name ?? ""])
                erasing.report.add(.items, db.changesCount)
            case .template: continue
            }
        }
    }

    /// A message to many is not erased with one of them: of it only what is told of them, by whatever name of theirs.
    private func bury(_ event: Event, for erasure: Erasure) throws {
        guard case .status(let status) = event, !erasure.messages.contains(status.wamid) else {
            if let stone = Tombstone.of(event).first { try bury(stone) }
            return
        }
        for id in Tombstone.recipients(of: status).union(erasure.ids) {
            try bury(Tombstone.status(status.number, status.wamid, of: id))
        }
    }

    static func events(of body: [UInt8], _ digest: Digest, _ arrival: Int64?) -> [Event] {
        guard let webhook = try? Webhook(bytes: body) else { return [] }  // it was read when it came in
        return EventReader.events(of: webhook, digest: digest.hex, arrival: arrival.map { Instant(milliseconds: $0) })
    }

    private static func durable(_ aliases: [Alias]) -> Alias? {
        aliases.filter(\.namesPerson).min { ($0.kind, $0.value) < ($1.kind, $1.value) }
    }

    private func eraseTold(_ number: NumberID, _ wamid: String, direction: Int, _ erasing: inout Erasing) throws {
        guard
            let id = try db.integer(
                "SELECT id FROM message WHERE number = ? AND wamid = ? AND direction = ?",
                [try self.number(number), wamid, direction])
        else { return }
        try eraseMessage(id, &erasing)
    }

    private func eraseTold(_ event: StatusEvent, _ erasing: inout Erasing) throws {
        guard
            let row = try db.row(
                "SELECT id, message FROM sent WHERE number = ? AND wamid = ?", [try number(event.number), event.wamid])
        else { return }
        let id: Int64 = row[0]
        try db.run(
            "DELETE FROM status WHERE sent = ? AND code = ? AND recipient = ?",
            [id, try word(event.status), event.recipient])
        erasing.report.add(.statuses, db.changesCount)
        if let message: Int64 = row[1] { outbound.insert(message) }
        if try db.integer("SELECT 1 FROM status WHERE sent = ? LIMIT 1", [id]) == nil {
            return try db.run("DELETE FROM sent WHERE id = ?", [id])
        }
        try db.run(
            """
            UPDATE sent SET recipient = ifnull((SELECT min(recipient) FROM status WHERE sent = ?1 AND recipient <> ''), '')
            WHERE id = ?1
            """, [id])
    }

    private func eraseTold(_ event: OtherEvent, _ erasing: inout Erasing) throws {
        try db.run("DELETE FROM other WHERE field = ? AND raw = ?", [event.field, event.raw])
        erasing.report.add(.items, db.changesCount)
        try db.run("DELETE FROM channelEvent WHERE field = ? AND raw = ?", [event.field, event.raw])
        erasing.report.add(.items, db.changesCount)
        for preference in event.preferences {
            guard let alias = Self.durable(preference.aliases) else { continue }
            try db.run(
                "DELETE FROM preference WHERE alias = ? AND at = ? AND isStopped = ?",
                [alias.code, preference.at.milliseconds, preference.isStopped])
            erasing.report.add(.items, db.changesCount)
        }
    }

    /// The body that stays is a fact of its own, as a store made from the archive has it.
    private func replaceBody(of id: Int64, with kept: [UInt8], _ arrival: Int64?, _ erasing: inout Erasing) throws {
        let digest = Digest(hex: erasing.sha256(kept))
        var envelope = id
        if let twin = try db.integer("SELECT id FROM envelope WHERE digest = ? AND id <> ?", [digest.data, id]) {
            for table in ["message", "status"] {
                try db.run("UPDATE \(table) SET envelope = ? WHERE envelope = ?", [twin, id])
            }
            try db.run(
                "UPDATE envelope SET arrival = min(ifnull(arrival, ?1), ifnull(?1, arrival)) WHERE id = ?2",
                [arrival, twin])
            try db.run("DELETE FROM envelope WHERE id = ?", [id])
            envelope = twin
        } else {
            try db.run(
                "UPDATE envelope SET digest = ?, body = ? WHERE id = ?", [digest.data, Data(kept), id])
        }
        // Items that were kept raw, or had no id of their own, are told in other words now.
        var report = IngestReport()
        let source = Source(envelope: envelope, digest: digest, arrival: arrival)
        for event in Self.events(of: kept, digest, arrival) { try note(event, from: source, in: &report) }
    }
}

/// What makes a telling the same, whatever stands beside it in its body.
private enum ErasureKey: Hashable {
    case message(NumberID, String)
    case echo(NumberID, String)
    case status(NumberID, String, String, String)
    case other(OtherEvent)
    case addressBook(AddressBookEvent)
    case template(TemplateEvent)

    init(_ event: Event) {
        switch event {
        case .message(let message): self = .message(message.number, message.wamid)
        case .echo(let echo): self = .echo(echo.number, echo.wamid)
        case .status(let status): self = .status(status.number, status.wamid, status.status, status.recipient)
        case .other(let other): self = .other(other)
        case .addressBook(let entry): self = .addressBook(entry)
        case .template(let template): self = .template(template)
        }
    }
}
