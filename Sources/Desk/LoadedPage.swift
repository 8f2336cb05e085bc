import Inbox

/// A page of a queue as the store answered it.
public struct LoadedPage: Equatable, Sendable {
    /// Whose page it is.
    public var queue: Queue
    /// In the queue's order; a contiguous stretch of it.
    public var rows: [ThreadRow]
    /// Whether the queue has rows before the first.
    public var hasBefore: Bool
    /// Whether the queue has rows after the last.
    public var hasAfter: Bool
    /// How many stand in each queue and section, at the moment of reading.
    public var counts: QueueCounts
    /// The unanswered threads that closed last, newest first: those of the last minutes stay on screen although their
    /// section is folded. The head of queue `shut`, as far as the engine cares to load it.
    public var justShut: [ThreadRow]
    /// Wherever words of the agent's wait in the box, on this page or not.
    public var drafts: Set<ThreadKey>

    /// A page as the store gave it.
    public init(
        queue: Queue, rows: [ThreadRow], hasBefore: Bool, hasAfter: Bool, counts: QueueCounts,
        justShut: [ThreadRow] = [], drafts: Set<ThreadKey> = []
    ) {
        self.queue = queue
        self.rows = rows
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
        self.counts = counts
        self.justShut = justShut
        self.drafts = drafts
    }
}
