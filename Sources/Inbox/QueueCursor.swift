/// A place in a queue's order: where a page begins or ends. Keyset, never an offset.
public struct QueueCursor: Hashable, Sendable {
    /// The section of the thread at that place.
    public var section: Section
    /// What the section sorts by, as `Section.sortValue(of:at:)` gives it.
    public var sortValue: Int64
    /// What it sorts by where that is a name; nil otherwise.
    public var sortText: String?
    /// The thread itself: breaks ties.
    public var key: ThreadKey

    /// The place of a thread, by where it stands and not by how many stand before it.
    public init(section: Section, sortValue: Int64, sortText: String? = nil, key: ThreadKey) {
        self.section = section
        self.sortValue = sortValue
        self.sortText = sortText
        self.key = key
    }
}
