import Inbox

/// The limit on messages from one number to one person (`whatsapp.md` §8): one in 6 s, or up to 45 within 6 s that are
/// borrowed from the future, so that after a burst of *n* nothing may follow for *n* × 6 s (131056).
struct PairLimit: Hashable, Sendable {
    static let pace = Span.seconds(6)
    static let burst = 45

    private var start: Instant?
    private var count = 0

    /// Counts one message, or returns false when it comes too early.
    mutating func take(at now: Instant) -> Bool {
        guard let start, now < start + Self.pace * Int64(count) else {
            self.start = now
            count = 1
            return true
        }
        guard now < start + Self.pace, count < Self.burst else { return false }
        count += 1
        return true
    }
}
