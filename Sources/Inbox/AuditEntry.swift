/// One thing somebody of ours did, as an audit lists it.
public struct AuditEntry: Hashable, Sendable {
    /// What can be done; the words are those of `v_actions`.
    public enum Action: String, CaseIterable, Hashable, Sendable {
        case open, assign, done, reopen, read, unread, settle, name, snooze, note, label, unlabel, priority, block
        case merge, split
        case optIn = "opt_in"
        case optOut = "opt_out"
        case stateOfPlay = "state_of_play"
        case takeBack = "take_back"
        /// A message of theirs.
        case send
    }

    /// Of the fact, or of the outbox row; `wamid` of what another device sent.
    public var id: String
    /// When, by the actor's clock.
    public var at: Instant
    /// Who.
    public var actor: String
    /// What.
    public var action: Action
    /// With what: an assignee, a label, a line, a template's name; never the words of a message.
    public var value: String?
    /// The exported id of the person; nil when the fact has no conversation (yet).
    public var person: String?
    /// What the person is called; nil when nobody told.
    public var name: String?
    /// The number of ours.
    public var number: NumberID

    /// An action as it is stored.
    public init(
        id: String, at: Instant, actor: String, action: Action, value: String?, person: String?, name: String?,
        number: NumberID
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action
        self.value = value
        self.person = person
        self.name = name
        self.number = number
    }
}
