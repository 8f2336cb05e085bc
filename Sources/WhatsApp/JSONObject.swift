/// The members of a JSON object. Reading them in order gives names sorted by their scalars, whatever order they were
/// written or stored in, so that equal objects always look and serialise alike.
public struct JSONObject: Hashable, Sendable {
    private var storage: [String: JSONValue]

    /// An object without members.
    public init() { storage = [:] }

    /// Of two members with one name the later stays.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        storage = Dictionary(members, uniquingKeysWith: { _, later in later })
    }

    init(storage: [String: JSONValue]) { self.storage = storage }

    /// The member of that name; assigning `nil` removes it.
    public subscript(key: String) -> JSONValue? {
        get { storage[key] }
        set { storage[key] = newValue }
    }

    /// How many members there are.
    public var count: Int { storage.count }
    /// Whether there is no member.
    public var isEmpty: Bool { storage.isEmpty }

    /// The names, sorted.
    public var keys: [String] { storage.keys.sorted(by: Self.precedes) }

    /// The members, sorted by name.
    public var members: [(key: String, value: JSONValue)] {
        storage.sorted { Self.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
    }

    /// By scalars: Swift's own order of strings equates canonically equivalent names.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Of two members with one name the later stays.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
