import GRDB
import Inbox

/// Reading thread rows.
extension Database {
    /// Follows people who were joined with others since the key was handed out.
    func current(_ person: PersonKey) throws -> Int64 {
        try integer("SELECT new FROM movedPerson WHERE old = ?", [person.row]) ?? person.row
    }

    func threadID(_ key: ThreadKey) throws -> Int64? {
        try integer(
            """
            SELECT t.id FROM thread t JOIN number n ON n.id = t.number WHERE t.person = ? AND n.value = ?
            """, [try current(key.person), key.number.value])
    }

    /// The thread of whoever has this alias now.
    func threadID(number: NumberID?, alias: Alias) throws -> (id: Int64, person: Int64)? {
        guard
            let row = try row(
                """
                SELECT t.id, t.person FROM alias a JOIN thread t ON t.person = a.person JOIN number n ON n.id = t.number
                WHERE a.alias = ?1 AND (?2 IS NULL OR n.value = ?2) ORDER BY a.epoch DESC, t.lastAt DESC LIMIT 1
                """, [alias.code, number?.value])
        else { return nil }
        return (row[0], row[1])
    }

    func listeningSince() throws -> Int64? {
        try integer("SELECT min(arrival) FROM envelope WHERE arrival IS NOT NULL")
    }

    /// Whether a window may be open that nothing here knows of: its beginning was before the first webhook.
    func isNewListener(at now: Instant) throws -> Bool {
        try listeningSince().map { Instant(milliseconds: $0) + ServiceWindow.length > now } ?? true
    }

    func threadRow(id: Int64) throws -> ThreadRow? {
        try threadRows("WHERE t.id = ?", [id], listening: try listeningSince()).first
    }

    /// Many rows by one statement: one each costs a page several times as much.
    func threadRows(ids: [Int64]) throws -> [Int64: ThreadRow] {
        guard !ids.isEmpty else { return [:] }
        let listening = try listeningSince()
        // Whole numbers need no escaping in JSON.
        let list = "[\(ids.map(String.init).joined(separator: ","))]"
        var rows: [Int64: ThreadRow] = [:]
        try threads("WHERE t.id IN (SELECT value FROM json_each(?))", [list]) { row in
            rows[row[34]] = ThreadRow(row, listening: listening)
        }
        return rows
    }

    /// - Parameter rest: everything after the joins.
    func threadRows(_ rest: String, _ arguments: StatementArguments, listening: Int64?) throws -> [ThreadRow] {
        var rows: [ThreadRow] = []
        try threads(rest, arguments) { rows.append(ThreadRow($0, listening: listening)) }
        return rows
    }

    /// Each row is read where SQLite has it: a copy of its columns costs as much as the query.
    private func threads(_ rest: String, _ arguments: StatementArguments, _ take: (Row) -> Void) throws {
        let cursor = try Row.fetchCursor(cachedStatement(sql: "\(Self.threads) \(rest)"), arguments: arguments)
        while let row = try cursor.next() { take(row) }
    }

    /// Who wrote `m`, of a message in a group or without any address; null of any other. Those of before this was noted tell a
    /// name all the same.
    static let sender = """
        CASE WHEN m.direction = 0 AND m.source <> \(Telling.event.rawValue) AND (
            m.address LIKE '\(AliasKind.group.rawValue)%' OR m.address IS NULL
                AND m.aliasSet IN (SELECT id FROM aliasSet WHERE members = '\(Alias.nobody.code)'))
            THEN coalesce(m.author, m.name, '@' || m.username) END
        """

    /// The columns are read by their place: looking each up by its name costs more than the query.
    private static let threads = """
        SELECT n.value AS number, t.person, p.exported, ifnull(p.name, p.givenName) AS name, p.username, t.address,
            t.trigger, t.undatedTrigger, t.reaction, t.undatedReaction, t.refusedAt, t.triedAt, t.waitingSince,
            t.unread, t.failed, t.lastAt, t.assignee, t.isDone, t.optOut, t.hasWritten, t.hasOptIn,
            t.lastSentAddress, t.isUnrouted, m.direction, w.text AS type, substr(m.text, 1, 200) AS text,
            CASE WHEN m.direction <> 0 THEN m.author END AS author, m.template, m.id AS message, m.source, t.ownedAt,
            t.ownedUntil, t.owner, t.isBlocked, t.id,
            t.snoozedUntil, t.snoozedAt, t.snoozedBy, t.stateOfPlay, t.stateBy, t.stateAt, t.labels, t.priority,
            t.assignedAt, t.assignedBy, t.stopAskedAt, \(sender) AS sender
        FROM thread t JOIN person p ON p.id = t.person JOIN number n ON n.id = t.number
        LEFT JOIN message m ON m.id = t.lastMessage LEFT JOIN word w ON w.id = m.type
        """
}

extension ThreadRow {
    fileprivate init(_ row: Row, listening: Int64?) {
        let evidence = WindowEvidence(
            trigger: row.instant(6), undatedTrigger: row.instant(7),
            reaction: row.instant(8), undatedReaction: row.instant(9),
            refusedAt: row.instant(10), triedAt: row.instant(11),
            listeningSince: listening.map { Instant(milliseconds: $0) })
        let message: Int64? = row[28]
        let direction: Int64? = row[23]
        var preview = message.map { _ in
            Preview(
                direction: Direction(code: direction ?? 0, type: row[24] ?? "", telling: row[29] ?? 0),
                type: row[24] ?? "", text: row[25],
                author: row[26], template: row[27])
        }
        preview?.sender = row[46]
        let optOut: Int? = row[18]
        let address: String? = row[5]
        let lastSent: String? = row[21]
        self.init(
            key: ThreadKey(number: NumberID(row[0]), person: PersonKey(row[1])), person: row[2],
            name: row[3], username: row[4], address: address.flatMap { Address(code: $0) },
            evidence: evidence, waitingSince: row.instant(12), unread: row[13], failed: row[14],
            preview: preview, lastAt: Instant(milliseconds: row[15]), assignee: row[16],
            isDone: row[17], optOut: optOut.flatMap { GateContext.OptOut(rawValue: $0) },
            hasWritten: row[19], hasOptIn: row[20],
            lastSentAddress: lastSent.flatMap { Address(code: $0) }, isUnrouted: row[22],
            isBlocked: row[33])
        if let until = row.instant(35), let at = row.instant(36) {
            snooze = Snooze(until: until == Snooze.noEnd ? nil : until, at: at, by: row[37] ?? "")
        }
        if let text: String = row[38], let at = row.instant(40) {
            stateOfPlay = StateOfPlay(text: text, by: row[39] ?? "", at: at)
        }
        if let names: String = row[41] { labels = names.split(separator: "\n").compactMap { Label(String($0)) } }
        let priority: Int = row[42]
        self.priority = Priority(rawValue: priority) ?? .normal
        if let at = row.instant(43), let by: String = row[44] { assignment = Assigning(by: by, at: at) }
        stopAskedAt = row.instant(45)
        if let since = row.instant(30), let until = row.instant(31) {
            owner = ThreadOwner(role: row[32], since: since, until: until)
        }
    }
}

extension Direction {
    /// - Parameters:
    ///   - code: as stored, 0 for what came in, 1 for what went out, 2 for a note.
    ///   - telling: as stored.
    init(code: Int64, type: String, telling: Int) {
        guard code != Ledger.noteDirection else {
            self = .note
            return
        }
        let isHappening = Telling(rawValue: telling).map { InboundEvent.isHappening(type, $0) } ?? false
        self = code != 0 ? .outbound : isHappening ? .event : .inbound
    }
}
