/// Why bytes could not be read as JSON. The bytes themselves are never part of it: they may hold a customer's words.
public enum JSONError: Error, Hashable, Sendable {
    /// Nothing but white space.
    case empty
    /// Arrays and objects nested deeper than `JSONValue.deepestNesting`.
    case tooDeep(depth: Int)
    /// Not JSON, even after repair; `reason` is the decoder's, in its own words.
    case malformed(reason: String)
}

extension JSONError: CustomStringConvertible {
    /// What happened and what to do, in one or two sentences.
    public var description: String {
        switch self {
        case .empty: "The body is empty. Check that its writer finished before it renamed the file."
        case .tooDeep(let depth):
            """
            The body is nested \(depth) levels deep and at most \(JSONValue.deepestNesting) can be read. \
            It is kept as it is.
            """
        case .malformed(let reason): "The body is not JSON (\(reason)). It is kept as it is."
        }
    }
}
