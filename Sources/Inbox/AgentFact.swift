/// Something an agent did: append-only, with a global id, an actor and a time, so that folding needs nothing but facts
/// and another store can fold them to the same state (design §4, §16).
public struct AgentFact: Hashable, Sendable {
    /// A UUID, lower case.
    public var id: String
    /// When the agent did it, by the clock of their machine: folds sort by it.
    public var at: Instant
    /// The agent's name, as config or the account gives it.
    public var actor: String
    /// The number of ours whose thread with the person is meant.
    public var number: NumberID
    /// Any alias of the person: local row ids never enter a fact.
    public var alias: Alias
    /// Which holder of the alias is meant, as `Holding.since`, so that what was done to a person stays theirs when their
    /// number is somebody else's. Nil is whoever had it when the act was done.
    public var since: Instant?
    /// What they did.
    public var act: Act

    /// What an agent can do to a conversation besides writing in it.
    public enum Act: Hashable, Sendable {
        /// A conversation with somebody who has not written yet: what a template to a new number needs.
        case open
        /// Nil takes the thread from whoever had it.
        case assign(to: String?)
        case done
        /// Ends *done* and a snooze.
        case reopen
        /// Words for colleagues, shown where they were written and never sent.
        case note(PrivateNote)
        /// How things stand, in one line; nil takes it away.
        case stateOfPlay(String?)
        case label(Label)
        case unlabel(Label)
        case priority(Priority)
        /// Out of sight until then, or, when nil, until the customer writes; that ends it in any case. Reopens what is done.
        case snooze(until: Instant?)
        /// These inbound messages (wamids) were seen.
        case read([String])
        /// These inbound messages shall count as unseen again.
        case unread([String])
        /// How, when and by whom consent to be written to was given.
        case optIn(evidence: String)
        case optOut(GateContext.OptOut?)
        /// The failure of this message (outbox UUID or wamid) was looked after.
        case settle(message: String)
        /// What the agent calls somebody who has told no name.
        case name(String)
        /// The platform was told to block the person on this number, or not to any more (`whatsapp.md` §7.3).
        case block(Bool)
        /// Whoever holds the other alias is the same person.
        case merge(Holding)
        /// This alias is somebody else's than the person's others, whatever was seen or will be seen together.
        case split(Holding)
        /// A merge or a split, by its fact's id, was a mistake.
        case takeBack(fact: String)
    }

    /// A fact as it was recorded. Whoever makes a new one hands in the time and a fresh UUID.
    public init(
        id: String, at: Instant, actor: String, number: NumberID, alias: Alias, since: Instant? = nil, act: Act
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.number = number
        self.alias = alias
        self.since = since
        self.act = act
    }
}
