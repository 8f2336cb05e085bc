import GRDB
import Inbox

/// What agents said about who is who, and who else somebody may be.
extension Database {
    /// Every merge and split that names an alias of the person, also what was taken back; oldest first.
    func identityActs(of person: Int64) throws -> [PersonTrail.Act] {
        try rows(
            """
            SELECT DISTINCT f.id, f.kind, f.alias, f.value, f.actor, f.at, u.actor AS undoneBy, u.at AS undoneAt
            FROM alias a JOIN identityAct i ON i.alias = a.alias JOIN agentFact f ON f.id = i.fact
            LEFT JOIN agentFact u ON u.rowid = (SELECT x.rowid FROM agentFact x
                WHERE x.kind = \(FactCode.takeBack.rawValue) AND x.value = f.id ORDER BY x.at, x.id LIMIT 1)
            WHERE a.person = ? ORDER BY f.at, f.id
            """, [person]
        ).compactMap { row in
            let value: String = row["value"]
            guard let own = Alias(code: row["alias"]), let other = Inbox.Holding(code: value) else { return nil }
            let isMerge = (row["kind"] as Int64) == FactCode.merge.rawValue
            return PersonTrail.Act(
                id: row["id"], kind: isMerge ? .merge(own, other.alias) : .split(other.alias), actor: row["actor"],
                at: Instant(milliseconds: row["at"]), takenBackBy: row["undoneBy"],
                takenBackAt: row.instant("undoneAt"))
        }
    }

    /// People who hold another form of one of the person's numbers now.
    func candidates(for person: Int64) throws -> [PersonTrail.Candidate] {
        let own = try rows("SELECT alias FROM alias WHERE person = ? ORDER BY alias", [person])
        return try own.flatMap { row -> [PersonTrail.Candidate] in
            guard let alias = Alias(code: row[0]), alias.kind == .waID else { return [] }
            return try NumberVariants.of(alias.value).sorted().compactMap { digits in
                let other = Alias(.waID, digits)
                return try self.row(
                    """
                    SELECT a.epoch, p.exported, ifnull(p.name, p.givenName) FROM alias a JOIN person p ON p.id = a.person
                    WHERE a.alias = ?1 AND a.person <> ?2 AND \(Self.isHeld("a.alias", by: "a.person"))
                    ORDER BY a.epoch DESC LIMIT 1
                    """, [other.code, person]
                ).map { found in
                    PersonTrail.Candidate(
                        holding: Inbox.Holding(other, since: Instant(milliseconds: found[0])), resembles: alias,
                        person: found[1], name: found[2])
                }
            }
        }
    }
}

extension InboxStore {
    /// Who else the person of a conversation may be, by their numbers.
    public func candidates(for key: ThreadKey) throws -> [PersonTrail.Candidate] {
        try read { db in try db.candidates(for: try db.current(key.person)) }
    }

    /// The alias that names a person best, but for one of theirs; nil when they have no other.
    public func holding(of person: PersonKey, besides alias: Alias) throws -> Holding? {
        try read { db in
            try db.rows(
                "SELECT alias, epoch FROM alias WHERE person = ? AND alias <> ? ORDER BY alias, epoch",
                [try db.current(person), alias.code]
            ).compactMap { row in
                Alias(code: row[0]).map { Holding($0, since: Instant(milliseconds: row[1])) }
            }.min { ($0.alias.kind, $0.since) < ($1.alias.kind, $1.since) }
        }
    }
}
