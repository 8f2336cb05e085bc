import GRDB
import Inbox

/// Which aliases a person still has. A phone number that was left may be anybody's until somebody is seen with it again.
extension Database {
    /// An alias of a person, in the epoch in which it was theirs.
    struct Holding {
        let alias: Alias
        let epoch: Int64
        let isHeld: Bool
    }

    private static func newestEpoch(of alias: String) -> String {
        "ifnull((SELECT max(d.at) FROM departure d WHERE d.alias = \(alias)), 0)"
    }

    /// A condition in SQL: the alias is the person's now.
    ///
    /// - Parameters:
    ///   - alias: an expression that gives its code.
    ///   - person: an expression that gives the person's row.
    static func isHeld(_ alias: String, by person: String) -> String {
        """
        EXISTS (SELECT 1 FROM alias h WHERE h.alias = \(alias) AND h.person = \(person)
            AND h.epoch = \(newestEpoch(of: "h.alias")))
        """
    }

    /// Since when the person has the alias; nil when it is not theirs, or not any more.
    func heldEpoch(of alias: String, by person: Int64) throws -> Int64? {
        try integer(
            """
            SELECT h.epoch FROM alias h WHERE h.alias = ? AND h.person = ? AND h.epoch = \(Self.newestEpoch(of: "h.alias"))
            """, [alias, person])
    }

    /// The alias that names a person best: one they still have before one they left, then the most durable kind.
    func holding(of person: Int64) throws -> Holding? {
        try rows(
            """
            SELECT h.alias, h.epoch, h.epoch = \(Self.newestEpoch(of: "h.alias")) FROM alias h WHERE h.person = ?
            ORDER BY h.alias, h.epoch
            """, [person]
        ).compactMap { row in
            Alias(code: row[0]).map { Holding(alias: $0, epoch: row[1], isHeld: row[2]) }
        }.min { a, b in
            a.isHeld != b.isHeld ? a.isHeld : (a.alias.kind, -a.epoch) < (b.alias.kind, -b.epoch)
        }
    }
}
