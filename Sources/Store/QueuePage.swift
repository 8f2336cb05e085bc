import Inbox

/// Some neighbouring rows of a queue, in the queue's order.
public struct QueuePage: Hashable, Sendable {
    public var rows: [ThreadRow]
    /// The place of each row; as many as `rows`.
    public var cursors: [QueueCursor]
    public var hasBefore: Bool
    public var hasAfter: Bool

    public init(rows: [ThreadRow] = [], cursors: [QueueCursor] = [], hasBefore: Bool = false, hasAfter: Bool = false) {
        self.rows = rows
        self.cursors = cursors
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
    }
}
