import WhatsApp

/// What an agent wants to send. The gate reads its kind, the outbox stores it, `Cloud` writes it as JSON.
public enum Content: Hashable, Sendable {
    case text(TextContent)
    case template(FilledTemplate)
    case location(OutgoingLocation, replyTo: String? = nil)
    case contacts(OutgoingContacts, replyTo: String? = nil)
    case interactive(Interactive, replyTo: String? = nil)
    case reaction(ReactionContent)
    case media(MediaContent)
    case direct(DirectContent)

    /// Free-form content needs an open window; templates and Direct Send do not (`whatsapp.md` §3.1, §4.9).
    public var isFreeForm: Bool {
        switch self {
        case .text, .media, .location, .contacts, .interactive, .reaction: true
        case .template, .direct: false
        }
    }

    /// Whether it may go to a group: of free-form content only words and files may (`whatsapp.md` §4.7).
    public var mayGoToGroups: Bool {
        switch self {
        case .text, .template, .media: true
        case .location, .contacts, .interactive, .reaction, .direct: false
        }
    }

    /// The words the customer will read: the text, the filled template, the caption (empty without one), the name of the
    /// place; the emoji of a reaction, which is empty when it takes one back.
    public var plainText: String {
        switch self {
        case .text(let text): text.body
        case .direct(let direct): direct.interactive?.plainText ?? direct.body
        case .template(let filled): filled.rendering.plainText
        case .location(let place, _):
            place.name.map { name in place.address.map { "\(name), \($0)" } ?? name }
                ?? "\(place.latitude), \(place.longitude)"
        case .contacts(let contacts, _): contacts.cards.map(\.name).joined(separator: ", ")
        case .interactive(let message, _): message.plainText
        case .reaction(let reaction): reaction.reaction.emoji ?? ""
        case .media(let file): file.caption ?? ""
        }
    }

    /// The platform's word for the type.
    public var typeWord: String {
        switch self {
        case .text: "text"
        case .direct(let direct): direct.interactive == nil ? "text" : "interactive"
        case .template: "template"
        case .location: "location"
        case .contacts: "contacts"
        case .interactive: "interactive"
        case .reaction: "reaction"
        case .media(let file): file.kind.rawValue
        }
    }

    /// The wamid of the message it answers or reacts to; nil where it names none.
    public var quotes: String? {
        switch self {
        case .text(let text): text.replyTo
        case .template, .direct: nil
        case .media(let file): file.replyTo
        case .location(_, let replyTo), .contacts(_, let replyTo), .interactive(_, let replyTo): replyTo
        case .reaction(let reaction): reaction.reaction.messageID
        }
    }

    /// Whether words of the agent's hold a NUL (U+0000).
    public var holdsNUL: Bool {
        switch self {
        case .text(let text): text.body.utf8.contains(0)
        case .direct(let direct): direct.body.utf8.contains(0)
        case .media(let file): (file.caption ?? "").utf8.contains(0) || file.fileName.utf8.contains(0)
        case .template(let filled): filled.values.values.contains { $0.utf8.contains(0) }
        // Nothing that is read from JSON has one.
        case .location, .contacts, .interactive, .reaction: false
        }
    }

    /// Whether it answers what the customer wrote: a reaction does not.
    public var isAnswer: Bool { if case .reaction = self { false } else { true } }
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

/// A reaction, with what the gate must know of its message.
public struct ReactionContent: Hashable, Sendable {
    /// The emoji and its message.
    public var reaction: OutgoingReaction
    /// When that message was written; nil when the store does not have it. The platform takes no reaction to one that is
    /// more than 30 days old.
    public var targetAt: Instant?

    /// A reaction to a message of that time.
    public init(_ reaction: OutgoingReaction, targetAt: Instant?) {
        self.reaction = reaction
        self.targetAt = targetAt
    }
}

extension Interactive {
    /// Header, body and footer as lines: for lists, search and contracts. What can be tapped is told by details.
    public var plainText: String {
        let words: String? = if case .text(let text) = header { text } else { nil }
        return [words, body, footer].compactMap { $0 }.joined(separator: "\n")
    }
}

extension Content {
    /// The agent's own words in it: a free text, or what stands under a file.
    public var textBody: String? {
        switch self {
        case .text(let text): text.body
        case .direct(let direct): direct.interactive == nil ? direct.body : nil
        case .media(let file): file.caption
        case .template, .location, .contacts, .interactive, .reaction: nil
        }
    }
}
