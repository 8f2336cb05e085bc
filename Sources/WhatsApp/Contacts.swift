/// The people named beside the elements of one value (`whatsapp.md` §2.1). An element that shares an identifier with one
/// of them is theirs; so may be one that shares none, while nobody else can be meant (`Aliases.complete`).
public struct Contacts: Hashable, Sendable {
    /// Each once, in the order in which they are named.
    public var people: [Aliases]
    /// Whether all that the value tells is told of one party: it has one element, or all name the same addresses in the
    /// same places.
    public var areOfOne: Bool

    /// People named in code.
    public init(_ people: [Aliases], areOfOne: Bool = true) {
        self.people = people
        self.areOfOne = areOfOne
    }

    /// The people a value names, and those that its copies for who listens name (§1.8).
    public init(of value: JSONValue) {
        let holders = [value] + (value["standby"]?.list ?? []).filter { $0.object != nil }
        people = []
        for element in holders.flatMap({ $0["contacts"]?.list ?? [] }) where element.object != nil {
            let person = Aliases(contact: element)
            if !people.contains(person) { people.append(person) }
        }
        areOfOne = Set(holders.flatMap(Self.parties)).count <= 1
    }

    /// Who each element is about, as far as its addresses tell: what stands under them, by list.
    private static func parties(of holder: JSONValue) -> [JSONValue] {
        (holder.object?.members ?? []).flatMap { name, member -> [JSONValue] in
            guard !beside.contains(name) else { return [] }
            return (member.array ?? (lists.contains(name) ? member.list : nil) ?? []).map { party($0, in: name) }
        }
    }

    private static func party(_ element: JSONValue, in list: String) -> JSONValue {
        var told: [(String, JSONValue)] = [("list", .string(list))]
        for (prefix, body) in [("", element), ("message.", element["message"] ?? .null)] {
            told += addresses.compactMap { name in body[name].map { (prefix + name, $0) } }
        }
        return .object(JSONObject(told))
    }

    /// Lists that tell of nobody, and those that are looked into by themselves.
    private static let beside: Set<String> = ["contacts", "errors", "standby"]
    /// Lists of which a single element may stand in the list's place.
    private static let lists: Set<String> = [
        "messages", "statuses", "message_echoes", "calls", "groups", "user_preferences", "user_id_update",
    ]
    private static let addresses = [
        "from", "from_user_id", "from_parent_user_id", "to", "to_user_id", "to_parent_user_id", "recipient",
        "recipient_id", "recipient_user_id", "recipient_parent_user_id", "parent_recipient_user_id",
        "recipient_participant_id", "participant_recipient_id", "recipient_participant_user_id",
        "participant_recipient_user_id", "group_id", "wa_id", "user_id", "parent_user_id",
    ]
}

extension Contacts: ExpressibleByArrayLiteral {
    /// The people of one party.
    public init(arrayLiteral elements: Aliases...) { self.init(elements) }
}
