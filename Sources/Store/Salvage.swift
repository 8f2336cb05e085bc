/// What was saved from a damaged store of things that webhooks cannot tell again.
public struct Salvage: Hashable, Sendable {
    /// What is kept only in a store.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case webhooks
        /// What agents did: assignments, read marks, consents and the like.
        case facts
        case outbox
        case templates
        case drafts
        case settings
    }

    /// How many of each were read.
    public var saved: [Kind: Int] = [:]
    /// Kinds that could not be read to the end: some of these may be lost.
    public var incomplete: Set<Kind> = []
    /// Messages that waited, or were leaving: uncertain now, because the damage may have taken the note that they left.
    public var uncertain = 0

    /// Nothing saved, nothing lost.
    public init() {}
}
