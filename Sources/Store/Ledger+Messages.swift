import Foundation
import GRDB
import Inbox

/// Noting what customers wrote.
extension Ledger {
    /// - Returns: whether this store had no message of this id on this number.
    func note(_ event: InboundEvent, from source: Source) throws -> Bool {
        let number = try number(event.number)
        let stamp = event.lacksTimestamp ? source.arrival ?? 0 : event.timestamp.milliseconds
        // A time that depends on which delivery came first must not decide what is newest.
        tell(event.number, waba: event.waba, display: event.displayNumber, at: event.lacksTimestamp ? 0 : stamp)
        if let change = event.change { try note(change, at: stamp, isUndated: event.lacksTimestamp) }
        let known = try db.row(
            """
            SELECT id, arrival, isPlaceholder, envelope, isUndated, source FROM message
            WHERE number = ? AND wamid = ? AND direction = 0
            """, [number, event.wamid])
        if let known {
            try meetAgain(event, known, source)
            return false
        }
        let place = try place(of: event, number: number, at: stamp, from: source)
        let id = try messageID(at: stamp)
        let isRead = try hasReadMarks ? readMark(number, event.wamid) : false
        let beside = Beside.stored(event.beside)
        try db.run(
            """
            INSERT INTO message(
                id, number, thread, direction, timestamp, isUndated, tie, arrival, wamid, type, isPlaceholder, effect,
                isRead, aliasSet, address, quotes, name, username, envelope, text, beside, source, role, author,
                senderAlias)
            VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, number, place.thread, stamp, event.lacksTimestamp, event.wamid.stableHash, source.arrival,
                event.wamid, try word(event.type), event.isPlaceholder, event.effect.rawValue, isRead, place.set,
                event.address?.code, event.quotes, event.name, event.username, source.envelope, event.text, beside,
                event.telling.rawValue, event.role, event.participant, event.senderAlias?.code,
            ])
        try note(namingInGroup: event)
        if event.text != nil || beside != nil { markFresh(id) }
        try noteFile(event.media, of: event.wamid, number: number, at: stamp)
        if event.telling != .live {
            refolded.insert(place.thread)
            if event.group == nil || event.telling == .event { try note(naming: event, person: place.person) }
            return true
        }
        grown[place.thread, default: []].append(
            InboundFold(
                message: id, timestamp: stamp, tie: event.wamid.stableHash, arrival: source.arrival,
                effect: event.effect,
                asksForAnswer: event.asksForAnswer, countsAsUnread: !event.isSystem && !isRead,
                address: event.isSystem ? nil : event.address?.code))
        if event.group == nil { try note(naming: event, person: place.person) }
        return true
    }

    struct Place {
        let set: Int64
        let person: Int64
        let thread: Int64
    }

    /// When a body told of aliases: its own time, whatever other bodies say of the message.
    private func sightingTime(_ event: InboundEvent, _ source: Source) -> Int64 {
        event.lacksTimestamp ? source.arrival ?? Self.unknownTime : event.timestamp.milliseconds
    }

    /// Whose thread a message belongs to. In a group the group is the party, and the sender is only seen.
    private func place(
        of event: InboundEvent, number: Int64, at stamp: Int64, from source: Source
    ) throws -> Place {
        let seenAt = sightingTime(event, source)
        let party: (set: Int64, person: Int64)
        if let group = event.group {
            try observe(event.aliases, at: seenAt)
            party = try self.party(of: [Alias(.group, group)], at: stamp)
        } else {
            // One alias alone is whoever had it then; several say themselves who it was.
            party = try self.party(of: event.aliases, at: Set(event.aliases).count > 1 ? seenAt : stamp)
        }
        return Place(set: party.set, person: party.person, thread: try thread(number: number, person: party.person))
    }

    /// The same message in another body, or the same body under another arrival: the earliest arrival counts, the better
    /// body stands, and the aliases of every body were seen.
    private func meetAgain(_ event: InboundEvent, _ known: Row, _ source: Source) throws {
        let id: Int64 = known[0]
        var arrival: Int64? = known[1]
        let isEarlier = source.arrival.map { new in arrival.map { new < $0 } ?? true } ?? false
        if isEarlier {
            arrival = source.arrival
            try db.run("UPDATE message SET arrival = ? WHERE id = ?", [arrival, id])
        }
        guard try isBetter(event, than: known, source) else {
            try observe(event.aliases, at: sightingTime(event, source))
            guard isEarlier else { return }
            // Without a stamp of its own the arrival is its time.
            let isUndated: Bool = known[4]
            if isUndated, let arrival { try retime(id, to: arrival) }
            if let thread = try db.integer("SELECT thread FROM message WHERE id = ?", [id]) { refolded.insert(thread) }
            return
        }
        try unindex(id)
        try touch(sender: db.text("SELECT senderAlias FROM message WHERE id = ?", [id]))
        let stamp = event.lacksTimestamp ? arrival ?? 0 : event.timestamp.milliseconds
        let place = try place(of: event, number: try number(event.number), at: stamp, from: source)
        let former = try db.integer("SELECT thread FROM message WHERE id = ?", [id])
        let beside = Beside.stored(event.beside)
        try db.run(
            """
            UPDATE message SET thread = ?, timestamp = ?, isUndated = ?, type = ?, isPlaceholder = ?, effect = ?,
                aliasSet = ?, address = ?, quotes = ?, name = ?, username = ?, envelope = ?, text = ?, beside = ?, source = ?,
                role = ?, author = ?, senderAlias = ? WHERE id = ?
            """,
            [
                place.thread, stamp, event.lacksTimestamp, try word(event.type), event.isPlaceholder,
                event.effect.rawValue, place.set, event.address?.code, event.quotes, event.name, event.username,
                source.envelope, event.text, beside, event.telling.rawValue, event.role, event.participant,
                event.senderAlias?.code, id,
            ])
        try touch(sender: event.senderAlias?.code)
        if event.text != nil || beside != nil { markFresh(id) }
        try noteFile(event.media, of: event.wamid, number: try number(event.number), at: stamp)
        refolded.insert(place.thread)
        people.insert(place.person)
        if let former { try leave(former, for: place) }
    }

    private func isBetter(_ event: InboundEvent, than known: Row, _ source: Source) throws -> Bool {
        try isBetter(event.telling, isPlaceholder: event.isPlaceholder, than: known, source)
    }

    /// What was told to us stands over copies, a real message over a placeholder, then the one of the smaller digest; of two
    /// in one body the first.
    ///
    /// - Parameter known: placeholder, envelope and telling in columns 2, 3 and 5.
    func isBetter(_ telling: Telling, isPlaceholder: Bool, than known: Row, _ source: Source) throws -> Bool {
        let wasPlaceholder: Bool = known[2]
        let formerEnvelope: Int64 = known[3]
        let formerTelling: Int = known[5]
        if formerTelling != telling.rawValue { return telling.rawValue < formerTelling }
        if wasPlaceholder != isPlaceholder { return wasPlaceholder }
        guard formerEnvelope != source.envelope else { return false }
        let former = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT digest FROM envelope WHERE id = ?"), arguments: [formerEnvelope])
        return former.map { source.digest.precedes(Digest(data: $0)) } ?? true
    }

    /// Another time may make it another person's, and what they were called then the newest name.
    func retime(_ id: Int64, to time: Int64) throws {
        try db.run("UPDATE message SET timestamp = ? WHERE id = ?", [time, id])
        guard
            let row = try db.row(
                """
                SELECT m.thread, m.number, s.members, m.senderAlias FROM message m JOIN aliasSet s ON s.id = m.aliasSet
                WHERE m.id = ?
                """, [id])
        else { return }
        try touch(sender: row[3])
        let members = Alias.set(code: row[2])
        let party = try party(of: members, at: members.count > 1 ? Self.unknownTime : time)
        let place = Place(
            set: party.set, person: party.person, thread: try thread(number: row[1], person: party.person))
        people.insert(place.person)
        guard let former: Int64 = row[0], former != place.thread else { return }
        try db.run("UPDATE message SET thread = ? WHERE id = ?", [place.thread, id])
        refolded.insert(place.thread)
        try leave(former, for: place)
    }

    /// A message went from a thread to another: neither the thread nor its person stays when there was nothing else.
    func leave(_ thread: Int64, for heir: Place) throws {
        guard thread != heir.thread else { return }
        refolded.insert(thread)
        guard let person = try db.integer("SELECT person FROM thread WHERE id = ?", [thread]) else { return }
        people.insert(person)
        try dropIfEmpty(thread: thread)
        guard try db.integer("SELECT 1 FROM thread WHERE id = ?", [thread]) == nil else { return }
        let aliases = try db.rows("SELECT alias FROM alias WHERE person = ?", [person])
        try foldIdentity(of: aliases.compactMap { Alias(code: $0[0]) })
        guard try db.integer("SELECT 1 FROM person WHERE id = ?", [person]) == nil else { return }
        // Screens that still hold the old key find the way.
        try db.run("UPDATE movedPerson SET new = ? WHERE new = ?", [heir.person, person])
        try db.run("INSERT OR REPLACE INTO movedPerson(old, new) VALUES (?, ?)", [person, heir.person])
    }

    /// Takes a message's words out of the search index, if they are in it already.
    func unindex(_ id: Int64) throws {
        guard !unmarkFresh(id) else { return }
        // What was put in is taken out by the same words.
        try db.run(
            """
            INSERT INTO messageText(messageText, rowid, text, beside) SELECT 'delete', id, text, beside FROM message
            WHERE id = ? AND (text IS NOT NULL OR beside IS NOT NULL)
            """, [id])
    }

    private func readMark(_ number: Int64, _ wamid: String) throws -> Bool {
        try db.integer("SELECT isRead FROM readMark WHERE number = ? AND wamid = ?", [number, wamid]) == 1
    }

    /// The newest name told stands, so the one that stands, told again, changes nothing whenever it was told.
    private func note(naming event: InboundEvent, person: Int64) throws {
        try note(name: event.name, username: event.username, person: person)
    }

    func note(name told: String?, username toldUsername: String?, person: Int64) throws {
        guard told != nil || toldUsername != nil, !people.contains(person) else { return }
        let known = try db.row("SELECT name, username FROM person WHERE id = ?", [person])
        let (name, username): (String?, String?) = (known?[0], known?[1])
        if (told ?? name) != name || (toldUsername ?? username) != username { people.insert(person) }
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
