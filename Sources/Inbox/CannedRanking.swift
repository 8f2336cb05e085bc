/// Which canned replies the picker offers, and in what order.
public enum CannedRanking {
    /// One line of the picker.
    public struct Entry: Hashable, Sendable {
        /// The reply of the line.
        public let reply: CannedReply
        /// The matched `Character`s of its name.
        public let nameRanges: [Range<Int>]
    }

    /// The replies in which every word of the query is found, best first: as the shortcut, then as its beginning, letter by
    /// letter in the name, as a tag, as the start of a word of the text. Among equals by name.
    public static func ranked(_ replies: [CannedReply], query: String = "") -> [Entry] {
        let terms = query.split(whereSeparator: \.isWhitespace).map(String.init)
        let found = replies.compactMap { reply -> (entry: Entry, score: Int, name: String)? in
            var score = 0
            var ranges: [Range<Int>] = []
            for term in terms {
                guard let match = match(term, reply) else { return nil }
                score += match.score
                ranges += match.name
            }
            let entry = Entry(reply: reply, nameRanges: TemplateRanking.merged(ranges))
            return (entry, score, FoldedText(reply.name).string)
        }
        return found.sorted { a, b in
            a.score != b.score ? a.score > b.score : (a.name, a.entry.reply.file) < (b.name, b.entry.reply.file)
        }.map(\.entry)
    }

    private static func match(_ term: String, _ reply: CannedReply) -> (score: Int, name: [Range<Int>])? {
        let wanted = FoldedText(term).string
        let inName = FuzzyMatch(term, in: reply.name)
        let name = inName?.ranges ?? []
        if let shortcut = reply.shortcut.map({ FoldedText($0).string }) {
            if shortcut == wanted { return (1_000_000, name) }
            if shortcut.hasPrefix(wanted) { return (100_000, name) }
        }
        // A fuzzy score is far below the step to the next kind of match.
        if let inName { return (10_000 + inName.score, name) }
        if reply.tags.contains(where: { FoldedText($0).string.hasPrefix(wanted) }) { return (100, []) }
        if let language = reply.language, FoldedText(language).string.hasPrefix(wanted) { return (10, []) }
        return TemplateRanking.wordStart(term, in: reply.text) == nil ? nil : (1, [])
    }
}
