import Foundation
import GRDB
import Inbox

/// Noting what customers wrote.
extension Ledger {
    /// - Returns: whether this store had no message of this id on this number.
    func note(_ event: InboundEvent, from source: Source) throws -> Bool {
        let number = try number(event.number)
        let stamp = event.lacksTimestamp ? source.arrival ?? 0 : event.timestamp.milliseconds
        try tell(event.number, waba: event.waba, display: event.displayNumber, at: stamp)
        if let change = event.change { try note(change, at: stamp) }
        let known = try db.row(
            """
            SELECT id, arrival, isPlaceholder, envelope, thread, timestamp FROM message
            WHERE number = ? AND wamid = ? AND direction = 0
            """, [number, event.wamid])
        if let known {
            try meetAgain(event, known, source)
            return false
        }
        let place = try place(of: event, number: number, at: stamp)
        let id = try messageID(at: stamp)
        let isRead = try hasReadMarks ? readMark(number, event.wamid) : false
        try db.run(
            """
            INSERT INTO message(
                id, number, thread, direction, timestamp, tie, arrival, wamid, type, isPlaceholder, effect, isRead,
                aliasSet, address, quotes, name, username, envelope, text)
            VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, number, place.thread, stamp, event.wamid.stableHash, source.arrival, event.wamid,
                try word(event.type), event.isPlaceholder, event.effect.rawValue, isRead, place.set,
                event.address?.code,
                event.quotes, event.name, event.username, source.envelope, event.text,
            ])
        if event.text != nil { fresh.insert(id) }
        grown[place.thread, default: []].append(
            InboundFold(
                message: id, timestamp: stamp, tie: event.wamid.stableHash, arrival: source.arrival,
                effect: event.effect,
                asksForAnswer: event.asksForAnswer, countsAsUnread: !event.isSystem && !isRead,
                address: event.isSystem ? nil : event.address?.code))
        if event.group == nil { try note(naming: event, person: place.person) }
        return true
    }

    private struct Place {
        let set: Int64
        let person: Int64
        let thread: Int64
    }

    /// Whose thread a message belongs to. In a group the group is the party, and the sender is only seen.
    private func place(of event: InboundEvent, number: Int64, at stamp: Int64) throws -> Place {
        let party: (set: Int64, person: Int64)
        if let group = event.group {
            try observe(event.aliases, at: stamp)
            party = try self.party(of: [Alias(.group, group)], at: stamp)
        } else {
            party = try self.party(of: event.aliases, at: stamp)
        }
        return Place(set: party.set, person: party.person, thread: try thread(number: number, person: party.person))
    }

    /// The same message in another body: the earliest arrival counts, and the better body stands.
    private func meetAgain(_ event: InboundEvent, _ known: Row, _ source: Source) throws {
        let id: Int64 = known[0]
        let thread: Int64? = known[4]
        let arrival: Int64? = known[1]
        if let new = source.arrival, arrival.map({ new < $0 }) ?? true {
            try db.run("UPDATE message SET arrival = ? WHERE id = ?", [new, id])
            // Without a stamp of its own the arrival is its time, and the earliest one wins.
            if event.lacksTimestamp { try db.run("UPDATE message SET timestamp = ? WHERE id = ?", [new, id]) }
            if let thread { refolded.insert(thread) }
        }
        let wasPlaceholder: Bool = known[2]
        let formerEnvelope: Int64 = known[3]
        guard formerEnvelope != source.envelope else { return }
        let isBetter: Bool
        if wasPlaceholder != event.isPlaceholder {
            isBetter = wasPlaceholder
        } else {
            let former = try Data.fetchOne(
                db.cachedStatement(sql: "SELECT digest FROM envelope WHERE id = ?"), arguments: [formerEnvelope])
            isBetter = former.map { source.digest.precedes(Digest(data: $0)) } ?? true
        }
        let number = try self.number(event.number)
        // Aliases told by any body were seen; the winning one says whose the message is.
        guard isBetter else {
            if event.group == nil { try observe(event.aliases, at: event.timestamp.milliseconds) }
            return
        }
        try unindex(id)
        let stamp: Int64 = event.lacksTimestamp ? known[5] : event.timestamp.milliseconds
        let place = try place(of: event, number: number, at: stamp)
        try db.run(
            """
            UPDATE message SET thread = ?, timestamp = ?, type = ?, isPlaceholder = ?, effect = ?, aliasSet = ?, address = ?,
                quotes = ?, name = ?, username = ?, envelope = ?, text = ? WHERE id = ?
            """,
            [
                place.thread, stamp, try word(event.type), event.isPlaceholder, event.effect.rawValue, place.set,
                event.address?.code, event.quotes, event.name, event.username, source.envelope, event.text, id,
            ])
        if event.text != nil { fresh.insert(id) }
        if let thread { refolded.insert(thread) }
        refolded.insert(place.thread)
        people.insert(place.person)
    }

    /// Takes a message's words out of the search index, if they are in it already.
    func unindex(_ id: Int64) throws {
        guard fresh.remove(id) == nil, let text = try db.text("SELECT text FROM message WHERE id = ?", [id]) else {
            return
        }
        try db.run("INSERT INTO messageText(messageText, rowid, text) VALUES ('delete', ?, ?)", [id, text])
    }

    private func readMark(_ number: Int64, _ wamid: String) throws -> Bool {
        try db.integer("SELECT isRead FROM readMark WHERE number = ? AND wamid = ?", [number, wamid]) == 1
    }

    /// The newest name told stands, so the one that stands, told again, changes nothing whenever it was told.
    private func note(naming event: InboundEvent, person: Int64) throws {
        guard event.name != nil || event.username != nil, !people.contains(person) else { return }
        let known = try db.row("SELECT name, username FROM person WHERE id = ?", [person])
        let (name, username): (String?, String?) = (known?[0], known?[1])
        if (event.name ?? name) != name || (event.username ?? username) != username { people.insert(person) }
    }
}

/// What a new inbound message adds to its thread's row.
struct InboundFold {
    let message: Int64
    let timestamp: Int64
    let tie: Int64
    let arrival: Int64?
    let effect: WindowEffect
    let asksForAnswer: Bool
    let countsAsUnread: Bool
    let address: String?
}
