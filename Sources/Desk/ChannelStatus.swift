import Inbox

/// What the top line tells about the channel.
public struct ChannelStatus: Equatable, Sendable {
    /// The business name and number of the thread's side.
    public var channelName: String
    public var displayNumber: String
    /// The newest arrival of any webhook.
    public var lastWebhookAt: Instant?
    /// When the spool was last looked at.
    public var lastPollAt: Instant?
    public var outboxDepth: Int
    public var quarantined: Int
    public var unrouted: Int
    /// Windows that closed unanswered today.
    public var lostToday: Int
    /// What keeps messages from leaving or coming in, in words; nil when all is well.
    public var trouble: Trouble?
    /// The limits or the platform hold the outbox until then.
    public var throttledUntil: Instant?
    public var throttle: ThrottleCause?
    /// Rows of the outbox whose outcome nobody knows.
    public var uncertain = 0
    public var skew: SkewReading?
    /// Who takes files out of the spool; nil when nobody does.
    public var ingester: ProcessNote?
    public var worker = WorkerStanding.none
    /// Whether this process has a token, and so sends while no worker does.
    public var canSend = false
    /// Nobody has looked at the spool for too long.
    public var isSpoolUnread = false
    /// Empty when there is no spool.
    public var spoolPath = ""

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
    /// The spool cannot be read; the text says what and the cure.
    case spool(String)
    case store(String)
    /// The API refuses our token.
    case token(String)
    case network(String)
    /// Nobody has looked at the spool for too long.
    case spoolUnread
    /// The worker of the store is gone, and this process cannot send.
    case workerStopped
    /// The worker of the store is gone, and this process does its work.
    case workerReplaced
    /// This process only shows: no token, so nothing can leave.
    case noToken
}
