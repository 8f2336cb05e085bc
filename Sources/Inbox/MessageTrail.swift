/// What led to the state of one message: the facts, in the order of their times, and the webhooks they came by.
public struct MessageTrail: Hashable, Sendable {
    /// A status the platform told.
    public struct Step: Hashable, Sendable {
        /// The platform's word: `sent`, `delivered`, `read`, `played`, `failed`, or one this program does not know.
        public var word: String
        /// The platform's stamp.
        public var at: Instant
        public var failure: FailureNote?
        public var origin: Origin?

        public init(word: String, at: Instant, failure: FailureNote? = nil, origin: Origin? = nil) {
            self.word = word
            self.at = at
            self.failure = failure
            self.origin = origin
        }
    }

    /// One try of the outbox to send it, or what an agent said of it later.
    public struct Attempt: Hashable, Sendable {
        public enum Outcome: Hashable, Sendable {
            case underWay, accepted, refused, uncertain
        }

        /// Counted from 1.
        public var ordinal: Int
        /// When the request left; nil when nothing left.
        public var leftAt: Instant?
        public var outcome: Outcome
        /// When its outcome was known.
        public var at: Instant?
        public var note: FailureNote?
        public var retryAt: Instant?

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

    public var message: Message
    /// The webhook that brought it; nil for our own.
    public var origin: Origin?
    /// What waits or was sent; nil for what customers wrote, and for what another program sent.
    public var item: OutboxItem?
    public var attempts: [Attempt]
    /// Oldest first.
    public var steps: [Step]

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
