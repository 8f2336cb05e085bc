import Desk
import Synchronization

/// Which request of each kind is the newest: an answer nobody waits for any more is not worth reading for. A fast
/// typist in the switcher asks for matches with every key, and waits for the last only.
final class Newest: Sendable {
    private enum Kind: Hashable { case page, conversation, matches, ring, payload, explanation, theme }

    private let tokens = Mutex<[Kind: Int]>([:])

    /// Takes note that an effect was asked for.
    func note(_ effect: Effect) {
        guard let (kind, token) = Self.identity(effect) else { return }
        tokens.withLock { $0[kind] = max($0[kind] ?? token, token) }
    }

    /// Whether a later effect of the kind was asked for.
    func isStale(_ effect: Effect) -> Bool {
        guard let (kind, token) = Self.identity(effect) else { return false }
        return tokens.withLock { ($0[kind] ?? token) > token }
    }

    private static func identity(_ effect: Effect) -> (Kind, Int)? {
        switch effect {
        case .loadPage(_, _, _, _, let token): (.page, token)
        case .loadConversation(_, _, let token): (.conversation, token)
        case .loadStretch(_, _, _, let token): (.conversation, token)
        case .loadMatches(_, let token): (.matches, token)
        case .loadRing(let token): (.ring, token)
        case .loadPayload(_, let token): (.payload, token)
        case .explain(_, let token): (.explanation, token)
        case .showTheme(_, let token): (.theme, token)
        default: nil
        }
    }
}
