/// One delivery status of a message of ours (`whatsapp.md` §2.5).
public struct StatusEvent: Hashable, Sendable {
    public var number: NumberID
    public var waba: String?
    public var wamid: String
    /// The platform's word; an open enum.
    public var status: String
    public var timestamp: Instant
    /// The recipient, distinguishing group participants; part of the status's key. Empty when the payload names nobody.
    public var recipient: String
    /// Every alias the payload tells of the recipient.
    public var aliases: [Alias]
    /// Our outbox UUID, when the payload echoes it.
    public var callbackData: String?
    /// For `failed`.
    public var failure: FailureNote?
    /// `pricing.type` and `pricing.category`, when told.
    public var pricingType: String?
    public var pricingCategory: String?
    /// The payload had no stamp; see `InboundEvent.lacksTimestamp`.
    public var lacksTimestamp: Bool

    public init(
        number: NumberID, waba: String? = nil, wamid: String, status: String, timestamp: Instant,
        recipient: String = "", aliases: [Alias] = [], callbackData: String? = nil, failure: FailureNote? = nil,
        pricingType: String? = nil, pricingCategory: String? = nil,
        lacksTimestamp: Bool = false
    ) {
        self.number = number
        self.waba = waba
        self.wamid = wamid
        self.status = status
        self.timestamp = timestamp
        self.recipient = recipient
        self.aliases = aliases
        self.callbackData = callbackData
        self.failure = failure
        self.pricingType = pricingType
        self.pricingCategory = pricingCategory
        self.lacksTimestamp = lacksTimestamp
    }
}
