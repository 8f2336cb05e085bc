/// A change of one template told by webhook (`whatsapp.md` §1.7.1–1.7.4).
public struct TemplateEvent: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        case status(String, reason: String?)
        case quality(String)
        case category(String)
        /// New texts; nil parts are unchanged.
        case components(header: String?, body: String?, footer: String?, buttons: [Template.Button])
    }

    public var key: TemplateKey
    public var change: Change
    public var timestamp: Instant
    /// The payload had no stamp; see `InboundEvent.lacksTimestamp`.
    public var lacksTimestamp: Bool

    public init(key: TemplateKey, change: Change, timestamp: Instant, lacksTimestamp: Bool = false) {
        self.key = key
        self.change = change
        self.timestamp = timestamp
        self.lacksTimestamp = lacksTimestamp
    }
}
