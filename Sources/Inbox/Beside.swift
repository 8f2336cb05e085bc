/// Words that belong to a message and are not its text: what a file is called, what an advertisement promised, what stands
/// on a card. They are searched with the text, and a hit says where they stood. Untrusted text.
public struct Beside: Hashable, Sendable {
    /// What the words are of. The raw value marks a line of the stored form: never give one another meaning.
    public enum Kind: Character, CaseIterable, Hashable, Sendable {
        /// The name of a file.
        case file = "="
        /// A number, an e-mail address, a company or a street of a business card.
        case card = "@"
        /// The second line of what was chosen from a list.
        case choice = ">"
        /// The advertisement or post the person came from.
        case advertisement = "%"
        /// The catalogue item it is about.
        case product = "#"
        /// What can be tapped on a message: buttons, rows, items.
        case offered = "+"
        /// An address of a page.
        case link = "/"
    }

    /// What the words are of.
    public var kind: Kind
    /// The words, on one line.
    public var text: String
    /// Where the words of a query stand, as offsets of `Character`s in `text`, in order; of a search's hit only.
    public var matches: [Range<Int>]

    /// Words of a kind; whatever would begin another line in them becomes a blank.
    public init(_ kind: Kind, _ text: String, matches: [Range<Int>] = []) {
        self.kind = kind
        self.text = Self.line(text)
        self.matches = matches
    }

    /// Longer words are cut: nobody looks for the end of what fills pages.
    public static let longest = 2_000

    private static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(longest) {
            let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            line.append(isBlank ? " " : scalar)
        }
        let text = String(line)
        guard let first = text.firstIndex(where: { $0 != " " }), let last = text.lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(text[first...last])
    }

    // MARK: Stored

    /// One line each, which an index reads as words and nothing else; nil for none.
    public static func stored(_ all: [Beside]) -> String? {
        // The blank keeps an accent that begins the words off the mark.
        let lines = all.filter { !$0.text.isEmpty }.map { "\($0.kind.rawValue) \($0.text)" }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Those of the stored form in which something was found.
    ///
    /// - Parameter matches: offsets of `Character`s in the whole stored form, in order.
    public static func found(in stored: String, matches: [Range<Int>]) -> [Beside] {
        guard !matches.isEmpty else { return [] }
        var found: [Beside] = []
        var start = 0
        for line in stored.split(separator: "\n", omittingEmptySubsequences: false) {
            let count = line.count
            defer { start += count + 1 }
            let words = line.dropFirst()
            guard let kind = line.first.flatMap(Kind.init) else { continue }
            let head = words.first == " " ? 2 : 1
            let own = matches.compactMap { match -> Range<Int>? in
                let lower = max(match.lowerBound - start - head, 0)
                let upper = min(match.upperBound - start, count) - head
                return lower < upper ? lower..<upper : nil
            }
            guard !own.isEmpty else { continue }
            var beside = Beside(kind, "")
            (beside.text, beside.matches) = (String(words.dropFirst(head - 1)), own)
            found.append(beside)
        }
        return found
    }
}
