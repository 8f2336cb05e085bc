/// One thing a webhook reports.
public enum WebhookItem: Hashable, Sendable {
    case message(InboundMessage)
    case status(MessageStatus)
    case templateStatus(TemplateStatusUpdate)
    case templateQuality(TemplateQualityUpdate)
    case templateComponents(TemplateComponentsUpdate)
    case templateCategory(TemplateCategoryUpdate)
    case valueError(ValueError)
    case other(OtherItem)
}

/// An error about a number or an account, without a message (`whatsapp.md` §2.6).
public struct ValueError: Hashable, Sendable {
    /// The WhatsApp Business Account it came to.
    public var wabaID: String?
    /// The business number it is about; empty when the payload does not say.
    public var metadata: Metadata
    /// What went wrong.
    public var error: APIError
    /// The whole element, value, entry or body.
    public var raw: JSONValue
}

/// Something that is kept whole because its meaning is not decoded: a field for other parts of a business, a field of
/// tomorrow, or a damaged element. It carries what a placeholder needs.
public struct OtherItem: Hashable, Sendable {
    /// The webhook field, if one was given.
    public var field: String?
    /// The WhatsApp Business Account it came to.
    public var wabaID: String?
    /// The business number it is about; empty when the payload does not say.
    public var metadata: Metadata
    /// The `contacts` of the value it came in.
    public var contacts: Contacts
    /// Seconds since 1970: the element's own timestamp, else that of its value or entry.
    public var timestamp: Int64?
    /// The member of the value that held it, such as `user_actions`; `nil` when it is the whole value, entry or body.
    public var part: String?
    /// The whole element, value, entry or body.
    public var raw: JSONValue
}
