import GRDB
import Inbox

/// Noting what is told of numbers and accounts, and the address book of the business's phone.
extension Ledger {
    /// Told again at another time it is another event; told again at the same, or without a time, it is one.
    ///
    /// - Returns: whether it is new.
    func note(news other: OtherEvent, from source: Source) throws -> Bool {
        let stamp = other.timestamp?.milliseconds
        let at = stamp ?? source.arrival ?? Int64(0)
        let key: StatementArguments = [
            (other.field + "\n" + other.raw).stableHash, stamp ?? -1, other.field, other.number?.value ?? "",
            other.waba ?? "", other.raw,
        ]
        try db.run(
            """
            INSERT INTO channelEvent(hash, stamp, field, number, waba, raw, arrival, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """, key + [source.arrival, at])
        if db.changesCount > 0 { return true }
        guard let arrival = source.arrival else { return false }
        // Without a stamp of its own the earliest arrival is its time.
        try db.run(
            """
            UPDATE channelEvent SET arrival = min(ifnull(arrival, ?7), ?7),
                at = CASE WHEN stamp < 0 THEN min(ifnull(arrival, ?7), ?7) ELSE at END
            WHERE hash = ?1 AND stamp = ?2 AND field = ?3 AND number = ?4 AND waba = ?5 AND raw = ?6
            """, key + [arrival])
        return false
    }

    /// Kept under their most durable alias; who had it then is folded with everything else.
    func note(_ entry: AddressBookEvent) throws -> Bool {
        let aliases = entry.aliases.filter(\.namesPerson)
        guard let alias = aliases.min(by: { ($0.kind, $0.value) < ($1.kind, $1.value) }) else { return false }
        let at = entry.at.milliseconds
        // Without a stamp nobody knows who had the number then.
        if at > 0 { try observe(aliases, at: at) }
        try db.run(
            "INSERT INTO bookEntry(alias, at, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [alias.code, at, entry.name ?? ""])
        let isNew = db.changesCount > 0
        people.formUnion(try db.integers("SELECT person FROM alias WHERE alias = ?", [alias.code]))
        return isNew
    }

    func bookName(of person: Int64) throws -> String? { try db.bookEntry(of: person)?["name"] }
}

extension Database {
    /// The newest entry of a person; nil also when that takes the entry out. Of two at one time the longer name by bytes.
    func bookEntry(of person: Int64) throws -> Row? {
        let row = try row(
            """
            SELECT b.name, b.at FROM alias a JOIN bookEntry b ON b.alias = a.alias
            WHERE a.person = ? AND (a.alias NOT LIKE '\(AliasKind.waID.rawValue)%' OR a.epoch = ifnull(
                (SELECT max(d.at) FROM departure d WHERE d.alias = a.alias AND d.at < b.at), 0))
            ORDER BY b.at DESC, b.name DESC LIMIT 1
            """, [person])
        guard let row, let name: String = row["name"], !name.isEmpty else { return nil }
        return row
    }
}
