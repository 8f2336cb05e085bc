import WhatsApp

/// What a simulated customer sends: a type and the member of the same name (`whatsapp.md` §2.3).
public struct SimMessage: Hashable, Sendable {
    /// The platform's word for the type.
    public var type: String
    /// The member that bears the type's name; nil for types without one.
    public var content: JSONValue?
    /// The wamid of the message it replies to.
    public var quotes: String?
    /// `errors[]`, for types the platform does not carry.
    public var errors: JSONValue?

    /// A message of any type, also of one the platform does not have.
    public init(type: String, content: JSONValue?, quotes: String? = nil, errors: JSONValue? = nil) {
        self.type = type
        self.content = content
        self.quotes = quotes
        self.errors = errors
    }

    /// A text, perhaps in reply to the message with the wamid `quotes`.
    public static func text(_ body: String, quotes: String? = nil) -> SimMessage {
        SimMessage(type: "text", content: ["body": .string(body)], quotes: quotes)
    }

    /// A photograph with the media id `id`.
    public static func image(id: String, caption: String? = nil) -> SimMessage {
        var members: JSONObject = [
            "id": .string(id), "mime_type": "image/jpeg", "sha256": digest(of: id, "image/jpeg"),
        ]
        if let caption { members["caption"] = .string(caption) }
        return SimMessage(type: "image", content: .object(members))
    }

    /// A recorded voice note; the last three digits of its id are the seconds it plays.
    public static func voice(id: String) -> SimMessage {
        SimMessage(
            type: "audio",
            content: [
                "id": .string(id), "mime_type": "audio/ogg; codecs=opus", "sha256": digest(of: id, "audio/ogg"),
                "voice": true,
            ])
    }

    /// A PDF with the media id `id`.
    public static func document(id: String, filename: String, caption: String? = nil) -> SimMessage {
        var members: JSONObject = [
            "id": .string(id), "mime_type": "application/pdf", "sha256": digest(of: id, "application/pdf"),
            "filename": .string(filename),
        ]
        if let caption { members["caption"] = .string(caption) }
        return SimMessage(type: "document", content: .object(members))
    }

    /// A sticker that does not move, with the media id `id`.
    public static func sticker(id: String) -> SimMessage {
        SimMessage(
            type: "sticker",
            content: [
                "id": .string(id), "mime_type": "image/webp", "sha256": digest(of: id, "image/webp"), "animated": false,
            ])
    }

    /// - Parameters:
    ///   - latitude: degrees north
    ///   - longitude: degrees east
    public static func location(
        latitude: Double, longitude: Double, name: String, address: String
    ) -> SimMessage {
        SimMessage(
            type: "location",
            content: [
                "latitude": .double(latitude), "longitude": .double(longitude), "name": .string(name),
                "address": .string(address),
            ])
    }

    /// A reaction; nil takes one back.
    public static func reaction(to wamid: String, emoji: String?) -> SimMessage {
        var members: JSONObject = ["message_id": .string(wamid)]
        if let emoji { members["emoji"] = .string(emoji) }
        return SimMessage(type: "reaction", content: .object(members))
    }

    /// A tap on a template's quick reply.
    public static func button(_ text: String, payload: String, quotes: String) -> SimMessage {
        SimMessage(
            type: "button", content: ["payload": .string(payload), "text": .string(text)], quotes: quotes)
    }

    /// A cart of `items` kinds of things, each costing `price` BRL.
    public static func order(items: Int, price: Double, note: String) -> SimMessage {
        let lines = (0..<max(0, items)).map { number -> JSONValue in
            [
                "product_retailer_id": .string("AUR-\(100 + number)"), "quantity": .int(1),
                "item_price": .double(price), "currency": "BRL",
            ]
        }
        return SimMessage(
            type: "order",
            content: [
                "catalog_id": "620000000000001", "text": .string(note), "product_items": .array(lines),
            ])
    }

    /// A card with one number; `waID` is that number as WhatsApp has it, digits only.
    public static func contact(name: String, phone: String, waID: String) -> SimMessage {
        SimMessage(
            type: "contacts",
            content: [
                [
                    "name": ["formatted_name": .string(name), "first_name": .string(name)],
                    "phones": [["phone": .string(phone), "wa_id": .string(waID), "type": "CELL"]],
                ]
            ])
    }

    /// Something the platform does not carry, by its own word for it (`whatsapp.md` §2.3.12).
    public static func unsupported(_ kind: String) -> SimMessage {
        SimMessage(
            type: "unsupported", content: ["type": .string(kind)],
            errors: [
                [
                    "code": 131051, "title": "Message type unknown", "message": "Message type unknown",
                    "error_data": ["details": "Message type is currently not supported."],
                ]
            ])
    }

    /// Of the bytes that are made from the id (`SimFile`).
    private static func digest(of id: String, _ mimeType: String) -> JSONValue {
        .string(SimMedia.base64(SimMedia.sha256(SimFile.bytes(id: id, mimeType: mimeType))))
    }
}
