/// A webhook item without a place of its own yet.
public struct OtherEvent: Hashable, Sendable {
    /// The webhook's field, or a word of ours for shapes without one.
    public var field: String
    public var number: NumberID?
    public var waba: String?
    public var timestamp: Instant?
    /// Canonical JSON of the item.
    public var raw: String
    /// What it says about who wants marketing messages.
    public var preferences: [MarketingPreference]

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
