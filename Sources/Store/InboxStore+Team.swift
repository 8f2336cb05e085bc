import GRDB
import Inbox

/// Colleagues, and whose a conversation is.
extension InboxStore {
    /// Everybody who ever did something here or has a conversation, sorted. As many steps as there are names, however many
    /// facts.
    ///
    /// - Throws: `StoreError`.
    public func agents() throws -> [String] {
        try read { db in
            func names(_ column: String, of table: String) throws -> [String] {
                try db.rows(
                    """
                    WITH RECURSIVE name(text) AS (
                        SELECT min(\(column)) FROM \(table) WHERE \(column) IS NOT NULL
                        UNION ALL
                        SELECT (SELECT min(\(column)) FROM \(table) WHERE \(column) > name.text) FROM name
                            WHERE name.text IS NOT NULL)
                    SELECT text FROM name WHERE text IS NOT NULL LIMIT 1000
                    """
                ).map { $0[0] }
            }
            return Set(try names("actor", of: "agentFact") + names("assignee", of: "thread")).sorted()
        }
    }

    /// Assigns the conversation that needs an answer first, of those that nobody has, in the order of *next that needs me*.
    /// Whether nobody has it is asked in the transaction that assigns it, so of several agents who ask at once none gets
    /// another's.
    ///
    /// - Parameters:
    ///   - agent: who takes it.
    ///   - number: one of our numbers, or nil for all.
    ///   - id: of the fact; a UUID.
    /// - Returns: the row as it is now; nil when nobody waits.
    /// - Throws: `StoreError`.
    public func claimNext(agent: String, number: NumberID? = nil, now: Instant, id: String) throws -> ThreadRow? {
        var seen: Set<ThreadKey> = []
        while true {
            // Others may have taken all of a look: then there may be more behind them.
            let keys = try unassignedRing(agent: agent, number: number, now: now).filter { seen.insert($0).inserted }
            guard !keys.isEmpty else { return nil }
            for key in keys {
                let isOurs = try write { ledger in try ledger.claim(key, for: agent, id: id, now: now) }
                if isOurs { return try thread(key) }
            }
        }
    }

    /// Who has what, and when they were last here. One walk over an index of the conversations; off the key path.
    ///
    /// - Parameters:
    ///   - names: who is listed although they have nothing; everybody who ever acted is anyway.
    ///   - number: one of our numbers, or nil for all.
    /// - Throws: `StoreError`.
    public func team(_ names: [String], number: NumberID? = nil, now: Instant) throws -> TeamReport {
        let everybody = Set(names + (try agents())).filter { !$0.isEmpty }
        return try read { db in
            var members: [String: TeamReport.Member] = [:]
            for name in everybody {
                let seen = try db.integer(
                    """
                    SELECT max(at) FROM (SELECT max(at) AS at FROM agentFact WHERE actor = ?1
                        UNION ALL SELECT max(at) FROM presence WHERE agent = ?1)
                    """, [name])
                members[name] = TeamReport.Member(name: name, lastSeen: seen.map { Instant(milliseconds: $0) })
            }
            var nobody = TeamReport.Member(name: nil)
            let rows = try db.rows(
                """
                SELECT assignee, count(*), count(waitingSince), min(waitingSince),
                    sum(waitingSince IS NOT NULL AND certainEnd > :now AND certainEnd < :soon)
                FROM thread WHERE isDone = 0 AND (:number IS NULL OR number = (
                    SELECT id FROM number WHERE value = :number)) GROUP BY assignee
                """,
                [
                    "now": now.milliseconds, "soon": (now + ServiceWindow.closingSpan).milliseconds,
                    "number": number?.value,
                ])
            for row in rows {
                let name: String? = row[0]
                var member = name.map { members[$0] ?? TeamReport.Member(name: $0) } ?? nobody
                (member.open, member.unanswered, member.oldest, member.closing) = (
                    row[1], row[2], row.instant(3).map { min($0, now) }, row[4]
                )
                if let name { members[name] = member } else { nobody = member }
            }
            let byName = members.values.sorted { ($0.name ?? "") < ($1.name ?? "") }
            return TeamReport(members: byName + [nobody])
        }
    }

    /// The conversations of an agent that are not done, the newest first.
    ///
    /// - Parameters:
    ///   - number: one of our numbers, or nil for all.
    ///   - limit: no more than that many.
    /// - Throws: `StoreError`.
    public func openThreads(of agent: String, number: NumberID? = nil, limit: Int = 10_000) throws -> [ThreadKey] {
        try read { db in
            try db.rows(
                """
                SELECT n.value, t.person FROM thread t JOIN number n ON n.id = t.number
                WHERE t.assignee = ?1 AND t.isDone = 0 AND (?2 IS NULL OR n.value = ?2)
                ORDER BY t.lastAt DESC, t.id DESC LIMIT ?3
                """, [agent, number?.value, limit]
            ).map { ThreadKey(number: NumberID($0[0]), person: PersonKey($0[1])) }
        }
    }

    private func unassignedRing(agent: String, number: NumberID?, now: Instant) throws -> [ThreadKey] {
        try read { db in
            var id: Int64?
            if let number {
                id = try db.integer("SELECT id FROM number WHERE value = ?", [number.value])
                if id == nil { return [] }
            }
            var ids: [Int64] = []
            let isNew = try db.isNewListener(at: now)
            for queue in [Queue.closing, .failed, .unread, .waiting, .shut] {
                let query = QueueQuery(
                    queue, agent: agent, number: id, now: now, isUnassigned: true, isNew: isNew)
                ids += try query.hits(db, from: nil, backwards: false, limit: 200).map(\.id)
            }
            return NextRing.order(Array(try db.threadRows(ids: ids).values), agent: agent, at: now)
        }
    }
}

extension Ledger {
    /// Compare and set: false when somebody has it by now, or when it needs nobody any more.
    fileprivate func claim(_ key: ThreadKey, for agent: String, id: String, now: Instant) throws -> Bool {
        guard let thread = try db.threadID(key), let row = try db.threadRow(id: thread), row.assignee == nil,
            NextRing.place(of: row, agent: agent, at: now) != nil,
            let holding = try db.holding(of: db.current(key.person))
        else { return false }
        // Whoever gave it back may have a clock ahead of ours.
        let at = max(now, (row.assignment?.at ?? now) + Span(milliseconds: row.assignment == nil ? 0 : 1))
        let isNew = try note(
            AgentFact(
                id: id, at: at, actor: agent, number: row.key.number, alias: holding.alias,
                since: Instant(milliseconds: holding.epoch), act: .assign(to: agent)))
        try settle()
        return try isNew && db.text("SELECT assignee FROM thread WHERE id = ?", [thread]) == agent
    }
}
