/// A person's row in this store. Local: another store, or the same one rebuilt, may number people differently, so it
/// never leaves the process; `ThreadRow.person` is the exported id.
public struct PersonKey: Hashable, Comparable, Sendable {
    public let row: Int64
    public init(_ row: Int64) { self.row = row }
    public static func < (a: PersonKey, b: PersonKey) -> Bool { a.row < b.row }
}

/// A conversation: one of our numbers and a person. Windows, drafts and queues belong to it (law 2).
public struct ThreadKey: Hashable, Sendable {
    public let number: NumberID
    public let person: PersonKey

    public init(number: NumberID, person: PersonKey) {
        self.number = number
        self.person = person
    }
}
