/// Business cards to send: one to five, each checked as it was made (`whatsapp.md` §4.2).
public struct OutgoingContacts: Hashable, Sendable {
    /// In their order.
    public let cards: [OutgoingContact]

    /// - Throws: `FieldError` when there is no card, or more than `Limits.contacts`.
    public init(_ cards: [OutgoingContact]) throws(FieldError) {
        if cards.isEmpty { throw FieldError(.contacts, .missing) }
        guard cards.count <= Limits.contacts else {
            throw FieldError(.contacts, .tooMany(count: cards.count, limit: Limits.contacts))
        }
        self.cards = cards
    }

    /// Reads one card, a list of cards, or a whole request that has `contacts`.
    /// - Throws: `FieldError` for what the platform would refuse, and for a member it does not have.
    public init(json whole: JSONValue) throws(FieldError) {
        let json = whole["contacts"] ?? whole
        guard let list = json.list else { throw FieldError(.contacts, .malformed) }
        var cards: [OutgoingContact] = []
        for (index, card) in list.enumerated() { cards.append(try OutgoingContact(json: card, index: index)) }
        try self.init(cards)
    }

    /// The member `contacts`.
    public var json: JSONValue { .array(cards.map(\.json)) }

    /// The same cards, as they are read when a person sends them.
    public var read: [ContactCard] { cards.compactMap { ContactCard($0.json) } }
}

/// One business card.
public struct OutgoingContact: Hashable, Sendable {
    /// The card as the platform has it.
    public let json: JSONValue

    /// The full name.
    public var name: String { json["name"]?["formatted_name"]?.string ?? "" }

    /// A card with a name and ways to reach who it is of; left out is what is nil.
    ///
    /// - Parameters:
    ///   - name: the full name; its first word is the first name.
    ///   - waID: of the phone, as digits: makes it tappable.
    /// - Throws: `FieldError` for a blank part.
    public init(
        name: String, phone: String? = nil, waID: String? = nil, email: String? = nil, company: String? = nil
    ) throws(FieldError) {
        let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
        var parts: JSONObject = ["formatted_name": .string(name), "first_name": .string(words.first ?? "")]
        if words.count > 1 { parts["last_name"] = .string(words.dropFirst().joined(separator: " ")) }
        var members: JSONObject = ["name": .object(parts)]
        if let phone {
            var number: JSONObject = ["phone": .string(phone), "type": "WORK"]
            number["wa_id"] = waID.map(JSONValue.string)
            members["phones"] = [.object(number)]
        }
        if let email { members["emails"] = [["email": .string(email), "type": "WORK"]] }
        if let company { members["org"] = ["company": .string(company)] }
        try self.init(json: .object(members), index: 0)
    }

    /// Reads a card.
    /// - Parameter index: its place among its fellows, for the error.
    /// - Throws: `FieldError` for what the platform would refuse, and for a member it does not have.
    public init(json: JSONValue, index: Int) throws(FieldError) {
        guard json.object != nil else { throw FieldError(.member("contacts[\(index)]"), .malformed) }
        let path = "contacts[\(index)]"
        try FieldCheck.strangers(json, allowed: Self.members, at: path)
        try Self.check(name: json["name"] ?? .null, index: index)
        let phones = try Self.list("phones", of: json, allowed: ["phone", "type", "wa_id"], at: path)
        for phone in phones where phone["phone"]?.text == nil && phone["wa_id"]?.text == nil {
            throw FieldError(.contactPhone(index), .missing)
        }
        let emails = try Self.list("emails", of: json, allowed: ["email", "type"], at: path)
        for email in emails where email["email"]?.text == nil { throw FieldError(.contactEmail(index), .missing) }
        _ = try Self.list("urls", of: json, allowed: ["url", "type"], at: path)
        _ = try Self.list(
            "addresses", of: json, allowed: ["street", "city", "state", "zip", "country", "country_code", "type"],
            at: path)
        if let org = json["org"] {
            try FieldCheck.strangers(org, allowed: ["company", "department", "title"], at: "\(path).org")
        }
        if let birthday = json["birthday"] {
            guard case .string(let text) = birthday, Self.isDate(text) else {
                throw FieldError(.member("\(path).birthday"), .malformed)
            }
        }
        self.json = json
    }

    private static let members: Set<String> = ["name", "phones", "emails", "org", "urls", "addresses", "birthday"]
    private static let nameParts = ["first_name", "last_name", "middle_name", "suffix", "prefix"]

    /// `formatted_name` and at least one other part are required (`whatsapp.md` §4.2).
    private static func check(name: JSONValue, index: Int) throws(FieldError) {
        try FieldCheck.strangers(name, allowed: Set(nameParts + ["formatted_name"]), at: "contacts[\(index)].name")
        func isThere(_ part: String) -> Bool { name[part]?.string.map { !VisibleText.isBlank($0) } ?? false }
        guard isThere("formatted_name") else { throw FieldError(.contactName(index), .missing) }
        guard nameParts.contains(where: isThere) else { throw FieldError(.contactNamePart(index), .missing) }
    }

    private static func list(
        _ member: String, of json: JSONValue, allowed: Set<String>, at path: String
    ) throws(FieldError) -> [JSONValue] {
        guard let value = json[member] else { return [] }
        guard let list = value.array else { throw FieldError(.member("\(path).\(member)"), .malformed) }
        for (place, element) in list.enumerated() {
            guard element.object != nil else { throw FieldError(.member("\(path).\(member)[\(place)]"), .malformed) }
            try FieldCheck.strangers(element, allowed: allowed, at: "\(path).\(member)[\(place)]")
        }
        return list
    }

    /// `YYYY-MM-DD`.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [4, 2, 2] && parts.joined().utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }
}
