/// How near a conversation is to the limit on messages from one number to one person (`whatsapp.md` §8).
public struct PairStanding: Hashable, Sendable {
    /// Messages that were lent to the burst that is being paid for; 0 when nothing is.
    public var sent: Int
    /// How many one burst may have.
    public var burst: Int
    /// When the burst is paid for, and the next begins anew.
    public var paidAt: Instant
    /// The next message waits until then; nil when it may leave at once.
    public var heldUntil: Instant?

    /// A standing as the departures on record give it.
    public init(sent: Int, burst: Int, paidAt: Instant, heldUntil: Instant? = nil) {
        self.sent = sent
        self.burst = burst
        self.paidAt = paidAt
        self.heldUntil = heldUntil
    }

    /// How many more may leave at once.
    public var left: Int { max(0, burst - sent) }

    /// From here on it is worth a word: the last third of a burst.
    public var isNear: Bool { sent * 3 >= burst * 2 }
}
