/// A change of one template told by webhook (`whatsapp.md` §1.7.1–1.7.4).
public struct TemplateEvent: Hashable, Sendable {
    /// What changed.
    public enum Change: Hashable, Sendable {
        case status(String, reason: String?)
        case quality(String)
        case category(String)
        /// New texts; nil parts are unchanged.
        case components(header: String?, body: String?, footer: String?, buttons: [Template.Button])
    }

    /// The template it is about; it need not be known here.
    public var key: TemplateKey
    /// What is new about it.
    public var change: Change
    /// The platform's stamp; the arrival, else the epoch, when the payload has none.
    /// Changes since the last sync are applied in this order.
    public var timestamp: Instant
    /// The payload had no stamp; see `InboundEvent.lacksTimestamp`.
    public var lacksTimestamp: Bool

    /// A change as one payload tells it.
    public init(key: TemplateKey, change: Change, timestamp: Instant, lacksTimestamp: Bool = false) {
        self.key = key
        self.change = change
        self.timestamp = timestamp
        self.lacksTimestamp = lacksTimestamp
    }
}
