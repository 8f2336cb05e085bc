import Inbox
import WhatsApp

/// What is known after one attempt to send a message. Carries no time: the caller stamps it with the clock it was
/// handed.
///
/// How an answer is read (`whatsapp.md` §4.1, §8, §9.1; never repeat by itself what may have been sent):
///
/// | answer | result |
/// |---|---|
/// | 2xx with a message id | `accepted` |
/// | any status with the platform's error | `refused`, the catalogue decides about another try |
/// | 2xx with neither | `uncertain` |
/// | 4xx without the platform's error, but 408 | `refused`, no code; 429 may be tried again |
/// | 307, 308 | `notSent`: by HTTP's rules nothing was done |
/// | 5xx, 408 and other 3xx without the platform's error | `uncertain`: a gateway may have lost the answer only |
/// | no answer, and no byte of the body left | `notSent` |
/// | no whole answer otherwise | `uncertain` |
public enum SendResult: Hashable, Sendable {
    /// The platform took it and named it. Accepted is not delivered.
    case accepted(wamid: String, status: String?)
    /// The platform or a server before it said no.
    case refused(APIError, httpStatus: Int)
    /// It may have been sent. Only a status or a person settles it (law 10).
    case uncertain(Uncertainty)
    /// Nothing left this machine, for certain.
    case notSent(Unsent)

    /// The platform may not know the file of the message (any more): it is uploaded anew another time
    /// (`whatsapp.md` §9.2: 100, 131009, 131053).
    public var doubtsTheFile: Bool {
        guard case .refused(let error, _) = self else { return false }
        return [100, 131_008, 131_009, 131_053].contains(error.code ?? 0)
    }

    /// Why nobody can say whether it was sent.
    public enum Uncertainty: Hashable, Sendable {
        case transport(TransportFailure.Reason)
        /// A whole answer that says neither yes nor no.
        case unreadable(httpStatus: Int)

        /// A short stable word for logs and attempt rows.
        public var code: String {
            switch self {
            case .transport(let reason): "transport_\(reason.rawValue)"
            case .unreadable(let status): "unreadable_answer_\(status)"
            }
        }
    }

    /// Why nothing left.
    public enum Unsent: Hashable, Sendable {
        case transport(TransportFailure.Reason)
        case token(TokenError)
        /// The permit is none for departure, or was granted too long ago to still stand for the second pass.
        case permit(PermitProblem)
        /// The server wants the request elsewhere; the token does not go along.
        case redirected(httpStatus: Int)
        /// The number's id cannot be part of an address.
        case badIdentifier
        /// The file of the message is not at the platform.
        case notUploaded

        /// A short stable word for logs and attempt rows.
        public var code: String {
            switch self {
            case .transport(let reason): "transport_\(reason.rawValue)"
            case .token(let error): error.code
            case .permit(let problem): "permit_\(problem.rawValue)"
            case .redirected(let status): "redirected_\(status)"
            case .badIdentifier: "bad_identifier"
            case .notUploaded: "media_not_uploaded"
            }
        }
    }

    /// Why a permit does not open the way to the network.
    public enum PermitProblem: String, Hashable, Sendable {
        /// From the first pass, at the key press.
        case wrongPass
        /// Granted longer ago than `GraphClient.permitLife`, or in the future.
        case stale
        /// Its `notAfter` has come.
        case expired
    }
}
