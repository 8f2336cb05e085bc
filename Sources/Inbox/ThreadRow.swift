/// Everything a list row shows, kept up to date in the transaction that changes it (design §4), and everything the
/// rules about a thread need. Strings are untrusted.
public struct ThreadRow: Hashable, Sendable {
    public var key: ThreadKey
    /// The exported id of the person: the smallest alias of their component.
    public var person: String
    /// The name they chose; nil when no payload told one.
    public var name: String?
    /// Their `@username`, without the `@`.
    public var username: String?
    /// Where a reply goes: the alias that wrote last (law 8).
    public var address: Address?
    public var evidence: WindowEvidence
    /// The oldest inbound message since our last accepted one, reactions apart; nil when nobody waits.
    public var waitingSince: Instant?
    /// Inbound messages nobody has marked read.
    public var unread: Int
    /// Our messages that failed, were refused or are uncertain, and that nobody has looked after.
    public var failed: Int
    public var preview: Preview?
    /// The newest message's stamp; a label or an assignment never moves a row.
    public var lastAt: Instant
    public var assignee: String?
    public var isDone: Bool
    public var optOut: GateContext.OptOut?
    public var hasWritten: Bool
    public var hasOptIn: Bool
    /// Where our newest message went.
    public var lastSentAddress: Address?
    /// Messages that cannot be routed: no sender, or a number that is not ours.
    public var isUnrouted: Bool

    public struct Preview: Hashable, Sendable {
        public var direction: Direction
        public var type: String
        public var text: String?
        /// The agent's name when it is ours.
        public var author: String?
        /// The template's name when it is one.
        public var template: String?

        public init(direction: Direction, type: String, text: String?, author: String? = nil, template: String? = nil) {
            self.direction = direction
            self.type = type
            self.text = text
            self.author = author
            self.template = template
        }
    }

    public init(
        key: ThreadKey, person: String, name: String? = nil, username: String? = nil, address: Address? = nil,
        evidence: WindowEvidence = WindowEvidence(), waitingSince: Instant? = nil, unread: Int = 0, failed: Int = 0,
        preview: Preview? = nil, lastAt: Instant, assignee: String? = nil, isDone: Bool = false,
        optOut: GateContext.OptOut? = nil, hasWritten: Bool = false, hasOptIn: Bool = false,
        lastSentAddress: Address? = nil, isUnrouted: Bool = false
    ) {
        self.key = key
        self.person = person
        self.name = name
        self.username = username
        self.address = address
        self.evidence = evidence
        self.waitingSince = waitingSince
        self.unread = unread
        self.failed = failed
        self.preview = preview
        self.lastAt = lastAt
        self.assignee = assignee
        self.isDone = isDone
        self.optOut = optOut
        self.hasWritten = hasWritten
        self.hasOptIn = hasOptIn
        self.lastSentAddress = lastSentAddress
        self.isUnrouted = isUnrouted
    }

    public func window(at now: Instant) -> ServiceWindow { ServiceWindow(evidence, at: now) }

    /// What the gate reads of this row.
    public func gateContext(clockSkew: Span = .zero) -> GateContext {
        GateContext(
            window: evidence, address: address, lastSentAddress: lastSentAddress, optOut: optOut,
            hasWritten: hasWritten, hasOptIn: hasOptIn, clockSkew: clockSkew)
    }
}
