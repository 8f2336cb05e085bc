/// A webhook item without a place of its own yet.
public struct OtherEvent: Hashable, Sendable {
    /// The webhook's field, or a word of ours for shapes without one.
    public var field: String
    /// The number of ours it is about; nil when it is about none, or about an account.
    public var number: NumberID?
    /// The WhatsApp Business account it is about; nil when the webhook names none.
    public var waba: String?
    /// The platform's stamp; nil when it gives none.
    public var timestamp: Instant?
    /// Canonical JSON of the item.
    public var raw: String
    /// What it says about who wants marketing messages.
    public var preferences: [MarketingPreference]
    /// It tells of the channel: told again at another time it is another piece of news.
    public var isNews = false

    /// An item as the webhook tells it, kept whole in `raw`.
    public init(
        field: String, number: NumberID? = nil, waba: String? = nil, timestamp: Instant? = nil, raw: String,
        preferences: [MarketingPreference] = []
    ) {
        self.preferences = preferences
        self.field = field
        self.number = number
        self.waba = waba
        self.timestamp = timestamp
        self.raw = raw
    }
}
