import Desk
import Inbox
import Store

extension EffectRunner {
    /// Threads that shut unanswered a moment ago stand on screen although their section is folded; more than this many
    /// at once are in their queue.
    static let justShutLimit = 50

    func page(
        _ queue: Queue, _ place: PagePlace, count: Int, folded: Set<Section>, now: Instant
    ) throws -> LoadedPage {
        // Before the store is asked: what is being written by then is there, or here.
        let unwritten = unwrittenDrafts()
        let page = try unfolded(queue, place, count: count, folded: folded, now: now)
        let counts = try services.store.counts(agent: services.agent, number: number, now: now)
        var justShut: [ThreadRow] = []
        if folded.contains(.shut), counts[Section.shut] > 0 {
            justShut = try load(.shut, .top, Self.justShutLimit, now).rows.filter { row in
                guard case .closed(let since) = row.window(at: now) else { return false }
                return now - since <= Model.justShutSpan
            }
        }
        return LoadedPage(
            queue: queue, rows: page.rows, hasBefore: page.hasBefore, hasAfter: page.hasAfter, counts: counts,
            justShut: justShut,
            drafts: try services.store.draftedThreads(agent: services.agent)
                .subtracting(unwritten.empty).union(unwritten.full))
    }

    /// A page without the rows of folded sections, of which there may be thousands between two that are shown: it jumps
    /// over each such section by a cursor. The thread a page is asked *around* stays in it.
    private func unfolded(
        _ queue: Queue, _ place: PagePlace, count: Int, folded: Set<Section>, now: Instant
    ) throws -> QueuePage {
        let loaded = try load(queue, place, count, now)
        let middle: ThreadKey? = if case .around(let key) = place { key } else { nil }
        guard loaded.cursors.contains(where: { folded.contains($0.section) }) else { return loaded }
        var page = loaded.keeping { !folded.contains($0.section) || $0.key == middle }
        if place.goesDown, let last = loaded.cursors.last, folded.contains(last.section) {
            let rest = try stretch(queue, .after(.end(of: last.section)), count - page.rows.count, folded, now)
            page.append(rest)
        }
        if place.goesUp, let first = loaded.cursors.first, folded.contains(first.section) {
            let rest = try stretch(queue, .before(.start(of: first.section)), count - page.rows.count, folded, now)
            page.prepend(rest)
        }
        return page
    }

    /// What stands on one side of a folded section, up to the next folded one.
    private func stretch(
        _ queue: Queue, _ place: PagePlace, _ count: Int, _ folded: Set<Section>, _ now: Instant
    ) throws -> QueuePage {
        // At least one, to learn whether there is more.
        try load(queue, place, max(1, count), now).keeping { !folded.contains($0.section) }
    }

    private func load(_ queue: Queue, _ place: PagePlace, _ count: Int, _ now: Instant) throws -> QueuePage {
        try services.store.page(
            queue, agent: services.agent, number: number, in: queue == .inbox ? .own : order, passing: filter,
            from: place, count: count, now: now)
    }
}

extension PagePlace {
    /// Whether the page may hold rows further down than its place.
    fileprivate var goesDown: Bool {
        switch self {
        case .top, .after, .around: true
        case .bottom, .before: false
        }
    }

    /// Whether the page may hold rows further up than its place.
    fileprivate var goesUp: Bool {
        switch self {
        case .bottom, .before, .around: true
        case .top, .after: false
        }
    }
}

extension QueueCursor {
    private static func edge(_ section: Section, _ value: Int64) -> QueueCursor {
        // No row sorts by an end of the scale, so the thread does not matter.
        QueueCursor(section: section, sortValue: value, key: ThreadKey(number: NumberID(""), person: PersonKey(0)))
    }

    /// Before every row of the section.
    static func start(of section: Section) -> QueueCursor { edge(section, .min) }

    /// After every row of the section.
    static func end(of section: Section) -> QueueCursor { edge(section, .max) }
}

extension QueuePage {
    func keeping(_ isKept: (QueueCursor) -> Bool) -> QueuePage {
        var page = self
        let kept = cursors.indices.filter { isKept(cursors[$0]) }
        page.rows = kept.map { rows[$0] }
        page.cursors = kept.map { cursors[$0] }
        return page
    }

    mutating func append(_ other: QueuePage) {
        rows += other.rows
        cursors += other.cursors
        hasAfter = other.hasAfter
    }

    mutating func prepend(_ other: QueuePage) {
        rows = other.rows + rows
        cursors = other.cursors + cursors
        hasBefore = other.hasBefore
    }
}
