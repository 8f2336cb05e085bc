/// A row of the outbox as its page shows it.
public struct OutboxLine: Hashable, Sendable {
    /// The row itself.
    public var item: OutboxItem
    /// Who has claimed it, as `Engine.WorkerIdentity` writes it; nil while nobody has.
    public var worker: String?

    /// A row, and who has it.
    public init(item: OutboxItem, worker: String? = nil) {
        self.item = item
        self.worker = worker
    }
}
