import GRDB
import Inbox

/// Folding what a person agreed to and asked not to get. It is theirs on every number of ours, and goes with them when they
/// change their own.
extension Ledger {
    struct Consent {
        var optOut: GateContext.OptOut?
        var hasOptIn: Bool
    }

    /// They told the platform. Kept under their most durable alias; who had it then is folded with everything else.
    func note(_ preference: MarketingPreference) throws {
        let aliases = preference.aliases.filter(\.namesPerson)
        guard let alias = aliases.min(by: { ($0.kind, $0.value) < ($1.kind, $1.value) }) else { return }
        let at = preference.at.milliseconds
        // Without a stamp nobody knows who had the number then.
        if at > 0 { try observe(aliases, at: at) }
        try db.run(
            "INSERT INTO preference(alias, at, isStopped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [alias.code, at, preference.isStopped])
        people.formUnion(try db.integers("SELECT person FROM alias WHERE alias = ?", [alias.code]))
    }

    /// What agents recorded, what the person told the platform, and what the platform refused (131050). For marketing the
    /// newest stands, and of two at one time the stop; everything is an agent's word and only theirs to take back.
    func consent(of person: Int64) throws -> Consent {
        let recorded = try db.row(
            """
            SELECT f.at, f.value FROM thread t JOIN agentFact f ON f.thread = t.id
            WHERE t.person = ? AND f.kind = \(FactCode.optOut.rawValue) ORDER BY f.at DESC, f.id DESC LIMIT 1
            """, [person])
        let scope = (recorded?[1] as String?).flatMap { Int($0) }.flatMap { GateContext.OptOut(rawValue: $0) }
        let hasOptIn =
            try db.integer(
                """
                SELECT 1 FROM thread t JOIN agentFact f ON f.thread = t.id
                WHERE t.person = ? AND f.kind = \(FactCode.optIn.rawValue) LIMIT 1
                """, [person]) != nil
        if scope == .everything { return Consent(optOut: scope, hasOptIn: hasOptIn) }
        var words: [(at: Int64, isStopped: Bool)] = []
        if let recorded { words.append((recorded[0], scope == .marketing)) }
        if let told = try preference(of: person) { words.append(told) }
        if let refusedAt = try marketingRefusal(of: person) { words.append((refusedAt, true)) }
        let newest = words.max { ($0.at, $0.isStopped ? 1 : 0) < ($1.at, $1.isStopped ? 1 : 0) }
        return Consent(optOut: newest?.isStopped == true ? .marketing : nil, hasOptIn: hasOptIn)
    }

    private func preference(of person: Int64) throws -> (at: Int64, isStopped: Bool)? {
        try db.row(
            """
            SELECT p.at, p.isStopped FROM alias a JOIN preference p ON p.alias = a.alias
            WHERE a.person = ? AND (a.alias NOT LIKE '\(AliasKind.waID.rawValue)%' OR a.epoch = ifnull(
                (SELECT max(d.at) FROM departure d WHERE d.alias = a.alias AND d.at < p.at), 0))
            ORDER BY p.at DESC, p.isStopped DESC LIMIT 1
            """, [person]
        ).map { ($0[0], $0[1]) }
    }

    private func marketingRefusal(of person: Int64) throws -> Int64? {
        let failed = "thread t JOIN message m ON m.thread = t.id AND m.direction = 1 AND m.lane > 0"
        let code = MarketingPreference.refusalCode
        return try db.integer(
            """
            SELECT max(at) FROM (
                SELECT x.timestamp AS at FROM \(failed) JOIN sent s ON s.message = m.id JOIN status x ON x.sent = s.id
                    WHERE t.person = ?1 AND x.failureCode = \(code)
                UNION ALL
                SELECT a.at FROM \(failed) JOIN outbox o ON o.message = m.id JOIN attempt a ON a.outbox = o.seq
                    WHERE t.person = ?1 AND a.code = \(code))
            """, [person])
    }

    /// Writes it to every conversation of the person.
    func settleConsent(of person: Int64) throws {
        let consent = try consent(of: person)
        try db.run(
            """
            UPDATE thread SET optOut = ?2, hasOptIn = ?3 WHERE person = ?1 AND (optOut, hasOptIn) IS NOT (?2, ?3)
            """, [person, consent.optOut?.rawValue, consent.hasOptIn])
        try settleStops(of: person)
    }
}
