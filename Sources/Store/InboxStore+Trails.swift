import GRDB
import Inbox

/// What led to what the screen shows: facts and the webhooks they came by. Each question reads one message, or walks one
/// conversation by its index; none scans.
extension InboxStore {
    /// Nil when the message is not there (any more).
    public func trail(of key: MessageKey) throws -> MessageTrail? {
        guard let message = try message(key) else { return nil }
        return try read { db in
            let envelope = try db.integer("SELECT envelope FROM message WHERE id = ?", [key.row])
            var trail = MessageTrail(message: message, origin: try envelope.flatMap { try db.origin($0) })
            trail.item = try db.outboxItems("WHERE o.message = ?", [key.row]).first
            trail.attempts = try db.rows(
                """
                SELECT a.ordinal, a.leftAt, a.outcome, a.at, a.code, a.title, a.details, a.retryAt
                FROM outbox o JOIN attempt a ON a.outbox = o.seq WHERE o.message = ? ORDER BY a.ordinal
                """, [key.row]
            ).map(Self.attempt)
            trail.steps = try db.rows(
                """
                SELECT w.text AS word, x.timestamp, x.failureCode, x.failureTitle, x.failureDetails, x.envelope
                FROM sent s JOIN status x ON x.sent = s.id JOIN word w ON w.id = x.code WHERE s.message = ?
                ORDER BY x.timestamp, x.code, x.recipient
                """, [key.row]
            ).map { row in
                let title: String? = row["failureTitle"]
                let code: Int? = row["failureCode"]
                let note =
                    code == nil && title == nil
                    ? nil : FailureNote(code: code, title: title ?? "", details: row["failureDetails"])
                return MessageTrail.Step(
                    word: row["word"], at: Instant(milliseconds: row["timestamp"]), failure: note,
                    origin: try db.origin(row["envelope"]))
            }
            return trail
        }
    }

    private static func attempt(_ row: Row) -> MessageTrail.Attempt {
        let code: Int64? = row["outcome"]
        let outcome: MessageTrail.Attempt.Outcome =
            switch code.flatMap(AttemptCode.init) {
            case .accepted: .accepted
            case .refused: .refused
            case .uncertain: .uncertain
            case nil: .underWay
            }
        let title: String? = row["title"]
        return MessageTrail.Attempt(
            ordinal: row["ordinal"], leftAt: row.instant("leftAt"), outcome: outcome, at: row.instant("at"),
            note: title.map { FailureNote(code: row["code"], title: $0, details: row["details"]) },
            retryAt: row.instant("retryAt"))
    }

    /// The newest messages and calls that bear on the conversation's window.
    public func windowTrail(of key: ThreadKey) throws -> WindowTrail {
        try read { db in
            guard let thread = try db.threadID(key) else { return WindowTrail() }
            let rows = try db.rows(
                """
                SELECT w.text AS type, m.timestamp, m.effect, m.envelope FROM message m JOIN word w ON w.id = m.type
                WHERE m.thread = ? AND m.direction = 0 AND m.effect <> 0 ORDER BY m.timestamp DESC, m.tie DESC LIMIT ?
                """, [thread, WindowTrail.limit])
            return WindowTrail(
                triggers: try rows.map { row in
                    let envelope: Int64? = row["envelope"]
                    return WindowTrail.Trigger(
                        type: row["type"], timestamp: Instant(milliseconds: row["timestamp"]),
                        effect: WindowEffect(rawValue: row["effect"]) ?? .none,
                        origin: try envelope.flatMap { try db.origin($0) })
                })
        }
    }

    /// Every alias of the person of a conversation, why they are one person, and who gave the name.
    public func personTrail(of key: ThreadKey) throws -> PersonTrail {
        try read { db in
            let person = try db.current(key.person)
            let thread = try db.threadID(key)
            var trail = PersonTrail(namings: try db.namings(person, thread: thread))
            var joinings: Set<PersonTrail.Joining> = []
            let newest = try thread.map { try db.newestSightings(in: $0) } ?? [:]
            for row in try db.rows("SELECT alias, epoch FROM alias WHERE person = ? ORDER BY alias, epoch", [person]) {
                let code: String = row["alias"]
                let epoch: Int64 = row["epoch"]
                guard let alias = Alias(code: code) else { continue }
                let sets = try db.rows(
                    """
                    SELECT members, firstAt FROM aliasSet WHERE members = ?1 OR id IN
                        (SELECT aliasSet FROM aliasSetMember WHERE alias = ?1)
                    """, [code])
                var firstAt: Int64?
                for set in sets where (epoch..<Ledger.unknownTime).contains(set["firstAt"]) {
                    let at: Int64 = set["firstAt"]
                    firstAt = min(firstAt ?? at, at)
                    let members = Alias.set(code: set["members"])
                    if members.count > 1 { joinings.insert(.together(members, at: Instant(milliseconds: at))) }
                }
                let changes = try db.rows(
                    """
                    SELECT c.old, c.new, c.at FROM identityChangeMember m JOIN identityChange c ON c.id = m.change
                    WHERE m.alias = ?
                    """, [code])
                for change in changes {
                    joinings.insert(
                        .moved(
                            from: Alias.set(code: change["old"]), to: Alias.set(code: change["new"]),
                            at: Instant(milliseconds: change["at"])))
                }
                trail.sightings.append(
                    PersonTrail.Sighting(
                        alias: alias, firstAt: firstAt.map { Instant(milliseconds: $0) }, lastAt: newest[code],
                        since: epoch == 0 ? nil : Instant(milliseconds: epoch)))
            }
            trail.joinings = joinings.sorted { ($0.at, "\($0)") < ($1.at, "\($1)") }
            trail.acts = try db.identityActs(of: person)
            trail.candidates = try db.candidates(for: person)
            return trail
        }
    }
}

extension Database {
    fileprivate func origin(_ envelope: Int64) throws -> Origin? {
        try row("SELECT digest, arrival, file FROM envelope WHERE id = ?", [envelope]).map { row in
            Origin(digest: Digest(data: row["digest"]).hex, arrival: row.instant("arrival"), file: row["file"])
        }
    }

    /// The newest name of the profile, as `Ledger` folds it, and the newest an agent gave.
    fileprivate func namings(_ person: Int64, thread: Int64?) throws -> [PersonTrail.Naming] {
        var namings: [PersonTrail.Naming] = []
        let given = try row(
            """
            SELECT f.value, f.actor, f.at FROM agentFact f JOIN thread t ON t.id = f.thread
            WHERE t.person = ? AND f.kind = \(FactCode.name.rawValue) ORDER BY f.at DESC, f.id DESC LIMIT 1
            """, [person])
        if let given, let name: String = given["value"] {
            namings.append(.agent(name, by: given["actor"], at: Instant(milliseconds: given["at"])))
        }
        let told = try row(
            """
            SELECT m.name, m.timestamp, m.envelope FROM message m JOIN thread t ON t.id = m.thread
            JOIN aliasSet s ON s.id = m.aliasSet
            WHERE t.person = ? AND m.name IS NOT NULL
                AND s.members NOT LIKE '\(AliasKind.group.rawValue)%'
            ORDER BY m.timestamp DESC, m.tie DESC LIMIT 1
            """, [person])
        if let book = try bookEntry(of: person), let name: String = book["name"] {
            namings.append(.addressBook(name, at: Instant(milliseconds: book["at"])))
        }
        if let told, let name: String = told["name"] {
            let envelope: Int64? = told["envelope"]
            namings.append(
                .profile(
                    name, at: Instant(milliseconds: told["timestamp"]), origin: try envelope.flatMap { try origin($0) })
            )
        } else if let told = try toldInGroups("name", of: person), let name: String = told["name"] {
            let envelope: Int64? = told["envelope"]
            namings.append(
                .group(
                    name, at: Instant(milliseconds: told["timestamp"]), origin: try envelope.flatMap { try origin($0) })
            )
        }
        return namings
    }

    /// When each alias was last seen in a message of a conversation, by its code.
    fileprivate func newestSightings(in thread: Int64) throws -> [String: Instant] {
        var newest: [String: Instant] = [:]
        for row in try rows(
            """
            SELECT s.members, g.at FROM (SELECT aliasSet, max(timestamp) AS at FROM message
                WHERE thread = ? AND direction = 0 GROUP BY aliasSet) g JOIN aliasSet s ON s.id = g.aliasSet
            """, [thread])
        {
            let at = Instant(milliseconds: row["at"])
            for alias in Alias.set(code: row["members"]) { newest[alias.code] = max(newest[alias.code] ?? at, at) }
        }
        return newest
    }
}
