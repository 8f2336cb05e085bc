/// A message to be sent: the body of `POST /{PHONE_NUMBER_ID}/messages` (`whatsapp.md` §4).
public struct SendRequest: Hashable, Sendable {
    /// Whom it goes to.
    public var recipient: Recipient
    /// What it says.
    public var content: SendContent
    /// The message this one quotes. Left out where the platform has no quotes: templates and reactions.
    public var quotedMessageID: String?
    /// Comes back in every status; at most `Limits.callbackData` characters.
    public var callbackData: String?

    /// A value made in code; nothing is checked here.
    public init(
        recipient: Recipient, content: SendContent, quotedMessageID: String? = nil, callbackData: String? = nil
    ) {
        self.recipient = recipient
        self.content = content
        self.quotedMessageID = quotedMessageID
        self.callbackData = callbackData
    }

    /// The request body.
    public var json: JSONValue {
        var body: JSONObject = [
            "messaging_product": "whatsapp", "recipient_type": .string(recipient.type),
            "type": .string(content.type), content.type: content.member,
        ]
        body[recipient.member] = .string(recipient.address)
        if let quotedMessageID, content.canQuote { body["context"] = ["message_id": .string(quotedMessageID)] }
        if let callbackData { body["biz_opaque_callback_data"] = .string(callbackData) }
        switch content {
        case .direct(_, let seconds), .directInteractive(_, let seconds):
            body["category"] = "utility"
            body["ttl_seconds"] = .int(Int64(seconds))
        default: break
        }
        return .object(body)
    }

    /// The bytes to post. Equal requests give equal bytes.
    public var body: [UInt8] { json.canonicalBytes }
}

/// Whom a message goes to. Exactly one address: given two, the platform silently prefers the number (§4.1).
public enum Recipient: Hashable, Sendable {
    /// A number; `+` and country code recommended.
    case phone(String)
    /// A BSUID or a parent BSUID, prefix included.
    case bsuid(String)
    /// A group's id.
    case group(String)

    /// The address itself.
    public var address: String {
        switch self {
        case .phone(let address), .bsuid(let address), .group(let address): address
        }
    }

    var member: String {
        switch self {
        case .phone, .group: "to"
        case .bsuid: "recipient"
        }
    }

    var type: String {
        switch self {
        case .phone, .bsuid: "individual"
        case .group: "group"
        }
    }
}

/// What a message says on its way out.
public enum SendContent: Hashable, Sendable {
    /// At most `Limits.textBody` characters. `previewURL` asks for a card of the first link.
    case text(body: String, previewURL: Bool = false)
    case template(TemplateMessage)
    case media(OutgoingMedia)
    case location(OutgoingLocation)
    case contacts(OutgoingContacts)
    case interactive(Interactive)
    /// An empty emoji takes the reaction back.
    case reaction(messageID: String, emoji: String)
    /// Words without a template outside the window, as a utility message (`whatsapp.md` §4.9). Dropped silently when not
    /// delivered within `seconds`: `Limits.Direct.seconds`.
    case direct(body: String, seconds: Int)
    /// The same with something to tap: reply buttons, a page, a call.
    case directInteractive(Interactive, seconds: Int)
    /// Anything else, under the platform's word for its type.
    case raw(type: String, member: JSONValue)

    /// The platform's word.
    public var type: String {
        switch self {
        case .text, .direct: "text"
        case .template: "template"
        case .media(let media): media.kind.rawValue
        case .location: "location"
        case .contacts: "contacts"
        case .interactive, .directInteractive: "interactive"
        case .reaction: "reaction"
        case .raw(let type, _): type
        }
    }

    var canQuote: Bool {
        switch self {
        case .template, .reaction, .direct, .directInteractive: false
        case .text, .media, .location, .contacts, .interactive, .raw: true
        }
    }

    var member: JSONValue {
        switch self {
        case .direct(let body, _): ["body": .string(body)]
        case .text(let body, let previewURL): ["body": .string(body), "preview_url": .bool(previewURL)]
        case .template(let template): template.json
        case .media(let media): media.json
        case .location(let location): location.json
        case .contacts(let contacts): contacts.json
        case .interactive(let interactive), .directInteractive(let interactive, _): interactive.json
        case .reaction(let messageID, let emoji): ["message_id": .string(messageID), "emoji": .string(emoji)]
        case .raw(_, let member): member
        }
    }
}

/// Where the platform finds a file: uploaded before, or public.
public enum MediaReference: Hashable, Sendable {
    case id(String)
    case link(String)

    var object: JSONObject {
        switch self {
        case .id(let id): ["id": .string(id)]
        case .link(let link): ["link": .string(link)]
        }
    }
}

/// A file to send.
public struct OutgoingMedia: Hashable, Sendable {
    /// The kind of file.
    public var kind: MediaAttachment.Kind
    /// Where the platform finds it.
    public var reference: MediaReference
    /// At most `Limits.caption` characters. Sent with images, videos and documents only.
    public var caption: String?
    /// Sent with documents only.
    public var filename: String?
    /// Shows an audio file as a voice note; it must be Ogg with Opus.
    public var isVoice: Bool

    /// A value made in code; nothing is checked here.
    public init(
        kind: MediaAttachment.Kind, reference: MediaReference, caption: String? = nil, filename: String? = nil,
        isVoice: Bool = false
    ) {
        self.kind = kind
        self.reference = reference
        self.caption = caption
        self.filename = filename
        self.isVoice = isVoice
    }

    var json: JSONValue {
        var object = reference.object
        switch kind {
        case .image, .video: object["caption"] = caption.map(JSONValue.string)
        case .document:
            object["caption"] = caption.map(JSONValue.string)
            object["filename"] = filename.map(JSONValue.string)
        case .audio: object["voice"] = isVoice ? true : nil
        case .sticker: break
        }
        return .object(object)
    }
}
