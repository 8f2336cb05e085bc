/// A template as the platform lists it (`whatsapp.md` §6.1).
public struct TemplateRecord: Hashable, Sendable {
    /// The platform's own id.
    public var id: String?
    /// Lower-case letters, digits and underscores.
    public var name: String
    /// With an underscore, as in `en_US`.
    public var language: String
    /// Whether it can be sent.
    public var status: TemplateStatus
    /// What it may be used for.
    public var category: TemplateCategory
    /// A finer word for the category.
    public var subCategory: String?
    /// How its placeholders are named; guessed from them when not given.
    public var parameterFormat: ParameterFormat
    /// In the platform's order.
    public var components: [Component]
    /// How people take it.
    public var quality: TemplateQuality?
    /// `nil` when none was given or it is `NONE`.
    public var rejectedReason: String?
    /// Before the last change.
    public var previousCategory: TemplateCategory?
    /// What Meta thinks it should be.
    public var correctCategory: TemplateCategory?
    /// How long an undelivered message lives, in seconds; −1 is 30 days.
    public var timeToLive: Int64?
    /// The whole element.
    public var raw: JSONValue

    /// How placeholders are named: `{{1}}` or `{{slot}}`.
    public enum ParameterFormat: String, Hashable, Sendable {
        case positional = "POSITIONAL"
        case named = "NAMED"
    }

    /// One part of a template.
    public enum Component: Hashable, Sendable {
        case header(Header)
        /// `text` is `nil` on authentication templates, whose wording is Meta's.
        case body(text: String?, examples: [Example])
        /// `expirationMinutes` on authentication templates.
        case footer(text: String?, expirationMinutes: Int64?)
        case buttons([Button])
        /// Each card's parts.
        case carousel(cards: [[Component]])
        case limitedTimeOffer(text: String?, hasExpiration: Bool)
        case callPermissionRequest
        /// A kind not known here.
        case other(type: String, raw: JSONValue)
    }

    /// What stands above the body.
    public struct Header: Hashable, Sendable {
        /// What a header shows. Open.
        public enum Format: Hashable, Sendable {
            case text, image, video, gif, document, location, product
            case other(String)
        }

        /// What it shows.
        public var format: Format
        /// Set for a text header.
        public var text: String?
        /// Sample values for its placeholder, or of its file.
        public var examples: [Example]
    }

    /// A sample value for a placeholder. `name` is set in templates with named placeholders.
    public struct Example: Hashable, Sendable {
        /// The placeholder's name.
        public var name: String?
        /// What it might say.
        public var value: String
    }

    /// One button of a template.
    public struct Button: Hashable, Sendable {
        /// What a button does. Open.
        public enum Kind: Hashable, Sendable {
            case quickReply, url, phoneNumber, copyCode, oneTimePassword, flow, catalog, multiProduct, singleProduct
            case voiceCall, app, requestContactInfo
            case other(String)
        }

        /// What it does.
        public var kind: Kind
        /// What it says.
        public var text: String?
        /// May end in one placeholder.
        public var url: String?
        /// Whom it calls.
        public var phoneNumber: String?
        /// `COPY_CODE`, `ONE_TAP` or `ZERO_TAP`, on one-time passwords.
        public var passwordKind: String?
        /// Sample values for the address or code.
        public var examples: [String]
    }
}
