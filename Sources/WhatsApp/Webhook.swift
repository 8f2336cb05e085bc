/// One webhook body: an envelope of entries, each with changes, flattened into items (`whatsapp.md` §1.5).
///
/// Reading goes by what is there, never by what the platform promises. Nothing is dropped: a body, entry, change or
/// element that is not understood is an item of kind `other` with its raw value.
public struct Webhook: Hashable, Sendable {
    /// Usually `whatsapp_business_account`. Kept, not relied on.
    public var object: String?
    /// As they came, for whoever needs more than the items.
    public var entries: [Entry]
    /// Everything that happened, in the order of the payload.
    public var items: [WebhookItem]

    /// What one account reports.
    public struct Entry: Hashable, Sendable {
        /// Normally the id of the WhatsApp Business Account (WABA); a portfolio id for `partner_solutions`.
        public var id: String?
        /// Seconds since 1970; on account and template fields only.
        public var time: Int64?
        /// As they came.
        public var changes: [Change]
    }

    /// One change of one webhook field.
    public struct Change: Hashable, Sendable {
        /// The webhook field, if one could be told.
        public var field: String?
        /// The whole value, or the whole change when it has none.
        public var value: JSONValue
    }

    /// All changes of all entries.
    public var changes: [Change] { entries.flatMap(\.changes) }

    /// Reads a body, repairing damaged text (see `JSONValue.init(bytes:)`).
    /// - Throws: `WebhookError` when the bytes are not JSON.
    public init(bytes: some Collection<UInt8>) throws(WebhookError) {
        let body: JSONValue
        do {
            body = try JSONValue(bytes: bytes)
        } catch {
            throw .unreadable(error)
        }
        self.init(json: body)
    }

    /// Members in which a list belongs: one object there stands for a list of one.
    public static let lists: Set<String> = [
        "entry", "changes", "value", "contacts", "messages", "statuses", "message_echoes", "calls", "groups",
        "user_preferences", "state_sync", "history", "threads", "user_actions", "user_id_update", "automatic_events",
    ]

    /// Interprets a body that is JSON already. Never fails.
    public init(json: JSONValue) {
        var reader = WebhookReader()
        reader.readBody(json)
        object = json["object"]?.text
        entries = reader.entries
        items = reader.items
    }
}
