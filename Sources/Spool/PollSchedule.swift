/// When to look into the spool next: a value that is told what happened and holds the answer. All times are in
/// milliseconds of one clock that never goes back.
///
/// Without notifications it looks every ``interval``. While they work it relaxes to ``relaxed``. A look that finds
/// files nobody announced shows that they do not work here (a network file system, say): back to ``interval``, until
/// one comes again. After a failure it waits longer each time, up to ``relaxed``.
public struct PollSchedule: Hashable, Sendable {
    /// What notifications are worth.
    public enum Notifications: Hashable, Sendable {
        /// Nothing is watched.
        case absent
        /// They are relied on.
        case trusted
        /// Files arrived unannounced.
        case doubted
    }

    /// The time between looks that may follow notifications, so that a flood of them costs few looks.
    static let shortest: Int64 = 10

    /// The time between looks without notifications.
    public let interval: Int64
    /// The time between looks while notifications work.
    public let relaxed: Int64
    /// What notifications are worth at present.
    public private(set) var notifications = Notifications.absent
    /// When to look next.
    public private(set) var nextPoll: Int64

    private var lastPoll: Int64
    private var failures = 0
    /// A notification came since the last look.
    private var isAnnounced = false
    /// The last look left nothing behind and was made while watching: a file found now must have been announced.
    private var isSettled = false

    /// A schedule whose first look is at `now`. `interval` is at least 10 ms; `relaxed` is never shorter than it.
    public init(now: Int64, interval: Int64 = 500, relaxed: Int64 = 5_000) {
        self.interval = max(Self.shortest, interval)
        self.relaxed = max(self.interval, relaxed)
        nextPoll = now
        lastPoll = now - self.interval
    }

    /// How long to wait from `now`, at least 0.
    public func delay(now: Int64) -> Int64 { max(0, nextPoll - now) }

    /// Notifications are watched from now on, or no longer. Looks at once, for what came before the watch stood.
    public mutating func watch(_ isWatching: Bool, now: Int64) {
        notifications = isWatching ? .trusted : .absent
        isSettled = false
        isAnnounced = false
        if failures == 0 { nextPoll = isWatching ? now : min(nextPoll, now + interval) }
    }

    /// A notification came.
    public mutating func notified(now: Int64) {
        guard notifications != .absent else { return }
        notifications = .trusted
        isAnnounced = true
        // While looking fails, a flood of new files must not make it fail more often.
        if failures == 0 { nextPoll = min(nextPoll, max(now, lastPoll + Self.shortest)) }
    }

    /// A look was made.
    ///
    /// - Parameters:
    ///   - found: Whether it found files to take in.
    ///   - hasBacklog: Whether more wait behind them: looks again at once.
    ///   - wakeAt: When deferred files want another look; nil when there are none.
    ///   - now: When it was made.
    public mutating func polled(found: Bool, hasBacklog: Bool, wakeAt: Int64?, now: Int64) {
        if found, isSettled, !isAnnounced, notifications == .trusted { notifications = .doubted }
        failures = 0
        isAnnounced = false
        isSettled = notifications != .absent && !hasBacklog && wakeAt == nil
        lastPoll = now
        nextPoll = hasBacklog ? now : now + (notifications == .trusted ? relaxed : interval)
        if let wakeAt { nextPoll = min(nextPoll, max(wakeAt, now + Self.shortest)) }
    }

    /// A look was made that brought `batch`.
    public mutating func polled(_ batch: Batch, now: Int64) {
        polled(
            found: !batch.envelopes.isEmpty || !batch.quarantined.isEmpty, hasBacklog: batch.backlog > 0,
            wakeAt: batch.wakeAt, now: now)
    }

    /// A look failed, or what it brought could not be stored.
    public mutating func failed(now: Int64) {
        failures = min(failures + 1, 16)
        isSettled = false
        lastPoll = now
        nextPoll = now + min(relaxed, interval << Int64(failures - 1))
    }
}
