import Inbox

/// A message an agent sent before the story begins: what becomes an accepted outbox row.
public struct SeedAnswer: Hashable, Sendable {
    /// The outbox UUID.
    public var id: String
    public var wamid: String
    public var number: NumberID
    public var address: Inbox.Address
    public var content: Content
    /// The agent's name.
    public var actor: String
    public var at: Instant
    /// How far the statuses in the backlog bring it.
    public var stage: DeliveryStage
    /// Why it failed, when it did.
    public var failure: FailureNote?
}
