/// A word of a query, as what it is looked for in must be asked for it.
public enum SearchWord: Hashable, Sendable {
    /// A whole word of the index, in any of these spellings; the first is the one that was typed.
    case indexed([String])
    /// Letters in a row, wherever they stand: of a script that sets no blanks between words the index takes a whole sentence for
    /// one word, and where words are joined with their endings it does not know the word without them.
    case within(String)

    /// - Parameter word: as `SearchQuery.words` has it.
    public init(_ word: String) {
        self =
            word.unicodeScalars.contains(where: Self.standsWithoutBlanks)
            ? .within(word) : .indexed(Self.spellings(of: word))
    }

    /// Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer letters.
    static func standsWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007,
            0x3041...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
            0xFF66...0xFFDC, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// Of accents that the index keeps, a word has one at the most: Greek stress, and the two dots of Russian ё. So few spellings
    /// are to be asked for that the index needs no other form of every text.
    private static func spellings(of word: String) -> [String] {
        let typed = Array(word.lowercased().unicodeScalars)
        let plain = typed.map { bare[$0] ?? $0 }
        guard plain.contains(where: { accents[$0] != nil }), plain.count <= longestRespelled else { return [word] }
        func text(_ scalars: [Unicode.Scalar]) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        var spellings = [word]
        for spelling in [plain]
            + plain.indices.compactMap({ index -> [Unicode.Scalar]? in
                guard let accented = accents[plain[index]] else { return nil }
                var other = plain
                other[index] = accented
                return other
            })
        {
            let spelled = text(spelling)
            if !spellings.contains(spelled) { spellings.append(spelled) }
        }
        return spellings
    }

    /// What is longer is no word that anybody wrote by hand.
    private static let longestRespelled = 40

    private static let accents: [Unicode.Scalar: Unicode.Scalar] = [
        "α": "ά", "ε": "έ", "η": "ή", "ι": "ί", "ο": "ό", "υ": "ύ", "ω": "ώ", "е": "ё",
    ]
    private static let bare: [Unicode.Scalar: Unicode.Scalar] = {
        var bare: [Unicode.Scalar: Unicode.Scalar] = ["ϊ": "ι", "ΐ": "ι", "ϋ": "υ", "ΰ": "υ"]
        for (plain, accented) in accents { bare[accented] = plain }
        return bare
    }()
}
