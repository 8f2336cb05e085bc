import GRDB
import Inbox

/// Folding the identity of everybody whose aliases are connected, and moving their messages to where they belong.
extension Ledger {
    /// Folds the identity of everybody connected with `seeds` by anything ever seen.
    ///
    /// - Parameter own: whose screen it is: of two parts of one person that of this alias stays who it was.
    func foldIdentity(of seeds: [Alias], keeping own: Alias? = nil) throws {
        var closure = Closure()
        try close(&closure, over: seeds)
        try place(closure, keeping: own)
    }

    /// Folds everybody's identity.
    func foldEveryIdentity() throws {
        var closure = Closure()
        for row in try db.rows("SELECT id, members, firstAt FROM aliasSet") { closure.take(set: row) }
        for row in try db.rows("SELECT id, at, old, new, isUndated FROM identityChange") { closure.take(change: row) }
        for row in try db.rows(Self.acts) { closure.take(act: row) }
        try place(closure)
    }

    /// Everything that was seen of some connected aliases.
    struct Closure {
        var aliases: Set<Alias> = []
        var seen: [Int64: IdentityFold.Seen] = [:]
        var changes: [Int64: IdentityFold.Change] = [:]
        var acts: [String: IdentityFold.Act] = [:]

        mutating func take(act row: Row) {
            guard let own = Alias(code: row[3]), let other = Holding(code: row[5]) else { return }
            let since: Int64? = row[4]
            acts[row[0]] = IdentityFold.Act(
                id: row[0], at: row[1], isMerge: (row[2] as Int64) == FactCode.merge.rawValue, own: own,
                ownTime: since.map { $0 + 1 } ?? row[1], other: other.alias,
                otherTime: other.since.milliseconds + 1)
            aliases.formUnion([own, other.alias])
        }

        mutating func take(set row: Row) {
            let members = Alias.set(code: row[1])
            seen[row[0]] = IdentityFold.Seen(id: row[0], members: members, firstAt: row[2])
            aliases.formUnion(members)
        }

        mutating func take(change row: Row) {
            let (old, new) = (Ledger.list(code: row[2]), Ledger.list(code: row[3]))
            changes[row[0]] = IdentityFold.Change(at: row[1], old: old, new: new, isUndated: row[4])
            aliases.formUnion(old)
            aliases.formUnion(new)
        }
    }

    /// Merges and splits that nobody took back.
    private static let acts = """
        SELECT f.id, f.at, f.kind, f.alias, f.epoch, f.value FROM agentFact f
        WHERE f.kind IN (\(FactCode.merge.rawValue), \(FactCode.split.rawValue)) AND NOT EXISTS (
            SELECT 1 FROM agentFact u WHERE u.kind = \(FactCode.takeBack.rawValue) AND u.value = f.id)
        """

    private func close(_ closure: inout Closure, over seeds: [Alias]) throws {
        var pending = seeds
        var visited: Set<Alias> = []
        while let alias = pending.popLast() {
            guard visited.insert(alias).inserted else { continue }
            closure.aliases.insert(alias)
            for row in try db.rows("SELECT id, members, firstAt FROM aliasSet WHERE members = ?", [alias.code]) {
                closure.take(set: row)
            }
            for row in try db.rows(
                """
                SELECT s.id, s.members, s.firstAt FROM aliasSetMember m JOIN aliasSet s ON s.id = m.aliasSet
                WHERE m.alias = ?
                """, [alias.code])
            {
                closure.take(set: row)
            }
            for row in try db.rows(
                """
                SELECT c.id, c.at, c.old, c.new, c.isUndated FROM identityChangeMember m JOIN identityChange c ON c.id = m.change
                WHERE m.alias = ?
                """, [alias.code])
            {
                closure.take(change: row)
            }
            for row in try db.rows(
                Self.acts + " AND f.id IN (SELECT fact FROM identityAct WHERE alias = ?)", [alias.code])
            {
                closure.take(act: row)
            }
            pending += closure.aliases.subtracting(visited)
        }
    }

    /// Something that was said by or to somebody, and where it stands.
    private struct Placed {
        let row: Int64
        let set: Int64
        let at: Int64
        let number: Int64
        let thread: Int64?
    }

    private func place(_ closure: Closure, keeping own: Alias? = nil) throws {
        let fold = IdentityFold(
            seen: Array(closure.seen.values), changes: Array(closure.changes.values), acts: Array(closure.acts.values))
        let formerPeople = try owners(everOf: closure.aliases)
        let formerThreads = try formerPeople.flatMap {
            try db.rows("SELECT id, number FROM thread WHERE person = ?", [$0])
        }
        .map { row -> Int64 in row[0] }
        let messages = try placed("message", "timestamp", closure, formerThreads)
        let facts = try placed("agentFact", "at", closure, formerThreads)

        // Who there is: everybody united, and every lone alias that said or was told something.
        var lone: Set<IdentityFold.Node> = []
        for item in messages + facts {
            if let set = closure.seen[item.set] { lone.formUnion(fold.nodes(of: set.members, at: item.at)) }
        }
        let persons = try assignPeople(fold.components(with: lone), closure.aliases, keeping: own)
        func person(_ set: IdentityFold.Seen, at time: Int64) throws -> Int64 {
            guard let node = fold.nodes(of: set.members, at: set.members.count > 1 ? set.firstAt : time).first,
                let person = persons[node]
            else { throw StoreError.noSuchThread }
            return person
        }

        // Where a lookup may stop at the set: everywhere but at a lone number that changed hands.
        for set in closure.seen.values {
            let isAmbiguous = set.members.count == 1 && fold.departures[set.members[0]] != nil
            let node = fold.nodes(of: set.members, at: set.firstAt).first
            let owner = isAmbiguous ? nil : node.flatMap { persons[$0] }
            try db.run("UPDATE aliasSet SET person = ?2 WHERE id = ?1 AND person IS NOT ?2", [set.id, owner])
        }
        for alias in closure.aliases {
            try db.run("DELETE FROM departure WHERE alias = ?", [alias.code])
            for at in (fold.departures[alias] ?? []) + (fold.retired[alias].map { [$0] } ?? []) {
                try db.run("INSERT INTO departure(alias, at) VALUES (?, ?)", [alias.code, at])
            }
        }
        sightings = [:]
        threadIDs = [:]
        try move(messages, in: "message", closure, person)
        try move(facts, in: "agentFact", closure, person)
        for thread in formerThreads {
            try dropIfEmpty(thread: thread)
            refolded.insert(thread)
        }
        try dropForsaken(formerPeople, persons)
    }

    private func owners(everOf aliases: Set<Alias>) throws -> Set<Int64> {
        var owners: Set<Int64> = []
        for alias in aliases {
            owners.formUnion(try db.integers("SELECT person FROM alias WHERE alias = ?", [alias.code]))
        }
        return owners
    }

    /// The rows of the former threads; after a rebuild's clearing, every row without one. What was said or done to somebody in
    /// person stands at the beginning of their epoch.
    private func placed(
        _ table: String, _ time: String, _ closure: Closure, _ formerThreads: [Int64]
    ) throws -> [Placed] {
        let columns = "SELECT rowid, aliasSet, ifnull(epoch + 1, \(time)), number, thread FROM \(table)"
        var rows: [Row] = []
        for thread in formerThreads { rows += try db.rows(columns + " WHERE thread = ?", [thread]) }
        if formerThreads.isEmpty {
            for set in closure.seen.keys where closure.seen.count < 50 {
                rows += try db.rows(columns + " WHERE thread IS NULL AND aliasSet = ?", [set])
            }
            if closure.seen.count >= 50 { rows += try db.rows(columns + " WHERE thread IS NULL") }
        }
        return rows.map { Placed(row: $0[0], set: $0[1], at: $0[2], number: $0[3], thread: $0[4]) }
    }

    /// Gives each component a person, keeping the rows that are there, and writes the aliases.
    private func assignPeople(
        _ components: [[IdentityFold.Node]], _ aliases: Set<Alias>, keeping own: Alias?
    ) throws -> [IdentityFold.Node: Int64] {
        var former: [IdentityFold.Node: Int64] = [:]
        for alias in aliases {
            for row in try db.rows("SELECT epoch, person FROM alias WHERE alias = ?", [alias.code]) {
                former[IdentityFold.Node(alias: alias, epoch: row[0])] = row[1]
            }
        }
        var taken: Set<Int64> = []
        var persons: [IdentityFold.Node: Int64] = [:]
        // Screens hold the key of a person: of two parts of one, the one that is named keeps it, else the one with the more
        // durable alias.
        func rank(_ component: [IdentityFold.Node]) -> Int {
            if component.contains(where: { $0.alias == own }) { return -1 }
            return component.map(\.alias.kind.rawValue).min() ?? AliasKind.nobody.rawValue
        }
        let claims = components.sorted { rank($0) < rank($1) }
        for component in claims {
            let candidates = component.compactMap { former[$0] }.filter { !taken.contains($0) }
            let person = try candidates.min() ?? newPerson(exported: component[0].exported)
            taken.insert(person)
            people.insert(person)
            for node in component { persons[node] = person }
        }
        for (node, person) in former where persons[node] != person {
            try db.run("DELETE FROM alias WHERE alias = ? AND epoch = ?", [node.alias.code, node.epoch])
            people.insert(person)
        }
        for (node, person) in persons where former[node] != person {
            try db.run(
                "INSERT OR REPLACE INTO alias(alias, epoch, person) VALUES (?, ?, ?)",
                [node.alias.code, node.epoch, person])
        }
        return persons
    }

    private func move(
        _ items: [Placed], in table: String, _ closure: Closure, _ person: (IdentityFold.Seen, Int64) throws -> Int64
    ) throws {
        for item in items {
            guard let set = closure.seen[item.set] else { continue }
            let thread = try thread(number: item.number, person: person(set, item.at))
            guard thread != item.thread else { continue }
            try db.run("UPDATE \(table) SET thread = ? WHERE rowid = ?", [thread, item.row])
            if table == "message" { try db.run("UPDATE outbox SET thread = ? WHERE message = ?", [thread, item.row]) }
            refolded.insert(thread)
        }
    }

    /// A thread is there because of something that was said or done in it.
    func dropIfEmpty(thread: Int64) throws {
        if try db.integer("SELECT 1 FROM message WHERE thread = ? LIMIT 1", [thread]) != nil { return }
        if try db.integer("SELECT 1 FROM agentFact WHERE thread = ? LIMIT 1", [thread]) != nil { return }
        if let row = try db.row(
            "SELECT t.person, n.value FROM thread t JOIN number n ON n.id = t.number WHERE t.id = ?", [thread])
        {
            changed.insert(ThreadKey(number: NumberID(row[1]), person: PersonKey(row[0])))
        }
        try db.run("DELETE FROM thread WHERE id = ?", [thread])
        threadIDs = threadIDs.filter { $0.value != thread }
    }

    /// Leaves a way from people who are gone to who they are now, for screens that still hold the old key.
    private func dropForsaken(_ former: Set<Int64>, _ persons: [IdentityFold.Node: Int64]) throws {
        let current = Set(persons.values)
        for person in former.subtracting(current) {
            if try db.integer("SELECT 1 FROM alias WHERE person = ? LIMIT 1", [person]) != nil { continue }
            let exported = try db.text("SELECT exported FROM person WHERE id = ?", [person])
            try db.run("DELETE FROM person WHERE id = ?", [person])
            people.remove(person)
            guard let heir = persons.first(where: { $0.key.exported == exported })?.value else { continue }
            try db.run("UPDATE movedPerson SET new = ? WHERE new = ?", [heir, person])
            try db.run("INSERT OR REPLACE INTO movedPerson(old, new) VALUES (?, ?)", [person, heir])
        }
    }
}
