/// The state of one outbound message: the highest rung any evidence proves, and the failure lane beside it.
public struct Delivery: Hashable, Sendable {
    /// Whether it is on its way, or why not.
    public enum Lane: Hashable, Sendable {
        /// On the ladder.
        case climbing
        /// The platform answered that it will not be delivered (asynchronously, after accepting it).
        case failed(FailureNote, at: Instant)
        /// The platform or our gate refused it; nothing left.
        case refused(FailureNote, at: Instant)
        /// The request left and no answer is known. Never resent by itself (law 10).
        case uncertain(at: Instant)
    }

    /// The highest rung proven; kept also in a failure lane, as evidence.
    public private(set) var stage: DeliveryStage
    /// The failure beside the ladder; `climbing` while there is none.
    public private(set) var lane: Lane
    /// When each rung was first reached, by the platform's stamps.
    public private(set) var reached: [DeliveryStage: Instant]

    /// A message on its first known rung, reached at `at`, without a failure.
    public init(stage: DeliveryStage, at: Instant) {
        self.stage = stage
        lane = .climbing
        reached = [stage: at]
    }

    /// Takes note of a rung. A lower or repeated rung changes nothing but the earliest time it was reached; a proof
    /// that the platform has the message settles `uncertain`, and `refused` never had one.
    public mutating func reach(_ rung: DeliveryStage, at: Instant) {
        reached[rung] = reached[rung].map { min($0, at) } ?? at
        stage = max(stage, rung)
        if case .uncertain = lane, rung >= .accepted { lane = .climbing }
        if case .refused = lane, rung >= .accepted { lane = .climbing }
    }

    /// Takes note of a failure. The earliest one stays when several are told, so that order does not matter.
    public mutating func fail(_ note: FailureNote, at: Instant) {
        if case .failed(let old, let oldAt) = lane, !note.precedes(old, at: at, otherAt: oldAt) { return }
        lane = .failed(note, at: at)
    }

    /// The request was refused, or the agent knows that an uncertain one was not sent; nothing left. A proof that the
    /// platform has the message is stronger.
    public mutating func refuse(_ note: FailureNote, at: Instant) {
        guard stage <= .leaving else { return }
        switch lane {
        case .climbing, .uncertain: lane = .refused(note, at: at)
        case .refused(let old, let oldAt) where note.precedes(old, at: at, otherAt: oldAt):
            lane = .refused(note, at: at)
        case .refused, .failed: break
        }
    }

    /// The outcome of the request is not known.
    public mutating func becomeUncertain(at: Instant) {
        guard stage <= .leaving else { return }
        switch lane {
        case .climbing: lane = .uncertain(at: at)
        case .uncertain(let old): lane = .uncertain(at: min(old, at))
        case .refused, .failed: break
        }
    }

    /// The word the contracts print for the message's `status`.
    public var word: String {
        switch lane {
        case .climbing: stage.word
        case .failed: "failed"
        case .refused: "refused"
        case .uncertain: "uncertain"
        }
    }

    /// Counts as *not delivered* until somebody looks after it.
    public var needsCare: Bool {
        if case .climbing = lane { return false }
        return true
    }

    /// Why it did not get through; nil while it climbs, and while nobody knows.
    public var failure: FailureNote? {
        switch lane {
        case .climbing, .uncertain: nil
        case .failed(let note, _), .refused(let note, _): note
        }
    }
}
