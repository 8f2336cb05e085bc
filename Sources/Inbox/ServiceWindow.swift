/// The state of a thread's 24-hour customer service window at one moment (design §6).
public enum ServiceWindow: Hashable, Sendable {
    /// No trigger on record, and the store has not listened for 24 h yet.
    case unknown
    /// Two hours or more are left.
    case open(until: Instant)
    /// Under two hours are left.
    case closing(until: Instant)
    /// Under fifteen minutes are left.
    case critical(until: Instant)
    /// Over since then.
    case closed(since: Instant)
    /// We think it open, but the platform refused an attempt that left after the newest trigger.
    case disputed(until: Instant, refusedAt: Instant)
    /// Only a reaction keeps it open.
    case likely(until: Instant)

    /// Exactly 24 h 00 m 00 s (`whatsapp.md` §3.1).
    public static let length = Span.hours(24)
    /// Less than this is left of a window that is `closing`.
    public static let closingSpan = Span.hours(2)
    /// Less than this is left of a window that is `critical`.
    public static let criticalSpan = Span.minutes(15)

    /// The state at `now`. Knows no guard: one millisecond before the end it is `critical`, at the end `closed`.
    public init(_ evidence: WindowEvidence, at now: Instant) {
        guard let possibleEnd = evidence.startWithReactions(at: now).map({ $0 + Self.length }) else {
            self = Self.withoutTrigger(evidence, at: now)
            return
        }
        guard now < possibleEnd else {
            self = .closed(since: possibleEnd)
            return
        }
        guard let end = evidence.start(at: now).map({ $0 + Self.length }), now < end else {
            self = Self.dispute(of: possibleEnd, evidence) ?? .likely(until: possibleEnd)
            return
        }
        if let dispute = Self.dispute(of: end, evidence) {
            // A refusal says nothing about a reaction after it.
            self = Self.dispute(of: possibleEnd, evidence) == nil ? .likely(until: possibleEnd) : dispute
        } else {
            let left = end - now
            self =
                left < Self.criticalSpan
                ? .critical(until: end)
                : left < Self.closingSpan ? .closing(until: end) : .open(until: end)
        }
    }

    private static func withoutTrigger(_ evidence: WindowEvidence, at now: Instant) -> ServiceWindow {
        guard let end = evidence.listeningSince.map({ $0 + length }), end <= now else { return .unknown }
        return .closed(since: end)
    }

    /// A refusal speaks against a window whose trigger is older than the refused attempt (design §6).
    private static func dispute(of end: Instant, _ evidence: WindowEvidence) -> ServiceWindow? {
        guard let refusedAt = evidence.refusedAt, end - length < refusedAt else { return nil }
        return .disputed(until: end, refusedAt: refusedAt)
    }

    /// The word the contracts print (design §11).
    public var word: String {
        switch self {
        case .unknown: "unknown"
        case .open: "open"
        case .closing: "closing"
        case .critical: "critical"
        case .closed: "closed"
        case .disputed: "disputed"
        case .likely: "likely"
        }
    }

    /// When it ends or ended; nil when unknown.
    public var until: Instant? {
        switch self {
        case .unknown: nil
        case .open(let until), .closing(let until), .critical(let until), .likely(let until): until
        case .disputed(let until, _): until
        case .closed(let since): since
        }
    }

    /// Whether free-form messages may leave without asking: the three shades of open.
    public var isOpen: Bool {
        switch self {
        case .open, .closing, .critical: true
        case .unknown, .closed, .disputed, .likely: false
        }
    }

    /// Over, for certain: the only state that allows no try.
    public var isClosed: Bool {
        if case .closed = self { true } else { false }
    }

    /// Under two hours left, for certain.
    public var isClosingSoon: Bool {
        switch self {
        case .closing, .critical: true
        default: false
        }
    }

    /// What is left at `now`, between zero and 24 h whatever the clock says; nil when unknown.
    public func left(at now: Instant) -> Span? { until.map { max(.zero, min(Self.length, $0 - now)) } }
}
