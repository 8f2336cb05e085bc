import Inbox

/// What else is known of an open conversation: whether its person is somebody twice, how near its limit is, what is free.
public struct ConversationStanding: Hashable, Sendable {
    /// The person may be known by another number as well.
    public var hasCandidates: Bool
    /// How near the limit on messages to one person is; nil while nothing is owed.
    public var pair: PairStanding?
    /// The free messages of the number's month; nil when nobody counted.
    public var allowance: ServiceAllowance?

    /// Until when everything to this person is free, because they came from an advertisement; nil when it is not.
    public var freeEntryUntil: Instant?

    /// Colleagues who have it open too, those who write first.
    public var present: [Presence]

    /// Nothing known unless told.
    public init(
        hasCandidates: Bool = false, pair: PairStanding? = nil, allowance: ServiceAllowance? = nil,
        freeEntryUntil: Instant? = nil, present: [Presence] = []
    ) {
        self.hasCandidates = hasCandidates
        self.pair = pair
        self.allowance = allowance
        self.freeEntryUntil = freeEntryUntil
        self.present = present
    }
}
