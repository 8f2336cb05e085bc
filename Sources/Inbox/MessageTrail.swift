/// What led to the state of one message: the facts, in the order of their times, and the webhooks they came by.
public struct MessageTrail: Hashable, Sendable {
    /// A status the platform told.
    public struct Step: Hashable, Sendable {
        /// The platform's word: `sent`, `delivered`, `read`, `played`, `failed`, or one this program does not know.
        public var word: String
        /// The platform's stamp.
        public var at: Instant
        /// For `failed`: why, as the platform said it.
        public var failure: FailureNote?
        /// The webhook that told it; nil when the store no longer knows.
        public var origin: Origin?

        /// A status as one webhook told it.
        public init(word: String, at: Instant, failure: FailureNote? = nil, origin: Origin? = nil) {
            self.word = word
            self.at = at
            self.failure = failure
            self.origin = origin
        }
    }

    /// One try of the outbox to send it, or what an agent said of it later.
    public struct Attempt: Hashable, Sendable {
        /// What came of a try. `underWay` until the answer is recorded.
        public enum Outcome: Hashable, Sendable {
            case underWay, accepted, refused, uncertain
        }

        /// Counted from 1.
        public var ordinal: Int
        /// When the request left; nil when nothing left.
        public var leftAt: Instant?
        /// What came of it.
        public var outcome: Outcome
        /// When its outcome was known.
        public var at: Instant?
        /// Why it was refused or is uncertain; nil when it was accepted or is under way.
        public var note: FailureNote?
        /// When it is tried again; nil when it is not.
        public var retryAt: Instant?

        /// A try; what is not known yet stays nil.
        public init(
            ordinal: Int, leftAt: Instant? = nil, outcome: Outcome, at: Instant? = nil, note: FailureNote? = nil,
            retryAt: Instant? = nil
        ) {
            self.ordinal = ordinal
            self.leftAt = leftAt
            self.outcome = outcome
            self.at = at
            self.note = note
            self.retryAt = retryAt
        }
    }

    /// The message itself, with the state that the rest explains.
    public var message: Message
    /// The webhook that brought it; nil for our own.
    public var origin: Origin?
    /// What waits or was sent; nil for what customers wrote, and for what another program sent.
    public var item: OutboxItem?
    /// Every try of the outbox, in order; empty for what did not go through it.
    public var attempts: [Attempt]
    /// Oldest first.
    public var steps: [Step]

    /// A trail; without an item, attempts and steps it is one of a message that came in.
    public init(
        message: Message, origin: Origin? = nil, item: OutboxItem? = nil, attempts: [Attempt] = [], steps: [Step] = []
    ) {
        self.message = message
        self.origin = origin
        self.item = item
        self.attempts = attempts
        self.steps = steps
    }
}
