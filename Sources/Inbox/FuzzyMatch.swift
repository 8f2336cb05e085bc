/// How well a query's letters are found, in order, in a text. Case and accents do not count.
public struct FuzzyMatch: Hashable, Sendable {
    /// The higher the better; only comparable between matches of one query.
    public let score: Int
    /// Offsets of the matched `Character`s of the text, as ascending ranges that do not touch.
    public let ranges: [Range<Int>]

    /// The best match, or nil when some letter of the query has no place. White space in the query does not count; an
    /// empty query matches everything with a score of 0. Only the first 64 letters of the query are looked at.
    public init?(_ query: String, in text: String) {
        let wanted = FoldedText(query).characters.filter { !$0.isWhitespace }.prefix(Self.longestQuery)
        let folded = FoldedText(text)
        guard let places = Self.places(of: Array(wanted), in: folded.characters) else { return nil }
        score = places.score
        var ranges: [Range<Int>] = []
        for offset in places.offsets.map({ folded.origins[$0] }) {
            if let last = ranges.last, offset <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, offset + 1)
            } else {
                ranges.append(offset..<offset + 1)
            }
        }
        self.ranges = ranges
    }

    private static let longestQuery = 64
    /// A letter at the start of a word says most, one right after another matched one says more than a scattered one.
    private static let (start, adjacent, any, gap) = (8, 6, 1, 2)
    private static let never = Int.min / 2

    /// The placement with the highest score, by dynamic programming: `best[j]` is the best score of the letters so far
    /// with the last of them at `j`.
    private static func places(of wanted: [Character], in text: [Character]) -> (score: Int, offsets: [Int])? {
        guard !wanted.isEmpty else { return (0, []) }
        guard wanted.count <= text.count else { return nil }
        var best = [Int](repeating: never, count: text.count)
        var parents: [[Int]] = []
        for (row, letter) in wanted.enumerated() {
            var next = [Int](repeating: never, count: text.count)
            var parent = [Int](repeating: -1, count: text.count)
            // The best predecessor that leaves a gap before the current place.
            var (gapScore, gapPlace) = (never, -1)
            for place in row..<text.count {
                if place >= 2, best[place - 2] > gapScore { (gapScore, gapPlace) = (best[place - 2], place - 2) }
                guard text[place] == letter else { continue }
                let own = isWordStart(place, in: text) ? start : any
                if row == 0 {
                    // The earlier it begins, the better, but never so much that a word's start loses.
                    next[place] = own * 4 - min(place, 3)
                    continue
                }
                let touching = best[place - 1] > never ? best[place - 1] + own + adjacent : never
                let apart = gapScore > never ? gapScore + own - gap : never
                if max(touching, apart) == never { continue }
                next[place] = max(touching, apart)
                parent[place] = touching >= apart ? place - 1 : gapPlace
            }
            best = next
            parents.append(parent)
        }
        guard let score = best.max(), score > never, var place = best.firstIndex(of: score) else { return nil }
        var offsets = [place]
        for row in stride(from: wanted.count - 1, to: 0, by: -1) {
            place = parents[row][place]
            offsets.append(place)
        }
        return (score, offsets.reversed())
    }

    private static func isWordStart(_ place: Int, in text: [Character]) -> Bool {
        guard place > 0 else { return true }
        let before = text[place - 1]
        return !before.isLetter && !before.isNumber
    }
}
