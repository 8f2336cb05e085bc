/// Where an outbox row stands. Several processes move it by compare-and-set on this state, so none sends one twice.
///
/// Legal moves: queued → leaving | recalled | refused; leaving → accepted | refused | queued (a retryable code) |
/// uncertain; uncertain → accepted (a later status carries the UUID) | refused (the agent says it was not sent).
public enum OutboxState: String, Hashable, Sendable, CaseIterable {
    case queued
    case leaving
    case accepted
    case refused
    case uncertain
    /// Taken back by the agent before it left.
    case recalled
}

/// One message of ours on its way out.
public struct OutboxItem: Hashable, Sendable {
    /// A local UUID, lower case; also sent as `biz_opaque_callback_data`.
    public var id: String
    /// The number of ours it is sent from.
    public var number: NumberID
    /// Where it goes, fixed when it was queued: the second pass refuses when the answer would go elsewhere by now.
    public var address: Address
    /// What is sent.
    public var content: Content
    /// What the agent agreed to for it; asked for again at departure.
    public var consents: Consents
    /// The window was not known to be open when it was queued (`Permit.isTry`).
    public var isTry: Bool
    /// The name of the agent who sent it.
    public var actor: String
    /// When it was queued.
    public var enqueuedAt: Instant
    /// Not before this: the undo delay, then the back-off.
    public var dueAt: Instant
    /// Not after this: the window's end for free-form content; every row has a deadline, after which it is failed
    /// visibly.
    public var notAfter: Instant
    /// Where it stands; moved only by compare-and-set.
    public var state: OutboxState
    /// Attempts already made.
    public var attempts: Int
    /// What the last attempt came to, when that was no success.
    public var lastError: FailureNote?
    /// The platform's id, from the moment it accepted the message.
    public var wamid: String?
    /// The failed message this one stands in for.
    public var replaces: String?

    /// A row as it is queued or as the store holds it; a permit is asked for where it is queued, not here.
    public init(
        id: String, number: NumberID, address: Address, content: Content, consents: Consents = Consents(),
        isTry: Bool = false, actor: String, enqueuedAt: Instant, dueAt: Instant, notAfter: Instant,
        state: OutboxState = .queued, attempts: Int = 0, lastError: FailureNote? = nil, wamid: String? = nil,
        replaces: String? = nil
    ) {
        self.id = id
        self.number = number
        self.address = address
        self.content = content
        self.consents = consents
        self.isTry = isTry
        self.actor = actor
        self.enqueuedAt = enqueuedAt
        self.dueAt = dueAt
        self.notAfter = notAfter
        self.state = state
        self.attempts = attempts
        self.lastError = lastError
        self.wamid = wamid
        self.replaces = replaces
    }

    /// A row that asks for no window still must not wait for ever.
    public static let longestWait = Span.hours(24)
    /// Between Enter and departure (config); zero in a window's last minute (design §6).
    public static let undoDelay = Span.seconds(5)

    /// How long the agent may take it back: zero in the window's last minute, and never so long that the message would
    /// leave in the last ten seconds (design §6).
    public static func undoDelay(_ configured: Span, window: ServiceWindow, at now: Instant) -> Span {
        guard window.isOpen, let until = window.until else { return max(.zero, configured) }
        let left = until - now
        return left <= .minutes(1) ? .zero : max(.zero, min(configured, left - .seconds(10)))
    }
}
