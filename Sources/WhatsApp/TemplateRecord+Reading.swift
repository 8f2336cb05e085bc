extension TemplateRecord {
    /// Reads one element of a template list. `nil` without a name: nothing can be sent by it.
    public init?(json: JSONValue) {
        guard let name = json["name"]?.text else { return nil }
        let components = (json["components"]?.list ?? []).map(Component.init)
        let score = json["quality_score"]
        self.init(
            id: json["id"]?.text, name: name,
            language: LanguageCode.normalised((json["language"]?["code"] ?? json["language"])?.text ?? ""),
            status: TemplateStatus(json["status"]?.text ?? ""),
            category: TemplateCategory(json["category"]?.text ?? ""), subCategory: json["sub_category"]?.text,
            parameterFormat: ParameterFormat(json["parameter_format"]?.text, components: components),
            components: components,
            quality: (score?["score"] ?? score)?.text.map(TemplateQuality.init),
            rejectedReason: json["rejected_reason"]?.text.flatMap { $0 == "NONE" ? nil : $0 },
            previousCategory: json["previous_category"]?.text.map(TemplateCategory.init),
            correctCategory: json["correct_category"]?.text.map(TemplateCategory.init),
            timeToLive: json["message_send_ttl_seconds"]?.int, raw: json)
    }
}

extension TemplateRecord.ParameterFormat {
    /// Older lists do not say; then the placeholders do.
    init(_ word: String?, components: [TemplateRecord.Component]) {
        if let format = word.flatMap({ Self(rawValue: $0.uppercased()) }) {
            self = format
            return
        }
        let names = components.flatMap { component -> [String] in
            switch component {
            case .header(let header): header.text.map(Placeholder.names) ?? []
            case .body(let text, _): text.map(Placeholder.names) ?? []
            default: []
            }
        }
        self = names.contains { !$0.utf8.allSatisfy { 0x30...0x39 ~= $0 } } ? .named : .positional
    }
}

extension TemplateRecord.Component {
    init(_ json: JSONValue) {
        let type = json["type"]?.text ?? ""
        switch type.uppercased() {
        case "HEADER": self = .header(TemplateRecord.Header(json))
        case "BODY":
            let example = json["example"]
            self = .body(
                text: json["text"]?.text,
                examples: TemplateRecord.Example.list(
                    positional: example?["body_text"], named: example?["body_text_named_params"]))
        case "FOOTER":
            self = .footer(text: json["text"]?.text, expirationMinutes: json["code_expiration_minutes"]?.int)
        case "BUTTONS": self = .buttons((json["buttons"]?.list ?? []).map { TemplateRecord.Button($0) })
        case "CAROUSEL":
            let cards = (json["cards"]?.list ?? []).map { card in
                // A carousel inside a card is nothing the platform has; refusing it bounds the recursion.
                (card["components"]?.list ?? []).map {
                    $0["type"]?.text?.uppercased() == "CAROUSEL"
                        ? .other(type: "CAROUSEL", raw: $0) : TemplateRecord.Component($0)
                }
            }
            self = .carousel(cards: cards)
        case "LIMITED_TIME_OFFER":
            let offer = json["limited_time_offer"] ?? .null
            self = .limitedTimeOffer(
                text: offer["text"]?.text, hasExpiration: offer["has_expiration"]?.bool ?? false)
        case "CALL_PERMISSION_REQUEST": self = .callPermissionRequest
        default: self = .other(type: type, raw: json)
        }
    }
}

extension TemplateRecord.Header {
    init(_ json: JSONValue) {
        let word = json["format"]?.text ?? ""
        let example = json["example"]
        self.init(
            format: Format(word.isEmpty && json["text"] != nil ? "TEXT" : word), text: json["text"]?.text,
            examples: TemplateRecord.Example.list(
                positional: example?["header_text"] ?? example?["header_handle"],
                named: example?["header_text_named_params"]))
    }
}

extension TemplateRecord.Header.Format {
    init(_ word: String) {
        switch word.uppercased() {
        case "TEXT": self = .text
        case "IMAGE": self = .image
        case "VIDEO": self = .video
        case "GIF": self = .gif
        case "DOCUMENT": self = .document
        case "LOCATION": self = .location
        case "PRODUCT": self = .product
        default: self = .other(word)
        }
    }
}

extension TemplateRecord.Example {
    /// `body_text` is a list in a list, `header_text` a list; named examples are objects.
    static func list(positional: JSONValue?, named: JSONValue?) -> [TemplateRecord.Example] {
        let named = (named?.array ?? []).compactMap { element -> TemplateRecord.Example? in
            guard let value = element["example"]?.string else { return nil }
            return TemplateRecord.Example(name: element["param_name"]?.text, value: value)
        }
        if !named.isEmpty { return named }
        let values = positional?.array ?? positional.map { [$0] } ?? []
        return (values.first?.array ?? values).compactMap { element in
            element.string.map { TemplateRecord.Example(name: nil, value: $0) }
        }
    }
}

extension TemplateRecord.Button {
    init(_ json: JSONValue) {
        let example = json["example"]
        self.init(
            kind: Kind(json["type"]?.text ?? ""), text: json["text"]?.text, url: json["url"]?.text,
            phoneNumber: json["phone_number"]?.text, passwordKind: json["otp_type"]?.text?.uppercased(),
            examples: (example?.array ?? example.map { [$0] } ?? []).compactMap(\.string))
    }

    /// The spelling of `message_template_components_update`.
    init(update json: JSONValue) {
        self.init(
            kind: Kind(json["message_template_button_type"]?.text ?? ""),
            text: json["message_template_button_text"]?.text, url: json["message_template_button_url"]?.text,
            phoneNumber: json["message_template_button_phone_number"]?.text, passwordKind: nil, examples: [])
    }
}

extension TemplateRecord.Button.Kind {
    /// Case does not matter.
    init(_ word: String) {
        switch word.uppercased() {
        case "QUICK_REPLY": self = .quickReply
        case "URL": self = .url
        case "PHONE_NUMBER": self = .phoneNumber
        case "COPY_CODE": self = .copyCode
        case "OTP": self = .oneTimePassword
        case "FLOW": self = .flow
        case "CATALOG": self = .catalog
        case "MPM": self = .multiProduct
        case "SPM": self = .singleProduct
        case "VOICE_CALL": self = .voiceCall
        case "APP": self = .app
        case "REQUEST_CONTACT_INFO": self = .requestContactInfo
        default: self = .other(word)
        }
    }
}
