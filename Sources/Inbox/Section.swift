/// The sections of the inbox, in the order they stand on screen. Every queue but `waiting` lists by them.
public enum Section: Int, CaseIterable, Hashable, Comparable, Sendable {
    case notDelivered = 0
    /// Unanswered, under two hours left: by the window's end.
    case closing = 1
    /// Other open, unanswered: by longest waiting.
    case waiting = 2
    /// Unanswered, and we cannot know whether the window is open (unknown, likely, disputed): by longest waiting.
    case unknown = 3
    /// Unanswered, closed: folded; newest closing first.
    case shut = 4
    /// By newest.
    case answered = 5
    /// Out of sight, by when they come back; only where all are listed, and in their own queue.
    case snoozed = 6

    /// In the order they stand on screen.
    public static func < (a: Section, b: Section) -> Bool { a.rawValue < b.rawValue }

    /// Where a thread stands at `now`. What failed comes before everything else, whoever waits.
    public init(_ row: ThreadRow, at now: Instant) {
        if row.failed > 0 {
            self = .notDelivered
            return
        }
        guard !row.isSnoozed(at: now) else {
            self = .snoozed
            return
        }
        guard row.waitingSince != nil else {
            self = .answered
            return
        }
        switch row.window(at: now) {
        case .closing, .critical: self = .closing
        case .open: self = .waiting
        case .unknown, .likely, .disputed: self = .unknown
        case .closed: self = .shut
        }
    }

    /// The value rows of this section are sorted by, ascending; ties break by thread.
    public func sortValue(of row: ThreadRow, at now: Instant) -> Int64 {
        switch self {
        case .notDelivered, .answered: Int64(0).saturatingMinus(row.lastAt.milliseconds)
        case .closing: row.window(at: now).until?.milliseconds ?? .max
        case .waiting, .unknown: row.waitingSince?.milliseconds ?? .max
        case .shut: shutOrder(row, at: now)
        case .snoozed: (row.snooze?.end ?? Snooze.noEnd).milliseconds
        }
    }

    /// What shut last stands first; what never was open stands last.
    private func shutOrder(_ row: ThreadRow, at now: Instant) -> Int64 {
        guard row.evidence.startWithReactions(at: now) != nil else { return .max }
        return Int64(0).saturatingMinus(row.window(at: now).until?.milliseconds ?? 0)
    }
}
