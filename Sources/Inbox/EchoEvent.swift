import WhatsApp

/// Something the business wrote to a customer by another way than our outbox: in its phone app, or through another
/// responder of the number (`whatsapp.md` §1.7.14, §1.8). It never opens a window (law 4).
public struct EchoEvent: Hashable, Sendable {
    /// The number of ours it was sent from.
    public var number: NumberID
    /// That number as people write it; untrusted text.
    public var displayNumber: String?
    /// The WhatsApp Business account the webhook was for; nil when it names none.
    public var waba: String?
    /// The platform's id: one with a message of our outbox is that message.
    public var wamid: String
    /// Every alias the payload tells of the recipient, the strongest first; one `.nobody` alias when it tells none.
    public var aliases: [Alias]
    /// The group it was sent to.
    public var group: String?
    /// Where it went.
    public var address: Address?
    /// The name of the recipient's profile, when a contact beside it tells one.
    public var name: String?
    /// The recipient's username, without `@`.
    public var username: String?
    /// The platform's stamp; the arrival, else the epoch, when the payload has none.
    public var timestamp: Instant
    /// The platform's word for the type; `unknown` when it gives none.
    public var type: String
    /// The words: text, caption, title.
    public var text: String?
    /// What is searched besides them.
    public var beside: [Beside]
    /// The wamid of the message it answers, reacts to, edits or deletes.
    public var quotes: String?
    /// The name of the template it was made from.
    public var template: String?
    /// Content that this program shows only as a placeholder.
    public var isPlaceholder: Bool
    /// The file it carries, when the platform gave that an id.
    public var media: MediaAttachment?
    /// By which way it was told.
    public var telling: Telling
    /// The rung this telling proves.
    public var stage: DeliveryStage
    /// The payload had no stamp; see `InboundEvent.lacksTimestamp`.
    public var lacksTimestamp: Bool
    /// Canonical JSON of the element.
    public var raw: String
}

/// The address book of the business's phone changed (`whatsapp.md` §1.7.14).
public struct AddressBookEvent: Hashable, Sendable {
    /// Every alias the entry tells, the strongest first; never empty.
    public var aliases: [Alias]
    /// What the business calls them; nil when the entry was taken out.
    public var name: String?
    /// The platform's stamp; 1970 when it gives none.
    public var at: Instant

    /// A change as one payload tells it.
    public init(aliases: [Alias], name: String?, at: Instant) {
        self.aliases = aliases
        self.name = name
        self.at = at
    }
}
