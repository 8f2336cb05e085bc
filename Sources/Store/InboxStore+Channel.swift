import GRDB
import Inbox
import WhatsApp

/// What was told of our numbers, accounts and templates: the channel's health.
extension InboxStore {
    /// The newest events, newest first: those of numbers and accounts, of templates, and of fields that are not known here.
    ///
    /// - Parameter limit: so many of all together.
    public func channelEvents(limit: Int) throws -> [ChannelEvent] {
        try read { db in
            let news = try db.rows(
                "\(ChannelEvent.columns) FROM channelEvent ORDER BY at DESC, id DESC LIMIT ?", [limit]
            ).map { ChannelEvent(news: $0) }
            // What people told about marketing stands with the person.
            let others = try db.rows(
                """
                SELECT field, nullif(number, ''), waba, ifnull(ifnull(timestamp, arrival), 0), arrival, raw FROM other
                WHERE field <> 'user_preferences' ORDER BY ifnull(timestamp, arrival) DESC LIMIT ?
                """, [limit]
            ).map { ChannelEvent(other: $0) }
            let templates = try db.rows(
                """
                SELECT name, language, waba, timestamp, arrival, change FROM templateEvent ORDER BY timestamp DESC LIMIT ?
                """, [limit]
            ).compactMap { ChannelEvent(template: $0) }
            return (news + others + templates).sorted { $0.precedes($1) }.prefix(limit).map { $0 }
        }
    }

    /// What was told of numbers and accounts since the event of that id, newest first.
    public func channelEvents(after id: Int64, limit: Int) throws -> [ChannelEvent] {
        try read { db in
            try db.rows("\(ChannelEvent.columns) FROM channelEvent WHERE id > ? ORDER BY id DESC LIMIT ?", [id, limit])
                .map { ChannelEvent(news: $0) }
        }
    }

    /// The platform's word for the messaging limit, as a webhook told it last; nil when none ever did. It is the portfolio's:
    /// whichever number or account it was told of (`whatsapp.md` §1.7.5, §1.7.7, §8).
    public func toldTier() throws -> String? {
        try read { db in
            let news = try db.rows(
                """
                \(ChannelEvent.columns) FROM channelEvent
                WHERE field IN ('phone_number_quality_update', 'business_capability_update') ORDER BY at DESC, id DESC
                LIMIT 50
                """
            ).lazy.compactMap { ChannelEvent(news: $0).news }
            return news.compactMap { $0.facts.first { $0.kind == .limit }?.value }.first
        }
    }

    /// The newest event an agent has looked at; 0 for none. Local: not in the dump.
    public func channelSeen(agent: String) throws -> Int64 {
        try read {
            try $0.integer(
                "SELECT CAST(value AS INTEGER) FROM localValue WHERE agent = ? AND name = ?", [agent, Self.seen])
                ?? 0
        }
    }

    /// The agent has looked at everything up to the event of that id. Never goes back.
    public func setChannelSeen(_ id: Int64, agent: String) throws {
        try write { ledger in
            try ledger.db.run(
                """
                INSERT INTO localValue(agent, name, value) VALUES (?1, ?2, ?3)
                ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), ?3)
                """, [agent, Self.seen, id])
        }
    }

    private static let seen = "channelSeen"
}

extension ChannelEvent {
    fileprivate static let columns =
        "SELECT field, nullif(number, '') AS number, nullif(waba, '') AS waba, at, arrival, raw, id"

    fileprivate init(news row: Row) {
        self.init(
            id: row[6], content: .news(field: row[0], raw: row[5]), number: (row[1] as String?).map { NumberID($0) },
            waba: row[2], at: Instant(milliseconds: row[3]))
    }

    fileprivate init(other row: Row) {
        self.init(
            id: nil, content: .news(field: row[0], raw: row[5]), number: (row[1] as String?).map { NumberID($0) },
            waba: row[2], at: Instant(milliseconds: row[3]))
    }

    fileprivate init?(template row: Row) {
        guard let change = ContentCode.change(row[5]) else { return nil }
        self.init(
            id: nil, content: .template(TemplateKey(waba: row[2], name: row[0], language: row[1]), change),
            number: nil, waba: row[2], at: Instant(milliseconds: row[3]))
    }
}
