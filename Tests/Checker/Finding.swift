/// Something that a run must not leave behind.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        /// Came in, was typed or was sent, and is not there.
        case lost
        /// Is there more often than it happened.
        case doubled
        /// Reached the platform twice, or would with the next look.
        case sentTwice = "sent twice"
        /// Is there, and nothing says where from.
        case unfounded
    }

    public var kind: Kind
    /// Which thing, by its id, and where it was looked for.
    public var what: String

    public init(_ kind: Kind, _ what: String) {
        self.kind = kind
        self.what = what
    }

    public var description: String { "\(kind.rawValue): \(what)" }
}
