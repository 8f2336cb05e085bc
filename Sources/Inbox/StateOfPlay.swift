/// How things stand with somebody, in one line for whoever opens the conversation next.
public struct StateOfPlay: Hashable, Sendable {
    /// One line, never empty. Untrusted, as everything is that other stores may have written.
    public var text: String
    /// The agent who wrote it.
    public var by: String
    /// When they did.
    public var at: Instant

    /// A state as it was recorded.
    public init(text: String, by: String, at: Instant) {
        self.text = text
        self.by = by
        self.at = at
    }

    /// In Unicode scalars: what a wide screen shows.
    public static let longest = 200

    /// Typed words as one line without blanks around it; nil when there are none.
    public static func line(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : String(words.unicodeScalars.prefix(longest))
    }
}
