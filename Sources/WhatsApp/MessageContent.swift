/// What a message says. Text in here is a customer's and untrusted: it has not been made safe for a terminal.
public indirect enum MessageContent: Hashable, Sendable {
    case text(body: String)
    /// A tap on a template's quick reply.
    case button(payload: String?, text: String?)
    case interactive(InteractiveReply)
    /// `emoji` is `nil` when the reaction was taken back.
    case reaction(messageID: String?, emoji: String?)
    case system(SystemNotice)
    case media(MediaAttachment)
    case location(SharedLocation)
    case contacts([ContactCard])
    case order(ProductOrder)
    /// The new content of an earlier message.
    case edit(originalID: String?, kind: MessageKind, content: MessageContent)
    /// The sender deleted an earlier message.
    case revoke(originalID: String?)
    /// Something the platform does not carry; `type` is its own name for it, if it gave one.
    case unsupported(type: String?)
    case requestWelcome
    /// A type that is not known here, or one whose content is damaged: the whole element.
    case other(JSONValue)
}

/// An answer to an interactive message (`whatsapp.md` §2.3.7).
public enum InteractiveReply: Hashable, Sendable {
    case button(id: String?, title: String?)
    case list(id: String?, title: String?, description: String?)
    /// A completed flow or address form. `responseJSON` is text that should hold JSON and may not.
    case form(name: String?, body: String?, responseJSON: String?)
    case callPermission(CallPermissionReply)
    /// A kind not known here, with the whole `interactive` object (`null` if there was none).
    case other(type: String?, raw: JSONValue)
}

/// Whether the person lets the business call.
public struct CallPermissionReply: Hashable, Sendable {
    /// `accept` or `reject`.
    public var response: String?
    /// Whether it holds until it is taken back.
    public var isPermanent: Bool?
    /// Seconds since 1970.
    public var expiration: Int64?
    /// `user_action` or `automatic`.
    public var source: String?
}

/// A file a person sent. Its id can be fetched for 7 days, its address for 5 minutes (`whatsapp.md` §5).
public struct MediaAttachment: Hashable, Sendable {
    /// The platform's word for the kind of file.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case image, video, audio, document, sticker
    }

    /// What it is shown as.
    public var kind: Kind
    /// What the file is fetched by.
    public var id: String?
    /// May carry parameters, as in `audio/ogg; codecs=opus`.
    public var mimeType: String?
    /// Base64 in webhooks, hexadecimal when looked up.
    public var sha256: String?
    /// Images, videos and documents only. Untrusted text.
    public var caption: String?
    /// Documents only. Untrusted: never a path to write to.
    public var filename: String?
    /// A recorded voice note rather than an audio file.
    public var isVoice: Bool
    /// Stickers only.
    public var isAnimated: Bool
    /// Where the file or the place's page is. Untrusted.
    public var url: String?
}

/// A place on the map.
public struct SharedLocation: Hashable, Sendable {
    /// Degrees north.
    public var latitude: Double?
    /// Degrees east.
    public var longitude: Double?
    /// The place's name. Untrusted text.
    public var name: String?
    /// The place's address. Untrusted text.
    public var address: String?
    /// Where the file or the place's page is. Untrusted.
    public var url: String?
}

/// A business card a person shared, or their own number on request.
public struct ContactCard: Hashable, Sendable {
    /// One number of a card.
    public struct Phone: Hashable, Sendable {
        /// As it was written.
        public var number: String?
        /// Set when the number is on WhatsApp.
        public var waID: String?
        /// Such as `CELL`.
        public var type: String?
    }

    /// The full name, or its parts joined.
    public var formattedName: String?
    /// In the order of the card.
    public var phones: [Phone]
    /// In the order of the card.
    public var emails: [String]
    /// Where the person works.
    public var company: String?
    /// Each in one line, in the order of the card.
    public var addresses: [String]
    /// Web pages, in the order of the card.
    public var pages: [String]
    /// `contact_request` when it answers our request for the number, else `other`.
    public var origin: String?
    /// The whole card.
    public var raw: JSONValue
}

/// A cart a person submitted from a catalogue.
public struct ProductOrder: Hashable, Sendable {
    /// One line of a cart.
    public struct Item: Hashable, Sendable {
        /// The shop's own number of the item.
        public var retailerID: String?
        /// How many.
        public var quantity: Int64?
        /// How many, as it was written, where that is no whole number.
        public var quantityText: String?
        /// In units of `currency`.
        public var price: Double?
        /// ISO 4217.
        public var currency: String?
    }

    /// The catalogue.
    public var catalogID: String?
    /// What the person wrote with it.
    public var text: String?
    /// In the order of the cart.
    public var items: [Item]
}
