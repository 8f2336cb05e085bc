import GRDB
import Inbox

/// A queue as ranges over the indexes of `Schema.lists`: one part a section, each in its own order. Time enters by comparing
/// the stored ends of windows with `now`, so no row needs a tick.
struct QueueQuery {
    /// One section's rows in one queue.
    struct Part {
        let section: Section
        /// The column whose values are the section's order.
        let key: String
        /// Rows that are in one of the sources, each read in order; no row is in two.
        let sources: [Source]
        /// Downwards instead of upwards, and ties as well.
        var isDescending = false
        /// The key is a name.
        var isText = false
    }

    struct Source {
        let condition: String
        /// Where the choice of an index is not left to the planner.
        var index: String?
    }

    let parts: [Part]
    /// By name; a statement takes those it names.
    let arguments: [String: (any DatabaseValueConvertible)?]
    /// Filters differ from question to question: keeping their statements would only fill the cache.
    private let keepsStatements: Bool

    /// - Parameters:
    ///   - order: another than the queue's own.
    ///   - isUnassigned: only those that nobody has.
    ///   - isNew: the store has not listened for as long as a window lasts: what never opened one may be open all the same.
    init(
        _ queue: Queue, agent: String, number: Int64?, now: Instant, order: ListOrder = .own,
        passing filter: ThreadConditions? = nil, isUnassigned: Bool = false, isNew: Bool = false
    ) {
        let sections = Self.sections
        let open = "t.isDone = 0 AND t.snoozeEnd <= :now"
        var scope = open
        var wanted = Section.allCases
        var narrowed: [Section: String] = [:]
        let isClosing = "t.certainEnd > :now AND t.certainEnd < :soon AND t.waitingSince IS NOT NULL"
        let wasOpen = isNew ? " AND NOT \(Self.neverOpen)" : ""
        let isShut = "t.anyEnd <= :now\(wasOpen) AND t.waitingSince IS NOT NULL"
        switch queue {
        case .inbox: break
        case .mine: scope += " AND t.assignee = :agent"
        case .unassigned: scope += " AND t.assignee IS NULL"
        case .closing:
            wanted = [.notDelivered, .closing]
            narrowed[.notDelivered] = isClosing
        case .waiting: wanted = [.waiting]
        case .unread: scope += " AND t.isUnread = 1"
        case .failed:
            wanted = [.notDelivered]
            scope = "t.isDone IN (0, 1)"
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
        let own: [String: (any DatabaseValueConvertible)?] = [
            "now": now.milliseconds, "soon": (now + ServiceWindow.closingSpan).milliseconds, "agent": agent,
            "number": number,
        ]
        arguments = own.merging(filter?.arguments ?? [:]) { own, _ in own }
        if order != .own, queue != .inbox {
            let rest = (number == nil ? "" : " AND t.number = :number") + (filter.map { " AND \($0.sql)" } ?? "")
            parts = Self.parts(of: queue, in: order, rest: rest, isNew: isNew)
            return
        }
        parts = wanted.compactMap { section in
            if queue == .waiting {
                let mayBeOpen = ["t.anyEnd > :now"] + (isNew ? [Self.neverOpen] : [])
                return Part(
                    section: section, key: "t.waitingSince",
                    sources: mayBeOpen.map { Source(condition: "\(scope) AND t.waitingSince IS NOT NULL AND \($0)") })
            }
            guard let (key, condition) = sections[section] else { return nil }
            let asleep = queue == .all && section != .snoozed ? " AND t.snoozeEnd <= :now" : ""
            let extra = asleep + (narrowed[section].map { " AND \($0)" } ?? "")
            var sources = [Source(condition: "\(scope) AND \(condition)\(section == .shut ? wasOpen : "")\(extra)")]
            if isNew, section == .unknown {
                sources.append(Source(condition: "\(scope) AND t.standing = 1 AND \(Self.neverOpen)\(extra)"))
            }
            return Part(section: section, key: key, sources: sources)
        }
    }

    private func statement(_ db: Database, _ sql: String) throws -> Statement {
        keepsStatements ? try db.cachedStatement(sql: sql) : try db.makeStatement(sql: sql)
    }

    /// Nothing on record ever opened a window: `anyEnd` is far before any time there was.
    static let neverOpen = "t.anyEnd < -8000000000000000000"

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
        /// In place of the key where that is a name.
        var text: String?
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

    /// The same place, but for its own row, which counts as one on the other side.
    func beside(_ place: Place, backwards: Bool) -> Place {
        let isDescending = parts.first { $0.section == place.section }?.isDescending ?? false
        var near = place
        // A cursor may also stand at the very edge of a section, where no number is beyond.
        if backwards != isDescending {
            if place.person < .max { near.person += 1 }
        } else {
            if place.person > .min { near.person -= 1 }
        }
        return near
    }

    private func rows(_ db: Database, _ part: Part, _ bound: Place?, _ backwards: Bool, _ limit: Int) throws -> [Hit] {
        let isDown = backwards != part.isDescending
        var arguments = self.arguments
        arguments["limit"] = limit
        if part.isText { arguments["key"] = bound?.text } else { arguments["key"] = bound?.key }
        arguments["person"] = bound?.person
        arguments["row"] = bound?.number
        let found = try part.sources.map { source in
            try Row.fetchAll(
                statement(db, sql(part, source, isDown: isDown, isBound: bound != nil)),
                arguments: StatementArguments(arguments)
            ).map { Hit(id: $0[0], place: Self.place($0, part)) }
        }
        guard found.count > 1 else { return found.first ?? [] }
        return Array(
            found.joined().sorted { isDown ? Self.precedes($1.place, $0.place) : Self.precedes($0.place, $1.place) }
                .prefix(limit))
    }

    private func sql(_ part: Part, _ source: Source, isDown: Bool, isBound: Bool) -> String {
        let order = isDown ? "DESC" : "ASC"
        let after =
            isBound ? " AND (\(part.key), t.person, t.number) \(isDown ? "<" : ">") (:key, :person, :row)" : ""
        return """
            SELECT t.id, \(part.key), t.person, t.number FROM thread t\(source.index.map { " INDEXED BY \($0)" } ?? "")
            WHERE \(source.condition)\(after)
            ORDER BY \(part.key) \(order), t.person \(order), t.number \(order) LIMIT :limit
            """
    }

    /// The statements a page is read by, for whoever wants to look how the database would go about it.
    var statements: [String] {
        parts.flatMap { part in
            part.sources.flatMap { source in
                [false, true].map { sql(part, source, isDown: part.isDescending, isBound: $0) }
            }
        }
    }

    private static func place(_ row: Row, _ part: Part) -> Place {
        Place(
            section: part.section, key: part.isText ? 0 : row[1], text: part.isText ? row[1] : nil, person: row[2],
            number: row[3])
    }

    /// As the database compares them: numbers by value, text by its bytes.
    private static func precedes(_ a: Place, _ b: Place) -> Bool {
        if a.key != b.key { return a.key < b.key }
        if let one = a.text, let other = b.text, one != other {
            return one.utf8.lexicographicallyPrecedes(other.utf8)
        }
        return (a.person, a.number) < (b.person, b.number)
    }

    /// Where a thread stands in this queue; nil when it is not in it.
    func place(_ db: Database, of thread: Int64) throws -> Place? {
        for part in parts {
            for source in part.sources {
                let sql = """
                    SELECT t.id, \(part.key), t.person, t.number FROM thread t
                    WHERE t.id = :thread AND \(source.condition)
                    """
                var arguments = self.arguments
                arguments["thread"] = thread
                if let row = try Row.fetchOne(statement(db, sql), arguments: StatementArguments(arguments)) {
                    return Self.place(row, part)
                }
            }
        }
        return nil
    }

    /// How many stand in one part.
    func count(_ db: Database, _ part: Part) throws -> Int {
        try part.sources.reduce(0) { sum, source in
            let sql = "SELECT count(*) FROM thread t WHERE \(source.condition)"
            return try sum + (Int.fetchOne(statement(db, sql), arguments: StatementArguments(arguments)) ?? 0)
        }
    }
}
