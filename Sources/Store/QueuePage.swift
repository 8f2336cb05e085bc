import Inbox

/// Some neighbouring rows of a queue, in the queue's order.
public struct QueuePage: Hashable, Sendable {
    /// In the queue's order.
    public var rows: [ThreadRow]
    /// The place of each row; as many as `rows`.
    public var cursors: [QueueCursor]
    /// Whether the queue has rows before the first.
    public var hasBefore: Bool
    /// Whether the queue has rows after the last.
    public var hasAfter: Bool

    /// A page; the empty one is that of an empty queue.
    public init(rows: [ThreadRow] = [], cursors: [QueueCursor] = [], hasBefore: Bool = false, hasAfter: Bool = false) {
        self.rows = rows
        self.cursors = cursors
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
    }
}
