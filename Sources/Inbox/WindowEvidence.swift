/// What a store knows about the 24-hour customer service window of one thread: maxima over facts, so that no order of
/// reading and no repetition can change them (laws 1, 2, 6).
public struct WindowEvidence: Hashable, Sendable {
    /// Newest start among the customer's messages and calls: min(platform timestamp, arrival) of each.
    public var trigger: Instant?
    /// Newest timestamp among triggers whose arrival nobody recorded; capped at `now` whenever it is read.
    public var undatedTrigger: Instant?
    /// As `trigger`, for reactions, of which the platform does not say whether they open a window (`whatsapp.md` §3.2).
    public var reaction: Instant?
    /// As `undatedTrigger`, for reactions.
    public var undatedReaction: Instant?
    /// When the newest free-form attempt left that the platform refused with 131047.
    public var refusedAt: Instant?
    /// When the newest free-form attempt left that the platform accepted although we did not know the window to be
    /// open.
    public var triedAt: Instant?
    /// The first recorded arrival of anything in this store: since then we would have heard of a trigger.
    public var listeningSince: Instant?

    /// Nothing on record unless told: the window is unknown then.
    public init(
        trigger: Instant? = nil, undatedTrigger: Instant? = nil, reaction: Instant? = nil,
        undatedReaction: Instant? = nil, refusedAt: Instant? = nil, triedAt: Instant? = nil,
        listeningSince: Instant? = nil
    ) {
        self.trigger = trigger
        self.undatedTrigger = undatedTrigger
        self.reaction = reaction
        self.undatedReaction = undatedReaction
        self.refusedAt = refusedAt
        self.triedAt = triedAt
        self.listeningSince = listeningSince
    }

    /// The start of the window by unambiguous triggers, as known at `now`; nil without any.
    public func start(at now: Instant) -> Instant? { Self.newer(trigger, undatedTrigger.map { min($0, now) }) }

    /// The start of the window counting reactions too.
    public func startWithReactions(at now: Instant) -> Instant? {
        Self.newer(start(at: now), Self.newer(reaction, undatedReaction.map { min($0, now) }))
    }

    /// Whether an accepted try since the last refusal waives the agent's confirmation (design §6).
    public var tryIsWaived: Bool {
        guard let triedAt else { return false }
        return refusedAt.map { $0 < triedAt } ?? true
    }

    /// Counts one more event of the customer's. Order and repetition do not matter, as long as each event comes with
    /// its final arrival: when an earlier arrival of an event becomes known, count all events of the thread anew,
    /// because a maximum cannot be taken back.
    ///
    /// - Parameters:
    ///   - timestamp: the platform's stamp; the epoch when there is none. Without an arrival it is no evidence then.
    ///   - arrival: the earliest recorded arrival, or nil when none was recorded.
    public mutating func count(_ effect: WindowEffect, timestamp: Instant, arrival: Instant?) {
        guard arrival != nil || timestamp.milliseconds > 0 else { return }
        let start = arrival.map { min(timestamp, $0) }
        switch effect {
        case .none: break
        case .opens:
            if let start {
                trigger = Self.newer(trigger, start)
            } else {
                undatedTrigger = Self.newer(undatedTrigger, timestamp)
            }
        case .mayOpen:
            if let start {
                reaction = Self.newer(reaction, start)
            } else {
                undatedReaction = Self.newer(undatedReaction, timestamp)
            }
        }
    }

    static func newer(_ a: Instant?, _ b: Instant?) -> Instant? {
        guard let a else { return b }
        guard let b else { return a }
        return max(a, b)
    }
}
