/// What the line printed on leaving counts.
public struct Tally: Hashable, Sendable {
    /// Free texts that went into the outbox.
    public var answered = 0
    /// Templates that went into the outbox.
    public var templatesSent = 0
    /// Free texts that a shut window stopped.
    public var textsStopped = 0
    /// Conversations whose window closed unanswered while they stood open.
    public var windowsLost = 0

    init() {}
}
