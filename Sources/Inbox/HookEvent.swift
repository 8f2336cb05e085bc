import WhatsApp

/// Something that happened, as a team's own programs are told of it (`hooks` in the config).
public struct HookEvent: Hashable, Sendable {
    /// What can happen. The raw value is what hooks are given.
    public enum Name: String, CaseIterable, Hashable, Sendable {
        /// A customer wrote or called.
        case received = "message.received"
        /// The platform took a message of ours.
        case sent = "message.sent"
        /// The platform or our gate did not.
        case refused = "message.refused"
        /// The platform took it and told later that it was not delivered.
        case failed = "status.failed"
        /// An agent took a conversation, gave it to another, or back.
        case assigned
        /// Two hours are left of a window in which somebody waits for an answer.
        case closing = "window.closing"
        /// It shut, and they still waited.
        case closed = "window.closed"
        /// A snooze ended by the clock.
        case snoozeOver = "snooze.over"
    }

    /// What happened.
    public var name: Name
    /// When, by the platform's stamp where it has one.
    public var at: Instant
    /// The conversation as it stands when it is told of.
    public var row: ThreadRow
    /// The message it is about; nil when it is about none.
    public var message: Message?
    /// Who did it; nil where nobody of ours did.
    public var actor: String?

    /// What happened, where, and to what.
    public init(_ name: Name, at: Instant, row: ThreadRow, message: Message? = nil, actor: String? = nil) {
        self.name = name
        self.at = at
        self.row = row
        self.message = message
        self.actor = actor
    }

    /// As one JSON object: names and addresses of people, and no word of theirs unless that is wanted.
    ///
    /// - Parameter includesText: whether what was written is in it.
    public func json(includesText: Bool, now: Instant) -> JSONValue {
        var object = JSONObject()
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        object["event"] = .string(name.rawValue)
        object["at"] = .string(at.rfc3339)
        object["person"] = .string(row.person)
        object["address"] = text(row.address?.alias.value)
        object["name"] = text(row.name)
        object["phone_number_id"] = .string(row.key.number.value)
        object["assignee"] = text(row.assignee)
        object["waiting_since"] = text(row.waitingSince(at: now)?.rfc3339)
        object["unread"] = .int(Int64(row.unread))
        object["labels"] = .array(row.labels.map { .string($0.name) })
        let window = row.window(at: now)
        object["window"] = .object(["state": .string(window.word), "until": text(window.until?.rfc3339)])
        if let actor { object["by"] = .string(actor) }
        guard let message else { return .object(object) }
        object["wamid"] = text(message.wamid)
        object["type"] = .string(message.type)
        object["timestamp"] = .string(message.timestamp.rfc3339)
        if message.direction == .outbound {
            object["author"] = text(message.author)
            object["template"] = text(message.template)
            object["status"] = text(message.delivery?.word)
            object["code"] = message.delivery?.failure?.code.map { JSONValue.int(Int64($0)) } ?? JSONValue.null
        }
        if includesText { object["text"] = text(message.text) }
        return .object(object)
    }
}
