import Foundation
import GRDB
import Inbox
import WhatsApp

extension InboxStore {
    /// The newest messages of a thread, or those before a place; oldest first.
    public func messages(_ key: ThreadKey, before: MessageCursor? = nil, count: Int) throws -> MessagePage {
        try read { db in
            guard let thread = try db.threadID(key) else { return MessagePage() }
            let bound = try before.map { try db.tie(of: $0) }
            let rows = try db.messageRows(
                """
                WHERE m.thread = ?1 AND (?2 IS NULL OR (m.timestamp, m.tie) < (?2, ?3))
                ORDER BY m.timestamp DESC, m.tie DESC LIMIT ?4
                """, [thread, before?.timestamp.milliseconds, bound, count + 1])
            return MessagePage(
                messages: try db.whole(rows.prefix(count).reversed().map { try db.message($0) }, readings),
                hasBefore: rows.count > count,
                hasAfter: before != nil)
        }
    }

    /// The messages after a place, oldest first.
    public func messages(_ key: ThreadKey, after: MessageCursor, count: Int) throws -> MessagePage {
        try read { db in
            guard let thread = try db.threadID(key) else { return MessagePage() }
            let rows = try db.messageRows(
                """
                WHERE m.thread = ?1 AND (m.timestamp, m.tie) > (?2, ?3) ORDER BY m.timestamp, m.tie LIMIT ?4
                """, [thread, after.timestamp.milliseconds, try db.tie(of: after), count + 1])
            return MessagePage(
                messages: try db.whole(rows.prefix(count).map { try db.message($0) }, readings), hasBefore: true,
                hasAfter: rows.count > count)
        }
    }

    /// The inbound messages of a thread that are unread and not newer than the newest of `wamids`, and those themselves,
    /// whether they are unread or not here.
    public func unread(_ key: ThreadKey, upTo wamids: [String]) throws -> [String] {
        try read { db in
            guard let thread = try db.threadID(key) else { return wamids }
            let places = try wamids.compactMap {
                try db.row(
                    "SELECT timestamp, tie FROM message WHERE number = (SELECT number FROM thread WHERE id = ?) "
                        + "AND wamid = ? AND direction = 0", [thread, $0])
            }.map { ($0[0] as Int64, $0[1] as Int64) }
            guard let newest = places.max(by: <) else { return wamids }
            let earlier = try db.rows(
                """
                SELECT wamid FROM message WHERE thread = ? AND (timestamp, tie) <= (?, ?) AND direction = 0 AND isRead = 0
                """, [thread, newest.0, newest.1]
            ).map { $0[0] as String }
            return Set(wamids).union(earlier).sorted()
        }
    }

    /// The inbound messages of a thread that are unread.
    public func unread(_ key: ThreadKey) throws -> [String] {
        try read { db in
            guard let thread = try db.threadID(key) else { return [] }
            return try db.rows(
                """
                SELECT wamid FROM message WHERE thread = ? AND direction = 0 AND isRead = 0 AND wamid IS NOT NULL
                ORDER BY wamid
                """, [thread]
            ).map { $0[0] as String }
        }
    }

    /// The newest message of a thread that counts as unread until it is looked at; nil when there is none.
    public func newestToUs(_ key: ThreadKey) throws -> String? {
        try read { db in
            guard let thread = try db.threadID(key) else { return nil }
            return try db.text(
                """
                SELECT wamid FROM message WHERE thread = ? AND direction = 0 AND wamid IS NOT NULL
                    AND type <> \(StatusCode.system) AND source = \(Telling.live.rawValue)
                ORDER BY timestamp DESC, tie DESC LIMIT 1
                """, [thread])
        }
    }

    /// The messages before and after one, about as many, and it; oldest first. The newest when the conversation does not
    /// hold it (any more).
    public func messages(_ key: ThreadKey, around middle: MessageKey, count: Int) throws -> MessagePage {
        let page = try read { db -> MessagePage? in
            guard let thread = try db.threadID(key),
                let place = try db.row(
                    "SELECT timestamp, tie FROM message WHERE id = ? AND thread = ?", [middle.row, thread])
            else { return nil }
            let (timestamp, tie): (Int64, Int64) = (place[0], place[1])
            let before = try db.messageRows(
                """
                WHERE m.thread = ?1 AND (m.timestamp, m.tie) < (?2, ?3)
                ORDER BY m.timestamp DESC, m.tie DESC LIMIT ?4
                """, [thread, timestamp, tie, count / 2 + 1])
            let kept = before.prefix(count / 2).reversed()
            let rest = try db.messageRows(
                """
                WHERE m.thread = ?1 AND (m.timestamp, m.tie) >= (?2, ?3) ORDER BY m.timestamp, m.tie LIMIT ?4
                """, [thread, timestamp, tie, max(1, count - kept.count) + 1])
            let after = rest.prefix(max(1, count - kept.count))
            return MessagePage(
                messages: try db.whole((kept + after).map { try db.message($0) }, readings),
                hasBefore: before.count > kept.count,
                hasAfter: rest.count > after.count)
        }
        return try page ?? messages(key, count: count)
    }

    /// One message, as `messages` gives it; nil when the store has none at that row.
    public func message(_ key: MessageKey) throws -> Message? {
        try read { db in
            try db.wholeMessage(key.row, readings)
        }
    }

    /// The message of this id, of either side, in a conversation; nil when the conversation does not hold it.
    public func message(wamid: String, in key: ThreadKey) throws -> Message? {
        try read { db in
            guard let thread = try db.threadID(key),
                let number = try db.integer("SELECT number FROM thread WHERE id = ?", [thread]),
                let place = try db.quote(wamid, number: number).key
            else { return nil }
            let rows = try db.messageRows("WHERE m.id = ? AND m.thread = ?", [place.row, thread])
            return try db.whole(rows.map { try db.message($0) }, readings).first
        }
    }

    /// The message's own element of the payload, as JSON with its members sorted and its numbers as they came; nil for our
    /// own messages.
    public func rawPayload(_ key: MessageKey) throws -> String? {
        let found = try read { db -> (Data, Data, String)? in
            guard
                let row = try db.row(
                    """
                    SELECT e.body, e.digest, m.wamid FROM message m JOIN envelope e ON e.id = m.envelope WHERE m.id = ?
                    """, [key.row])
            else { return nil }
            return (row[0], row[1], row[2])
        }
        guard let (body, digest, wamid) = found, let webhook = try? Webhook(bytes: body) else { return nil }  // read
        let events = EventReader.events(of: webhook, digest: Digest(data: digest).hex, arrival: nil)
        let raw = events.lazy.compactMap { event -> String? in
            switch event {
            case .message(let event) where event.wamid == wamid: event.raw
            case .echo(let event) where event.wamid == wamid: event.raw
            default: nil
            }
        }.first
        return raw.map { JSONOutline.asSent($0, in: Array(body)) ?? $0 }
    }
}

extension Database {
    fileprivate func tie(of cursor: MessageCursor) throws -> Int64 {
        try integer("SELECT tie FROM message WHERE id = ?", [cursor.key.row]) ?? .min
    }

    /// One message; nil when it is gone.
    func wholeMessage(_ id: Int64, _ readings: BodyReadings) throws -> Message? {
        try whole(messageRows("WHERE m.id = ?", [id]).map { try message($0) }, readings).first
    }

    fileprivate func messageRows(_ rest: String, _ arguments: StatementArguments) throws -> [Row] {
        try rows(
            """
            SELECT m.id, m.wamid, m.localID, m.direction, w.text AS type, m.text, m.timestamp, m.arrival,
                CASE WHEN m.direction <> 0 THEN m.author END AS author, \(Self.sender) AS sender,
                m.quotes, m.template, m.isPlaceholder, m.isRead, m.effect, m.number, m.source, o.dueAt, o.state,
                EXISTS (SELECT 1 FROM attempt a WHERE a.outbox = o.seq) AS wasTried,
                (SELECT a.status FROM attempt a WHERE a.outbox = o.seq AND a.outcome = \(AttemptCode.accepted.rawValue)
                ORDER BY a.ordinal DESC LIMIT 1) AS acceptance
            FROM message m JOIN word w ON w.id = m.type LEFT JOIN outbox o ON o.message = m.id
            \(rest)
            """, arguments)
    }

    fileprivate func message(_ row: Row) throws -> Message {
        let id: Int64 = row["id"]
        let isInbound = (row["direction"] as Int64) == 0
        let isOutbound = (row["direction"] as Int64) == 1
        let quotes: String? = row["quotes"]
        let state: Int64? = row["state"]
        let dueAt: Int64? = row["dueAt"]
        let telling = Telling(rawValue: row["source"]) ?? .live
        var message = Message(
            key: MessageKey(id), wamid: row["wamid"], localID: row["localID"],
            direction: Direction(code: row["direction"], type: row["type"], telling: telling.rawValue),
            type: row["type"], text: row["text"], timestamp: Instant(milliseconds: row["timestamp"]),
            arrival: row.instant("arrival"), delivery: isOutbound ? try delivery(of: id) : nil, author: row["author"],
            quote: try quotes.map { try quote($0, number: row["number"]) }, template: row["template"],
            isPlaceholder: row["isPlaceholder"], isSettled: !isInbound && (row["isRead"] || telling != .live),
            dueAt: state == OutboxState.queued.code ? dueAt.map { Instant(milliseconds: $0) } : nil,
            opensWindow: WindowEffect(rawValue: row["effect"]) ?? .none)
        message.telling = telling
        message.isTriedAgain = message.dueAt != nil && row["wasTried"]
        if message.delivery?.word == DeliveryStage.accepted.word, let word: String = row["acceptance"] {
            let status = SendResponse.AcceptanceStatus(word)
            message.hold = status == .accepted ? nil : status
        }
        message.sender = row["sender"]
        return message
    }

    fileprivate func quote(_ wamid: String, number: Int64) throws -> Message.Quote {
        guard
            let row = try row(
                """
                SELECT m.id, m.text, m.direction, \(Self.sender) FROM message m WHERE m.id = coalesce(
                    (SELECT id FROM message WHERE number = ?1 AND wamid = ?2 AND direction = 0),
                    (SELECT message FROM sent WHERE number = ?1 AND wamid = ?2),
                    (SELECT message FROM outbox WHERE number = ?1 AND wamid = ?2),
                    (SELECT id FROM message WHERE number = ?1 AND wamid = ?2 AND direction = 1))
                """, [number, wamid])
        else { return Message.Quote(wamid: wamid, text: nil, direction: nil) }
        var quote = Message.Quote(
            wamid: wamid, text: row[1], direction: (row[2] as Int64) == 0 ? .inbound : .outbound,
            key: MessageKey(row[0]))
        quote.sender = row[3]
        return quote
    }
}
