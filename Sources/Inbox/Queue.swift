/// The queues of design §9, by the words of `--queue`.
public enum Queue: String, CaseIterable, Hashable, Sendable {
    /// Everything neither done nor snoozed, in sections: the opening view.
    case inbox
    case mine
    case unassigned
    /// Unanswered with less than two hours left: the signature view.
    case closing
    /// Unanswered, the longest waiting first.
    case waiting
    case unread
    /// Something of ours did not get through, and nobody looked after it; done or not.
    case failed
    /// Unanswered and closed.
    case shut
    /// Out of sight until a time or until the customer writes: what comes back first stands first.
    case snoozed
    case done
    case all

    /// Whether a thread belongs to the queue at `now`.
    ///
    /// - Parameter agent: whose `mine` it is.
    public func contains(_ row: ThreadRow, agent: String, at now: Instant) -> Bool {
        if self == .all { return true }
        if self == .done { return row.isDone }
        // A message may fail hours after the conversation was done: it is never out of sight for that.
        if self == .failed { return row.failed > 0 }
        if row.isDone { return false }
        if row.isSnoozed(at: now) { return self == .snoozed }
        let isWaiting = row.waitingSince != nil
        switch self {
        case .inbox: return true
        case .mine: return row.assignee == agent
        case .unassigned: return row.assignee == nil
        case .closing: return isWaiting && row.window(at: now).isClosingSoon
        case .waiting: return isWaiting && !row.window(at: now).isClosed
        case .unread: return row.unread > 0
        case .shut: return isWaiting && row.window(at: now).isClosed
        case .snoozed: return false
        case .failed, .done, .all: return true
        }
    }
}
