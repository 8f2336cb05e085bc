extension MessageContent {
    /// Reads the content of a message element: the member its type names or, when that is not there or says nothing, the
    /// first that can be read.
    init(message json: JSONValue, kind: MessageKind, isNested: Bool = false) {
        if let member = json[kind.rawValue], !member.isNull, !member.isHollow,
            let content = Self.read(kind.rawValue, member, of: json, isNested: isNested)
        {
            self = content
            return
        }
        let words = [kind.rawValue] + Self.contentMembers.filter { $0 != kind.rawValue }
        let there = words.filter { json[$0].map { !$0.isNull } ?? false }
        let telling = there.filter { json[$0].map { !$0.isHollow } ?? false }
        for word in telling + there {
            guard let member = json[word],
                let content = Self.read(word, member, of: json, isNested: isNested)
            else { continue }
            self = content
            return
        }
        switch kind {
        case .requestWelcome: self = .requestWelcome
        case .unsupported, .unknown: self = .unsupported(type: nil)
        case .interactive: self = .interactive(.other(type: nil, raw: json["interactive"] ?? .null))
        default: self = .other(json)
        }
    }

    /// The members that can hold content, in the order in which they are looked for.
    private static let contentMembers = [
        "text", "image", "video", "audio", "voice", "document", "sticker", "location", "contacts", "reaction",
        "button", "interactive", "order", "system", "edit", "revoke", "unsupported",
    ]

    /// `nil` when the member is too damaged to mean anything.
    private static func read(
        _ word: String, _ member: JSONValue, of json: JSONValue, isNested: Bool
    ) -> MessageContent? {
        switch MessageKind(word) {
        case .text:
            let words = member["body"]?.string ?? member.string ?? member[0]?["body"]?.string
            return words.map { .text(body: $0) }
        case .image, .video, .audio, .voice, .document, .sticker:
            return MediaAttachment(member, word: word).map(MessageContent.media)
        case .location:
            return SharedLocation(member).map(MessageContent.location)
        case .contacts:
            let cards = (member.list ?? []).compactMap(ContactCard.init)
            return cards.isEmpty ? nil : .contacts(cards)
        case .reaction:
            guard let target = member["message_id"]?.text else { return nil }
            return .reaction(messageID: target, emoji: member["emoji"]?.text)
        case .button:
            guard member["payload"]?.string != nil || member["text"]?.string != nil else { return nil }
            return .button(payload: member["payload"]?.string, text: member["text"]?.string)
        case .interactive:
            return member.object.map { _ in .interactive(InteractiveReply(member)) }
        case .order:
            return ProductOrder(member).map(MessageContent.order)
        case .system:
            return member.object == nil ? nil : .system(SystemNotice(message: json))
        case .edit:
            // An edit holds one message; an edit inside an edit is nothing the platform sends.
            guard !isNested, let inner = editedMessage(in: member) else { return nil }
            let kind = MessageKind(inner["type"]?.string ?? "")
            return .edit(
                originalID: member["original_message_id"]?.text, kind: kind,
                content: MessageContent(message: inner, kind: kind, isNested: true))
        case .revoke:
            return member.object == nil ? nil : .revoke(originalID: member["original_message_id"]?.text)
        case .unsupported, .unknown:
            return .unsupported(type: member["type"]?.text ?? member.text)
        case .requestWelcome:
            return .requestWelcome
        default:
            return nil
        }
    }
}

extension MessageContent {
    /// What an edit puts in the place of a message. Some relays hand it on without the frame around it.
    private static func editedMessage(in edit: JSONValue) -> JSONValue? {
        if let inner = edit["message"], inner.object != nil { return inner }
        // No conditional expression: beside a `JSONValue` its `nil` would be the JSON null, which is something.
        if contentMembers.contains(where: { edit[$0].map { !$0.isNull } ?? false }) { return edit }
        return nil
    }
}

extension JSONValue {
    /// An object or a list with nothing in it.
    fileprivate var isHollow: Bool { object?.isEmpty ?? array?.isEmpty ?? false }
}

extension InteractiveReply {
    init(_ json: JSONValue) {
        let type = json["type"]?.text
        if let reply = json["button_reply"], reply.object != nil {
            self = .button(id: reply["id"]?.string, title: reply["title"]?.string)
        } else if let reply = json["list_reply"], reply.object != nil {
            self = .list(
                id: reply["id"]?.string, title: reply["title"]?.string, description: reply["description"]?.text)
        } else if let reply = json["nfm_reply"], reply.object != nil {
            // Meta sends text here; a relay that parsed it hands on the object.
            let response = reply["response_json"].flatMap { $0.isNull ? nil : $0.string ?? $0.canonicalText }
            self = .form(name: reply["name"]?.text, body: reply["body"]?.text, responseJSON: response)
        } else if let reply = json["call_permission_reply"], reply.object != nil {
            self = .callPermission(
                CallPermissionReply(
                    response: reply["response"]?.text, isPermanent: reply["is_permanent"]?.bool,
                    expiration: Timestamp.seconds(reply["expiration_timestamp"]),
                    source: reply["response_source"]?.text))
        } else {
            self = .other(type: type, raw: json)
        }
    }
}

extension MediaAttachment {
    /// - Parameter word: the platform's type; `voice` is its old word for a recorded audio.
    init?(_ json: JSONValue, word: String) {
        guard json.object != nil, let kind = word == "voice" ? .audio : Kind(rawValue: word) else { return nil }
        self.init(
            kind: kind, id: json["id"]?.text, mimeType: json["mime_type"]?.text, sha256: json["sha256"]?.text,
            caption: json["caption"]?.text, filename: json["filename"]?.text,
            isVoice: json["voice"]?.bool ?? (word == "voice"), isAnimated: json["animated"]?.bool ?? false,
            url: json["url"]?.text ?? json["link"]?.text)
    }
}

extension SharedLocation {
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        self.init(
            latitude: json["latitude"]?.double, longitude: json["longitude"]?.double, name: json["name"]?.text,
            address: json["address"]?.text, url: json["url"]?.text)
    }
}

extension ContactCard {
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        let name = json["name"]
        let file = json["vcard"]?.text.map(VCard.init)
        let parts = ["first_name", "middle_name", "last_name"].compactMap { name?[$0]?.text }
        self.init(
            formattedName: name?["formatted_name"]?.text ?? name?.text
                ?? (parts.isEmpty ? file?.name : parts.joined(separator: " ")),
            phones: json["phones"]?.list?.map {
                Phone(number: $0["phone"]?.text, waID: $0["wa_id"]?.text, type: $0["type"]?.text)
            } ?? file?.phones.map { Phone(number: $0) } ?? [],
            emails: (json["emails"]?.list ?? []).compactMap { $0["email"]?.text },
            company: json["org"]?["company"]?.text,
            addresses: (json["addresses"]?.list ?? []).compactMap(Self.address),
            pages: (json["urls"]?.list ?? []).compactMap { $0["url"]?.text }, origin: json["origin"]?.text, raw: json)
    }

    /// The parts of an address that are told, one after another; the country's code stands in for its name.
    private static func address(_ json: JSONValue) -> String? {
        let place = [json["zip"]?.text, json["city"]?.text].compactMap { $0?.isEmpty ?? true ? nil : $0 }
        let parts = [
            json["street"]?.text, place.joined(separator: " "), json["state"]?.text,
            json["country"]?.text ?? json["country_code"]?.text,
        ].compactMap { $0?.isEmpty ?? true ? nil : $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension ProductOrder {
    init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        self.init(
            catalogID: json["catalog_id"]?.text, text: json["text"]?.text,
            items: (json["product_items"]?.list ?? []).map {
                Item(
                    retailerID: $0["product_retailer_id"]?.text, quantity: $0["quantity"]?.int,
                    quantityText: $0["quantity"]?.int == nil ? $0["quantity"]?.text : nil,
                    price: $0["item_price"]?.double, currency: $0["currency"]?.text)
            })
    }
}
