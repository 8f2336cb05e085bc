/// A person's row in this store. Local: another store, or the same one rebuilt, may number people differently, so it
/// never leaves the process; `ThreadRow.person` is the exported id.
public struct PersonKey: Hashable, Comparable, Sendable {
    /// Their row id in the database.
    public let row: Int64
    /// The key of a row; whether there is one is for the store to say.
    public init(_ row: Int64) { self.row = row }
    /// By row: an order that stays in one store, without a meaning.
    public static func < (a: PersonKey, b: PersonKey) -> Bool { a.row < b.row }
}

/// A conversation: one of our numbers and a person. Windows, drafts and queues belong to it (law 2).
public struct ThreadKey: Hashable, Sendable {
    /// The number of ours.
    public let number: NumberID
    /// Who writes with it.
    public let person: PersonKey

    /// The conversation of a number and a person; there is at most one.
    public init(number: NumberID, person: PersonKey) {
        self.number = number
        self.person = person
    }
}
