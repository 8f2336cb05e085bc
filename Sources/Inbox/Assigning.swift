/// Who last said whose a conversation is. Of two that say it the later counts.
public struct Assigning: Hashable, Sendable {
    /// The agent who said so.
    public var by: String
    /// When, by their clock.
    public var at: Instant

    /// An assignment as it was recorded.
    public init(by: String, at: Instant) {
        self.by = by
        self.at = at
    }
}
