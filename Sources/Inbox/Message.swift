import WhatsApp

/// A message's row in this store; local, as `PersonKey` is.
public struct MessageKey: Hashable, Comparable, Sendable {
    /// Its row id in the database: unique in this store, and gone after a rebuild.
    public let row: Int64

    /// The key of a row; whether there is one is for the store to say.
    public init(_ row: Int64) { self.row = row }
    /// By row; says nothing of time, `Message.timestamp` does.
    public static func < (a: MessageKey, b: MessageKey) -> Bool { a.row < b.row }
}

/// One line of a conversation's history as the store shows it. Its strings are untrusted: a view makes them safe.
public struct Message: Hashable, Sendable {
    /// Its row in the store it was read from.
    public var key: MessageKey
    /// The platform's id; nil while an outbound message has none.
    public var wamid: String?
    /// The outbox's UUID of a message of ours, also sent as `biz_opaque_callback_data`.
    public var localID: String?
    /// Who speaks.
    public var direction: Direction
    /// The platform's word for the type (`text`, `image`, …), also of types this program does not know.
    public var type: String
    /// Text, caption, title of a reply, or rendered template; nil when there are no words.
    public var text: String?
    /// The platform's stamp; for our own message the time it was enqueued until the platform says otherwise.
    public var timestamp: Instant
    /// The earliest recorded arrival; nil when none was recorded, and for our own.
    public var arrival: Instant?
    /// Outbound only.
    public var delivery: Delivery?
    /// Who wrote it: the agent's name for our own, nil otherwise.
    public var author: String?
    /// What the participant who wrote it calls themselves, of a message in a group; nil of any other. Untrusted text.
    public var sender: String?
    /// The message this one quotes.
    public var quote: Quote?
    /// The name of the template, for template messages.
    public var template: String?
    /// Whether the type is one whose content this program shows only as a placeholder.
    public var isPlaceholder: Bool
    /// A failure somebody looked after (resent or dismissed).
    public var isSettled: Bool
    /// Outbound: when it leaves at the earliest, for the undo countdown.
    public var dueAt: Instant?
    /// It waits for another try, not for the end of the undo delay.
    public var isTriedAgain = false
    /// Whether this message is what the current service window runs from.
    public var opensWindow: WindowEffect
    /// What its payload tells besides the words, and what was done to it later, in the order to show it.
    public var details: [MessageDetail] = []
    /// What we sent, whole, of a message of ours that is more than words: a place, cards, buttons, a reaction. Nil for
    /// texts, templates and what others wrote.
    public var content: Content?
    /// Its file, and where that is; nil for a message without one.
    public var media: MessageMedia?
    /// By which way it was told.
    public var telling = Telling.live
    /// Of a message of ours that the platform took and does not let go yet: how it said that. Nil once a status tells more,
    /// and where it said no more than *accepted* (`whatsapp.md` §4.1).
    public var hold: SendResponse.AcceptanceStatus?

    /// Whether it counts as unread until it is looked at: what was said or happened to us, no copy and no echo.
    public var isForUs: Bool {
        guard telling == .live else { return false }
        return direction == .inbound || direction == .event && InboundEvent.isHappening(type, telling)
    }

    /// Whether it came out of our outbox, and not by the phone app or another responder.
    public var isFromOutbox: Bool { direction == .outbound && telling == .live }

    /// Whether a webhook told of it, whose payload can be shown.
    public var hasPayload: Bool { telling != .live || isForUs }

    /// Whether its words are the message itself: those of any other type are a caption of something, and must not pass
    /// for all of it.
    public var isSpoken: Bool { text != nil && Self.isSpoken(type) }

    static func isSpoken(_ type: String) -> Bool {
        ["text", "button", "interactive", "template", "system"].contains(type)
    }

    /// Whether somebody can react to it: a message of theirs or of ours with an id, which is no reaction itself
    /// (`whatsapp.md` §4.2).
    public var takesReactions: Bool {
        wamid != nil && type != "reaction" && (direction == .inbound || direction == .outbound)
    }

    /// Whether the customer was told something by it now: ours, and neither a reaction nor a past chat of the phone app, nor
    /// what did not get through.
    public var isAnswer: Bool {
        direction == .outbound && type != "reaction" && telling != .history && delivery?.needsCare != true
    }

    /// Whether its words are written with WhatsApp's formatting (`whatsapp.md` §11).
    public var isFormatted: Bool {
        direction != .note && ["text", "image", "video", "document", "template", "edit"].contains(type)
            || direction == .outbound && type == "interactive"
    }

    /// Whether its details say in full what its words say in short.
    public var isToldByDetails: Bool { !details.isEmpty && ["contacts", "order"].contains(type) }

    /// Another message, as the one that quotes it shows it.
    public struct Quote: Hashable, Sendable {
        /// The platform's id of the quoted message.
        public var wamid: String
        /// Nil when the quoted message is not in the store.
        public var text: String?
        /// Who wrote the quoted message; nil when it is not in the store.
        public var direction: Direction?
        /// As `Message.sender`, of the quoted message.
        public var sender: String?
        /// Where the quoted message is; nil when it is not in the store.
        public var key: MessageKey?

        /// A quote of a message that may or may not be in the store.
        public init(wamid: String, text: String?, direction: Direction?, key: MessageKey? = nil) {
            self.wamid = wamid
            self.text = text
            self.direction = direction
            self.key = key
        }
    }

    /// A line with only what is told; its details are set by whoever reads the payload.
    public init(
        key: MessageKey, wamid: String? = nil, localID: String? = nil, direction: Direction, type: String,
        text: String? = nil, timestamp: Instant, arrival: Instant? = nil, delivery: Delivery? = nil,
        author: String? = nil, quote: Quote? = nil, template: String? = nil, isPlaceholder: Bool = false,
        isSettled: Bool = false, dueAt: Instant? = nil, opensWindow: WindowEffect = .none
    ) {
        self.key = key
        self.wamid = wamid
        self.localID = localID
        self.direction = direction
        self.type = type
        self.text = text
        self.timestamp = timestamp
        self.arrival = arrival
        self.delivery = delivery
        self.author = author
        self.quote = quote
        self.template = template
        self.isPlaceholder = isPlaceholder
        self.isSettled = isSettled
        self.dueAt = dueAt
        self.opensWindow = opensWindow
    }
}
