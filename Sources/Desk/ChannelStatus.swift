import Inbox

/// What the top line tells about the channel.
public struct ChannelStatus: Equatable, Sendable {
    /// The business name and number of the thread's side.
    public var channelName: String
    /// Our number as people write it; empty when the screen shows all numbers.
    public var displayNumber: String
    /// The newest arrival of any webhook.
    public var lastWebhookAt: Instant?
    /// When the spool was last looked at.
    public var lastPollAt: Instant?
    /// Rows of the outbox that wait to leave or are leaving.
    public var outboxDepth: Int
    /// Files of the spool that could not be taken in.
    public var quarantined: Int
    /// Conversations without a place: no sender, or a number that is not ours.
    public var unrouted: Int
    /// Windows that closed unanswered today.
    public var lostToday: Int
    /// What keeps messages from leaving or coming in, in words; nil when all is well.
    public var trouble: Trouble?
    /// The limits or the platform hold the outbox until then.
    public var throttledUntil: Instant?
    /// What holds the outbox until then; nil while nothing does.
    public var throttle: ThrottleCause?
    /// Rows of the outbox whose outcome nobody knows.
    public var uncertain = 0
    /// How far this machine's clock is off the platform's; nil until it was measured.
    public var skew: SkewReading?
    /// Who takes files out of the spool; nil when nobody does.
    public var ingester: ProcessNote?
    /// Whether `oriel work` runs for this store.
    public var worker = WorkerStanding.none
    /// Whether this process has a token, and so sends while no worker does.
    public var canSend = false
    /// Nobody has looked at the spool for too long.
    public var isSpoolUnread = false
    /// The newest hook that did not do what it should, of whoever runs them; nil while all do.
    public var hookFailure: HookFailure?
    /// Ours, in the store's order.
    public var numbers: [OwnNumber] = []
    /// Empty when there is no spool.
    public var spoolPath = ""
    /// Warnings about numbers and accounts that this agent has not looked at.
    public var unseenNews = 0
    /// The newest of them that is about security.
    public var security: ChannelEvent?
    /// When the newest of all was told; nil when none ever was.
    public var lastNewsAt: Instant?

    /// A status in which all is well, but for what is told; what has a value of its own from the start is set later.
    public init(
        channelName: String = "", displayNumber: String = "", lastWebhookAt: Instant? = nil, lastPollAt: Instant? = nil,
        outboxDepth: Int = 0, quarantined: Int = 0, unrouted: Int = 0, lostToday: Int = 0,
        trouble: Trouble? = nil, throttledUntil: Instant? = nil
    ) {
        self.channelName = channelName
        self.displayNumber = displayNumber
        self.lastWebhookAt = lastWebhookAt
        self.lastPollAt = lastPollAt
        self.outboxDepth = outboxDepth
        self.quarantined = quarantined
        self.unrouted = unrouted
        self.lostToday = lostToday
        self.trouble = trouble
        self.throttledUntil = throttledUntil
    }
}

/// Something outside that keeps the program from its work.
public enum Trouble: Hashable, Sendable {
    /// The spool cannot be read.
    case spool(Obstacle)
    /// The store takes nothing, or gives nothing.
    case store(Obstacle)
    /// The API refuses our token, or there is none where it should be.
    case token(Obstacle)
    /// The API cannot be reached.
    case network(Obstacle)
    /// Nobody has looked at the spool for too long.
    case spoolUnread
    /// The worker of the store is gone, and this process cannot send.
    case workerStopped
    /// The worker of the store is gone, and this process does its work.
    case workerReplaced
    /// This process only shows: no token, so nothing can leave.
    case noToken
}
