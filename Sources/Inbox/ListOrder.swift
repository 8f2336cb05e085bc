/// In which order a queue is listed. The inbox keeps its sections.
public enum ListOrder: String, CaseIterable, Hashable, Sendable {
    /// The queue's own: by sections, or by longest waiting.
    case own
    /// Who has waited longest first; then who waits for nothing, by the newest message.
    case waiting
    /// Whose window ends soonest first; then those that are shut, the one that shut last first.
    case window
    /// By the newest message.
    case newest
    /// Urgent first; among equals by the newest message.
    case priority
    /// By name, without case and accents; then those without one.
    case name

    /// Orders that a queue can be listed in.
    public static func choices(of queue: Queue) -> [ListOrder] { queue == .inbox ? [.own] : allCases }

    /// What people are sorted by when they are sorted by name. Of two that are called the same either may come first.
    ///
    /// - Parameter person: their exported id.
    public static func sortName(_ name: String?, username: String?, person: String) -> String {
        for text in [name, username] {
            let folded = FoldedText((text ?? "").prefix(longestName)).string.drop { $0 == " " }
            if !folded.isEmpty { return String(folded) }
        }
        // Of no script, and after every letter.
        return "\u{F8FF}" + person
    }

    /// When the window ends by what opens one for certain and by what may; without either, before every time there is.
    private static func end(_ evidence: WindowEvidence) -> Int64 {
        let starts = [evidence.trigger, evidence.undatedTrigger, evidence.reaction, evidence.undatedReaction]
        return (starts.compactMap { $0?.milliseconds }.max() ?? -9_000_000_000_000_000_000)
            + ServiceWindow.length.milliseconds
    }

    /// In characters.
    private static let longestName = 80

    /// Where a row stands in the order: by rank, then by value, then by name, compared by their bytes.
    public func place(of row: ThreadRow, at now: Instant) -> (rank: Int, value: Int64, name: String) {
        let newest = Int64(0).saturatingMinus(row.lastAt.milliseconds)
        switch self {
        case .own:
            let section = Section(row, at: now)
            return (section.rawValue, section.sortValue(of: row, at: now), "")
        case .waiting: return row.waitingSince.map { (0, $0.milliseconds, "") } ?? (1, newest, "")
        case .window:
            let end = Self.end(row.evidence)
            return end > now.milliseconds ? (0, end, "") : (1, Int64(0).saturatingMinus(end), "")
        case .newest: return (0, newest, "")
        case .priority: return (-row.priority.rawValue, newest, "")
        case .name: return (0, 0, Self.sortName(row.name, username: row.username, person: row.person))
        }
    }
}
