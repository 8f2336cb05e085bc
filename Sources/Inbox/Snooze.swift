/// A conversation put out of sight by an agent. It ends at its time, and always when the customer writes, whatever the time
/// was; marking it done, reopening it or marking it unread ends it too.
public struct Snooze: Hashable, Sendable {
    /// When it ends by itself; nil only when the customer writes.
    public var until: Instant?
    /// When the agent asked for it.
    public var at: Instant
    /// The agent.
    public var by: String

    /// A snooze as it was recorded.
    public init(until: Instant?, at: Instant, by: String) {
        self.until = until
        self.at = at
        self.by = by
    }

    /// Stands for *no end* where snoozes are sorted by their end: after every time there is.
    public static let noEnd = Instant(milliseconds: 9_000_000_000_000_000_000)

    /// The end, as far as the clock has anything to do with it; `noEnd` when it has not.
    public var end: Instant { until ?? Self.noEnd }

    /// When a window that is not shut at `now` will shut while nobody looks; nil when the snooze ends before it.
    public func outlives(_ window: ServiceWindow, at now: Instant) -> Instant? {
        guard let shuts = window.until, shuts > now, shuts <= end else { return nil }
        return shuts
    }
}

extension ThreadRow {
    /// The snooze that keeps the conversation out of the queues at `now`; nil when none does. What was not delivered is
    /// never hidden: as long as nobody has looked after a failure, the conversation stands where failures stand.
    public func snooze(at now: Instant) -> Snooze? {
        guard let snooze, !isDone, failed == 0, now < snooze.end else { return nil }
        return snooze
    }

    /// Whether it is out of sight at `now`.
    public func isSnoozed(at now: Instant) -> Bool { snooze(at: now) != nil }
}
