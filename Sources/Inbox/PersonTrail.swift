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
        case agent(String, by: String, at: Instant)
        /// The address book of the business's phone.
        case addressBook(String, at: Instant)
    }

    /// The names the person has, each by who gave it.
    public var namings: [Naming]
    /// Every alias of the person.
    public var sightings: [Sighting]
    /// Oldest first.
    public var joinings: [Joining]

    /// What is known of a person; empty for one of whom only an agent's fact tells.
    public init(namings: [Naming] = [], sightings: [Sighting] = [], joinings: [Joining] = []) {
        self.namings = namings
        self.sightings = sightings
        self.joinings = joinings
    }
}
