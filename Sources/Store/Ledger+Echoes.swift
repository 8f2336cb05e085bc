import Foundation
import GRDB
import Inbox

/// Noting what the business wrote by other ways than the outbox. One id is one message: an echo of a message of ours is
/// that message, whichever came first.
extension Ledger {
    /// - Returns: whether this store had no message of ours of this id.
    func note(_ event: EchoEvent, from source: Source) throws -> Bool {
        let number = try number(event.number)
        let stamp = event.lacksTimestamp ? source.arrival ?? 0 : event.timestamp.milliseconds
        tell(event.number, waba: event.waba, display: event.displayNumber, at: event.lacksTimestamp ? 0 : stamp)
        let known = try db.row(
            """
            SELECT id, arrival, isPlaceholder, envelope, isUndated, source FROM message
            WHERE number = ? AND wamid = ? AND direction = 1
            """, [number, event.wamid])
        if let known {
            if (known[5] as Int) == Telling.live.rawValue {
                try observe(event.aliases, at: seenAt(event, source))
            } else {
                try meetAgain(event, known, source)
            }
            return false
        }
        let place = try place(of: event, number: number, at: stamp, source)
        let id = try messageID(at: stamp)
        let beside = Beside.stored(event.beside)
        try db.run(
            """
            INSERT INTO message(
                id, number, thread, direction, timestamp, isUndated, tie, arrival, wamid, type, isPlaceholder, stage,
                lane, aliasSet, address, template, quotes, name, username, envelope, text, beside, source)
            VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, number, place.thread, stamp, event.lacksTimestamp, event.wamid.stableHash, source.arrival,
                event.wamid, try word(event.type), event.isPlaceholder, event.stage.rawValue, place.set,
                event.address?.code, event.template, event.quotes, event.name, event.username, source.envelope,
                event.text, beside, event.telling.rawValue,
            ])
        if event.text != nil || beside != nil { markFresh(id) }
        try noteFile(event.media, of: event.wamid, number: number, at: stamp)
        // Statuses may have come first.
        try db.run(
            "UPDATE sent SET message = ? WHERE number = ? AND wamid = ? AND message IS NULL", [id, number, event.wamid])
        outbound.insert(id)
        refolded.insert(place.thread)
        if event.group == nil { try note(name: event.name, username: event.username, person: place.person) }
        return true
    }

    private func seenAt(_ event: EchoEvent, _ source: Source) -> Int64 {
        event.lacksTimestamp ? source.arrival ?? Self.unknownTime : event.timestamp.milliseconds
    }

    private func place(of event: EchoEvent, number: Int64, at stamp: Int64, _ source: Source) throws -> Place {
        let party: (set: Int64, person: Int64)
        if let group = event.group {
            party = try self.party(of: [Alias(.group, group)], at: stamp)
        } else {
            let isAlone = Set(event.aliases).count == 1
            party = try self.party(of: event.aliases, at: isAlone ? stamp : seenAt(event, source))
        }
        return Place(set: party.set, person: party.person, thread: try thread(number: number, person: party.person))
    }

    /// As for what customers wrote: the earliest arrival, the better body, the highest rung.
    private func meetAgain(_ event: EchoEvent, _ known: Row, _ source: Source) throws {
        let id: Int64 = known[0]
        var arrival: Int64? = known[1]
        let isEarlier = source.arrival.map { new in arrival.map { new < $0 } ?? true } ?? false
        if isEarlier {
            arrival = source.arrival
            try db.run("UPDATE message SET arrival = ? WHERE id = ?", [arrival, id])
        }
        try db.run("UPDATE message SET stage = max(stage, ?) WHERE id = ?", [event.stage.rawValue, id])
        outbound.insert(id)
        guard try isBetter(event.telling, isPlaceholder: event.isPlaceholder, than: known, source) else {
            try observe(event.aliases, at: seenAt(event, source))
            let isUndated: Bool = known[4]
            if isEarlier, isUndated, let arrival { try retime(id, to: arrival) }
            return
        }
        try unindex(id)
        let stamp = event.lacksTimestamp ? arrival ?? 0 : event.timestamp.milliseconds
        let place = try place(of: event, number: try number(event.number), at: stamp, source)
        let former = try db.integer("SELECT thread FROM message WHERE id = ?", [id])
        let beside = Beside.stored(event.beside)
        try db.run(
            """
            UPDATE message SET thread = ?, timestamp = ?, isUndated = ?, type = ?, isPlaceholder = ?, aliasSet = ?,
                address = ?, template = ?, quotes = ?, name = ?, username = ?, envelope = ?, text = ?, beside = ?, source = ?
            WHERE id = ?
            """,
            [
                place.thread, stamp, event.lacksTimestamp, try word(event.type), event.isPlaceholder, place.set,
                event.address?.code, event.template, event.quotes, event.name, event.username, source.envelope,
                event.text, beside, event.telling.rawValue, id,
            ])
        if event.text != nil || beside != nil { markFresh(id) }
        try noteFile(event.media, of: event.wamid, number: try self.number(event.number), at: stamp)
        people.insert(place.person)
        refolded.insert(place.thread)
        if let former { try leave(former, for: place) }
    }

    // MARK: Delivery

    /// The echo of this id, if it is one.
    func echo(number: Int64, wamid: String) throws -> Int64? {
        try db.integer(
            "SELECT id FROM message WHERE number = ? AND wamid = ? AND direction = 1 AND source <> ?",
            [number, wamid, Telling.live.rawValue])
    }

    /// Statuses may tell more than the echo did.
    func settleEcho(_ message: Int64, thread: Int64?) throws {
        if let delivery = try db.echoDelivery(of: message) {
            try db.run(
                "UPDATE message SET stage = max(stage, ?) WHERE id = ?", [delivery.stage.rawValue, message])
        }
        if let thread { refolded.insert(thread) }
    }

    /// A message of our outbox has this id: what was told of it by another way is told by itself now.
    func absorbEcho(number: Int64, wamid: String, into message: Int64) throws {
        guard let echo = try echo(number: number, wamid: wamid), echo != message else { return }
        guard
            let row = try db.row(
                """
                SELECT m.thread, s.members, s.id FROM message m JOIN aliasSet s ON s.id = m.aliasSet WHERE m.id = ?
                """, [echo])
        else { return }
        try unindex(echo)
        try db.run("DELETE FROM message WHERE id = ?", [echo])
        try db.run("UPDATE sent SET message = ? WHERE message = ?", [message, echo])
        guard let thread: Int64 = row[0] else { return }
        refolded.insert(thread)
        if let person = try db.integer("SELECT person FROM thread WHERE id = ?", [thread]) { people.insert(person) }
        try dropIfEmpty(thread: thread)
        try foldIdentity(of: Alias.set(code: row[1]))
    }
}

extension Database {
    /// How far a message came that never was in our outbox: what its echoes and its statuses prove. A failure of it is
    /// nobody's care here, but shown. Nil for any other message.
    func echoDelivery(of message: Int64) throws -> Delivery? {
        guard
            let row = try row(
                "SELECT stage, timestamp FROM message WHERE id = ? AND direction = 1 AND source <> ?",
                [message, Telling.live.rawValue]),
            let stage = DeliveryStage(rawValue: row[0] ?? 0)
        else { return nil }
        var delivery = Delivery(stage: stage, at: Instant(milliseconds: row[1]))
        try take(statusesOf: message, into: &delivery)
        return delivery
    }
}
