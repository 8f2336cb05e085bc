import Inbox

/// A private note of an agent's.
public struct SeedNote: Hashable, Sendable {
    public var number: NumberID
    public var address: Inbox.Address
    public var text: String
    public var actor: String
    public var at: Instant
}
