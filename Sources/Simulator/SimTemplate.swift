import WhatsApp

/// A template as the simulated account has it: what the list shows and what a send is checked against
/// (`whatsapp.md` §4.5, §6.1).
public struct SimTemplate: Hashable, Sendable {
    /// What stands above the body.
    public enum Header: Hashable, Sendable {
        case text(String)
        /// `IMAGE`, `VIDEO`, `DOCUMENT`, `GIF`, `PRODUCT`.
        case media(String)
        case location
    }

    /// A button below the body.
    public struct Button: Hashable, Sendable {
        /// The platform's word in upper case: `URL`, `QUICK_REPLY`, `PHONE_NUMBER`, `COPY_CODE`, `OTP`, `FLOW`, `CATALOG`,
        /// `MPM`, `VOICE_CALL`.
        public var type: String
        /// Its title.
        public var text: String
        /// The URL, or the phone number.
        public var target: String?

        /// A button as the list tells of it.
        public init(_ type: String, _ text: String, target: String? = nil) {
            self.type = type
            self.text = text
            self.target = target
        }
    }

    /// An offer with an end.
    public struct Offer: Hashable, Sendable {
        /// What it is called.
        public var text: String
        /// Whether a send must say when it ends.
        public var expires: Bool

        /// An offer as the list tells of it.
        public init(_ text: String, expires: Bool) {
            self.text = text
            self.expires = expires
        }
    }

    /// A card of a carousel.
    public struct Card: Hashable, Sendable {
        /// `IMAGE` or `VIDEO`.
        public var media: String
        /// With placeholders of its own.
        public var body: String
        /// Counted from 0 in each card.
        public var buttons: [Button]

        /// A card as the list tells of it.
        public init(_ media: String, _ body: String, buttons: [Button] = []) {
            self.media = media
            self.body = body
            self.buttons = buttons
        }
    }

    /// The platform's id: digits.
    public var id: String
    /// The name sends call it by, together with the language.
    public var name: String
    /// With an underscore: `pt_BR`.
    public var language: String
    /// `APPROVED`, `PAUSED`, `REJECTED`, …
    public var status: String
    /// `UTILITY`, `MARKETING`, `AUTHENTICATION`.
    public var category: String
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`.
    public var quality: String
    /// When the platform last judged it, in Unix seconds.
    public var qualityAt: Int64 = 1_790_000_000
    /// The platform's word for why it was rejected or paused; nil is listed as `NONE`.
    public var rejectedReason: String?
    /// What stands above the body; nil when nothing does.
    public var header: Header?
    /// The text with its placeholders, `{{1}}` or `{{name}}`; not both kinds.
    public var body: String
    /// The small line below the body: without placeholders.
    public var footer: String?
    /// In the order sends count them by, from 0.
    public var buttons: [Button]
    /// An offer's words, and whether its end must be given; nil when there is none.
    public var offer: Offer?
    /// Cards to leaf through; empty when there are none.
    public var cards: [Card] = []
    /// Sample values by placeholder, in order; the platform asks for them and lists them.
    public var examples: [String]

    /// A template that can be sent, unless `status` says otherwise; nothing of it is checked.
    public init(
        id: String, name: String, language: String = "pt_BR", status: String = "APPROVED", category: String = "UTILITY",
        quality: String = "GREEN", rejectedReason: String? = nil, header: Header? = nil, body: String,
        footer: String? = nil, buttons: [Button] = [], examples: [String] = []
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.status = status
        self.category = category
        self.quality = quality
        self.rejectedReason = rejectedReason
        self.header = header
        self.body = body
        self.footer = footer
        self.buttons = buttons
        self.examples = examples
    }

    /// Whether a send of it is taken.
    var isSendable: Bool { status == "APPROVED" || status == "REINSTATED" }

    /// Whether its placeholders have names rather than numbers.
    public var isNamed: Bool { Placeholder.names(in: body).contains { Int($0) == nil } }

    /// Placeholders of the body in the order in which a send lists them.
    var bodyNames: [String] { Self.ordered(Placeholder.names(in: body)) }

    /// Placeholders of a text header.
    var headerNames: [String] {
        guard case .text(let text) = header else { return [] }
        return Self.ordered(Placeholder.names(in: text))
    }

    private static func ordered(_ names: [String]) -> [String] {
        names.allSatisfy { Int($0) != nil } ? names.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) } : names
    }

    /// The element of the list that tells of it.
    public var json: JSONValue {
        var members: JSONObject = [
            "id": .string(id), "name": .string(name), "language": .string(language), "status": .string(status),
            "category": .string(category), "parameter_format": isNamed ? "NAMED" : "POSITIONAL",
            "quality_score": ["score": .string(quality), "date": .int(qualityAt)],
            "rejected_reason": .string(rejectedReason ?? "NONE"),
            "components": .array(components),
        ]
        if category == "AUTHENTICATION" { members["message_send_ttl_seconds"] = 600 }
        return .object(members)
    }

    private var components: [JSONValue] {
        var components: [JSONValue] = []
        switch header {
        case .text(let text):
            var part: JSONObject = ["type": "HEADER", "format": "TEXT", "text": .string(text)]
            let names = headerNames
            if let name = names.first {
                let isNumber = Int(name) != nil
                part["example"] =
                    isNumber
                    ? ["header_text": [.string(Self.sample)]]
                    : ["header_text_named_params": [["param_name": .string(name), "example": .string(Self.sample)]]]
            }
            components.append(.object(part))
        case .media(let format):
            components.append([
                "type": "HEADER", "format": .string(format),
                "example": ["header_handle": [.string("https://example.org/sample-\(format.lowercased())")]],
            ])
        case .location: components.append(["type": "HEADER", "format": "LOCATION"])
        case nil: break
        }
        if let offer {
            components.append([
                "type": "LIMITED_TIME_OFFER",
                "limited_time_offer": ["text": .string(offer.text), "has_expiration": .bool(offer.expires)],
            ])
        }
        var bodyPart: JSONObject = ["type": "BODY", "text": .string(body)]
        if category == "AUTHENTICATION" { bodyPart["add_security_recommendation"] = true }
        if !examples.isEmpty { bodyPart["example"] = example }
        components.append(.object(bodyPart))
        if let footer { components.append(["type": "FOOTER", "text": .string(footer)]) }
        if !buttons.isEmpty { components.append(["type": "BUTTONS", "buttons": .array(buttons.map(\.json))]) }
        if !cards.isEmpty { components.append(["type": "CAROUSEL", "cards": .array(cards.map(\.json))]) }
        return components
    }

    /// What stands for a placeholder outside the body in the list.
    static let sample = "5512"

    private var example: JSONValue {
        guard isNamed else { return ["body_text": [.array(examples.map(JSONValue.string))]] }
        let named = zip(bodyNames, examples).map { name, value -> JSONValue in
            ["param_name": .string(name), "example": .string(value)]
        }
        return ["body_text_named_params": .array(named)]
    }
}

extension SimTemplate.Card {
    var json: JSONValue {
        var components: [JSONValue] = [
            [
                "type": "HEADER", "format": .string(media),
                "example": ["header_handle": [.string("https://example.org/sample-\(media.lowercased())")]],
            ], ["type": "BODY", "text": .string(body)],
        ]
        if !buttons.isEmpty { components.append(["type": "BUTTONS", "buttons": .array(buttons.map(\.json))]) }
        return ["components": .array(components)]
    }

    /// The card as a template of its own, for its values are checked alike.
    var template: SimTemplate {
        SimTemplate(id: "", name: "", header: .media(media), body: body, buttons: buttons)
    }
}

extension SimTemplate.Button {
    var json: JSONValue {
        var members: JSONObject = ["type": .string(type), "text": .string(text)]
        switch type {
        case "PHONE_NUMBER": members["phone_number"] = target.map(JSONValue.string)
        case "OTP": members["otp_type"] = "COPY_CODE"
        case "COPY_CODE": members["example"] = target.map { [.string($0)] }
        default:
            members["url"] = target.map(JSONValue.string)
            if needsValue { members["example"] = target.map { [.string(Self.filled($0))] } }
        }
        return .object(members)
    }

    /// The platform lists the sample that it asked for, filled in.
    private static func filled(_ target: String) -> String {
        Placeholder.pieces(of: target).map { piece in
            switch piece {
            case .literal(let text): text
            case .placeholder: SimTemplate.sample
            }
        }.joined()
    }

    /// Whether a send must give a value for it.
    var needsValue: Bool {
        switch type {
        case "URL": target.map { !Placeholder.names(in: $0).isEmpty } ?? false
        case "COPY_CODE", "OTP", "MPM": true
        default: false
        }
    }
}
