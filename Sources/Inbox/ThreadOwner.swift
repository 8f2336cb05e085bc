/// Another responder of a shared number has a thread (`whatsapp.md` §1.8): only templates may leave from here. The platform
/// does not tell when asked; it is inferred from handovers, copies and refusals.
public struct ThreadOwner: Hashable, Sendable {
    /// Their role in the platform's word, such as `ai_agent`; nil when none was told. Untrusted.
    public var role: String?
    /// Since when that is known.
    public var since: Instant
    /// From then on nobody has the thread, unless the customer writes before.
    public var until: Instant

    /// Somebody else, as far as was told.
    public init(role: String? = nil, since: Instant, until: Instant) {
        self.role = role
        self.since = since
        self.until = until
    }

    /// A thread falls idle by itself so long after the customer's last message.
    public static let idleAfter = Span.hours(24)
    /// The platform's error when a free-form message is sent to a thread of somebody else's (`whatsapp.md` §1.8).
    public static let refusalCode = 131_070
}
