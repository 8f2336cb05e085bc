import WhatsApp

/// Whether the content of a send is well-formed, whoever it goes to (`whatsapp.md` §4.1–4.4).
enum SendCheck {
    struct Message {
        var type: String
        /// The member `template`, for templates.
        var template: JSONValue?
    }

    static let types = [
        "audio", "contacts", "document", "image", "interactive", "location", "pin", "reaction", "sticker", "template",
        "text", "video",
    ]

    /// What may go to a group (`whatsapp.md` §4.7).
    private static let groupTypes: Set<String> = [
        "audio", "document", "image", "pin", "sticker", "template", "text", "video",
    ]

    static func content(of json: JSONValue) throws(SimError) -> Message {
        if let type = json["type"], type.string == nil { throw .invalidParameter("Param type must be a string.") }
        let type = json["type"]?.string ?? "text"
        guard types.contains(type) else {
            let list = types.map { $0.uppercased() }.joined(separator: ", ")
            throw .invalidParameter("Param type must be one of {\(list)} - got \"\(type)\".")
        }
        guard let content = json[type], !content.isNull else {
            throw SimError(131008, "Parameter \"\(type)\" is mandatory for type \"\(type)\".")
        }
        if let other = types.first(where: { $0 != type && json[$0] != nil }) {
            throw .invalidParameter("Unexpected key \"\(other)\": the type is \"\(type)\".")
        }
        try checkCommon(json)
        if json["recipient_type"] == "group", !groupTypes.contains(type) {
            throw SimError(131051, "Messages of type \(type) cannot be sent to groups.")
        }
        if type == "pin", json["recipient_type"] != "group" {
            throw SimError(131009, "Messages are pinned in groups only.")
        }
        try check(content, type: type, isDirect: isDirect(json))
        // Spelt out, because a bare `nil` beside a JSON value would be JSON's null.
        return Message(type: type, template: type == "template" ? .some(content) : .none)
    }

    private static func checkCommon(_ json: JSONValue) throws(SimError) {
        if let data = json["biz_opaque_callback_data"] {
            guard case .string(let text) = data, text.unicodeScalars.count <= Limits.callbackData else {
                throw .invalidParameter("Param biz_opaque_callback_data must be a string of at most 512 characters.")
            }
        }
        if let context = json["context"] {
            guard context.object != nil else { throw .invalidParameter("Param context must be an object.") }
            guard context["message_id"]?.text != nil else {
                throw SimError(131008, "Parameter context.message_id is missing.")
            }
        }
    }

    private static func check(_ content: JSONValue, type: String, isDirect: Bool) throws(SimError) {
        switch type {
        case "text": try checkText(content)
        case "image", "video", "audio", "document", "sticker": try checkMedia(content, type: type)
        case "contacts": try checkContacts(content)
        case "location": try checkLocation(content)
        case "reaction": try checkReaction(content)
        case "pin": try checkPin(content)
        case "interactive": try checkInteractive(content, isDirect: isDirect)
        default:
            guard content.object != nil else { throw .invalidParameter("Param \(type) must be an object.") }
        }
    }

    private static func checkContacts(_ contacts: JSONValue) throws(SimError) {
        guard let cards = contacts.array, 1...Limits.contacts ~= cards.count else {
            throw .invalidParameter("Param contacts must be a list of 1 to \(Limits.contacts) cards.")
        }
        for card in cards {
            try CloudSimulator.refuseStrangers(
                card, allowed: ["name", "phones", "emails", "org", "urls", "addresses", "birthday"], place: "contacts")
            guard card["name"]?["formatted_name"]?.text != nil else {
                throw SimError(131008, "Parameter contacts.name.formatted_name is missing.")
            }
            let parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"]
            guard parts.contains(where: { card["name"]?[$0]?.text != nil }) else {
                throw SimError(131009, "contacts.name needs formatted_name and at least one other part.")
            }
            for phone in card["phones"]?.array ?? [] where phone["phone"]?.text == nil && phone["wa_id"]?.text == nil {
                throw SimError(131008, "Parameter contacts.phones.phone is missing.")
            }
        }
    }

    private static func checkLocation(_ location: JSONValue) throws(SimError) {
        try CloudSimulator.refuseStrangers(
            location, allowed: ["latitude", "longitude", "name", "address"], place: "location")
        for (member, limit) in [("latitude", 90.0), ("longitude", 180.0)] {
            guard let degrees = location[member]?.double else {
                throw SimError(131008, "Parameter location.\(member) is missing or not a number.")
            }
            guard abs(degrees) <= limit else { throw SimError(131009, "location.\(member) is no place on Earth.") }
        }
    }

    private static func checkReaction(_ reaction: JSONValue) throws(SimError) {
        try CloudSimulator.refuseStrangers(reaction, allowed: ["message_id", "emoji"], place: "reaction")
        guard reaction["message_id"]?.text != nil else {
            throw SimError(131008, "Parameter reaction.message_id is missing.")
        }
        guard case .string(let emoji)? = reaction["emoji"] else {
            throw SimError(131008, "Parameter reaction.emoji is missing.")
        }
        let isEmoji = emoji.unicodeScalars.contains { $0.properties.isEmoji && !$0.isASCII || $0 == "\u{20E3}" }
        guard emoji.isEmpty || emoji.count == 1 && isEmoji else {
            throw SimError(131009, "reaction.emoji must be one emoji, or empty.")
        }
    }

    private static func checkPin(_ pin: JSONValue) throws(SimError) {
        try CloudSimulator.refuseStrangers(pin, allowed: ["type", "message_id", "expiration_days"], place: "pin")
        guard pin["type"] == "pin" || pin["type"] == "unpin" else {
            throw .invalidParameter("Param pin['type'] must be one of {PIN, UNPIN}.")
        }
        guard pin["message_id"]?.text != nil else { throw SimError(131008, "Parameter pin.message_id is missing.") }
        if let days = pin["expiration_days"] {
            guard let days = days.int, 1...30 ~= days else {
                throw SimError(131009, "pin.expiration_days must be between 1 and 30.")
            }
        }
    }

    private static func checkText(_ text: JSONValue) throws(SimError) {
        guard text.object != nil else { throw .invalidParameter("Param text must be an object.") }
        try CloudSimulator.refuseStrangers(text, allowed: ["body", "preview_url"], place: "text")
        guard let body = text["body"] else { throw SimError(131008, "Parameter text.body is missing.") }
        guard case .string(let words) = body else { throw .invalidParameter("Param text['body'] must be a string.") }
        guard !words.allSatisfy(\.isWhitespace) else {
            throw .invalidParameter("Param text['body'] must be at least 1 character long.")
        }
        guard words.unicodeScalars.count <= Limits.textBody else {
            throw .invalidParameter("Param text['body'] must be at most \(Limits.textBody) characters long.")
        }
        if let preview = text["preview_url"] {
            guard case .bool = preview else { throw .invalidParameter("Param text['preview_url'] must be a boolean.") }
        }
    }

    static func checkMedia(_ media: JSONValue, type: String) throws(SimError) {
        guard media.object != nil else { throw .invalidParameter("Param \(type) must be an object.") }
        var members: Set = ["id", "link", "caption", "voice"]
        if type == "document" { members.insert("filename") }
        try CloudSimulator.refuseStrangers(media, allowed: members, place: type)
        if media["caption"] != nil, type == "audio" || type == "sticker" {
            throw .invalidParameter("Unexpected key \"caption\" on param \"\(type)\".")
        }
        if let voice = media["voice"] {
            guard type == "audio", case .bool = voice else {
                throw .invalidParameter("Param audio['voice'] must be a boolean.")
            }
        }
        if let caption = media["caption"]?.string, caption.unicodeScalars.count > Limits.caption {
            throw .invalidParameter("Param \(type)['caption'] must be at most \(Limits.caption) characters long.")
        }
        switch (media["id"]?.text, media["link"]?.text) {
        case (nil, nil): throw SimError(131008, "Parameter \(type).id or \(type).link is missing.")
        case (.some, .some): throw .invalidParameter("Param \(type) takes id or link, not both.")
        // The file itself is looked up where the account's files are.
        case (.some, nil): break
        case (nil, .some(let link)):
            guard link.hasPrefix("https://") || link.hasPrefix("http://"), !link.contains(where: \.isWhitespace) else {
                throw SimError(131009, "\(type).link must be an http or https URL.")
            }
        }
    }
}
