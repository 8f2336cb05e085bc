/// The platform's answer to a send: taken, or refused. Taken is not delivered (`whatsapp.md` §4.1).
public struct SendResponse: Hashable, Sendable {
    /// The `wamid` under which statuses will come.
    public var messageID: String
    /// Whether a template goes out at once; absent otherwise.
    public var messageStatus: AcceptanceStatus?
    /// What we asked for.
    public var input: String?
    /// Whom the platform made of it.
    public var recipient: Aliases
    /// The whole answer.
    public var raw: JSONValue

    /// What happens to an accepted template. Open.
    public enum AcceptanceStatus: Hashable, Sendable {
        case accepted
        /// Held back while Meta watches how the template is taken; sent or failed (132015) later.
        case heldForQualityAssessment
        case paused
        case other(String)

        private static let known: [AcceptanceStatus] = [.accepted, .heldForQualityAssessment, .paused]

        /// Words of tomorrow are kept.
        public init(_ word: String) { self = Self.known.first { $0.word == word } ?? .other(word) }

        /// As the platform writes it.
        public var word: String {
            switch self {
            case .accepted: "accepted"
            case .heldForQualityAssessment: "held_for_quality_assessment"
            case .paused: "paused"
            case .other(let word): word
            }
        }
    }

    /// `nil` when the answer names no message: then nobody can say whether it was sent.
    public init?(json: JSONValue) {
        guard let message = json["messages"]?.list?.first, let id = message["id"]?.text else { return nil }
        let contact = json["contacts"]?.list?.first ?? .null
        messageID = id
        messageStatus = message["message_status"]?.text.map(AcceptanceStatus.init)
        input = contact["input"]?.text
        var recipient = Aliases()
        recipient.add(contact["wa_id"])
        recipient.add(contact["user_id"])
        recipient.add(contact["parent_user_id"])
        self.recipient = recipient
        raw = json
    }
}
