import GRDB
import Inbox

extension InboxStore {
    /// A page of a queue, by keyset: never an offset, never a count, never a look at messages but the newest of each row.
    ///
    /// - Parameters:
    ///   - agent: whose `mine` it is.
    ///   - number: one of our numbers, or nil for all.
    ///   - order: another than the queue's own; the inbox has no other.
    ///   - filter: only conversations that pass it; with one, rows are looked at one by one until the page is full.
    ///   - count: rows at the most.
    public func page(
        _ queue: Queue, agent: String, number: NumberID? = nil, in order: ListOrder = .own,
        passing filter: ThreadFilter? = nil, from place: PagePlace, count: Int, now: Instant
    ) throws -> QueuePage {
        try read { db in
            guard let query = try self.query(db, queue, agent, number, order, filter, now) else { return QueuePage() }
            switch place {
            case .top: return try forward(db, query, from: nil, count)
            case .bottom: return try backward(db, query, from: nil, count)
            case .after(let cursor): return try forward(db, query, from: try self.place(db, cursor), count)
            case .before(let cursor): return try backward(db, query, from: try self.place(db, cursor), count)
            case .around(let key): return try around(db, query, key, count)
            }
        }
    }

    private func query(
        _ db: Database, _ queue: Queue, _ agent: String, _ number: NumberID?, _ order: ListOrder,
        _ filter: ThreadFilter?, _ now: Instant
    ) throws -> QueueQuery? {
        let filter = filter.map { ThreadConditions($0.query, asked: $0.context) }
        let isNew = try db.isNewListener(at: now)
        guard let number else {
            return QueueQuery(queue, agent: agent, number: nil, now: now, order: order, passing: filter, isNew: isNew)
        }
        guard let row = try db.integer("SELECT id FROM number WHERE value = ?", [number.value]) else { return nil }
        return QueueQuery(
            queue, agent: agent, number: row, now: now, order: order, passing: filter, isNew: isNew)
    }

    private func place(_ db: Database, _ cursor: QueueCursor) throws -> QueueQuery.Place {
        QueueQuery.Place(
            section: cursor.section, key: cursor.sortValue, text: cursor.sortText, person: cursor.key.person.row,
            number: try db.integer("SELECT id FROM number WHERE value = ?", [cursor.key.number.value])
                ?? (cursor.sortValue == .min ? .min : .max))
    }

    private func forward(_ db: Database, _ query: QueueQuery, from place: QueueQuery.Place?, _ count: Int) throws
        -> QueuePage
    {
        let hits = try query.hits(db, from: place, backwards: false, limit: count + 1)
        return try page(
            db, Array(hits.prefix(count)), hasBefore: try place.map { try hasRows(db, query, $0, true) } ?? false,
            hasAfter: hits.count > count)
    }

    private func backward(_ db: Database, _ query: QueueQuery, from place: QueueQuery.Place?, _ count: Int) throws
        -> QueuePage
    {
        let hits = try query.hits(db, from: place, backwards: true, limit: count + 1)
        return try page(
            db, Array(hits.suffix(count)), hasBefore: hits.count > count,
            hasAfter: try place.map { try hasRows(db, query, $0, false) } ?? false)
    }

    private func hasRows(_ db: Database, _ query: QueueQuery, _ place: QueueQuery.Place, _ backwards: Bool) throws
        -> Bool
    {
        // The cursor's own row counts: it is on the other side of the page.
        let near = query.beside(place, backwards: backwards)
        return try !query.hits(db, from: near, backwards: backwards, limit: 1).isEmpty
    }

    private func around(_ db: Database, _ query: QueueQuery, _ key: ThreadKey, _ count: Int) throws -> QueuePage {
        guard let thread = try db.threadID(key), let place = try query.place(db, of: thread) else {
            return try forward(db, query, from: nil, count)
        }
        let before = try query.hits(db, from: place, backwards: true, limit: count / 2 + 1)
        let kept = before.suffix(count / 2)
        let rest = try query.hits(db, from: place, backwards: false, limit: count - kept.count)
        let after = rest.prefix(max(0, count - kept.count - 1))
        return try page(
            db, kept + [QueueQuery.Hit(id: thread, place: place)] + after, hasBefore: before.count > kept.count,
            hasAfter: rest.count > after.count)
    }

    private func page(_ db: Database, _ hits: [QueueQuery.Hit], hasBefore: Bool, hasAfter: Bool) throws -> QueuePage {
        let rows = try db.threadRows(ids: hits.map(\.id))
        var page = QueuePage(hasBefore: hasBefore, hasAfter: hasAfter)
        for hit in hits {
            guard let row = rows[hit.id] else { continue }
            page.rows.append(row)
            page.cursors.append(
                QueueCursor(
                    section: hit.place.section, sortValue: hit.place.key, sortText: hit.place.text, key: row.key))
        }
        return page
    }

    /// How many threads stand where. What time does not change is kept as a tally; the rest are ranges of covering indexes.
    public func counts(agent: String, number: NumberID? = nil, now: Instant) throws -> QueueCounts {
        try read { db in
            var counts = QueueCounts()
            let row = try number.map { try db.integer("SELECT id FROM number WHERE value = ?", [$0.value]) ?? -1 }
            for tally in try db.rows(
                """
                SELECT assignee, isDone, standing, isUnread, sum(count) FROM tally WHERE ?1 IS NULL OR number = ?1
                GROUP BY assignee, isDone, standing, isUnread
                """, [row])
            {
                let count: Int = tally[4]
                counts.queues[.all, default: 0] += count
                if (tally[2] as Int) == 0 { counts.queues[.failed, default: 0] += count }
                guard (tally[1] as Int) == 0 else {
                    counts.queues[.done, default: 0] += count
                    continue
                }
                counts.queues[.inbox, default: 0] += count
                let assignee: String = tally[0]
                if assignee == agent { counts.queues[.mine, default: 0] += count }
                if assignee.isEmpty { counts.queues[.unassigned, default: 0] += count }
                if (tally[3] as Int) == 1 { counts.queues[.unread, default: 0] += count }
                switch tally[2] as Int {
                case 0: counts.sections[.notDelivered, default: 0] += count
                case 2: counts.sections[.answered, default: 0] += count
                default: break
                }
            }
            try leaveOutSnoozed(db, &counts, agent: agent, number: row, now: now)
            let isNew = try db.isNewListener(at: now)
            for queue in [Queue.closing, .shut, .waiting] {
                let query = QueueQuery(queue, agent: agent, number: row, now: now, isNew: isNew)
                counts.queues[queue] = try query.parts.reduce(0) { try $0 + query.count(db, $1) }
            }
            let inbox = QueueQuery(.inbox, agent: agent, number: row, now: now, isNew: isNew)
            for part in inbox.parts where [.closing, .waiting, .unknown, .shut].contains(part.section) {
                counts.sections[part.section] = try inbox.count(db, part)
            }
            return counts
        }
    }

    /// The tallies hold who is snoozed: how many that is depends on the time, and they are few.
    private func leaveOutSnoozed(
        _ db: Database, _ counts: inout QueueCounts, agent: String, number: Int64?, now: Instant
    ) throws {
        for tally in try db.rows(
            """
            SELECT assignee, standing, isUnread, count(*), min(snoozeEnd) FROM thread
            WHERE snoozedUntil IS NOT NULL AND snoozeEnd > ?1 AND (?2 IS NULL OR number = ?2)
            GROUP BY assignee, standing, isUnread
            """, [now.milliseconds, number])
        {
            let count: Int = tally[3]
            let assignee: String? = tally[0]
            counts.queues[.snoozed, default: 0] += count
            counts.queues[.inbox, default: 0] -= count
            if assignee == agent {
                counts.queues[.mine, default: 0] -= count
                counts.mineSnoozed += count
            }
            if assignee == nil { counts.queues[.unassigned, default: 0] -= count }
            if (tally[2] as Int) == 1 { counts.queues[.unread, default: 0] -= count }
            if (tally[1] as Int) == 2 { counts.sections[.answered, default: 0] -= count }
            guard let end = tally.instant(4), end < Snooze.noEnd else { continue }
            counts.nextReturn = min(counts.nextReturn ?? end, end)
        }
    }

    /// *Next that needs me*: the order of `NextRing` over the threads that may need this agent.
    public func ring(agent: String, number: NumberID? = nil, now: Instant, limit: Int) throws -> [ThreadKey] {
        var rows: [ThreadRow] = []
        for queue in [Queue.closing, .failed, .unread, .waiting, .shut] {
            rows += try page(queue, agent: agent, number: number, from: .top, count: limit, now: now).rows
        }
        var seen: Set<ThreadKey> = []
        let distinct = rows.filter { seen.insert($0.key).inserted }
        return Array(NextRing.order(distinct, agent: agent, at: now).prefix(limit))
    }

    /// The row of one conversation; nil when the store has none.
    public func thread(_ key: ThreadKey) throws -> ThreadRow? {
        try read { db in try db.threadID(key).flatMap { try db.threadRow(id: $0) } }
    }

    /// The thread of whoever has this alias now; the newest when `number` is nil and there are several.
    public func thread(number: NumberID?, alias: Alias) throws -> ThreadRow? {
        try read { db in try db.threadID(number: number, alias: alias).flatMap { try db.threadRow(id: $0.id) } }
    }

    /// Threads whose person's name, username or number contains every word of `text`; every thread when it is empty. Whole
    /// words come before beginnings of words, these before what is found inside of one; among equals the newest first.
    public func threads(matching text: String, number: NumberID? = nil, limit: Int) throws -> [ThreadRow] {
        let words = PersonWords(text).words
        return try read { db in
            let condition =
                words.indices.map { "instr(p.searchKey, ?\($0 + 3)) > 0" } + ["(?1 IS NULL OR n.value = ?1)"]
            let rank =
                ["0 + 0"]
                + words.indices.map { index in
                    let word = "?\(index + 3)"
                    return "(instr(p.searchKey, ' ' || \(word)) > 0)"
                        + " + (instr(p.searchKey || ' ', ' ' || \(word) || ' ') > 0)"
                }
            var arguments: StatementArguments = [number?.value, limit]
            for word in words { arguments += [word] }
            return try db.threadRows(
                """
                WHERE \(condition.joined(separator: " AND "))
                ORDER BY \(rank.joined(separator: " + ")) DESC, t.lastAt DESC, t.id LIMIT ?2
                """, arguments,
                listening: try db.listeningSince())
        }
    }

    /// Our numbers, in order of appearance.
    public func numbers() throws -> [NumberID] {
        try read { try $0.rows("SELECT value FROM number WHERE isOurs = 1 ORDER BY id").map { NumberID($0[0]) } }
    }

    /// Ours, as webhooks write them for people; in the order of `numbers`.
    public func displayNumbers() throws -> [(id: NumberID, display: String?)] {
        try read {
            try $0.rows("SELECT value, display FROM number WHERE isOurs = 1 ORDER BY id").map {
                (NumberID($0[0]), $0[1])
            }
        }
    }

    /// What names a person in a fact: an alias they still have when there is one, a durable one before others. One they left
    /// still names them, by its epoch.
    public func holding(of person: PersonKey) throws -> Holding? {
        try read { db in
            try db.holding(of: try db.current(person)).map {
                Holding($0.alias, since: Instant(milliseconds: $0.epoch))
            }
        }
    }

    /// The most durable alias that a person still has; nil when they left every one.
    public func alias(of person: PersonKey) throws -> Alias? {
        try read { db in try db.holding(of: try db.current(person)).flatMap { $0.isHeld ? $0.alias : nil } }
    }
}
