/// Keys that could not be read.
public struct KeyNotationError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with the notation.
    public enum Reason: Hashable, Sendable {
        /// No key has this name.
        case unknown
        /// `<` begins a name that no `>` ends.
        case unclosed
    }

    /// All that was to be read.
    public let notation: String
    /// The part that is wrong.
    public let key: String
    /// What is wrong with it.
    public let reason: Reason

    /// What cannot be read, and how to write it.
    public var description: String {
        switch reason {
        case .unknown:
            "no key is called \"<\(key)>\": use names such as <Enter>, <Esc>, <F1>, <C-n> or <M-a>, and <lt> for \"<\""
        case .unclosed:
            "\"\(key)\" begins a key name that \">\" never ends: close it, or write <lt> for the character \"<\""
        }
    }
}
