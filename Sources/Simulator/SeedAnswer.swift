import Inbox

/// A message an agent sent before the story begins: what becomes an accepted outbox row.
public struct SeedAnswer: Hashable, Sendable {
    /// The outbox UUID.
    public var id: String
    /// The id the platform gave it.
    public var wamid: String
    /// The number of ours it left from.
    public var number: NumberID
    /// Where it went.
    public var address: Inbox.Address
    /// What was sent.
    public var content: Content
    /// The agent's name.
    public var actor: String
    /// When it left.
    public var at: Instant
    /// How far the statuses in the backlog bring it.
    public var stage: DeliveryStage
    /// Why it failed, when it did.
    public var failure: FailureNote?
}
