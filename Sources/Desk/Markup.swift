/// WhatsApp's formatting of a text (`whatsapp.md` §11): which characters are bold, which are marks that are not drawn.
///
/// Marks only vanish in pairs; one without its partner stays as it was written. Bold, italic and struck text ends on
/// its line, stands at word boundaries and has no blank just inside its marks; a block of code may span lines and is
/// read no further. A second mark of a kind inside a pair, or two side by side, is none.
struct Markup: Hashable, Sendable {
    struct Style: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let bold = Style(rawValue: 1)
        static let italic = Style(rawValue: 2)
        static let strike = Style(rawValue: 4)
        static let code = Style(rawValue: 8)
        static let link = Style(rawValue: 16)
    }

    /// What a line begins with.
    enum Lead: Hashable, Sendable {
        case none
        /// `- ` or `* `.
        case bullet
        /// `1. `: so many characters.
        case number(Int)
        /// `> `.
        case quote

        /// How many characters it is.
        var count: Int {
            switch self {
            case .none: 0
            case .bullet, .quote: 2
            case .number(let count): count
            }
        }
    }

    struct Line: Hashable, Sendable {
        var lead: Lead
        /// Among the characters, the lead not included, nor the break that ends it.
        var characters: Range<Int>
    }

    /// In UTF-8, what the longest text of the platform can take: 4,096 characters. A longer one is not read for marks.
    static let longest = 16_384

    let characters: [Character]
    private(set) var styles: [Style]
    /// Marks that are not drawn.
    private(set) var isHidden: [Bool]
    private(set) var lines: [Line] = []

    /// - Parameter text: anything; when it is longer than `longest` all of it is plain.
    init(_ text: String) {
        let isPlain = text.utf8.count > Self.longest
        characters = Array(text)
        styles = Array(repeating: [], count: characters.count)
        isHidden = Array(repeating: false, count: characters.count)
        if !isPlain { readBlocks() }
        readLines(isPlain: isPlain)
        guard !isPlain else { return }
        for line in lines where !line.characters.isEmpty {
            readCode(in: line.characters)
            readLinks(in: line.characters)
            readPairs(in: line.characters)
        }
    }

    /// Whether a text can have any formatting at all: most have none and need not be read for it.
    static func isPossible(in text: String) -> Bool {
        guard text.utf8.count <= longest else { return false }
        var previous: UInt8 = 0x0A
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"), UInt8(ascii: ">"),
                UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "+"):
                return true
            // The last bytes of U+2028 and U+2029 break lines too.
            case UInt8(ascii: "-") where previous == 0x0A || previous == 0xA8 || previous == 0xA9: return true
            case UInt8(ascii: ".") where previous.isDigit: return true
            case UInt8(ascii: ".") where previous == UInt8(ascii: "w") || previous == UInt8(ascii: "W"): return true
            default: previous = byte
            }
        }
        return false
    }

    // MARK: Blocks and lines

    private mutating func readBlocks() {
        var open: Int?
        var index = 0
        while index + 2 < characters.count {
            guard characters[index] == "`", characters[index + 1] == "`", characters[index + 2] == "`" else {
                index += 1
                continue
            }
            if let start = open {
                open = nil
                let content = start + 3..<index
                if characters[content].contains(where: { !$0.isWhitespace }) { makeBlock(content) }
            } else {
                open = index
            }
            index += 3
        }
    }

    private mutating func makeBlock(_ content: Range<Int>) {
        for index in content { styles[index] = .code }
        for index in Array(content.lowerBound - 3..<content.lowerBound)
            + Array(content.upperBound..<content.upperBound + 3)
        {
            isHidden[index] = true
            styles[index] = .code
        }
        // Fences on lines of their own leave no empty lines.
        let (first, last) = (content.lowerBound, content.upperBound - 1)
        if characters[first].isLineBreak, first == 3 || characters[first - 4].isLineBreak { isHidden[first] = true }
        let end = content.upperBound + 3
        if last > first, characters[last].isLineBreak, end == characters.count || characters[end].isLineBreak {
            isHidden[last] = true
        }
    }

    private mutating func readLines(isPlain: Bool) {
        var start = 0
        for index in 0...characters.count
        where index == characters.count || characters[index].isLineBreak && !isHidden[index] {
            let lead: Lead = isPlain ? .none : self.lead(of: start..<index)
            lines.append(Line(lead: lead, characters: start + lead.count..<index))
            start = index + 1
        }
    }

    private func lead(of line: Range<Int>) -> Lead {
        guard let first = line.first, styles[first].isEmpty else { return .none }
        func hasContent(after count: Int) -> Bool {
            line.count > count && characters[first + count - 1] == " " && !characters[first + count].isWhitespace
        }
        switch characters[first] {
        case ">": return hasContent(after: 2) ? .quote : .none
        case "-", "*": return hasContent(after: 2) ? .bullet : .none
        default:
            let digits = characters[line].prefix(4).prefix { $0.isASCII && $0.isNumber }.count
            guard (1...3).contains(digits), line.count > digits, characters[first + digits] == "." else { return .none }
            return hasContent(after: digits + 2) ? .number(digits + 2) : .none
        }
    }

    // MARK: Within a line

    private mutating func readCode(in line: Range<Int>) {
        var open: Int?
        for index in line where characters[index] == "`" && styles[index].isEmpty {
            let isAlone =
                (index == line.lowerBound || characters[index - 1] != "`")
                && (index + 1 == line.upperBound || characters[index + 1] != "`")
            guard isAlone else {
                open = nil
                continue
            }
            guard let start = open else {
                open = index
                continue
            }
            open = nil
            let content = start + 1..<index
            guard content.allSatisfy({ styles[$0].isEmpty }), content.contains(where: { !characters[$0].isWhitespace })
            else { continue }
            for index in start...index { styles[index] = .code }
            (isHidden[start], isHidden[index]) = (true, true)
        }
    }

    /// Addresses of pages, e-mail addresses, and numbers with a plus before them.
    private mutating func readLinks(in line: Range<Int>) {
        var index = line.lowerBound
        while index < line.upperBound {
            guard styles[index].isEmpty, !characters[index].endsLink else {
                index += 1
                continue
            }
            var end = index
            while end < line.upperBound, styles[end].isEmpty, !characters[end].endsLink { end += 1 }
            if let link = link(in: index..<end) {
                for place in link { styles[place] = .link }
            }
            index = end
        }
        readNumbers(in: line)
    }

    /// The link in a word without blanks, if it is or holds one.
    private func link(in word: Range<Int>) -> Range<Int>? {
        // Opening marks and brackets before it are no part of it, nor is what closes a sentence after it.
        guard let start = word.first(where: { characters[$0].isWord }) else { return nil }
        var end = word.upperBound
        let isBracketed = characters[start..<end].contains("(")
        while end > start, ".,;:!?'_]}".contains(characters[end - 1]) || characters[end - 1] == ")" && !isBracketed {
            end -= 1
        }
        let words = String(characters[start..<end]).lowercased()
        for head in ["https://", "http://", "www."] where words.hasPrefix(head) && words.count > head.count {
            return start..<end
        }
        let parts = words.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].contains("/"),
            !parts[1].hasPrefix("."), !parts[1].contains("..")
        else { return nil }
        return start..<end
    }

    /// `+` and eight to fifteen digits with single blanks, dashes, dots or brackets between them.
    private mutating func readNumbers(in line: Range<Int>) {
        var index = line.lowerBound
        while index < line.upperBound {
            defer { index += 1 }
            guard characters[index] == "+", styles[index].isEmpty,
                index == line.lowerBound || !characters[index - 1].isWord
            else { continue }
            var (digits, end, next) = (0, index, index + 1)
            while next < line.upperBound, styles[next].isEmpty {
                if characters[next].isASCII, characters[next].isNumber {
                    digits += 1
                    end = next + 1
                } else if digits == 0 || next > end + 1 || !" -.()".contains(characters[next])
                    || characters[next] == " " && characters[next - 1] == " "
                {
                    break
                }
                next += 1
            }
            guard (8...15).contains(digits), end == line.upperBound || !characters[end].isWord else { continue }
            for place in index..<end { styles[place] = .link }
            index = end - 1
        }
    }

    private mutating func readPairs(in line: Range<Int>) {
        var open: [Int] = []
        for index in line {
            guard let style = Self.style(of: characters[index]), styles[index].isDisjoint(with: [.code, .link]) else {
                continue
            }
            let before = index > line.lowerBound ? characters[index - 1] : nil
            let after = index + 1 < line.upperBound ? characters[index + 1] : nil
            guard before != characters[index], after != characters[index] else { continue }
            let closes = before.map { !$0.isWhitespace } ?? false && !(after?.isWord ?? false)
            let opens = after.map { !$0.isWhitespace } ?? false && !(before?.isWord ?? false)
            if closes, let place = open.lastIndex(where: { characters[$0] == characters[index] }) {
                let start = open[place]
                open.removeSubrange(place...)
                for inside in start + 1..<index { styles[inside].insert(style) }
                // A terminal has no line through letters: there the marks are what tells.
                if style != .strike { (isHidden[start], isHidden[index]) = (true, true) }
            } else if opens, !open.contains(where: { characters[$0] == characters[index] }) {
                open.append(index)
            }
        }
    }

    private static func style(of mark: Character) -> Style? {
        switch mark {
        case "*": .bold
        case "_": .italic
        case "~": .strike
        default: nil
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}

extension Character {
    /// As the filter of texts breaks lines.
    fileprivate var isLineBreak: Bool { self == "\n" || self == "\r\n" || self == "\u{2028}" || self == "\u{2029}" }

    fileprivate var isWord: Bool { isLetter || isNumber }

    fileprivate var endsLink: Bool { isWhitespace || "<>\"*~`".contains(self) }
}
