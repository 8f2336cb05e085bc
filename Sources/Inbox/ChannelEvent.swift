import WhatsApp

/// Something told of a number, an account or a template of ours, as the store has it.
public struct ChannelEvent: Hashable, Sendable {
    /// What was told.
    public enum Content: Hashable, Sendable {
        /// An item of that field, as canonical JSON.
        case news(field: String, raw: String)
        case template(TemplateKey, TemplateEvent.Change)
    }

    /// Grows with every event that is noted; nil for what nobody need look at.
    public var id: Int64?
    /// What was told.
    public let content: Content
    /// The payload in typed values, read once; nil for a change of a template.
    public let news: ChannelNews?
    /// The number it is about; nil for accounts and templates.
    public var number: NumberID?
    /// The WhatsApp Business account it is about; nil when none was named.
    public var waba: String?
    /// The platform's stamp, else the earliest arrival; 1970 when there is neither.
    public var at: Instant

    /// An event as it was stored.
    public init(id: Int64?, content: Content, number: NumberID?, waba: String?, at: Instant) {
        self.id = id
        self.content = content
        if case .news(let field, let raw) = content {
            let json = (try? JSONValue(text: raw)) ?? .null  // our own text; then it says as much as an empty payload
            news = ChannelNews(field: field, raw: json)
        } else {
            news = nil
        }
        self.number = number
        self.waba = waba
        self.at = at
    }

    /// Newest first; of two at one time the one noted last.
    public func precedes(_ other: ChannelEvent) -> Bool {
        (at, id ?? 0, "\(content)") > (other.at, other.id ?? 0, "\(other.content)")
    }
}
