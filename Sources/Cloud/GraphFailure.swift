import WhatsApp

/// Why a call that sends no message did not succeed. Messages to customers have `SendResult` instead.
public enum GraphFailure: Error, Hashable, Sendable {
    case token(TokenError)
    case transport(TransportFailure)
    /// The platform answered with an error.
    case refused(APIError, httpStatus: Int)
    /// The answer is not what this endpoint returns, by its documentation.
    case unreadable(httpStatus: Int)
    /// An id that cannot be part of an address.
    case badIdentifier(String)
    /// The list has more pages than any account can fill, so something is wrong.
    case tooManyPages(limit: Int)
    /// A page names itself, an earlier one, or another host as its successor.
    case pagingLoops
    /// A file's address is on a host the token must not go to.
    case foreignHost(String)

    /// A short stable word for logs and contracts.
    public var code: String {
        switch self {
        case .token(let error): error.code
        case .transport(let failure): "transport_\(failure.reason.rawValue)"
        case .refused(let error, _): "refused_\(error.code.map(String.init) ?? "unknown")"
        case .unreadable: "unreadable_answer"
        case .badIdentifier: "bad_identifier"
        case .tooManyPages: "too_many_pages"
        case .pagingLoops: "paging_loops"
        case .foreignHost: "media_foreign_host"
        }
    }
}
