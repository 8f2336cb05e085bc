import Foundation
import GRDB
import Inbox

/// Taking facts out for good. Whatever is folded from them is folded again, so that a rebuild finds nothing to change.
extension Ledger {
    /// What one erasing has taken out so far.
    struct Erasing {
        let erasure: Erasure
        let sha256: ([UInt8]) -> String
        var report = ErasureReport()
        /// Files that messages had which are gone.
        var files: Set<String> = []
        /// Threads of others that lost something.
        var touched: Set<Int64> = []
        /// Aliases whose people must be folded again.
        var aliases: Set<Alias> = []
    }

    // MARK: Messages

    /// A message of either direction with everything that hangs on it.
    func eraseMessage(_ id: Int64, _ erasing: inout Erasing) throws {
        guard
            let row = try db.row(
                """
                SELECT m.number, n.value, m.wamid, m.thread, m.direction, s.members, m.senderAlias FROM message m
                JOIN number n ON n.id = m.number JOIN aliasSet s ON s.id = m.aliasSet WHERE m.id = ?
                """, [id])
        else { return }
        let number: Int64 = row[0]
        if let wamid: String = row[2] {
            try bury(Tombstone.message(NumberID(row[1]), wamid))
            try db.run("DELETE FROM readMark WHERE number = ? AND wamid = ?", [number, wamid])
            for file in try db.rows("SELECT hash FROM media WHERE number = ? AND wamid = ?", [number, wamid]) {
                if let hash: String = file[0] { erasing.files.insert(hash) }
            }
            try db.run("DELETE FROM media WHERE number = ? AND wamid = ?", [number, wamid])
            erasing.report.add(.media, db.changesCount)
        }
        for sent in try db.rows("SELECT id, wamid FROM sent WHERE message = ?", [id]) {
            try eraseSent(sent[0], NumberID(row[1]), wamid: sent[1], &erasing)
        }
        for outbox in try db.integers("SELECT seq FROM outbox WHERE message = ?", [id]) {
            try eraseOutbox(outbox, &erasing)
        }
        try touch(sender: row[6])
        try db.run("DELETE FROM machineIndex WHERE rowid = ?", [id])
        try unindex(id)
        try db.run("DELETE FROM message WHERE id = ?", [id])
        erasing.report.add(.messages, 1)
        erasing.aliases.formUnion(Alias.set(code: row[5]))
        if let thread: Int64 = row[3] { erasing.touched.insert(thread) }
    }

    func eraseSent(_ id: Int64, _ number: NumberID, wamid: String, _ erasing: inout Erasing) throws {
        try bury(Tombstone.message(number, wamid))
        try db.run("DELETE FROM status WHERE sent = ?", [id])
        erasing.report.add(.statuses, db.changesCount)
        try db.run("DELETE FROM sent WHERE id = ?", [id])
    }

    func eraseOutbox(_ seq: Int64, _ erasing: inout Erasing) throws {
        if let content = try db.text("SELECT content FROM outbox WHERE seq = ?", [seq]) {
            erasing.files.formUnion(Self.hashes(in: content))
        }
        try db.run("DELETE FROM attempt WHERE outbox = ?", [seq])
        try db.run("DELETE FROM outbox WHERE seq = ?", [seq])
        erasing.report.add(.outbox, 1)
    }

    /// What may be the SHA-256 of a file: 64 lower-case hexadecimal digits.
    private static func hashes(in content: String) -> Set<String> {
        Set(
            content.split { !$0.isASCII || !($0.isNumber || ("a"..."f").contains($0)) }.filter { $0.utf8.count == 64 }
                .map(String.init))
    }

    // MARK: People

    /// Everything that is somebody's alone, after the bodies were cut.
    func erase(_ scope: ErasureScope, _ erasing: inout Erasing) throws {
        for thread in scope.threads {
            for id in try db.integers("SELECT id FROM message WHERE thread = ?", [thread]) {
                try eraseMessage(id, &erasing)
            }
            for seq in try db.integers("SELECT seq FROM outbox WHERE thread = ?", [thread]) {
                try eraseOutbox(seq, &erasing)
            }
            try db.run("DELETE FROM agentFact WHERE thread = ?", [thread])
            erasing.report.add(.facts, db.changesCount)
        }
        for alias in scope.own {
            // A recalled message stands in no thread after a rebuild.
            for seq in try db.integers("SELECT seq FROM outbox WHERE address = ?", [alias.code]) {
                try eraseOutbox(seq, &erasing)
            }
        }
        for sent in try scope.sent(in: db) { try eraseSent(sent.id, sent.number, wamid: sent.wamid, &erasing) }
        try eraseOtherFacts(of: scope, &erasing)
        try eraseIdentity(of: scope, &erasing)
    }

    private func eraseOtherFacts(of scope: ErasureScope, _ erasing: inout Erasing) throws {
        if let person = scope.person {
            try db.run(
                """
                DELETE FROM draft WHERE EXISTS (SELECT 1 FROM alias a WHERE a.alias = draft.alias AND a.person = ?
                    AND \(DraftKind.isSame(as: "draft")))
                """, [person])
            erasing.report.add(.drafts, db.changesCount)
        }
        // Of a number that others had, too, the time alone would tell whose these were; the bodies keep them.
        for alias in scope.own {
            for table in ["preference", "bookEntry"] {
                try db.run("DELETE FROM \(table) WHERE alias = ?", [alias.code])
                erasing.report.add(.items, db.changesCount)
            }
            try db.run("DELETE FROM draft WHERE alias = ?", [alias.code])
            erasing.report.add(.drafts, db.changesCount)
            // Merges and splits said of others: they name both.
            for fact in try db.rows("SELECT fact FROM identityAct WHERE alias = ?", [alias.code]) {
                let id: String = fact[0]
                if let other = try db.text("SELECT alias FROM agentFact WHERE id = ?", [id]).flatMap({ Alias(code: $0) }
                ) {
                    erasing.aliases.insert(other)
                }
                try db.run(
                    "DELETE FROM agentFact WHERE id = ?1 OR kind = ?2 AND value = ?1", [id, FactCode.takeBack.rawValue])
                erasing.report.add(.facts, db.changesCount)
                try db.run("DELETE FROM identityAct WHERE fact = ?", [id])
            }
            for fact in try db.integers("SELECT rowid FROM agentFact WHERE alias = ?", [alias.code]) {
                try db.run("DELETE FROM agentFact WHERE rowid = ?", [fact])
                erasing.report.add(.facts, 1)
            }
        }
    }

    private func eraseIdentity(of scope: ErasureScope, _ erasing: inout Erasing) throws {
        sightings = [:]
        let own = Set(scope.own)
        for row in try db.rows("SELECT id, members, firstAt FROM aliasSet") {
            let members = Alias.set(code: row[1])
            guard !own.isDisjoint(with: members) else { continue }
            try reduce(row[0], to: members.filter { !own.contains($0) }, at: row[2])
        }
        for row in try db.rows("SELECT id, old, new FROM identityChange") {
            let members = Self.list(code: row[1]) + Self.list(code: row[2])
            guard !own.isDisjoint(with: members) else { continue }
            try db.run("DELETE FROM identityChangeMember WHERE change = ?", [row[0] as Int64])
            try db.run("DELETE FROM identityChange WHERE id = ?", [row[0] as Int64])
            erasing.aliases.formUnion(members)
        }
        for alias in scope.own { try db.run("DELETE FROM departure WHERE alias = ?", [alias.code]) }
        if let person = scope.person {
            for thread in scope.threads {
                try db.run("DELETE FROM thread WHERE id = ?", [thread])
                erasing.report.add(.conversations, 1)
            }
            try db.run("DELETE FROM alias WHERE person = ?", [person])
            erasing.report.add(.ids, db.changesCount)
            try db.run("DELETE FROM movedPerson WHERE new = ?", [person])
            try db.run("DELETE FROM person WHERE id = ?", [person])
            people.remove(person)
        }
        for alias in scope.own { try db.run("DELETE FROM alias WHERE alias = ?", [alias.code]) }
        erasing.touched.subtract(scope.threads)
        refolded.subtract(scope.threads)
        for thread in scope.threads { grown[thread] = nil }
        threadIDs = [:]
        erasing.aliases.formUnion(scope.shared)
        erasing.aliases.subtract(own)
    }

    /// A set of aliases without some of them. What still refers to it keeps the rest; a set that nothing refers to goes.
    private func reduce(_ set: Int64, to members: [Alias], at time: Int64) throws {
        let rest = members.isEmpty ? [Alias.nobody] : Self.sorted(members)
        let isUsed = try ["message", "agentFact"].contains {
            try db.integer("SELECT 1 FROM \($0) WHERE aliasSet = ? LIMIT 1", [set]) != nil
        }
        if isUsed {
            let heir = try party(of: rest, at: time).set
            for table in ["message", "agentFact"] {
                try db.run("UPDATE \(table) SET aliasSet = ? WHERE aliasSet = ?", [heir, set])
            }
        }
        try db.run("DELETE FROM aliasSetMember WHERE aliasSet = ?", [set])
        try db.run("DELETE FROM aliasSet WHERE id = ?", [set])
        sightings = [:]
    }

    // MARK: What is left

    /// Folds again what lost something, and lets go of people of whom nothing is left.
    func settleErasing(_ erasing: Erasing) throws {
        for thread in erasing.touched {
            guard let person = try db.integer("SELECT person FROM thread WHERE id = ?", [thread]) else { continue }
            people.insert(person)
            refolded.insert(thread)
            try dropIfEmpty(thread: thread)
        }
        let aliases = erasing.aliases.filter { $0.kind != .nobody }
        if !aliases.isEmpty { try foldIdentity(of: aliases.sorted()) }
        try settle()
        // Words stay in the segments of an index until they are merged; an index made anew has none of them.
        for index in ["messageText", "machineIndex"] {
            try db.execute(sql: "INSERT INTO \(index)(\(index)) VALUES ('rebuild')")
        }
    }

    /// Of the files of messages that are gone those that no other message has: their rows go, too.
    func orphans(of erasing: Erasing) throws -> [String] {
        try erasing.files.sorted().filter { hash in
            guard try !db.isNamed(file: hash) else { return false }
            try db.run("DELETE FROM upload WHERE hash = ?", [hash])
            try db.run("DELETE FROM machineText WHERE hash = ?", [hash])
            try db.run("DELETE FROM playingTime WHERE hash = ?", [hash])
            return true
        }
    }
}

extension Database {
    /// Whether a message of a customer's or of ours has the file of that content.
    func isNamed(file hash: String) throws -> Bool {
        try integer("SELECT 1 FROM media WHERE hash = ? LIMIT 1", [hash]) != nil
            || integer("SELECT 1 FROM outbox WHERE instr(content, ?) > 0 LIMIT 1", [hash]) != nil
    }
}
