/// What keeps the engine from doing what was asked. Its words are in the catalogue, by way of `Desk.Obstacle`.
public enum EngineError: Error, Hashable, Sendable {
    /// The store has seen no number of ours and the config names none.
    case noNumber
    /// This process has no token.
    case noToken
    /// The store knows numbers but not their WABA.
    case noAccount
    /// Another process ingests this spool.
    case busy(holder: String)
    /// Another `oriel work` does the work of this store.
    case hasWorker(holder: String)
}
