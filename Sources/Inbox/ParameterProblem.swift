/// What is wrong with one value.
public struct ParameterProblem: Hashable, Sendable {
    /// Why a value cannot be sent (`whatsapp.md` §4.5).
    public enum Kind: Hashable, Sendable {
        /// Empty or blank.
        case missing
        /// Holds a line break, a tab or five spaces; folding it needs the agent's consent.
        case needsFolding
        case whiteSpace
        case tooLong(limit: Int)
        case notMedia
        /// No number, or one that no place on Earth has; the limit in degrees.
        case notDegrees(limit: Int)
        /// No time that can be read.
        case notTime
        /// No list of products as `ProductText` reads it.
        case notProducts
        /// No JSON object.
        case notObject
        /// No whole number, or one outside of what is allowed.
        case notWithin(ClosedRange<Int>)
        /// No address of a page.
        case notLink
        /// The header or the body, filled with all its values.
        case filledTooLong(count: Int, limit: Int)
        /// The template has no such parameter.
        case unknown
    }

    /// Which value; of a part that is too long as a whole, its last one.
    public let key: ParameterKey
    /// What is wrong with it.
    public let kind: Kind

    /// A problem of one value.
    public init(key: ParameterKey, _ kind: Kind) {
        self.key = key
        self.kind = kind
    }
}
