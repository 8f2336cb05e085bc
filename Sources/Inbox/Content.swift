import WhatsApp

/// What an agent wants to send. The gate reads its kind, the outbox stores it, `Cloud` writes it as JSON.
public enum Content: Hashable, Sendable {
    case text(TextContent)
    case template(FilledTemplate)
    case media(MediaContent)

    /// Free-form content needs an open window; templates do not (`whatsapp.md` §3.1).
    public var isFreeForm: Bool {
        switch self {
        case .text, .media: true
        case .template: false
        }
    }

    /// The words the customer will read: the text, the filled template, the caption; empty for a file without one.
    public var plainText: String {
        switch self {
        case .text(let text): text.body
        case .template(let filled): filled.rendering.plainText
        case .media(let file): file.caption ?? ""
        }
    }

    /// The platform's word for the type.
    public var typeWord: String {
        switch self {
        case .text: "text"
        case .template: "template"
        case .media(let file): file.kind.rawValue
        }
    }
}

/// A free-form text message (`whatsapp.md` §4.2).
public struct TextContent: Hashable, Sendable {
    /// 1…4096 characters; the gate checks, never cuts.
    public var body: String
    /// Whether the platform may add a card for the first link.
    public var previewsLink: Bool
    /// The wamid of the message this one quotes.
    public var replyTo: String?

    /// A text as the agent wrote it; no link preview unless asked for.
    public init(body: String, previewsLink: Bool = false, replyTo: String? = nil) {
        self.body = body
        self.previewsLink = previewsLink
        self.replyTo = replyTo
    }
}
