import GRDB
import Inbox

/// Which labels a conversation has: of the facts about each the newest stands.
extension Ledger {
    /// Writes them where filters look for them.
    ///
    /// - Returns: as the row holds them, one a line in order of their names; nil when there are none.
    func foldLabels(_ thread: Int64) throws -> String? {
        let kinds = "\(FactCode.label.rawValue), \(FactCode.unlabel.rawValue)"
        var names: Set<String> = []
        for fact in try db.rows(
            "SELECT kind, value FROM agentFact WHERE thread = ? AND kind IN (\(kinds)) ORDER BY at, id", [thread])
        {
            guard let name: String = fact[1] else { continue }
            if (fact[0] as Int64) == FactCode.label.rawValue { names.insert(name) } else { names.remove(name) }
        }
        let known = Set(try db.rows("SELECT label FROM threadLabel WHERE thread = ?", [thread]).map { $0[0] as String })
        for name in known.subtracting(names).sorted() {
            try db.run("DELETE FROM threadLabel WHERE label = ? AND thread = ?", [name, thread])
        }
        for name in names.subtracting(known).sorted() {
            try db.run("INSERT INTO threadLabel(label, thread) VALUES (?, ?)", [name, thread])
        }
        return names.isEmpty ? nil : names.sorted().joined(separator: "\n")
    }
}

extension InboxStore {
    /// Every label that some conversation has, the most used first.
    public func labels() throws -> [Label] {
        try read { db in
            try db.rows("SELECT label FROM threadLabel GROUP BY label ORDER BY count(*) DESC, label")
                .compactMap { Label($0[0]) }
        }
    }
}
