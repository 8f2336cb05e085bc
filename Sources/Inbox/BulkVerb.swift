/// What an agent does to many conversations by one key.
public enum BulkVerb: Hashable, Sendable {
    /// Nil takes them from whoever has them.
    case assign(to: String?)
    /// From one agent to another, or to nobody; what somebody else has by now is left to them.
    case reassign(from: String?, to: String?)
    case label(Label, isOn: Bool)
    /// As `AgentFact.Act.snooze`.
    case snooze(until: Instant?)
    case done
    /// Ends *done* and a snooze.
    case reopen
    case read
    case unread
    case priority(Priority)

    /// What there is to do to one of them.
    public enum Step: Hashable, Sendable {
        /// To be recorded.
        case act(AgentFact.Act)
        /// Every unread message of it counts as seen.
        case readAll
        /// Its newest message to us counts as unseen again.
        case unreadNewest
        /// It is so already.
        case already
        case cannot(Obstacle)
    }

    /// Why one of many is left as it is.
    public enum Obstacle: Hashable, CaseIterable, Sendable {
        /// Nobody puts away what nobody read.
        case unread
        /// What was not delivered stays in sight.
        case notDelivered
        /// There is no message of theirs that could be unread.
        case nothingReceived
        /// Somebody else has it by now.
        case taken
        /// The conversation is not there any more.
        case gone
    }

    /// What it means for a conversation as it stands at `now`. Of one alone an agent sees what they do; of many they do
    /// not, so what is unread or was not delivered is never put out of sight with the others.
    public func step(for row: ThreadRow, at now: Instant) -> Step {
        switch self {
        case .assign(let agent): return row.assignee == agent ? .already : .act(.assign(to: agent))
        case .reassign(let from, let to):
            if row.assignee == to { return .already }
            return row.assignee == from ? .act(.assign(to: to)) : .cannot(.taken)
        case .label(let label, true): return row.labels.contains(label) ? .already : .act(.label(label))
        case .label(let label, false): return row.labels.contains(label) ? .act(.unlabel(label)) : .already
        case .snooze(let until):
            if row.failed > 0 { return .cannot(.notDelivered) }
            return row.unread > 0 ? .cannot(.unread) : .act(.snooze(until: until))
        case .done:
            if row.isDone { return .already }
            return row.unread > 0 ? .cannot(.unread) : .act(.done)
        case .reopen: return row.isDone || row.isSnoozed(at: now) ? .act(.reopen) : .already
        case .read: return row.unread > 0 ? .readAll : .already
        case .unread: return row.unread > 0 ? .already : .unreadNewest
        case .priority(let priority): return row.priority == priority ? .already : .act(.priority(priority))
        }
    }

    /// Whether it may take a conversation out of the queue it was marked in.
    public var putsAway: Bool {
        switch self {
        case .snooze, .done, .reopen: true
        case .assign, .reassign, .label, .read, .unread, .priority: false
        }
    }
}

/// What became of many.
public struct BulkReport: Hashable, Sendable {
    /// One that was left as it is, and why.
    public struct Refused: Hashable, Sendable {
        /// Its conversation, as it was named.
        public var key: ThreadKey
        /// As it stands; nil when it is gone.
        public var row: ThreadRow?
        /// Why.
        public var why: BulkVerb.Obstacle

        /// One of many that nothing was done to.
        public init(key: ThreadKey, row: ThreadRow?, why: BulkVerb.Obstacle) {
            self.key = key
            self.row = row
            self.why = why
        }
    }

    /// What was wanted.
    public var verb: BulkVerb
    /// Those it was done to.
    public var changed: [ThreadKey] = []
    /// Those that were so before.
    public var already: [ThreadKey] = []
    /// Those it was not done to.
    public var refused: [Refused] = []

    /// Nothing done yet.
    public init(_ verb: BulkVerb) { self.verb = verb }
}
