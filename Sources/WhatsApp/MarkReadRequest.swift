/// Marks a message and all earlier ones of its thread as read (`whatsapp.md` §4.3).
public struct MarkReadRequest: Hashable, Sendable {
    /// The `wamid` of the person's message, at most 30 days old.
    public var messageID: String
    /// Also shows "typing…" for up to `Limits.typingIndicator` seconds or until we send.
    public var isTyping: Bool

    /// A read mark, with or without "typing…".
    public init(messageID: String, typing: Bool = false) {
        self.messageID = messageID
        isTyping = typing
    }

    /// The request body.
    public var json: JSONValue {
        var body: JSONObject = [
            "messaging_product": "whatsapp", "status": "read", "message_id": .string(messageID),
        ]
        if isTyping { body["typing_indicator"] = ["type": "text"] }
        return .object(body)
    }

    /// The bytes to post. Equal requests give equal bytes.
    public var body: [UInt8] { json.canonicalBytes }
}
