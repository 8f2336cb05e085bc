import Inbox

/// A private note of an agent's.
public struct SeedNote: Hashable, Sendable {
    /// The number of ours whose thread it stands in.
    public var number: NumberID
    /// The person it is about.
    public var address: Inbox.Address
    /// What was noted.
    public var text: String
    /// The name of the agent who did.
    public var actor: String
    /// When.
    public var at: Instant
}
