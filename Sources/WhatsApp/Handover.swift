/// The thread of a person with a business number changed hands between the responders that share the number
/// (`whatsapp.md` §1.8).
public struct Handover: Hashable, Sendable {
    /// What happened, as seen from here. Open.
    public enum Kind: Hashable, Sendable {
        /// This business's app owns the thread from now on.
        case passed
        /// Another responder owns it from now on.
        case taken
        case other(String)

        init(_ word: String) {
            switch word {
            case "control_passed": self = .passed
            case "control_taken": self = .taken
            default: self = .other(word)
            }
        }

        /// The platform's word.
        public var word: String {
            switch self {
            case .passed: "control_passed"
            case .taken: "control_taken"
            case .other(let word): word
            }
        }
    }

    /// What happened.
    public var kind: Kind
    /// Whose thread it is.
    public var person: Aliases
    /// The role of the new owner, such as `ai_agent`; open.
    public var newOwner: String?
    /// The role of the former owner.
    public var formerOwner: String?
    /// What the former owner wrote beside it. Untrusted text.
    public var note: String?
    /// What was talked about until then.
    public var context: ConversationContext?
    /// Seconds since 1970.
    public var timestamp: Int64?

    /// `nil` when the item is no handover, or does not say what happened or to whom.
    public init?(_ item: OtherItem) {
        let value = item.raw
        let named = ["control_passed", "control_taken"].first { value[$0]?.object != nil }
        guard let word = value["type"]?.text ?? named else { return nil }
        let told = value[word] ?? named.flatMap { value[$0] } ?? .null
        var person = Aliases()
        for member in ["user_id", "parent_user_id", "phone_number", "wa_id", "id"] {
            person.add(value["sender"]?[member])
        }
        person.add(value["sender"]?.text.map { .string($0) })
        person.complete(from: item.contacts)
        guard !person.isAnonymous else { return nil }
        self.init(
            kind: Kind(word), person: person, newOwner: Self.role("new_owner", in: told),
            formerOwner: Self.role("previous_owner", in: told), note: told["metadata"]?.text,
            context: ConversationContext(told["conversation_context"] ?? value["conversation_context"]),
            timestamp: Timestamp.seconds(value["timestamp"]) ?? item.timestamp)
    }

    init(
        kind: Kind, person: Aliases, newOwner: String?, formerOwner: String?, note: String?,
        context: ConversationContext?, timestamp: Int64?
    ) {
        self.kind = kind
        self.person = person
        self.newOwner = newOwner
        self.formerOwner = formerOwner
        self.note = note
        self.context = context
        self.timestamp = timestamp
    }

    /// Earlier payloads name an app and its role instead.
    private static func role(_ owner: String, in json: JSONValue) -> String? {
        json["\(owner)_role"]?.text ?? json["\(owner)_app_role"]?.text ?? json["\(owner)_app_id"]?.text
    }
}
