import GRDB
import Inbox

/// Finding the person behind aliases. The common cases are answered from one row; whatever could move an alias from one
/// person to another folds the identity of everybody concerned again, from what was seen (`IdentityFold`).
extension Ledger {
    /// A set of aliases on record.
    struct Sighting {
        let id: Int64
        var firstAt: Int64
        /// Nil when the time decides: a lone phone number that changed hands.
        var person: Int64?
    }

    /// Notes aliases seen together at `time`; says nothing about a lone alias.
    func observe(_ aliases: [Alias], at time: Int64) throws {
        let people = Self.sorted(aliases.filter(\.namesPerson))
        if people.count > 1 { _ = try sighting(of: people, at: time) }
    }

    /// The set and the person that something said by or to `aliases` at `time` belongs to.
    ///
    /// - Parameters:
    ///   - aliases: not empty.
    ///   - epoch: who held a lone phone number then; nil lets the time decide.
    func party(of aliases: [Alias], at time: Int64, epoch: Int64? = nil) throws -> (set: Int64, person: Int64) {
        let members = Self.sorted(aliases)
        let sighting = try sighting(of: members, at: time)
        if let person = sighting.person { return (sighting.id, person) }
        return (sighting.id, try person(of: members[0], at: epoch.map { $0 + 1 } ?? time))
    }

    static func sorted(_ aliases: [Alias]) -> [Alias] {
        if aliases.count == 1 { return aliases }
        return Set(aliases).sorted { $0.code.isBefore($1.code) }
    }

    private func sighting(of members: [Alias], at time: Int64) throws -> Sighting {
        let code = Alias.setCode(members)
        if let known = sightings[code], known.firstAt <= time { return known }
        var sighting: Sighting
        if let row = try db.row("SELECT id, firstAt, person FROM aliasSet WHERE members = ?", [code]) {
            sighting = Sighting(id: row[0], firstAt: row[1], person: row[2])
            if time < sighting.firstAt {
                sighting.firstAt = time
                try db.run("UPDATE aliasSet SET firstAt = ? WHERE id = ?", [time, sighting.id])
                if try isToBeFolded(members) { return try refoldedSighting(of: members, code) }
            }
        } else {
            try db.run("INSERT INTO aliasSet(members, firstAt) VALUES (?, ?)", [code, time])
            sighting = Sighting(id: db.lastInsertedRowID, firstAt: time, person: nil)
            if members.count > 1 {
                for member in members {
                    try db.run("INSERT INTO aliasSetMember(alias, aliasSet) VALUES (?, ?)", [member.code, sighting.id])
                }
            }
            if try isToBeFolded(members) { return try refoldedSighting(of: members, code) }
            if try !hasDepartures(members) {
                let owners = try self.owners(of: members)
                if owners.count > 1 { return try refoldedSighting(of: members, code) }
                let person = try owners.first ?? newPerson(exported: members[0].code)
                try attach(members, to: person)
                try db.run("UPDATE aliasSet SET person = ? WHERE id = ?", [person, sighting.id])
                sighting.person = person
            }
        }
        sightings[code] = sighting
        return sighting
    }

    private func refoldedSighting(of members: [Alias], _ code: String) throws -> Sighting {
        try foldIdentity(of: members)
        guard let row = try db.row("SELECT id, firstAt, person FROM aliasSet WHERE members = ?", [code]) else {
            throw StoreError.noSuchThread
        }
        let sighting = Sighting(id: row[0], firstAt: row[1], person: row[2])
        sightings[code] = sighting
        return sighting
    }

    /// Whether the sighting may tell whose an alias was when it changed hands. Of a lone number it tells that somebody had it
    /// before whoever was said to move there.
    private func isToBeFolded(_ members: [Alias]) throws -> Bool {
        guard members.count == 1 else { return try hasDepartures(members) }
        return try members[0].kind == .waID && isToldOf(members[0])
    }

    /// Whether somebody is said to have left it, or to have come to it.
    private func isToldOf(_ member: Alias) throws -> Bool {
        try db.integer("SELECT 1 FROM identityChangeMember WHERE alias = ? LIMIT 1", [member.code]) != nil
    }

    private func hasDepartures(_ members: [Alias]) throws -> Bool {
        for member in members where member.kind == .waID || members.count > 1 {
            // Whoever leaves a BSUID leaves the numbers seen beside it.
            if try isToldOf(member) { return true }
            if member.kind == .waID,
                try db.integer("SELECT 1 FROM departure WHERE alias = ? LIMIT 1", [member.code]) != nil
            {
                return true
            }
            // An agent said who they are, or who they are not.
            if members.count > 1,
                try db.integer("SELECT 1 FROM identityAct WHERE alias = ? LIMIT 1", [member.code]) != nil
            {
                return true
            }
        }
        return false
    }

    private func owners(of members: [Alias]) throws -> Set<Int64> {
        var owners: Set<Int64> = []
        for member in members {
            if let person = try db.integer("SELECT person FROM alias WHERE alias = ? AND epoch = 0", [member.code]) {
                owners.insert(person)
            }
        }
        return owners
    }

    private func attach(_ members: [Alias], to person: Int64) throws {
        var attached = 0
        for member in members {
            try db.run(
                "INSERT INTO alias(alias, epoch, person) VALUES (?, 0, ?) ON CONFLICT DO NOTHING",
                [member.code, person])
            attached += db.changesCount
        }
        guard attached > 0 else { return }
        people.insert(person)
        // Where nobody wrote, an answer goes to the most durable of what they are known by.
        refolded.formUnion(try db.integers("SELECT id FROM thread WHERE person = ?", [person]))
    }

    func newPerson(exported: String) throws -> Int64 {
        try db.run("INSERT INTO person(exported) VALUES (?)", [exported])
        people.insert(db.lastInsertedRowID)
        return db.lastInsertedRowID
    }

    /// Whose a lone phone number was at `time`.
    private func person(of alias: Alias, at time: Int64) throws -> Int64 {
        let epoch =
            try db.integer(
                "SELECT max(at) FROM departure WHERE alias = ? AND at < ?", [alias.code, time]) ?? 0
        if let person = try db.integer("SELECT person FROM alias WHERE alias = ? AND epoch = ?", [alias.code, epoch]) {
            return person
        }
        let person = try newPerson(exported: alias.code)
        try db.run("INSERT INTO alias(alias, epoch, person) VALUES (?, ?, ?)", [alias.code, epoch, person])
        return person
    }

    /// When something was seen of which nobody knows the time: after everything else (the end of the year 9999), so that
    /// a known time always comes before it.
    static let unknownTime: Int64 = 253_402_300_799_000

    /// Somebody left some aliases for others. What has no stamp of its own is one change however often it is told, at
    /// the earliest arrival; 0 as long as there is none.
    func note(_ change: IdentityChange, at time: Int64, isUndated: Bool) throws {
        let old = Self.sorted(change.old.filter(\.namesPerson))
        let new = Self.sorted(change.new.filter(\.namesPerson))
        guard !old.isEmpty || !new.isEmpty else { return }
        let (oldCode, newCode) = (old.map(\.code), new.map(\.code))
        let members = Alias.setCode(old + new) + "/\(oldCode.count)"
        if isUndated,
            let row = try db.row("SELECT id, at FROM identityChange WHERE members = ? AND isUndated = 1", [members])
        {
            let known: Int64 = row[1]
            guard time != 0, known == 0 || time < known else { return }
            try db.run("UPDATE identityChange SET at = ? WHERE id = ?", [time, row[0] as Int64])
            return try foldIdentity(of: old + new)
        }
        try db.run(
            """
            INSERT INTO identityChange(members, at, isUndated, old, new) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """, [members, time, isUndated, Self.listCode(old), Self.listCode(new)])
        guard db.changesCount > 0 else { return }
        let id = db.lastInsertedRowID
        for alias in Set(oldCode + newCode) {
            try db.run("INSERT INTO identityChangeMember(alias, change) VALUES (?, ?)", [alias, id])
        }
        try foldIdentity(of: old + new)
    }

    static func listCode(_ aliases: [Alias]) -> String { aliases.isEmpty ? "" : Alias.setCode(aliases) }
    static func list(code: String) -> [Alias] { code.isEmpty ? [] : Alias.set(code: code) }
}
