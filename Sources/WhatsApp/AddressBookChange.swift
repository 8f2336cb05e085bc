/// An entry of the address book of the business's phone was added, changed or taken out (`whatsapp.md` §1.7.14).
public struct AddressBookChange: Hashable, Sendable {
    /// Whose entry it is.
    public var person: Aliases
    /// What the business calls them; `nil` when the entry was taken out. Untrusted text.
    public var name: String?
    /// Seconds since 1970.
    public var timestamp: Int64?

    /// Reads an element of `state_sync`; `nil` when it does not name a person, or is about something else.
    public init?(_ json: JSONValue, time: Int64?) {
        let contact = json["contact"] ?? .null
        guard json["type"]?.text ?? "contact" == "contact", contact.object != nil else { return nil }
        person = Aliases()
        for member in ["user_id", "parent_user_id", "phone_number", "wa_id"] { person.add(contact[member]) }
        guard !person.isAnonymous else { return nil }
        let isRemoved = json["action"]?.text?.lowercased() == "remove"
        name = isRemoved ? nil : contact["full_name"]?.text ?? contact["first_name"]?.text
        if !isRemoved, name == nil { return nil }
        timestamp = Timestamp.seconds(json["metadata"]?["timestamp"]) ?? Timestamp.seconds(json["timestamp"]) ?? time
    }
}
