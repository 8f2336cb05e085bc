import Inbox

/// One thing the status page tells of, in its order.
public enum StatusFact: String, CaseIterable, Hashable, Sendable {
    case spool, webhooks, outbox, limits, clock, work, quarantine, unrouted, channel
}

/// The rows behind a fact, as loaded for its page. Facts that are told by the status alone have none.
public enum StatusReport: Equatable, Sendable {
    case nothing
    case outbox([OutboxRow])
    case quarantine([QuarantinedFile])
    case unrouted([UnroutedThread])
    case limits(LimitsReport)
    /// The newest first.
    case channel([ChannelEvent])

    /// A row that waits, is leaving, or whose outcome nobody knows.
    public struct OutboxRow: Equatable, Sendable {
        /// The row itself.
        public var item: OutboxItem
        /// Who has claimed it.
        public var holder: ProcessNote?

        /// A row, and who has it.
        public init(item: OutboxItem, holder: ProcessNote? = nil) {
            self.item = item
            self.holder = holder
        }
    }
}

/// A file the spool could not take in.
public struct QuarantinedFile: Hashable, Sendable {
    /// Its name in the folder.
    public var name: String
    /// The first line of its `.reason`.
    public var reason: String

    /// A file as it lies in the quarantine.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}

/// What an explanation is asked about, and what came of it.
public enum Question: Hashable, Sendable {
    case message(MessageKey)
    case window(ThreadKey)
    case person(ThreadKey)
    case fact(StatusFact)
    /// How the day goes.
    case today
}

/// The answer to a `Question`: the facts and files behind what is on screen.
public enum Explanation: Equatable, Sendable {
    /// Nil when the message is gone.
    case message(MessageTrail?)
    case window(WindowTrail)
    case person(PersonTrail)
    case fact(StatusReport)
    case today(TodayReport)
}

/// The status page: which line has the cursor.
struct StatusState: Equatable, Sendable {
    var fact: StatusFact

    init(fact: StatusFact = .spool) { self.fact = fact }
}
