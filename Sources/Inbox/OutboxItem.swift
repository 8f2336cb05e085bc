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
    public var number: NumberID
    public var address: Address
    public var content: Content
    public var consents: Consents
    public var isTry: Bool
    public var actor: String
    public var enqueuedAt: Instant
    /// Not before this: the undo delay, then the back-off.
    public var dueAt: Instant
    /// Not after this: the window's end for free-form content; every row has a deadline, after which it is failed
    /// visibly.
    public var notAfter: Instant
    public var state: OutboxState
    /// Attempts already made.
    public var attempts: Int
    public var lastError: FailureNote?
    public var wamid: String?
    /// The failed message this one stands in for.
    public var replaces: String?

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
