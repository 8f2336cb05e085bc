/// Past chats of a number that was used in the phone app before (`whatsapp.md` §1.7.14). They were handled there: none
/// of it opens a window.
public struct ChatHistory: Hashable, Sendable {
    /// What people wrote.
    public var messages: [InboundMessage] = []
    /// What the business wrote.
    public var echoes: [MessageEcho] = []
    /// What was not understood, and refusals to share: whole.
    public var rest: [JSONValue] = []

    /// Reads a value of field `history`: chunks of threads, or the files of messages told before.
    public init(_ item: OtherItem) {
        for chunk in item.raw["history"]?.list ?? [] {
            let threads = chunk["threads"]?.list ?? []
            for thread in threads { read(thread, of: item) }
            let hasErrors = chunk["errors"]?.list?.isEmpty == false
            if threads.isEmpty || hasErrors { rest.append(chunk) }
        }
        let contacts = item.contacts
        for element in item.raw["messages"]?.list ?? [] { take(inbound: element, of: item, contacts) }
        for element in item.raw["message_echoes"]?.list ?? [] { take(echo: element, of: item, contacts) }
    }

    private mutating func read(_ thread: JSONValue, of item: OtherItem) {
        var party = Aliases(contact: thread["context"] ?? .null)
        party.add(thread["id"])
        let elements = thread["messages"]?.list ?? []
        for element in elements {
            if Self.isOurs(element, item.metadata, party) {
                take(echo: element, of: item, [party])
            } else {
                take(inbound: element, of: item, [party])
            }
        }
        if elements.isEmpty, thread["messages"]?.list == nil { rest.append(thread) }
    }

    /// A message of the business's comes from its number; of one whose sender is not told the recipient tells.
    private static func isOurs(_ element: JSONValue, _ metadata: Metadata, _ party: Aliases) -> Bool {
        var (from, to) = (Aliases(), Aliases())
        for member in ["from_user_id", "from"] { from.add(element[member]) }
        for member in ["to_user_id", "to"] { to.add(element[member]) }
        var business = Aliases()
        business.add(metadata.displayPhoneNumber.map { .string($0) })
        if from.isAnonymous || from.matches(business) { return !to.isAnonymous || from.matches(business) }
        return !from.matches(party) && to.matches(party)
    }

    private mutating func take(inbound element: JSONValue, of item: OtherItem, _ contacts: [Aliases]) {
        guard element["id"]?.text != nil else { return rest.append(element) }
        messages.append(
            InboundMessage(element, wabaID: item.wabaID, metadata: item.metadata, contacts: contacts))
    }

    private mutating func take(echo element: JSONValue, of item: OtherItem, _ contacts: [Aliases]) {
        let echo = MessageEcho(element, wabaID: item.wabaID, metadata: item.metadata, contacts: contacts)
        if let echo { echoes.append(echo) } else { rest.append(element) }
    }
}
