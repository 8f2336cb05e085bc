import WhatsApp

extension SimTemplate {
    /// A template as a list of the Graph API tells of it (`whatsapp.md` §6.1), so that sends are checked against a set of
    /// one's own. Parts that no check knows are left out.
    ///
    /// - Parameters:
    ///   - record: read from a list.
    ///   - number: its id when the list has none.
    public init(_ record: TemplateRecord, number: Int) {
        let raw = record.raw
        self.init(
            id: record.id ?? "\(number)", name: record.name, language: record.language,
            status: raw["status"]?.text?.uppercased() ?? "APPROVED",
            category: raw["category"]?.text?.uppercased() ?? "UTILITY",
            quality: record.quality?.word ?? "UNKNOWN", rejectedReason: record.rejectedReason, body: "")
        qualityAt = raw["quality_score"]?["date"]?.int ?? qualityAt
        read(raw["components"]?.list ?? [])
    }

    private mutating func read(_ components: [JSONValue]) {
        for component in components {
            let text = component["text"]?.text
            switch component["type"]?.text?.uppercased() {
            case "HEADER": header = Header(component)
            case "BODY":
                body = text ?? ""
                examples = Self.examples(component["example"])
            case "FOOTER": footer = text
            case "BUTTONS": buttons = (component["buttons"]?.list ?? []).map(Button.init)
            case "LIMITED_TIME_OFFER":
                let told = component["limited_time_offer"]
                offer = Offer(told?["text"]?.text ?? "", expires: told?["has_expiration"]?.bool ?? false)
            case "CAROUSEL": cards = (component["cards"]?.list ?? []).compactMap(Card.init)
            default: break
            }
        }
    }

    private static func examples(_ example: JSONValue?) -> [String] {
        if let named = example?["body_text_named_params"]?.list { return named.compactMap { $0["example"]?.text } }
        return (example?["body_text"]?[0]?.list ?? []).compactMap(\.text)
    }
}

extension SimTemplate.Header {
    /// Nil when it stands for nothing.
    fileprivate init?(_ component: JSONValue) {
        switch component["format"]?.text?.uppercased() ?? "TEXT" {
        case "TEXT":
            guard let text = component["text"]?.text else { return nil }
            self = .text(text)
        case "LOCATION": self = .location
        case let format: self = .media(format)
        }
    }
}

extension SimTemplate.Button {
    fileprivate init(_ json: JSONValue) {
        let type = json["type"]?.text?.uppercased() ?? ""
        let target: String? =
            switch type {
            case "PHONE_NUMBER": json["phone_number"]?.text
            case "COPY_CODE": (json["example"]?[0] ?? json["example"])?.text
            default: json["url"]?.text
            }
        self.init(type, json["text"]?.text ?? "", target: target)
    }
}

extension SimTemplate.Card {
    /// Nil without its picture or film: every card has one.
    fileprivate init?(_ json: JSONValue) {
        let part = { (type: String) in
            json["components"]?.list?.first { $0["type"]?.text?.uppercased() == type }
        }
        guard let media = part("HEADER")?["format"]?.text?.uppercased() else { return nil }
        self.init(
            media, part("BODY")?["text"]?.text ?? "",
            buttons: (part("BUTTONS")?["buttons"]?.list ?? []).map(SimTemplate.Button.init))
    }
}
