/// What erasing took out of a store: how many, never what.
public struct ErasureReport: Hashable, Sendable {
    /// Kinds of things, in the order they are told.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case conversations
        case messages
        case statuses
        /// Bodies of webhooks that were cut, or removed whole.
        case webhooks
        /// Items of webhooks kept raw, address book entries and preferences.
        case items
        case facts
        case outbox
        case drafts
        /// Rows of files that came with messages.
        case media
        /// Files beside the store that nobody else's message has.
        case files
        case ids
    }

    /// How many of each.
    public var counts: [Kind: Int] = [:]

    /// Nothing taken out.
    public init() {}

    mutating func add(_ kind: Kind, _ count: Int) { counts[kind, default: 0] += count }
}
