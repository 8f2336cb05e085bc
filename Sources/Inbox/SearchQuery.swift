/// What an agent looks for: every word must be there, the last one may go on. Typed text of any kind makes a query or none;
/// no character in it has a meaning of its own.
public struct SearchQuery: Hashable, Sendable {
    /// Runs without blanks that hold a letter or a digit, as typed; at least one.
    public let words: [String]

    /// Letters and digits a query needs at least: one letter matches too much to be worth reading.
    public static let fewestLetters = 2
    /// A pasted page is looked for by its first words.
    public static let mostWords = 32

    /// Nil when the text has too few letters and digits to look for.
    public init?(_ text: String) {
        // A control character is a gap, too: SQLite would take a NUL for the end of the query.
        let pieces = text.unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        }
        let words = pieces.lazy.filter { $0.contains { Self.isLetter($0) } }.prefix(Self.mostWords)
            .map { String(Substring($0)) }
        let letters = words.reduce(0) { $0 + $1.unicodeScalars.count { Self.isLetter($0) } }
        guard letters >= Self.fewestLetters else { return nil }
        self.words = Array(words)
    }

    /// What the index takes for a part of a word; everything else stands between words.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
