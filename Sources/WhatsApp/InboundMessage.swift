/// A message from a person to a business number, or the platform's notice about a person (`whatsapp.md` §2.3, §2.4).
public struct InboundMessage: Hashable, Sendable {
    /// The WhatsApp Business Account it came to.
    public var wabaID: String?
    /// The business number it came to.
    public var metadata: Metadata
    /// The `wamid`. Absent only in damaged payloads; whoever stores the message makes one up then.
    public var id: String?
    /// Who wrote, from the message itself and the contact beside it.
    public var sender: Aliases
    /// Set when it was written in a group; the sender is the participant.
    public var groupID: String?
    /// Seconds since 1970.
    public var timestamp: Int64?
    /// The platform's word for the type; empty when none was given.
    public var kind: MessageKind
    /// What it says.
    public var content: MessageContent
    /// What it replies to or how it came here.
    public var context: MessageContext?
    /// Whether it came through an advertisement or post, which makes a free entry point likely (§3.4).
    public var hasReferral: Bool
    /// Why the platform could not carry it, with type `unsupported`.
    public var errors: [APIError]
    /// The whole element of `messages`.
    public var raw: JSONValue
}

/// The platform's word for a message type. Open: words of tomorrow are kept as they are.
public struct MessageKind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The word itself.
    public let rawValue: String
    /// Any word is a kind.
    public init(rawValue: String) { self.rawValue = rawValue }
    init(_ rawValue: String) { self.rawValue = rawValue }

    /// The word itself.
    public var description: String { rawValue }

    /// Words.
    public static let text = MessageKind("text")
    /// A picture.
    public static let image = MessageKind("image")
    /// A film.
    public static let video = MessageKind("video")
    /// A sound file or voice note.
    public static let audio = MessageKind("audio")
    /// Old payloads' word for a recorded voice note.
    public static let voice = MessageKind("voice")
    /// Any other file.
    public static let document = MessageKind("document")
    /// A sticker, still or moving.
    public static let sticker = MessageKind("sticker")
    /// A place.
    public static let location = MessageKind("location")
    /// Business cards.
    public static let contacts = MessageKind("contacts")
    /// An emoji on a message.
    public static let reaction = MessageKind("reaction")
    /// A tap on a template's quick reply.
    public static let button = MessageKind("button")
    /// An answer to an interactive message.
    public static let interactive = MessageKind("interactive")
    /// A cart.
    public static let order = MessageKind("order")
    /// The platform's notice about a person.
    public static let system = MessageKind("system")
    /// New words for an earlier message.
    public static let edit = MessageKind("edit")
    /// An earlier message taken back.
    public static let revoke = MessageKind("revoke")
    /// Something the platform does not carry.
    public static let unsupported = MessageKind("unsupported")
    /// The old word for `unsupported`.
    public static let unknown = MessageKind("unknown")
    /// Removed from the platform in March 2026; only in old traffic.
    public static let requestWelcome = MessageKind("request_welcome")
}

/// What a message replies to, or how it came here (`whatsapp.md` §2.3.17).
public struct MessageContext: Hashable, Sendable {
    /// The quoted message; it may be older than the store.
    public var messageID: String?
    /// Who wrote the quoted message.
    public var from: Aliases
    /// Forwarded at least once.
    public var isForwarded: Bool
    /// Forwarded more than five times.
    public var isFrequentlyForwarded: Bool
    /// The catalogue item it is about.
    public var product: ReferredProduct?

    /// A catalogue item the message asks about.
    public struct ReferredProduct: Hashable, Sendable {
        /// The catalogue.
        public var catalogID: String?
        /// The shop's own number of the item.
        public var retailerID: String?
    }
}
