/// A template as it is sent: its name, language and the values of its parameters (`whatsapp.md` §4.5).
/// Only components that have parameters are listed.
public struct TemplateMessage: Hashable, Sendable {
    /// The template's name.
    public var name: String
    /// As listed, such as `en_US`.
    public var language: String
    /// Those with parameters, header first.
    public var components: [TemplateComponent]

    /// A template made in code; nothing is checked here.
    public init(name: String, language: String, components: [TemplateComponent] = []) {
        self.name = name
        self.language = language
        self.components = components
    }

    var json: JSONValue {
        var object: JSONObject = ["name": .string(name), "language": ["code": .string(language)]]
        if !components.isEmpty { object["components"] = .array(components.map(\.json)) }
        return .object(object)
    }
}

/// The values for one part of a template.
public indirect enum TemplateComponent: Hashable, Sendable {
    case header([TemplateParameter])
    case body([TemplateParameter])
    /// `index` counts all buttons of the template from 0.
    case button(index: Int, kind: ButtonKind, [TemplateParameter])
    /// When the offer ends, in milliseconds since 1970.
    case limitedTimeOffer(expirationMilliseconds: Int64)
    /// The components of each card, in the order of the cards.
    case carousel(cards: [[TemplateComponent]])
    case tapTarget(url: String, title: String)

    /// The platform's `sub_type` of a button.
    public enum ButtonKind: String, Hashable, Sendable {
        case quickReply = "quick_reply"
        /// Also the code button of an authentication template.
        case url
        case copyCode = "copy_code"
        case flow
        case catalog
        case multiProduct = "mpm"
        case voiceCall = "voice_call"
    }

    var json: JSONValue {
        switch self {
        case .header(let parameters): Self.object("header", parameters)
        case .body(let parameters): Self.object("body", parameters)
        case .button(let index, let kind, let parameters):
            [
                "type": "button", "sub_type": .string(kind.rawValue), "index": .string(String(index)),
                "parameters": .array(parameters.map(\.json)),
            ]
        case .limitedTimeOffer(let expiration):
            [
                "type": "limited_time_offer",
                "parameters": [
                    ["type": "limited_time_offer", "limited_time_offer": ["expiration_time_ms": .int(expiration)]]
                ],
            ]
        case .carousel(let cards):
            [
                "type": "carousel",
                "cards": .array(
                    cards.enumerated().map { index, components in
                        ["card_index": .int(Int64(index)), "components": .array(components.map(\.json))]
                    }),
            ]
        case .tapTarget(let url, let title):
            [
                "type": "tap_target_configuration",
                "parameters": [
                    [
                        "type": "tap_target_configuration",
                        "tap_target_configuration": [["url": .string(url), "title": .string(title)]],
                    ]
                ],
            ]
        }
    }

    private static func object(_ type: String, _ parameters: [TemplateParameter]) -> JSONValue {
        ["type": .string(type), "parameters": .array(parameters.map(\.json))]
    }
}

/// One value of a template.
public enum TemplateParameter: Hashable, Sendable {
    /// No line break, no tab, no more than four spaces in a row. `name` is set exactly in templates with named
    /// placeholders. On a `url` button it is the suffix.
    case text(String, name: String? = nil)
    /// `amount1000` is the amount times 1,000; `fallback` shows where the client cannot format it.
    case currency(fallback: String, code: String, amount1000: Int64, name: String? = nil)
    case dateTime(fallback: String, name: String? = nil)
    case image(MediaReference)
    case video(MediaReference)
    case gif(MediaReference)
    case document(MediaReference, filename: String? = nil)
    case location(OutgoingLocation)
    case product(retailerID: String, catalogID: String)
    case groupID(String)
    /// Comes back when the quick reply is tapped.
    case payload(String)
    case couponCode(String)
    case flowAction(token: String?, data: JSONValue? = nil)
    case catalogAction(thumbnailRetailerID: String?, sections: JSONValue? = nil)
    case timeToLiveMinutes(Int64)

    var json: JSONValue {
        switch self {
        case .text(let text, let name): Self.object("text", .string(text), name: name)
        case .currency(let fallback, let code, let amount, let name):
            Self.object(
                "currency",
                ["fallback_value": .string(fallback), "code": .string(code), "amount_1000": .int(amount)], name: name)
        case .dateTime(let fallback, let name):
            Self.object("date_time", ["fallback_value": .string(fallback)], name: name)
        case .image(let reference): Self.object("image", .object(reference.object))
        case .video(let reference): Self.object("video", .object(reference.object))
        case .gif(let reference): Self.object("gif", .object(reference.object))
        case .document(let reference, let filename): Self.document(reference, filename: filename)
        case .location(let location): Self.object("location", location.json)
        case .product(let retailerID, let catalogID):
            Self.object(
                "product", ["product_retailer_id": .string(retailerID), "catalog_id": .string(catalogID)])
        case .groupID(let id): Self.object("group_id", .string(id))
        case .payload(let payload): Self.object("payload", .string(payload))
        case .couponCode(let code): Self.object("coupon_code", .string(code))
        case .flowAction(let token, let data):
            Self.action(["flow_token": token.map(JSONValue.string), "flow_action_data": data])
        case .catalogAction(let thumbnail, let sections):
            Self.action(["thumbnail_product_retailer_id": thumbnail.map(JSONValue.string), "sections": sections])
        case .timeToLiveMinutes(let minutes): Self.object("ttl_minutes", .int(minutes))
        }
    }

    private static func object(_ type: String, _ value: JSONValue, name: String? = nil) -> JSONValue {
        var object: JSONObject = ["type": .string(type), type: value]
        object["parameter_name"] = name.map(JSONValue.string)
        return .object(object)
    }

    private static func document(_ reference: MediaReference, filename: String?) -> JSONValue {
        var document = reference.object
        document["filename"] = filename.map(JSONValue.string)
        return object("document", .object(document))
    }

    private static func action(_ members: [String: JSONValue?]) -> JSONValue {
        object("action", .object(JSONObject(members.compactMap { key, value in value.map { (key, $0) } })))
    }
}
