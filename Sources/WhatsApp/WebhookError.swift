/// Why a webhook body could not be read at all. Bodies that are JSON never fail: what is not understood becomes an
/// item of its own.
public enum WebhookError: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadable(JSONError)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .unreadable(let error): error.description
        }
    }
}
