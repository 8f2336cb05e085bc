/// Why a message cannot be made: which part of it is wrong, and by which rule of the platform (`whatsapp.md` §4). Holds no
/// sentence of its own: whoever shows it has the words.
public struct FieldError: Error, Hashable, Sendable {
    /// A part of a message. Positions count from 0, rows through all sections of a list.
    public enum Field: Hashable, Sendable {
        case kind, header, headerMedia, body, footer
        case buttons, buttonTitle(Int), buttonID(Int), pages, pageTitle(Int), page(Int)
        case listButton, sections, sectionTitle(Int), rows, rowTitle(Int), rowID(Int), rowDescription(Int)
        case linkTitle, url
        case flow, flowTitle, flowMode, flowAction, flowScreen
        case callTitle, callMinutes, callPayload
        case catalog, products, product(Int), country
        case message, emoji
        case latitude, longitude, placeName, placeAddress
        case contacts, contactName(Int), contactNamePart(Int), contactPhone(Int), contactEmail(Int)
        /// Another member, by its place in the request.
        case member(String)
    }

    /// What is wrong with it.
    public enum Rule: Hashable, Sendable {
        /// Empty, blank, or not there.
        case missing
        /// In Unicode scalars.
        case tooLong(count: Int, limit: Int)
        case tooMany(count: Int, limit: Int)
        case tooManyLines(count: Int, limit: Int)
        /// Another of its kind says the same.
        case repeated(String)
        case outside(least: Int, most: Int)
        /// The kind of message has no such part.
        case notAllowed
        /// A word that is none of the platform's, or none this program can send.
        case unknown(String)
        case notLink
        case notEmoji
        /// Of another type than the platform takes.
        case malformed
    }

    /// Which part.
    public let field: Field
    /// By which rule.
    public let rule: Rule

    /// An error about one part.
    public init(_ field: Field, _ rule: Rule) {
        self.field = field
        self.rule = rule
    }

    /// Where the part stands in the request, for whoever wrote it as a file.
    public var path: String { field.path }
}

extension FieldError.Field {
    /// The member's place in the request, as in `action.buttons[1].reply.title`.
    var path: String {
        switch self {
        case .kind: "type"
        case .header: "header.text"
        case .headerMedia: "header"
        case .body: "body.text"
        case .footer: "footer.text"
        case .buttons: "action.buttons"
        case .buttonTitle(let index): "action.buttons[\(index)].reply.title"
        case .buttonID(let index): "action.buttons[\(index)].reply.id"
        case .pages: "action.buttons"
        case .pageTitle(let index): "action.buttons[\(index)].cta_url.display_text"
        case .page(let index): "action.buttons[\(index)].cta_url.url"
        case .listButton: "action.button"
        case .sections: "action.sections"
        case .sectionTitle(let index): "action.sections[\(index)].title"
        case .rows: "action.sections[].rows"
        case .rowTitle(let index): "action.sections[].rows[\(index)].title"
        case .rowID(let index): "action.sections[].rows[\(index)].id"
        case .rowDescription(let index): "action.sections[].rows[\(index)].description"
        case .linkTitle, .callTitle: "action.parameters.display_text"
        case .url: "action.parameters.url"
        case .flow: "action.parameters.flow_id"
        case .flowTitle: "action.parameters.flow_cta"
        case .flowMode: "action.parameters.mode"
        case .flowAction: "action.parameters.flow_action"
        case .flowScreen: "action.parameters.flow_action_payload.screen"
        case .callMinutes: "action.parameters.ttl_minutes"
        case .callPayload: "action.parameters.payload"
        case .catalog: "action.catalog_id"
        case .products: "action.sections[].product_items"
        case .product(let index): "action.product_items[\(index)].product_retailer_id"
        case .country: "action.parameters.country"
        case .message: "reaction.message_id"
        case .emoji: "reaction.emoji"
        case .latitude: "location.latitude"
        case .longitude: "location.longitude"
        case .placeName: "location.name"
        case .placeAddress: "location.address"
        case .contacts: "contacts"
        case .contactName(let index): "contacts[\(index)].name.formatted_name"
        case .contactNamePart(let index): "contacts[\(index)].name.first_name"
        case .contactPhone(let index): "contacts[\(index)].phones[].phone"
        case .contactEmail(let index): "contacts[\(index)].emails[].email"
        case .member(let path): path
        }
    }
}

/// The checks that several kinds of message share.
enum FieldCheck {
    /// Text that must be there, with a limit in scalars.
    static func required(_ text: String, _ field: FieldError.Field, limit: Int) throws(FieldError) {
        if VisibleText.isBlank(text) { throw FieldError(field, .missing) }
        try length(text, field, limit: limit)
    }

    /// Text that may be left out but, once there, must say something.
    static func optional(_ text: String?, _ field: FieldError.Field, limit: Int) throws(FieldError) {
        if let text { try required(text, field, limit: limit) }
    }

    static func length(_ text: String, _ field: FieldError.Field, limit: Int) throws(FieldError) {
        let count = text.unicodeScalars.count
        if count > limit { throw FieldError(field, .tooLong(count: count, limit: limit)) }
    }

    /// An address that a phone can open: http or https with a host, without white space.
    static func link(_ url: String, _ field: FieldError.Field) throws(FieldError) {
        if VisibleText.isBlank(url) { throw FieldError(field, .missing) }
        guard PageAddress.isOne(url) else { throw FieldError(field, .notLink) }
        try length(url, field, limit: Limits.Template.url)
    }

    /// Members that nothing here reads would be lost on the way: they are refused by name.
    static func strangers(_ json: JSONValue, allowed: Set<String>, at path: String) throws(FieldError) {
        guard let stranger = json.object?.keys.first(where: { !allowed.contains($0) }) else { return }
        throw FieldError(.member(path.isEmpty ? stranger : "\(path).\(stranger)"), .notAllowed)
    }
}

/// Whether a text is an address that a phone can open.
public enum PageAddress {
    /// With http or https and a host, without white space; how long it may be is another question.
    public static func isOne(_ url: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: { url.lowercased().hasPrefix($0) }) else {
            return false
        }
        return url.utf8.count > scheme.utf8.count && !url.contains(where: \.isWhitespace)
    }
}

/// Whether a text shows anything.
public enum VisibleText {
    /// Whether nobody could see anything: empty, or only white space, controls and zero-width marks.
    public static func isBlank(_ value: String) -> Bool {
        value.unicodeScalars.allSatisfy { scalar in
            let properties = scalar.properties
            return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
                || properties.generalCategory == .control || properties.generalCategory == .format
        }
    }
}
