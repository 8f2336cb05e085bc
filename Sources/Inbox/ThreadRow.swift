/// Everything a list row shows, kept up to date in the transaction that changes it (design §4), and everything the
/// rules about a thread need. Strings are untrusted.
public struct ThreadRow: Hashable, Sendable {
    /// The conversation it is the row of.
    public var key: ThreadKey
    /// The exported id of the person: the smallest alias of their component.
    public var person: String
    /// The name they chose; nil when no payload told one.
    public var name: String?
    /// Their `@username`, without the `@`.
    public var username: String?
    /// Where a reply goes: the alias that wrote last (law 8).
    public var address: Address?
    /// What is known of its service window; the state itself needs the time, see `window(at:)`.
    public var evidence: WindowEvidence
    /// The oldest inbound message since our last accepted one, reactions apart; nil when nobody waits.
    public var waitingSince: Instant?
    /// Inbound messages nobody has marked read.
    public var unread: Int
    /// Our messages that failed, were refused or are uncertain, and that nobody has looked after.
    public var failed: Int
    /// The newest message in short; nil before there is one.
    public var preview: Preview?
    /// The newest message's stamp; a label or an assignment never moves a row.
    public var lastAt: Instant
    /// The agent who has it; nil when nobody does.
    public var assignee: String?
    /// An agent closed it, and the customer has not written since.
    public var isDone: Bool
    /// An agent put it out of sight, and the customer has not written since; may be over, see `snooze(at:)`.
    public var snooze: Snooze?
    /// How things stand; nil when nobody said.
    public var stateOfPlay: StateOfPlay?
    /// In order of their names.
    public var labels: [Label] = []
    /// How much it matters to us.
    public var priority = Priority.normal
    /// What the person asked not to be written; nil when they did not.
    public var optOut: GateContext.OptOut?
    /// When they last asked, by one of `StopWords` and no other, not to be written to; nil when an agent decided since.
    public var stopAskedAt: Instant?
    /// As `GateContext.hasWritten`.
    public var hasWritten: Bool
    /// As `GateContext.hasOptIn`.
    public var hasOptIn: Bool
    /// Where our newest message went.
    public var lastSentAddress: Address?
    /// We blocked them on this number, by the newest fact.
    public var isBlocked: Bool
    /// Messages that cannot be routed: no sender, or a number that is not ours.
    public var isUnrouted: Bool
    /// Who last said whose it is; nil when nobody ever did.
    public var assignment: Assigning?
    /// Another responder that had the thread when it was last told; may be over, see `owner(at:)`.
    public var owner: ThreadOwner?

    /// The newest message, as far as a list row shows it.
    public struct Preview: Hashable, Sendable {
        /// Who speaks.
        public var direction: Direction
        /// The platform's word for the type.
        public var type: String
        /// The words, as `Message.text`; nil when there are none.
        public var text: String?
        /// The agent's name when it is ours.
        public var author: String?
        /// As `Message.sender`.
        public var sender: String?
        /// The template's name when it is one.
        public var template: String?

        /// A message in short.
        public init(direction: Direction, type: String, text: String?, author: String? = nil, template: String? = nil) {
            self.direction = direction
            self.type = type
            self.text = text
            self.author = author
            self.template = template
        }
    }

    /// A row; what is not told is what a new conversation begins with.
    public init(
        key: ThreadKey, person: String, name: String? = nil, username: String? = nil, address: Address? = nil,
        evidence: WindowEvidence = WindowEvidence(), waitingSince: Instant? = nil, unread: Int = 0, failed: Int = 0,
        preview: Preview? = nil, lastAt: Instant, assignee: String? = nil, isDone: Bool = false,
        optOut: GateContext.OptOut? = nil, hasWritten: Bool = false, hasOptIn: Bool = false,
        lastSentAddress: Address? = nil, isUnrouted: Bool = false,
        isBlocked: Bool = false
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
        self.isBlocked = isBlocked
    }

    /// They asked not to be written to, and no agent decided; not once they are opted out by other ways.
    public var asksToStop: Bool { stopAskedAt != nil && optOut != .everything }

    /// Since when they wait, as it is told at `now`: a stamp of the future with no arrival to hold against it is not believed
    /// further than that (law 1). Never negative, and never nil for somebody who waits.
    public func waitingSince(at now: Instant) -> Instant? { waitingSince.map { min($0, now) } }

    /// The state of the window at `now`.
    public func window(at now: Instant) -> ServiceWindow { ServiceWindow(evidence, at: now) }

    /// The other responder that has the thread at `now`; nil while we may answer.
    public func owner(at now: Instant) -> ThreadOwner? { owner.flatMap { now < $0.until ? $0 : nil } }

    /// What the gate reads of this row.
    public func gateContext(clockSkew: Span = .zero) -> GateContext {
        GateContext(
            window: evidence, number: key.number, address: address, lastSentAddress: lastSentAddress, optOut: optOut,
            hasWritten: hasWritten, hasOptIn: hasOptIn, ownedElsewhereUntil: owner?.until, isBlocked: isBlocked,
            clockSkew: clockSkew)
    }
}
