/// What an agent looks for: every word must be there, the last one may go on, and every filter must hold. No character has a
/// meaning of its own but those of phrases, `-` before a word, and the operators of `QueryOperator`.
public struct SearchQuery: Hashable, Sendable {
    /// Runs without blanks that hold a letter or a digit, and what stood between quotes, as typed.
    public let words: [String]
    /// Words that must not be there.
    public let without: [String]
    /// What else must hold.
    public let filters: [QueryFilter]
    /// The last of the words may go on: it was not closed by a quote.
    public let isOpen: Bool

    /// Letters and digits a query without filters needs at least: one letter matches too much to be worth reading.
    public static let fewestLetters = 2
    /// A pasted page is looked for by its first words.
    public static let mostWords = 32

    /// Nil when the text has too little to look for, or something in it is wrong; `read(_:)` tells which.
    public init?(_ text: String) {
        guard let query = try? Self.read(text) else { return nil }  // why is for those who ask `read`
        self = query
    }

    /// What a text asks for; nil when it is too little.
    ///
    /// - Throws: `QueryError` about the first thing that is wrong.
    public static func read(_ text: String) throws(QueryError) -> SearchQuery? {
        var reader = QueryReader(text)
        var words: [String] = []
        var without: [String] = []
        var filters: [QueryFilter] = []
        var isOpen = true
        while words.count + without.count + filters.count < mostWords, let part = try reader.next() {
            switch part {
            case .filter(let filter): filters.append(filter)
            case .word(let word, let isNegated, let isClosed):
                guard word.unicodeScalars.contains(where: isLetter) else { continue }
                if isNegated {
                    without.append(word)
                } else {
                    words.append(word)
                    isOpen = !isClosed
                }
            }
        }
        // A letter that is a word by itself counts for two.
        let letters = words.reduce(0) { sum, word in
            word.unicodeScalars.reduce(sum) { $0 + (!isLetter($1) ? 0 : SearchWord.standsWithoutBlanks($1) ? 2 : 1) }
        }
        guard !filters.isEmpty || letters >= fewestLetters else { return nil }
        return SearchQuery(words: words, without: without, filters: filters, isOpen: isOpen)
    }

    private init(words: [String], without: [String], filters: [QueryFilter], isOpen: Bool) {
        self.words = words
        self.without = without
        self.filters = filters
        self.isOpen = isOpen
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
