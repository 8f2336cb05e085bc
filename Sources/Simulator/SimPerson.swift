import Inbox

/// A simulated customer: the names they go by, how they behave, and where their service window stands.
public struct SimPerson: Hashable, Sendable {
    /// The name they chose on their phone; nil shows nobody's.
    public var name: String?
    /// Digits without `+`; nil when the platform tells no number.
    public var phone: String?
    /// The business-scoped user id; everybody has one.
    public var bsuid: String
    /// Without `@`.
    public var username: String?
    /// Set when the party is a group; `phone` and `bsuid` are then those of the member who speaks.
    public var groupID: String?
    /// What they do with what they get.
    public var behaviour: Behaviour
    /// They stopped marketing messages (131050).
    public var stoppedMarketing: Bool
    /// False: nothing can be delivered to them (131026).
    public var isReachable: Bool
    /// The newest message they sent: the service window runs 24 h from here (`whatsapp.md` §3.1).
    public var lastTrigger: Instant?
    /// The business blocked them: neither side hears of the other (`whatsapp.md` §7.3).
    public internal(set) var isBlocked = false
    /// They chose a username, and their number is told no more until the business writes to it (`whatsapp.md` §2.2).
    public internal(set) var hidesPhone = false
    /// Of their security code, once it changed; a send that names another is refused (137000).
    public internal(set) var identityHash: String?
    /// The role of another responder that has the thread; nil while it is ours or nobody's (`whatsapp.md` §1.8).
    public var owner: String?
    var ownedAt: Instant?
    /// What is sent waits.
    var isPhoneOff = false
    /// What waits, by wamid, oldest first.
    var waiting: [String] = []
    var pair = PairLimit()
    /// Marketing templates outside the window.
    var marketing = SlidingLimit(limit: 2, span: .hours(24))

    /// What they do with what they get.
    public struct Behaviour: Hashable, Sendable {
        /// Milliseconds from departure to their phone; nil: it stays off, nothing beyond `sent` happens.
        public var delivery: ClosedRange<Int64>?
        /// Milliseconds from delivery to reading; nil: they never open it, or keep receipts to themselves.
        public var reading: ClosedRange<Int64>?
        /// What they answer: the first whose trigger fits is used, once.
        public var replies: [Reply]

        /// Somebody quick who reads everything and answers nothing, unless said otherwise.
        public init(
            delivery: ClosedRange<Int64>? = 700...1_300, reading: ClosedRange<Int64>? = 600...1_200,
            replies: [Reply] = []
        ) {
            self.delivery = delivery
            self.reading = reading
            self.replies = replies
        }
    }

    /// One prepared answer.
    public struct Reply: Hashable, Sendable {
        /// What an answer answers.
        public enum Trigger: Hashable, Sendable {
            /// Free-form text reached them.
            case freeForm
            /// A template reached them.
            case template
            case anything
        }

        /// What brings it about.
        public var trigger: Trigger
        /// From delivery to the answer.
        public var after: Span
        /// What they send.
        public var message: SimMessage

        /// An answer that is given once.
        public init(on trigger: Trigger, after: Span, _ message: SimMessage) {
            self.trigger = trigger
            self.after = after
            self.message = message
        }
    }

    /// Somebody who can be written to, and has not written yet unless `lastTrigger` says so.
    public init(
        name: String?, phone: String?, bsuid: String, username: String? = nil, groupID: String? = nil,
        behaviour: Behaviour = Behaviour(), stoppedMarketing: Bool = false, isReachable: Bool = true,
        lastTrigger: Instant? = nil
    ) {
        self.name = name
        self.phone = phone
        self.bsuid = bsuid
        self.username = username
        self.groupID = groupID
        self.behaviour = behaviour
        self.stoppedMarketing = stoppedMarketing
        self.isReachable = isReachable
        self.lastTrigger = lastTrigger
    }

    /// The number as webhooks tell it.
    var toldPhone: String? { hidesPhone ? nil : phone }

    /// Where an answer goes: the group, else the number, else the BSUID.
    public var address: Inbox.Address {
        if let groupID { return .group(groupID) }
        return phone.map(Inbox.Address.phone) ?? .bsuid(bsuid)
    }

    /// The platform's own view of the window.
    public func window(at now: Instant) -> ServiceWindow {
        ServiceWindow(WindowEvidence(trigger: lastTrigger, listeningSince: Instant(milliseconds: 0)), at: now)
    }
}
