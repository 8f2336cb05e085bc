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
        let business = Self.business(of: elements, item.metadata, party)
        for element in elements {
            if Self.isOurs(element, business, party) {
                take(echo: element, of: item, [party])
            } else {
                take(inbound: element, of: item, [party])
            }
        }
        if elements.isEmpty, thread["messages"]?.list == nil { rest.append(thread) }
    }

    /// A message of the business's comes from its number; of one whose sender is not told the recipient tells. In a chat
    /// of two whoever is not the other is the business.
    private static func isOurs(_ element: JSONValue, _ business: Aliases, _ party: Aliases) -> Bool {
        let (from, to) = parties(of: element)
        if from.isAnonymous || from.matches(business) { return !to.isAnonymous || from.matches(business) }
        if from.matches(party) { return false }
        if to.matches(party) { return true }
        guard element["group_id"]?.text == nil, business.isAnonymous, let other = party.waID, let number = from.waID
        else { return false }
        // Two ways to write one number (Brazil's ninth digit, say) differ in front of its last digits.
        return other.suffix(8) != number.suffix(8)
    }

    private static func parties(of element: JSONValue) -> (from: Aliases, to: Aliases) {
        var (from, to) = (Aliases(), Aliases())
        for member in ["from_user_id", "from"] { from.add(element[member]) }
        for member in ["to_user_id", "to"] { to.add(element[member]) }
        return (from, to)
    }

    /// Our number as the value has it, else as the chat itself tells: who wrote to the other.
    private static func business(of elements: [JSONValue], _ metadata: Metadata, _ party: Aliases) -> Aliases {
        var business = Aliases()
        business.add(metadata.displayPhoneNumber.map { .string($0) })
        if !business.isAnonymous { return business }
        return elements.lazy.map(parties).first { $0.to.matches(party) && !$0.from.isAnonymous }?.from ?? business
    }

    private mutating func take(inbound element: JSONValue, of item: OtherItem, _ contacts: Contacts) {
        guard element["id"]?.text != nil else { return rest.append(element) }
        messages.append(
            InboundMessage(element, wabaID: item.wabaID, metadata: item.metadata, contacts: contacts))
    }

    private mutating func take(echo element: JSONValue, of item: OtherItem, _ contacts: Contacts) {
        let echo = MessageEcho(element, wabaID: item.wabaID, metadata: item.metadata, contacts: contacts)
        if let echo { echoes.append(echo) } else { rest.append(element) }
    }
}
