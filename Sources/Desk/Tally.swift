import Inbox

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

    /// It is in the outbox.
    mutating func count(_ content: Content) { add(1, for: content) }

    /// It was taken back: nothing of it will leave.
    mutating func discount(_ content: Content) { add(-1, for: content) }

    /// What an earlier sitting sent was never counted here, and can be taken back all the same.
    private mutating func add(_ number: Int, for content: Content) {
        switch content {
        case .text, .media, .location, .contacts, .interactive: answered = max(0, answered + number)
        case .template, .direct: templatesSent = max(0, templatesSent + number)
        case .reaction: break
        }
    }
}
