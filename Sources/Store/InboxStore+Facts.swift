import GRDB
import Inbox

extension InboxStore {
    /// Stores what spool files tell: one transaction, one savepoint a file. A file whose events the database will not take is
    /// refused alone; the report names it.
    ///
    /// - Parameter numbers: which numbers are ours; nil adopts every number seen. Others' messages count as unrouted.
    /// - Returns: what was new, what was a repeat, and which threads changed.
    /// - Throws: `StoreError`; then nothing of the batch is stored.
    public func apply(_ receptions: [Reception], numbers: Set<NumberID>?) throws -> IngestReport {
        guard !receptions.isEmpty else { return IngestReport() }
        return try write { ledger in
            var report = IngestReport()
            var seen: Set<NumberID> = []
            for event in receptions.lazy.flatMap(\.events) {
                switch event {
                case .message(let message): seen.insert(message.number)
                case .status(let status): seen.insert(status.number)
                case .echo(let echo): seen.insert(echo.number)
                case .template, .addressBook, .other: break
                }
            }
            try ledger.adopt(numbers, seen: seen)
            try ledger.note(receptions, in: &report)
            try ledger.settle()
            report.changed = ledger.changed
            return report
        }
    }

    /// Which numbers are ours from now on, of those that were seen before, too: conversations with others are unrouted.
    ///
    /// - Throws: `StoreError`.
    public func adopt(_ numbers: Set<NumberID>) throws {
        let differ = try read { db in
            try db.rows("SELECT value, isOurs FROM number").contains { row in
                let isOurs: Bool = row[1]
                return numbers.contains(NumberID(row[0])) != isOurs
            }
        }
        guard differ else { return }
        try write { ledger in
            try ledger.adopt(numbers, seen: [])
            try ledger.settle()
        }
    }

    /// Stores what agents did. Facts already stored are passed over.
    ///
    /// - Returns: the threads that changed.
    /// - Throws: `StoreError`.
    public func record(_ facts: [AgentFact]) throws -> Set<ThreadKey> {
        try write { ledger in
            for fact in facts { _ = try ledger.note(fact) }
            try ledger.settle()
            return ledger.changed
        }
    }

    /// The conversation with somebody who has not written yet; makes it when it is not there.
    ///
    /// - Throws: `StoreError`.
    public func openThread(number: NumberID, alias: Alias, actor: String, now: Instant) throws -> ThreadKey {
        try write { ledger in
            let id = "open:\(number.value):\(alias.code)"
            if let known = try ledger.threadKey(number: number, alias: alias) { return known }
            _ = try ledger.note(AgentFact(id: id, at: now, actor: actor, number: number, alias: alias, act: .open))
            try ledger.settle()
            guard let key = try ledger.threadKey(number: number, alias: alias) else { throw StoreError.noSuchThread }
            return key
        }
    }
}

extension Ledger {
    func threadKey(number: NumberID, alias: Alias) throws -> ThreadKey? {
        try db.threadID(number: number, alias: alias).map { ThreadKey(number: number, person: PersonKey($0.person)) }
    }

    /// - Returns: whether the fact is new.
    func note(_ fact: AgentFact) throws -> Bool {
        let number = try number(fact.number)
        let at = fact.at.milliseconds
        let epoch = fact.since?.milliseconds
        let party = try party(of: [fact.alias], at: at, epoch: epoch)
        let thread = try thread(number: number, person: party.person)
        let (code, value) = fact.act.stored
        try db.run(
            """
            INSERT INTO agentFact(id, at, actor, number, alias, aliasSet, kind, value, thread, epoch)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """, [fact.id, at, fact.actor, number, fact.alias.code, party.set, code.rawValue, value, thread, epoch])
        guard db.changesCount > 0 else { return false }
        refolded.insert(thread)
        switch fact.act {
        case .read(let wamids): for wamid in wamids { try mark(number, wamid, isRead: true, fact) }
        case .unread(let wamids): for wamid in wamids { try mark(number, wamid, isRead: false, fact) }
        case .name, .optIn, .optOut: people.insert(party.person)
        case .merge(let other), .split(let other): try noteIdentity(fact, about: other)
        case .takeBack(let taken): try takeBack(taken)
        case .note: try showNotes([fact.id])
        case .open, .assign, .done, .reopen, .snooze, .settle, .block, .stateOfPlay, .label, .unlabel, .priority: break
        }
        return true
    }

    /// An agent says who is who: everybody concerned is folded again.
    private func noteIdentity(_ fact: AgentFact, about other: Holding) throws {
        let aliases = Set([fact.alias, other.alias])
        for alias in aliases {
            try db.run(
                "INSERT INTO identityAct(alias, fact) VALUES (?, ?) ON CONFLICT DO NOTHING", [alias.code, fact.id])
        }
        try foldIdentity(of: aliases.sorted(), keeping: fact.alias)
    }

    /// What is taken back may come later: then it counts for nothing from the start.
    private func takeBack(_ fact: String) throws {
        let aliases = try db.rows("SELECT alias FROM identityAct WHERE fact = ? ORDER BY alias", [fact])
            .compactMap { Alias(code: $0[0]) }
        let own = try db.text("SELECT alias FROM agentFact WHERE id = ?", [fact]).flatMap { Alias(code: $0) }
        if !aliases.isEmpty { try foldIdentity(of: aliases, keeping: own) }
    }

    /// The newest of read and unread for a message stands, whenever the message itself comes.
    func mark(_ number: Int64, _ wamid: String, isRead: Bool, _ fact: AgentFact) throws {
        try mark(number, wamid, isRead: isRead, at: fact.at.milliseconds, id: fact.id)
    }

    func mark(_ number: Int64, _ wamid: String, isRead: Bool, at: Int64, id: String) throws {
        try db.run(
            """
            INSERT INTO readMark(number, wamid, isRead, at, fact) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET isRead = ?3, at = ?4, fact = ?5 WHERE (?4, ?5) > (at, fact)
            """, [number, wamid, isRead, at, id])
        try db.run(
            """
            UPDATE message SET isRead = (SELECT isRead FROM readMark WHERE number = ?1 AND wamid = ?2)
            WHERE number = ?1 AND wamid = ?2 AND direction = 0
            """, [number, wamid])
        if let thread = try db.integer(
            "SELECT thread FROM message WHERE number = ? AND wamid = ? AND direction = 0", [number, wamid])
        {
            refolded.insert(thread)
        }
    }
}
