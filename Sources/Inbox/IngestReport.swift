/// What came of applying receptions: the numbers of `oriel ingest` (design §11) and which threads to repaint.
public struct IngestReport: Hashable, Sendable {
    /// Spool files taken in, repeats too.
    public var files = 0
    /// Newly stored inbound messages, placeholders too.
    public var messages = 0
    /// Newly stored status events.
    public var statuses = 0
    /// Newly stored events of every other kind.
    public var others = 0
    /// Repeats, counted by event.
    public var duplicates = 0
    /// The threads whose rows or messages may differ from before.
    public var changed: Set<ThreadKey> = []
    /// What the store would not take, by its place among the receptions, each with the reason. Nothing of it is stored.
    public var refused: [Int: String] = [:]

    /// Nothing done yet.
    public init() {}

    /// Counts; `refused` is about the places of one call, so it stays as it is.
    public static func += (a: inout IngestReport, b: IngestReport) {
        a.files += b.files
        a.messages += b.messages
        a.statuses += b.statuses
        a.others += b.others
        a.duplicates += b.duplicates
        a.changed.formUnion(b.changed)
    }
}
