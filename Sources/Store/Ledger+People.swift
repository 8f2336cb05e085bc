import GRDB
import Inbox

/// Folding what a person is called: the newest name and username told, the name an agent gave, and the exported id.
extension Ledger {
    func settlePeople() throws {
        for person in people.sorted() {
            let aliases = try db.rows("SELECT alias, epoch FROM alias WHERE person = ?", [person])
            guard !aliases.isEmpty else { continue }
            let exported = aliases.compactMap { row in
                Alias(code: row[0]).map { IdentityFold.Node(alias: $0, epoch: row[1]).exported }
            }.min { $0.isBefore($1) }
            let given = try given(to: person) ?? bookName(of: person)
            // What they are called in a group is better than nothing.
            let name =
                try newest("name", of: person)
                ?? (given == nil ? db.toldInGroups("name", of: person)?["name"] : nil)
            let username = try newest("username", of: person) ?? db.toldInGroups("username", of: person)?["username"]
            let key = Self.searchKey([name, username, given] + aliases.map { String(($0[0] as String).dropFirst()) })
            try db.run(
                """
                UPDATE person SET exported = ?, name = ?, username = ?, givenName = ?, searchKey = ? WHERE id = ?
                """, [exported ?? "", name, username, given, key, person])
            let sortName = ListOrder.sortName(name ?? given, username: username, person: exported ?? "")
            try db.run(
                "UPDATE thread SET sortName = ?1 WHERE person = ?2 AND sortName <> ?1", [sortName, person])
            try settleConsent(of: person)
            for row in try db.rows(
                """
                SELECT n.value FROM thread t JOIN number n ON n.id = t.number WHERE t.person = ?
                """, [person])
            {
                changed.insert(ThreadKey(number: NumberID(row[0]), person: PersonKey(person)))
            }
        }
        people = []
    }

    /// What an agent called them.
    private func given(to person: Int64) throws -> String? {
        try db.text(
            """
            SELECT f.value FROM agentFact f JOIN thread t ON t.id = f.thread WHERE t.person = ?
                AND f.kind = \(FactCode.name.rawValue) ORDER BY f.at DESC, f.id DESC LIMIT 1
            """, [person])
    }

    /// In a group the names are those of who wrote; what happened to it tells what it is called itself. Whoever wrote without
    /// any address shares a conversation with all the others: a name there is of one message and of nobody else.
    private func newest(_ column: String, of person: Int64) throws -> String? {
        try db.text(
            """
            SELECT m.\(column) FROM message m JOIN thread t ON t.id = m.thread JOIN aliasSet s ON s.id = m.aliasSet
            WHERE t.person = ? AND m.\(column) IS NOT NULL
                AND (s.members NOT LIKE '\(AliasKind.group.rawValue)%' OR m.source = \(Telling.event.rawValue))
                AND s.members <> '\(Alias.nobody.code)'
            ORDER BY m.timestamp DESC, m.tie DESC LIMIT 1
            """, [person])
    }

    /// Lower-case words without accents, so that a quick switch finds people however they are typed.
    static func searchKey(_ parts: [String?]) -> String {
        " " + parts.compactMap { $0 }.map { FoldedText($0).string }.joined(separator: " ")
    }
}
