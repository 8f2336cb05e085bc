import GRDB
import Inbox

/// A queue as ranges over the indexes of `Schema.lists`: one part a section, each in its own order. Time enters by comparing
/// the stored ends of windows with `now`, so no row needs a tick.
struct QueueQuery {
    /// One section's rows in one queue.
    struct Part {
        let section: Section
        /// The column whose ascending values are the section's order.
        let key: String
        let condition: String
    }

    let parts: [Part]
    /// By name; a statement takes those it names.
    let arguments: [String: (any DatabaseValueConvertible)?]
    /// Filters differ from question to question: keeping their statements would only fill the cache.
    private let keepsStatements: Bool

    /// - Parameter isUnassigned: only those that nobody has.
    init(
        _ queue: Queue, agent: String, number: Int64?, now: Instant, passing filter: ThreadConditions? = nil,
        isUnassigned: Bool = false
    ) {
        let sections = Self.sections
        let open = "t.isDone = 0 AND t.snoozeEnd <= :now"
        var scope = open
        var wanted = Section.allCases
        var narrowed: [Section: String] = [:]
        let isClosing = "t.certainEnd > :now AND t.certainEnd < :soon AND t.waitingSince IS NOT NULL"
        let isShut = "t.anyEnd <= :now AND t.waitingSince IS NOT NULL"
        switch queue {
        case .inbox: break
        case .mine: scope += " AND t.assignee = :agent"
        case .unassigned: scope += " AND t.assignee IS NULL"
        case .closing:
            wanted = [.notDelivered, .closing]
            narrowed[.notDelivered] = isClosing
        case .waiting: wanted = [.waiting]
        case .unread: scope += " AND t.isUnread = 1"
        case .failed: wanted = [.notDelivered]
        case .shut:
            wanted = [.notDelivered, .shut]
            narrowed[.notDelivered] = isShut
        case .snoozed:
            wanted = [.snoozed]
            scope = "t.isDone = 0"
        case .done: scope = "t.isDone = 1"
        // What is snoozed has a section of its own here.
        case .all: scope = "t.isDone IN (0, 1)"
        }
        if queue != .all && queue != .snoozed { wanted.removeAll { $0 == .snoozed } }
        if number != nil { scope += " AND t.number = :number" }
        if isUnassigned { scope += " AND t.assignee IS NULL" }
        if let filter { scope += " AND \(filter.sql)" }
        keepsStatements = filter == nil
        parts = wanted.compactMap { section in
            if queue == .waiting {
                return Part(
                    section: section, key: "t.waitingSince",
                    condition: "\(scope) AND t.waitingSince IS NOT NULL AND t.anyEnd > :now")
            }
            guard let (key, condition) = sections[section] else { return nil }
            let asleep = queue == .all && section != .snoozed ? " AND t.snoozeEnd <= :now" : ""
            let extra = asleep + (narrowed[section].map { " AND \($0)" } ?? "")
            return Part(section: section, key: key, condition: "\(scope) AND \(condition)\(extra)")
        }
        let own: [String: (any DatabaseValueConvertible)?] = [
            "now": now.milliseconds, "soon": (now + ServiceWindow.closingSpan).milliseconds, "agent": agent,
            "number": number,
        ]
        arguments = own.merging(filter?.arguments ?? [:]) { own, _ in own }
    }

    private func statement(_ db: Database, _ sql: String) throws -> Statement {
        keepsStatements ? try db.cachedStatement(sql: sql) : try db.makeStatement(sql: sql)
    }

    /// Key column and condition of each section; they agree with `Section.init`.
    private static let sections: [Section: (String, String)] = [
        .notDelivered: ("t.newest", "t.standing = 0"),
        .closing: ("t.certainEnd", "t.standing = 1 AND t.certainEnd > :now AND t.certainEnd < :soon"),
        .waiting: ("t.waitingSince", "t.standing = 1 AND t.certainEnd >= :soon"),
        .unknown: ("t.waitingSince", "t.standing = 1 AND t.certainEnd <= :now AND t.anyEnd > :now"),
        .shut: ("t.shutKey", "t.standing = 1 AND t.anyEnd <= :now"),
        .answered: ("t.newest", "t.standing = 2"),
        .snoozed: ("t.snoozeEnd", "t.snoozedUntil IS NOT NULL AND t.snoozeEnd > :now"),
    ]

    /// A place in the order, by what the database sorts on.
    struct Place {
        var section: Section
        var key: Int64
        var person: Int64
        var number: Int64
    }

    struct Hit {
        let id: Int64
        let place: Place
    }

    /// Rows after (or before) a place, in the queue's order.
    func hits(_ db: Database, from place: Place?, backwards: Bool, limit: Int) throws -> [Hit] {
        var hits: [Hit] = []
        for part in backwards ? parts.reversed() : parts {
            guard hits.count < limit else { break }
            if let place, backwards ? part.section > place.section : part.section < place.section { continue }
            let bound = place.flatMap { $0.section == part.section ? $0 : nil }
            hits += try rows(db, part, bound, backwards, limit - hits.count)
        }
        return backwards ? hits.reversed() : hits
    }

    private func rows(_ db: Database, _ part: Part, _ bound: Place?, _ backwards: Bool, _ limit: Int) throws -> [Hit] {
        var condition = part.condition
        if bound != nil {
            condition += " AND (\(part.key), t.person, t.number) \(backwards ? "<" : ">") (:key, :person, :row)"
        }
        let order = backwards ? "DESC" : "ASC"
        let sql = """
            SELECT t.id, \(part.key), t.person, t.number FROM thread t WHERE \(condition)
            ORDER BY \(part.key) \(order), t.person \(order), t.number \(order) LIMIT :limit
            """
        var arguments = self.arguments
        arguments["limit"] = limit
        arguments["key"] = bound?.key
        arguments["person"] = bound?.person
        arguments["row"] = bound?.number
        return try Row.fetchAll(statement(db, sql), arguments: StatementArguments(arguments)).map { row in
            Hit(id: row[0], place: Place(section: part.section, key: row[1], person: row[2], number: row[3]))
        }
    }

    /// Where a thread stands in this queue; nil when it is not in it.
    func place(_ db: Database, of thread: Int64) throws -> Place? {
        for part in parts {
            let sql = "SELECT \(part.key), t.person, t.number FROM thread t WHERE t.id = :thread AND \(part.condition)"
            var arguments = self.arguments
            arguments["thread"] = thread
            if let row = try Row.fetchOne(statement(db, sql), arguments: StatementArguments(arguments)) {
                return Place(section: part.section, key: row[0], person: row[1], number: row[2])
            }
        }
        return nil
    }

    /// How many stand in one part.
    func count(_ db: Database, _ part: Part) throws -> Int {
        let sql = "SELECT count(*) FROM thread t WHERE \(part.condition)"
        return try Int.fetchOne(statement(db, sql), arguments: StatementArguments(arguments)) ?? 0
    }
}
