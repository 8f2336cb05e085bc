/// How a day goes, counted from what is stored: what a team lead asks in the morning, at noon, and before going home.
public struct TodayReport: Hashable, Sendable {
    /// One agent's share.
    public struct Agent: Hashable, Sendable {
        /// As their facts and messages are marked.
        public var name: String
        /// Messages of theirs that the platform took.
        public var messages: Int
        /// Conversations they answered in.
        public var conversations: Int
        /// How long those waited whom they answered first; nil when there was none.
        public var firstAnswer: Span?

        /// An agent who wrote something.
        public init(name: String, messages: Int, conversations: Int, firstAnswer: Span? = nil) {
            self.name = name
            self.messages = messages
            self.conversations = conversations
            self.firstAnswer = firstAnswer
        }
    }

    /// One hour of a clock on the wall; both hours of a night that has one twice.
    public struct Hour: Hashable, Sendable {
        /// 0 to 23.
        public var hour: Int
        /// Messages of customers.
        public var received: Int
        /// Messages of ours that the platform took.
        public var sent: Int

        /// What came and went within an hour.
        public init(hour: Int, received: Int = 0, sent: Int = 0) {
            self.hour = hour
            self.received = received
            self.sent = sent
        }
    }

    /// Messages of one cause that did not get through.
    public struct Failure: Hashable, Sendable {
        /// Why; `details` is nil, since they differ.
        public var note: FailureNote
        /// How many.
        public var messages: Int

        /// A cause, and how often.
        public init(note: FailureNote, messages: Int) {
            self.note = note
            self.messages = messages
        }
    }

    /// When the day began, by the agent's clock.
    public var since: Instant
    /// Until when it is counted.
    public var until: Instant
    /// Messages of customers.
    public var received = 0
    /// Conversations in which we answered.
    public var handled = 0
    /// How often we answered somebody who waited.
    public var firstAnswers = 0
    /// The median of how long they had waited; of an even number the longer of the middle two.
    public var firstAnswer: Span?
    /// Who has waited longest of those who can be answered: the first of the queue `waiting`; nil when nobody waits.
    public var oldest: ThreadRow?
    /// Who has waited longest behind a shut window; nil when nobody does.
    public var oldestShut: ThreadRow?
    /// Windows that ended today with somebody waiting.
    public var windowsLost = 0
    /// The month's service messages of each number of ours.
    public var allowances: [NumberAllowance] = []
    /// The commonest first.
    public var failures: [Failure] = []
    /// Who wrote most first.
    public var agents: [Agent] = []
    /// From the first hour in which anything happened to the last, in order.
    public var hours: [Hour] = []

    /// What one number used of its free messages.
    public struct NumberAllowance: Hashable, Sendable {
        /// Ours.
        public var number: NumberID
        /// Free messages of the month.
        public var allowance: ServiceAllowance

        /// A number's month.
        public init(number: NumberID, allowance: ServiceAllowance) {
            self.number = number
            self.allowance = allowance
        }
    }

    /// A day of which nothing is known.
    public init(since: Instant, until: Instant) {
        self.since = since
        self.until = until
    }

    /// The middle of the values, of an even number the longer; nil of none.
    public static func median(_ spans: [Span]) -> Span? {
        spans.isEmpty ? nil : spans.sorted()[spans.count / 2]
    }
}
