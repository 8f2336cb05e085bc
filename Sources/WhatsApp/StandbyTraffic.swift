/// Copies of what happens in threads that another responder of the number owns (`whatsapp.md` §1.8).
public struct StandbyTraffic: Hashable, Sendable {
    /// What people wrote.
    public var messages: [InboundMessage] = []
    /// What the other responder sent.
    public var echoes: [MessageEcho] = []
    /// What became of it.
    public var statuses: [MessageStatus] = []
    /// What was not understood, whole.
    public var rest: [JSONValue] = []

    /// Reads a value of field `standby`, wrapped once more, in an object or a list of them, or not.
    public init(_ item: OtherItem) {
        let wrapped = item.raw["standby"]?.list ?? []
        for value in wrapped.isEmpty ? [item.raw] : wrapped { read(value, of: item) }
    }

    private mutating func read(_ value: JSONValue, of item: OtherItem) {
        guard value.object != nil else { return rest.append(value) }
        let (waba, metadata, contacts) = (item.wabaID, item.metadata, item.contacts)
        for element in value["messages"]?.list ?? [] {
            if element.object == nil {
                rest.append(element)
            } else {
                messages.append(InboundMessage(element, wabaID: waba, metadata: metadata, contacts: contacts))
            }
        }
        for element in value["message_echoes"]?.list ?? [] {
            if let echo = MessageEcho(element, wabaID: waba, metadata: metadata, contacts: contacts) {
                echoes.append(echo)
            } else {
                rest.append(element)
            }
        }
        for element in value["statuses"]?.list ?? [] {
            if let status = MessageStatus(element, wabaID: waba, metadata: metadata, contacts: contacts) {
                statuses.append(status)
            } else {
                rest.append(element)
            }
        }
        for (key, member) in value.object?.members ?? [] where !Self.known.contains(key) {
            if member.array?.isEmpty == false || member.object?.isEmpty == false { rest.append([key: member]) }
        }
    }

    private static let known: Set<String> = [
        "messages", "message_echoes", "statuses", "contacts", "metadata", "messaging_product",
    ]

    /// Whether there is nothing in it.
    public var isEmpty: Bool { messages.isEmpty && echoes.isEmpty && statuses.isEmpty && rest.isEmpty }
}
