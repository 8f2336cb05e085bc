/// What is wrong with one value.
public struct ParameterProblem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Empty or blank.
        case missing
        /// Holds a line break, a tab or five spaces; folding it needs the agent's consent.
        case needsFolding
        case whiteSpace
        case tooLong(limit: Int)
        case notMedia
        /// The header or the body, filled with all its values.
        case filledTooLong(count: Int, limit: Int)
        /// The template has no such parameter.
        case unknown
    }

    public let key: ParameterKey
    public let kind: Kind

    public init(key: ParameterKey, _ kind: Kind) {
        self.key = key
        self.kind = kind
    }
}
