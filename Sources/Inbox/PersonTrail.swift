/// What led to a person as the store knows them: every alias, why several are one person, and who gave the name.
public struct PersonTrail: Hashable, Sendable {
    /// One alias and when it was seen in webhooks.
    public struct Sighting: Hashable, Sendable {
        /// The name that was seen.
        public var alias: Alias
        /// Nil when only messages of ours name it.
        public var firstAt: Instant?
        /// By the newest message of this conversation that came beside it.
        public var lastAt: Instant?
        /// The number changed hands then: this person has it since; nil when it never did.
        public var since: Instant?

        /// One alias of the person, with what the webhooks tell of it.
        public init(alias: Alias, firstAt: Instant?, lastAt: Instant? = nil, since: Instant? = nil) {
            self.alias = alias
            self.firstAt = firstAt
            self.lastAt = lastAt
            self.since = since
        }
    }

    /// Why aliases are one person.
    public enum Joining: Hashable, Sendable {
        /// One webhook named them together, first at that time.
        case together([Alias], at: Instant)
        /// The platform told that the person left one for the other.
        case moved(from: [Alias], to: [Alias], at: Instant)

        /// When the platform told it.
        public var at: Instant {
            switch self {
            case .together(_, let at), .moved(_, _, let at): at
            }
        }
    }

    /// Who gave a name, and when.
    public enum Naming: Hashable, Sendable {
        /// The customer's profile, in the webhook of a message of that time.
        case profile(String, at: Instant, origin: Origin?)
        /// The same, in the webhook of a message in a group.
        case group(String, at: Instant, origin: Origin?)
        case agent(String, by: String, at: Instant)
        /// The address book of the business's phone.
        case addressBook(String, at: Instant)
    }

    /// Somebody whose number may be another way of writing one of the person's (`NumberVariants`).
    public struct Candidate: Hashable, Sendable {
        /// Their number, as they hold it now.
        public var holding: Holding
        /// The number of the person's that it resembles.
        public var resembles: Alias
        /// Their exported id.
        public var person: String
        /// What they are called; nil when nobody told.
        public var name: String?

        /// Somebody else, and why they may be the same.
        public init(holding: Holding, resembles: Alias, person: String, name: String?) {
            self.holding = holding
            self.resembles = resembles
            self.person = person
            self.name = name
        }
    }

    /// The newest things agents did in this conversation, oldest first; the last `PersonTrail.deedLimit`.
    public var deeds: [AuditEntry] = []

    /// More are for `oriel audit`.
    public static let deedLimit = 50

    /// What an agent said about who is who.
    public struct Act: Hashable, Sendable {
        /// What can be said.
        public enum Kind: Hashable, Sendable {
            /// The two are one person.
            case merge(Alias, Alias)
            /// This alias is another person's.
            case split(Alias)
        }

        /// The fact's id, which taking it back names.
        public var id: String
        /// What was said.
        public var kind: Kind
        /// Who said it.
        public var actor: String
        /// When.
        public var at: Instant
        /// Who took it back, when somebody did.
        public var takenBackBy: String?
        /// When it was taken back, the first time.
        public var takenBackAt: Instant?

        /// One thing an agent said.
        public init(
            id: String, kind: Kind, actor: String, at: Instant, takenBackBy: String? = nil, takenBackAt: Instant? = nil
        ) {
            self.id = id
            self.kind = kind
            self.actor = actor
            self.at = at
            self.takenBackBy = takenBackBy
            self.takenBackAt = takenBackAt
        }
    }

    /// The names the person has, each by who gave it.
    public var namings: [Naming]
    /// Every alias of the person.
    public var sightings: [Sighting]
    /// Oldest first.
    public var joinings: [Joining]
    /// What agents said about who the person is, oldest first, also what was taken back.
    public var acts: [Act]
    /// Who else they may be.
    public var candidates: [Candidate]

    /// What is known of a person; empty for one of whom only an agent's fact tells.
    public init(
        namings: [Naming] = [], sightings: [Sighting] = [], joinings: [Joining] = [], acts: [Act] = [],
        candidates: [Candidate] = []
    ) {
        self.namings = namings
        self.sightings = sightings
        self.joinings = joinings
        self.acts = acts
        self.candidates = candidates
    }

    /// How long after the last message a number is told of somebody who has a username (`whatsapp.md` §2.2).
    public static let numberLife = Span.hours(24 * 30)
}
