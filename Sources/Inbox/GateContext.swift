/// Everything about a thread that decides whether something may leave. Read from the store just before the question is
/// asked.
public struct GateContext: Hashable, Sendable {
    /// What is known of the thread's service window.
    public var window: WindowEvidence
    /// The number of ours it would leave from; nil when that is not the question.
    public var number: NumberID?
    /// Where the answer would go: the alias that wrote last (law 8).
    public var address: Address?
    /// Where our previous message went, if any.
    public var lastSentAddress: Address?
    /// The person asked not to be written to (or stopped marketing messages).
    public var optOut: OptOut?
    /// The person has written to or called this business at least once.
    public var hasWritten: Bool
    /// A recorded consent to be written to first.
    public var hasOptIn: Bool
    /// Another responder owns the thread until then (`whatsapp.md` §1.8): only templates may leave. Nil when none does.
    public var ownedElsewhereUntil: Instant?
    /// We blocked them: whatever is sent to them fails (`whatsapp.md` §7.3).
    public var isBlocked: Bool
    /// How far our clock may be off, measured from the API's `Date` headers; widens the guards.
    public var clockSkew: Span

    /// Knows nothing unless told: no address, no window on record, no consent.
    public init(
        window: WindowEvidence = WindowEvidence(), number: NumberID? = nil, address: Address? = nil,
        lastSentAddress: Address? = nil, optOut: OptOut? = nil, hasWritten: Bool = false, hasOptIn: Bool = false,
        ownedElsewhereUntil: Instant? = nil, isBlocked: Bool = false, clockSkew: Span = .zero
    ) {
        self.window = window
        self.number = number
        self.address = address
        self.lastSentAddress = lastSentAddress
        self.optOut = optOut
        self.hasWritten = hasWritten
        self.hasOptIn = hasOptIn
        self.ownedElsewhereUntil = ownedElsewhereUntil
        self.isBlocked = isBlocked
        self.clockSkew = clockSkew
    }

    /// What the person does not want to be written. The raw value is stored; the greater one includes the smaller.
    public enum OptOut: Int, Hashable, Sendable {
        /// Marketing templates only (`user_preferences` stop, 131050).
        case marketing = 1
        /// Everything but the direct answer to what they write.
        case everything = 2
    }
}
