/// A message that the business sent by another way than this API: from its phone app, or by another responder of the
/// same number (`whatsapp.md` §1.7.14, §1.8).
public struct MessageEcho: Hashable, Sendable {
    /// The WhatsApp Business Account it was sent from.
    public var wabaID: String?
    /// The business number it was sent from.
    public var metadata: Metadata
    /// The `wamid`; nothing can be told apart without one.
    public var id: String
    /// The person it was for.
    public var recipient: Aliases
    /// Set when it was sent to a group.
    public var groupID: String?
    /// Seconds since 1970.
    public var timestamp: Int64?
    /// The platform's word for the type.
    public var kind: MessageKind
    /// What it says.
    public var content: MessageContent
    /// What it replies to.
    public var context: MessageContext?
    /// The name of the template it was made from.
    public var template: String?
    /// How far it got, in the platform's word: `history_context.status` of a past chat.
    public var status: String?
    /// The whole element.
    public var raw: JSONValue

    /// Reads an element of `message_echoes`, or one of a past chat that the business wrote.
    ///
    /// - Parameter contacts: the people named beside it.
    /// - Returns: `nil` without an id.
    public init?(_ json: JSONValue, wabaID: String?, metadata: Metadata, contacts: Contacts) {
        guard let id = json["id"]?.text else { return nil }
        // Another responder's copy holds what was sent, as it was sent.
        let body = json["message"]?.object == nil ? json : json["message"] ?? json
        var recipient = Aliases()
        for element in [json, body] {
            for member in ["to_user_id", "to_parent_user_id", "recipient", "recipient_user_id", "to", "recipient_id"] {
                recipient.add(element[member])
            }
        }
        var groupID = json["group_id"]?.text ?? body["group_id"]?.text
        if body["recipient_type"]?.text == "group" {
            groupID = groupID ?? body["to"]?.text
            recipient = Aliases()
        }
        recipient.complete(from: contacts, inGroup: groupID != nil)
        let named = json["template"]?["name"]?.text ?? body["template"]?["name"]?.text
        let kind = MessageKind(body["type"]?.text ?? (named == nil ? Self.unnamedKind(of: body) : "template"))
        self.wabaID = wabaID
        self.metadata = metadata
        self.id = id
        self.recipient = recipient
        self.groupID = groupID
        timestamp = Timestamp.seconds(json["timestamp"]) ?? Timestamp.seconds(body["timestamp"])
        self.kind = kind
        content = MessageContent(message: body, kind: kind)
        context = MessageContext(body["context"])
        template = named
        status = json["history_context"]?["status"]?.text
        raw = json
    }

    /// Whoever sends words may leave out the type: text is what is meant then (§4.2).
    private static func unnamedKind(of body: JSONValue) -> String {
        if case .text = MessageContent(message: body, kind: MessageKind("")) { MessageKind.text.rawValue } else { "" }
    }
}
