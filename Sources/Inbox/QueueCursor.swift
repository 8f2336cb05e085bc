/// A place in a queue's order: where a page begins or ends. Keyset, never an offset.
public struct QueueCursor: Hashable, Sendable {
    public var section: Section
    public var sortValue: Int64
    public var key: ThreadKey

    public init(section: Section, sortValue: Int64, key: ThreadKey) {
        self.section = section
        self.sortValue = sortValue
        self.key = key
    }
}
