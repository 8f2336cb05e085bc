/// A row of the outbox as its page shows it.
public struct OutboxLine: Hashable, Sendable {
    public var item: OutboxItem
    /// Who has claimed it, as `Engine.WorkerIdentity` writes it; nil while nobody has.
    public var worker: String?

    public init(item: OutboxItem, worker: String? = nil) {
        self.item = item
        self.worker = worker
    }
}
