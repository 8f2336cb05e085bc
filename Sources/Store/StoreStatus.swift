import Inbox

/// How the store as a whole stands: what the top line and `oriel doctor` show.
public struct StoreStatus: Hashable, Sendable {
    /// The newest recorded arrival of any webhook.
    public var lastArrival: Instant?
    /// The first recorded arrival: since then a trigger would have been heard of.
    public var listeningSince: Instant?
    /// Statuses of messages this store does not have (yet), counted by message, up to `orphanCountLimit`.
    public var orphans: Int
    /// Threads whose messages have no sender or came in on a number that is not ours.
    public var unrouted: Int
    /// Webhook items that are kept but have no place of their own, up to `orphanCountLimit`.
    public var others: Int
    /// Outbox rows that wait to leave or are leaving.
    public var waiting: Int
    /// Outbox rows whose outcome nobody knows.
    public var uncertain: Int

    /// Counting stops here, so that the status costs the same however large the store is.
    public static let orphanCountLimit = 100_000

    /// The status of an empty store, but for what is given.
    public init(
        lastArrival: Instant? = nil, listeningSince: Instant? = nil, orphans: Int = 0, unrouted: Int = 0,
        others: Int = 0, waiting: Int = 0, uncertain: Int = 0
    ) {
        self.lastArrival = lastArrival
        self.listeningSince = listeningSince
        self.orphans = orphans
        self.unrouted = unrouted
        self.others = others
        self.waiting = waiting
        self.uncertain = uncertain
    }
}
