/// Where a page of a queue begins or ends.
public enum PagePlace: Hashable, Sendable {
    case top
    case bottom
    /// Rows strictly after this place.
    case after(QueueCursor)
    /// Rows strictly before this place.
    case before(QueueCursor)
    /// About half the rows before this thread, then it and the rest; where it would stand if it is not in the queue.
    /// The top when the store has no such thread.
    case around(ThreadKey)
}
