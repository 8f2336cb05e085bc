/// How much a conversation matters to us beside what the clock says. It never moves a row.
public enum Priority: Int, CaseIterable, Hashable, Comparable, Sendable {
    case normal = 0
    case high = 1
    case urgent = 2

    /// The less urgent one first.
    public static func < (a: Priority, b: Priority) -> Bool { a.rawValue < b.rawValue }

    /// The next one up; after the last the first.
    public var next: Priority { Priority(rawValue: rawValue + 1) ?? .normal }
}
