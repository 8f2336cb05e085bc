/// One delivery status of a message of ours (`whatsapp.md` §2.5).
public struct StatusEvent: Hashable, Sendable {
    /// The number of ours the message was sent from.
    public var number: NumberID
    /// The WhatsApp Business account the webhook was for; nil when it names none.
    public var waba: String?
    /// The platform's id of the message of ours.
    public var wamid: String
    /// The platform's word; an open enum.
    public var status: String
    /// The platform's stamp; the arrival, else the epoch, when the payload has none.
    public var timestamp: Instant
    /// The recipient, distinguishing group participants; part of the status's key. Empty when the payload names nobody.
    public var recipient: String
    /// The group the message went to; nil for one to a person.
    public var group: String?
    /// Every alias the payload tells of the recipient.
    public var aliases: [Alias]
    /// Our outbox UUID, when the payload echoes it.
    public var callbackData: String?
    /// For `failed`.
    public var failure: FailureNote?
    /// `pricing.type` and `pricing.category`, when told.
    public var pricingType: String?
    /// See `pricingType`.
    public var pricingCategory: String?
    /// The payload had no stamp; see `InboundEvent.lacksTimestamp`.
    public var lacksTimestamp: Bool

    /// A status as one payload tells it; what is not told stays nil.
    public init(
        number: NumberID, waba: String? = nil, wamid: String, status: String, timestamp: Instant,
        recipient: String = "", group: String? = nil, aliases: [Alias] = [], callbackData: String? = nil,
        failure: FailureNote? = nil,
        pricingType: String? = nil, pricingCategory: String? = nil,
        lacksTimestamp: Bool = false
    ) {
        self.number = number
        self.waba = waba
        self.wamid = wamid
        self.status = status
        self.timestamp = timestamp
        self.recipient = recipient
        self.group = group
        self.aliases = aliases
        self.callbackData = callbackData
        self.failure = failure
        self.pricingType = pricingType
        self.pricingCategory = pricingCategory
        self.lacksTimestamp = lacksTimestamp
    }
}
