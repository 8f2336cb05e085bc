/// What keeps the engine from doing what was asked; each says what to do.
public enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
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

    public var description: String {
        switch self {
        case .noNumber: "no business number is known yet: name one in the config, or let a webhook arrive"
        case .noToken: "no token: set token_command or token_file in the config, or ORIEL_TOKEN"
        case .noAccount: "no WABA is known yet: name it in the config (waba), or let a webhook arrive"
        case .busy(let holder): "the spool is being read by \(holder): stop it, or let it do the work"
        case .hasWorker(let holder): "the work of this store is done by \(holder): stop it, or let it go on"
        }
    }
}
