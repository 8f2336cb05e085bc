/// Text made comparable: case and accents do not count, so that `ola` finds `Olá`. Each folded character remembers
/// which character of the original it came from.
public struct FoldedText: Hashable, Sendable {
    /// Folded characters; `é` gives one, `æ` and `ß` give two.
    public let characters: [Character]
    /// For each folded character, the offset of its `Character` in the original.
    public let origins: [Int]

    /// Folds every character of a text; linear in its length.
    public init(_ text: some StringProtocol) {
        var characters: [Character] = []
        var origins: [Int] = []
        for (offset, character) in text.enumerated() {
            if let ascii = character.asciiValue {
                // Most of every text; making no string of it keeps a picker over thousands of templates quick.
                let isUpper = 0x41...0x5A ~= ascii
                characters.append(isUpper ? Character(Unicode.Scalar(ascii | 0x20)) : character)
                origins.append(offset)
                continue
            }
            for folded in Self.folded(character) {
                characters.append(folded)
                origins.append(offset)
            }
        }
        self.characters = characters
        self.origins = origins
    }

    /// The folded characters as one string, for comparing whole texts.
    public var string: String { String(characters) }

    /// The words: runs of letters and digits.
    public var words: [String] {
        characters.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
    }

    private static func folded(_ character: Character) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in character.lowercased().unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
            if let base = latinBase(of: scalar) {
                folded.append(contentsOf: base.unicodeScalars)
            } else {
                folded.append(scalar)
            }
        }
        return folded.isEmpty ? String(character) : String(folded)
    }

    /// The plain letters of a Latin letter, from its Unicode name: `LATIN SMALL LETTER E WITH ACUTE` gives `e`. The
    /// standard library has no decomposition to offer, but it has the names.
    private static func latinBase(of scalar: Unicode.Scalar) -> String? {
        let prefix = "LATIN SMALL LETTER "
        guard !scalar.isASCII, let name = scalar.properties.name, name.hasPrefix(prefix) else { return nil }
        let words = name.dropFirst(prefix.count).split(separator: " ")
        switch words.first {
        case "SHARP": return "ss"
        case "DOTLESS": return "i"
        case let letters? where letters.count <= 2 && (words.count == 1 || words[1] == "WITH"):
            return letters.lowercased()
        default: return nil
        }
    }
}
