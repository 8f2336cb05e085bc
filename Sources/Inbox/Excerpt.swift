/// A stretch of a text around what was found in it.
public struct Excerpt: Hashable, Sendable {
    /// The stretch, with an ellipsis at each end where something was cut. As untrusted as what it was cut from.
    public let text: String
    /// As offsets of `Character`s in `text`, in order.
    public let matches: [Range<Int>]

    private init(text: String, matches: [Range<Int>]) {
        self.text = text
        self.matches = matches
    }

    /// On one line: runs of white space become a blank.
    ///
    /// - Parameters:
    ///   - lead: characters before the first match at most; it begins with a word where one begins in reach. Where
    ///     something is left out stands an ellipsis.
    ///   - length: characters at most, the ellipses among them; at least 3.
    public init(_ text: String, matches: [Range<Int>], lead: Int, length: Int) {
        let start = matches.first?.lowerBound ?? 0
        // What is drawn begins near the first match: of a text of a megabyte only that neighbourhood is looked at.
        let from = max(0, start - lead * 2)
        let window = text.dropFirst(from).prefix(lead * 4 + length * 2)
        var characters: [Character] = []
        var places: [Int] = []
        for character in window {
            places.append(characters.count)
            if character.isWhitespace {
                if let last = characters.last, last != " " { characters.append(" ") }
            } else {
                characters.append(character)
            }
        }
        places.append(characters.count)
        func place(_ offset: Int) -> Int { places[max(0, min(places.count - 1, offset - from))] }

        let match = place(start)
        var first = max(0, match - max(0, lead))
        if first == 0 ? from > 0 : characters[first - 1] != " " {
            // Cut at the beginning of a word, if one begins before the match.
            if let gap = characters[first..<match].firstIndex(of: " ") { first = gap + 1 }
        }
        let isCutBefore = from > 0 || first > 0
        var room = max(1, length - (isCutBefore ? 1 : 0))
        let isCutAfter = characters.count - first > room || window.endIndex < text.endIndex
        if isCutAfter { room = max(1, room - 1) }
        let last = min(characters.count, first + room)
        let shift = (isCutBefore ? 1 : 0) - first
        self.init(
            text: (isCutBefore ? "…" : "") + String(characters[first..<last]) + (isCutAfter ? "…" : ""),
            matches: matches.compactMap { range in
                let lower = max(first, place(range.lowerBound))
                let upper = min(last, place(range.upperBound))
                return lower < upper ? lower + shift..<upper + shift : nil
            })
    }

    /// In UTF-8, of a character on average: an emoji of four parts is shorter.
    private static let mostBytes = 32

    /// As it stands, line breaks and all, cut around the first match to a number of characters.
    public static func stretch(of text: String, matches: [Range<Int>], length: Int) -> Excerpt {
        guard text.utf8.count > length else { return Excerpt(text: text, matches: matches) }
        let start = max(0, (matches.first?.lowerBound ?? 0) - length / 4)
        var cut = text.dropFirst(start).prefix(length)
        // A character may have any number of marks on it.
        if cut.utf8.count > length * mostBytes {
            let scalars = cut.unicodeScalars
            cut =
                cut[
                    ..<(scalars.index(scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex) ?? cut.endIndex)
                ]
        }
        let count = cut.count
        let (before, after) = (start > 0 ? "…" : "", cut.endIndex < text.endIndex ? "…" : "")
        let shift = before.count - start
        return Excerpt(
            text: before + cut + after,
            matches: matches.compactMap { range in
                let lower = max(range.lowerBound, start)
                let upper = min(range.upperBound, start + count)
                return lower < upper ? lower + shift..<upper + shift : nil
            })
    }
}
