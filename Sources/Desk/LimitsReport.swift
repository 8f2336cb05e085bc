import Inbox
import WhatsApp

/// What is used of every limit, and of what is free: behind the *limits* line of the status page.
public struct LimitsReport: Equatable, Sendable {
    /// What the platform last said of a number.
    public struct Standing: Hashable, Sendable {
        /// `TIER_250` … `TIER_UNLIMITED`: people written to outside their window within 24 hours.
        public var tier: String?
        /// `GREEN`, `YELLOW`, `RED` …
        public var quality: String?
        /// What customers read about the business; nil when it was not told.
        public var profile: BusinessProfile?

        /// Words of the platform; untrusted.
        public init(tier: String?, quality: String?, profile: BusinessProfile? = nil) {
            self.tier = tier
            self.quality = quality
            self.profile = profile
        }
    }

    /// One of our numbers.
    public struct Number: Hashable, Sendable {
        /// Which.
        public var id: NumberID
        /// Nil while the platform has neither been asked nor told by itself.
        public var standing: Standing?
        /// Messages that left within the last second.
        public var lastSecond: Int
        /// Free messages of the month.
        public var allowance: ServiceAllowance

        /// A number and what is used of its limits.
        public init(id: NumberID, standing: Standing? = nil, lastSecond: Int = 0, allowance: ServiceAllowance) {
            self.id = id
            self.standing = standing
            self.lastSecond = lastSecond
            self.allowance = allowance
        }
    }

    /// A conversation near its limit, or over it.
    public struct Pair: Hashable, Sendable {
        /// Where its messages go.
        public var address: Inbox.Address
        /// How near.
        public var standing: PairStanding

        /// One conversation's debt.
        public init(address: Inbox.Address, standing: PairStanding) {
            self.address = address
            self.standing = standing
        }
    }

    /// One allowance of calls as the platform's headers tell it.
    public struct Meter: Hashable, Sendable {
        /// The account's id, or `app`.
        public var owner: String
        /// The use case, or `app`.
        public var kind: String
        /// Of the allowance.
        public var percent: Int
        /// Until calls are answered again; zero while they are.
        public var regainedAfter: Span

        /// What one header says. Untrusted words.
        public init(owner: String, kind: String, percent: Int, regainedAfter: Span) {
            self.owner = owner
            self.kind = kind
            self.percent = percent
            self.regainedAfter = regainedAfter
        }
    }

    /// Messages that left within the last hour, from all numbers.
    public var departed: Int
    /// How many may.
    public var perHour: Int
    /// People written to by template outside their window within 24 hours, from all numbers.
    public var peopleWrittenFirst: Int
    /// Ours, in the store's order.
    public var numbers: [Number] = []
    /// The longest wait first.
    public var pairs: [Pair] = []
    /// By owner and kind.
    public var meters: [Meter] = []

    /// Counts over all numbers; what is told of each is set later.
    public init(departed: Int, perHour: Int, peopleWrittenFirst: Int) {
        self.departed = departed
        self.perHour = perHour
        self.peopleWrittenFirst = peopleWrittenFirst
    }
}
