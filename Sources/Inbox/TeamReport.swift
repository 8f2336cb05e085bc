/// Who has what: the conversations of each agent that are not done, and how they stand.
public struct TeamReport: Hashable, Sendable {
    /// What one agent has.
    public struct Member: Hashable, Sendable {
        /// As facts are marked; nil for what nobody has.
        public var name: String?
        /// Conversations of theirs that are not done, snoozed ones too.
        public var open = 0
        /// Those in which the customer waits.
        public var unanswered = 0
        /// Since when the one that has waited longest does; nil when nobody waits.
        public var oldest: Instant?
        /// Unanswered ones whose window ends within `ServiceWindow.closingSpan`.
        public var closing = 0
        /// When they last did something or opened a conversation; nil when they never did.
        public var lastSeen: Instant?

        /// Somebody who has nothing, unless told.
        public init(
            name: String?, open: Int = 0, unanswered: Int = 0, oldest: Instant? = nil, closing: Int = 0,
            lastSeen: Instant? = nil
        ) {
            self.name = name
            self.open = open
            self.unanswered = unanswered
            self.oldest = oldest
            self.closing = closing
            self.lastSeen = lastSeen
        }
    }

    /// By name; what nobody has comes last.
    public var members: [Member]

    /// Everybody who was counted.
    public init(members: [Member]) { self.members = members }
}
