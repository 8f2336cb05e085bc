/// A synced message template: everything needed to fill, preview and send it (`whatsapp.md` §4.5, §6).
public struct Template: Hashable, Sendable {
    /// Its account, name and language.
    public var key: TemplateKey
    /// The platform's id, when known.
    public var id: String?
    /// The platform's word: `APPROVED`, `PAUSED`, … an open enum.
    public var status: String
    /// The platform's word: `UTILITY`, `MARKETING`, `AUTHENTICATION`.
    public var category: String
    /// `GREEN`, `YELLOW`, `RED`, `UNKNOWN`, or nil.
    public var quality: String?
    /// The platform's word for why it was rejected or paused; nil when it gives none.
    public var rejectedReason: String?
    /// What stands above the body; nil when nothing does.
    public var header: Header?
    /// The text with its placeholders, `{{1}}` or `{{name}}`.
    public var body: String
    /// The small line below the body: never with placeholders.
    public var footer: String?
    /// In the template's order: parameters name them by position.
    public var buttons: [Button]
    /// Components this program cannot fill, by the platform's word (`CAROUSEL`, `LIMITED_TIME_OFFER`…): listed,
    /// explained, not sent.
    public var unsupported: [String]
    /// What stands in `unsupported`, alone, of a template that Direct Send made: it can be looked at, and no more.
    public static let directSend = "DIRECT SEND"
    /// An offer with an end, above the body; nil when there is none.
    public var offer: Offer?
    /// Cards to leaf through below the body; empty when there are none.
    public var cards: [Card] = []
    /// The platform's words for what the category was, and for what it should be; nil when it told none.
    public var previousCategory: String?
    /// See `previousCategory`.
    public var correctCategory: String?
    /// A finer word of the platform's for the category.
    public var subCategory: String?
    /// Sample values from the template's approval: a hint beside a field, never its value and never what makes a field.
    public var examples: [ParameterKey: String]

    /// What stands above the body.
    public enum Header: Hashable, Sendable {
        case text(String)
        /// `image`, `video`, `document`, `gif`: needs a link or a media id.
        case media(kind: String)
        case location
    }

    /// The platform's small word for what stands above the body when it is no text; nil when it is, or nothing does.
    public var mediaHeader: String? {
        switch header {
        case .media(let kind): kind
        case .location: "location"
        case .text, nil: nil
        }
    }

    /// An offer with an end (`whatsapp.md` §4.5).
    public struct Offer: Hashable, Sendable {
        /// What it is called.
        public var text: String
        /// Whether the phone counts down to an end, which the request must name.
        public var expires: Bool

        /// An offer as the platform lists it.
        public init(text: String, expires: Bool) {
            self.text = text
            self.expires = expires
        }
    }

    /// One card of a carousel: a picture or a film, words, buttons.
    public struct Card: Hashable, Sendable {
        /// What stands on top; only media.
        public var header: Header?
        /// Words with placeholders of their own; nil when the card has none.
        public var body: String?
        /// In the card's order: parameters name them by position.
        public var buttons: [Button]

        /// A card as the platform lists it.
        public init(header: Header?, body: String?, buttons: [Button]) {
            self.header = header
            self.body = body
            self.buttons = buttons
        }
    }

    /// A button below the body.
    public struct Button: Hashable, Sendable {
        /// The platform's word in upper case: `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `COPY_CODE`, `OTP`, `FLOW` …
        public var kind: String
        /// Its title.
        public var text: String
        /// The URL with its variable, the phone number, the flow id …
        public var target: String?

        /// A button as the platform lists it.
        public init(kind: String, text: String, target: String? = nil) {
            self.kind = kind
            self.text = text
            self.target = target
        }
    }

    /// A template as it was synced or imported; what the platform left out stays nil.
    public init(
        key: TemplateKey, id: String? = nil, status: String, category: String, quality: String? = nil,
        rejectedReason: String? = nil, header: Header? = nil, body: String, footer: String? = nil,
        buttons: [Button] = [], unsupported: [String] = [], examples: [ParameterKey: String] = [:]
    ) {
        self.key = key
        self.id = id
        self.status = status
        self.category = category
        self.quality = quality
        self.rejectedReason = rejectedReason
        self.header = header
        self.body = body
        self.footer = footer
        self.buttons = buttons
        self.unsupported = unsupported
        self.examples = examples
    }

    /// Whether a document stands above the words, which has a name of its own.
    public var hasDocumentHeader: Bool { header == .media(kind: "document") }

    /// Whether it carries a one-time code: such templates have rules of their own (`whatsapp.md` §4.5).
    public var isAuthentication: Bool { Self.word(category) == "AUTHENTICATION" }

    /// In the platform's spelling. Its words are short; what is longer is none of them, and stays as it is.
    private static func word(_ text: String) -> String { text.utf8.count <= 64 ? text.uppercased() : text }

    /// Why it cannot be sent now, or nil when it can. Shown grey with this reason, never hidden (design §8).
    public var unusable: Unusable? {
        if !unsupported.isEmpty { return .component(unsupported.joined(separator: ", ")) }
        let status = Self.word(status)
        switch status {
        case "APPROVED", "REINSTATED": return nil
        default: return .status(status, reason: rejectedReason)
        }
    }

    /// Why a template cannot be sent: the platform's status with its reason, or a component this program cannot fill.
    public enum Unusable: Hashable, Sendable {
        case status(String, reason: String?)
        case component(String)
        /// Of one that was filled: its wording is another since.
        case changed
    }

    /// Takes a change told by webhook into account; parts it does not name stay as they are.
    public mutating func apply(_ change: TemplateEvent.Change) {
        switch change {
        case .status(let status, let reason):
            self.status = status
            rejectedReason = reason
        case .quality(let score): quality = score
        case .category(let category): self.category = category
        case .components(let header, let body, let footer, let buttons):
            if let header { self.header = .text(header) }
            if let body { self.body = body }
            if let footer { self.footer = footer }
            if !buttons.isEmpty {
                unsupported.removeAll { $0.hasPrefix(TemplateReader.buttonPrefix) }
                unsupported += TemplateReader.unsupported(buttons)
                self.buttons = buttons
            }
        }
    }
}
