/// The order of *next that needs me*: first what closes soonest, then what nobody has looked at, then who waits
/// longest; of those who can be answered freely no one stands behind somebody whose window has shut, and what only wants a
/// look (answered and unread, done and not delivered) comes last. The ring is fixed when it starts (design §9), so this is asked once.
public enum NextRing {
    /// The threads that need this agent: nobody else's, not snoozed, and unanswered, unread or not delivered; of what is
    /// done only the last.
    public static func order(_ rows: [ThreadRow], agent: String, at now: Instant) -> [ThreadKey] {
        rows.compactMap { row in place(of: row, agent: agent, at: now).map { (row.key, $0) } }
            .sorted { a, b in
                if a.1 != b.1 { return a.1 < b.1 }
                return (a.0.number, a.0.person) < (b.0.number, b.0.person)
            }
            .map(\.0)
    }

    /// Where a row stands, or nil when it needs nobody or somebody else.
    public static func place(of row: ThreadRow, agent: String, at now: Instant) -> Place? {
        guard !row.isSnoozed(at: now), row.assignee == nil || row.assignee == agent else { return nil }
        let window = row.window(at: now)
        let since = row.waitingSince ?? row.lastAt
        if row.isDone { return row.failed > 0 ? Place(group: .toLookAt, time: since) : nil }
        if row.waitingSince != nil, window.isClosingSoon, let until = window.until {
            return Place(group: .closing, time: until)
        }
        if row.failed > 0 { return Place(group: .unseen, time: since) }
        guard row.waitingSince != nil else { return row.unread > 0 ? Place(group: .toLookAt, time: since) : nil }
        if window.isClosed { return Place(group: .shut, time: since) }
        return Place(group: row.unread > 0 ? .unseen : .waiting, time: since)
    }

    /// A place in the walk: first by what it needs, then by time.
    public struct Place: Hashable, Comparable {
        enum Group: Int { case closing, unseen, waiting, shut, toLookAt }

        let group: Group
        let time: Instant

        /// The one that needs somebody first.
        public static func < (a: Place, b: Place) -> Bool { (a.group.rawValue, a.time) < (b.group.rawValue, b.time) }
    }
}
