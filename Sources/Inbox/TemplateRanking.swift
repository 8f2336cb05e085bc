/// Which templates the picker offers, and in what order.
public enum TemplateRanking {
    /// One line of the picker.
    public struct Entry: Hashable, Sendable {
        /// The template of the line.
        public let template: Template
        /// The matched `Character`s of the template's name.
        public let nameRanges: [Range<Int>]
        /// The matched `Character`s of its body.
        public let bodyRanges: [Range<Int>]
        /// How near what was written is to the template, from 0: the words they share, the rarer among the templates the
        /// heavier and the customer's by half, by the length of the template; and how much of the draft its freest field
        /// is meant for.
        public let kinship: Double
        /// How often this store has sent it.
        public let uses: Int
    }

    /// The templates that match, best first. Usable ones stand before unusable ones, which are never left out; then
    /// count how well the query matches, how near the draft is to the text, how often it was used, what it is for (who
    /// waits for an answer wants no advertisement and no login code), and the name. While nothing is looked for, the first
    /// is one that words alone fill: what shows a file, a link or a place above them is offered, and never first.
    ///
    /// - Parameters:
    ///   - query: every word of it must be found: letter by letter in the name, or as the start of a word in the body.
    ///   - uses: how often each was sent.
    ///   - draft: what the agent has written so far.
    ///   - asked: what the customer wrote that nobody answered yet.
    public static func ranked(
        _ templates: [Template], query: String = "", uses: [TemplateKey: Int] = [:], draft: String = "",
        asked: String = ""
    ) -> [Entry] {
        let terms = query.split(whereSeparator: \.isWhitespace).map(String.init)
        let draftWords = significantWords(of: draft)
        let askedWords = significantWords(of: asked).subtracting(draftWords)
        let isMeasured = !draftWords.isEmpty || !askedWords.isEmpty
        let words = isMeasured ? templates.map { significantWords(of: $0.key.name + " " + $0.body) } : []
        let spread = Dictionary(words.joined().map { ($0, 1) }, uniquingKeysWith: +)
        let languages = Dictionary(templates.map { ($0.key.language, 1) }, uniquingKeysWith: +)
        let found = templates.enumerated().compactMap { index, template -> (entry: Entry, score: Int)? in
            guard let match = match(terms, template) else { return nil }
            func kin(_ said: Set<String>) -> Double {
                said.isEmpty ? 0 : Self.kinship(of: words[index], named: template.key.name, to: said, spread: spread)
            }
            // A question is in the language of the answer, which a name in the business's own does not tell.
            let said = PlaceholderText(template.body).filled { _ in " " }
            let isAsked = !askedWords.isEmpty && !askedWords.isDisjoint(with: significantWords(of: said))
            let kinship = kin(draftWords) + (isAsked ? kin(askedWords) / 2 : 0)
            let entry = Entry(
                template: template, nameRanges: merged(match.name), bodyRanges: merged(match.body),
                kinship: kinship * (isAdvertising(template) ? 0.2 : 1) + 0.6 * room(in: template, for: draft),
                uses: uses[template.key] ?? 0)
            return (entry, match.score)
        }
        let ranked = found.sorted { a, b in
            let (x, y) = (a.entry, b.entry)
            if (x.template.unusable == nil) != (y.template.unusable == nil) { return x.template.unusable == nil }
            if a.score != b.score { return a.score > b.score }
            if x.kinship != y.kinship { return x.kinship > y.kinship }
            if x.uses != y.uses { return x.uses > y.uses }
            let purpose = (purpose(of: x.template), purpose(of: y.template))
            if purpose.0 != purpose.1 { return purpose.0 < purpose.1 }
            let (keyX, keyY) = (x.template.key, y.template.key)
            if keyX.name != keyY.name { return keyX.name < keyY.name }
            let common = (languages[keyX.language] ?? 0, languages[keyY.language] ?? 0)
            if common.0 != common.1 { return common.0 > common.1 }
            return (keyX.language, keyX.waba) < (keyY.language, keyY.waba)
        }.map(\.entry)
        return terms.isEmpty ? fillableFirst(ranked) : ranked
    }

    /// The best that words alone fill stands before those that want something above them.
    private static func fillableFirst(_ ranked: [Entry]) -> [Entry] {
        func wantsMore(_ template: Template) -> Bool {
            template.unusable != nil || !template.cards.isEmpty
                || TemplateForm(template: template).fields.contains { $0.key.place == .header && $0.kind != .text }
        }
        guard let best = ranked.firstIndex(where: { !wantsMore($0.template) }), best > 0 else { return ranked }
        var ranked = ranked
        ranked.insert(ranked.remove(at: best), at: 0)
        return ranked
    }

    /// A long letter has some words of everything: by its length they weigh less. What it is called by weighs double.
    private static func kinship(
        of words: Set<String>, named name: String, to draft: Set<String>, spread: [String: Int]
    ) -> Double {
        let shared = draft.intersection(words)
        guard !shared.isEmpty else { return 0 }
        let named = significantWords(of: name)
        // Added up in one order: sums of fractions depend on it.
        let weight = shared.sorted().reduce(0.0) {
            $0 + (named.contains($1) ? 2 : 1) / Double(spread[$1] ?? 1)
        }
        return weight / Double(words.count).squareRoot()
    }

    private static func isAdvertising(_ template: Template) -> Bool { purpose(of: template) == 1 }

    /// What an answer is, what advertises, what logs in (`whatsapp.md` §6.1).
    private static func purpose(of template: Template) -> Int {
        switch template.category.uppercased() {
        case "MARKETING": 1
        case "AUTHENTICATION": 2
        default: 0
        }
    }

    /// How much of the draft its freest field is meant for by its example, 0 to 1: a field for a date or a name is no
    /// place for a sentence.
    private static func room(in template: Template, for draft: String) -> Double {
        guard !ParameterText.isBlank(draft), let field = TemplateForm(template: template).draftField else { return 0 }
        return Double(min(template.examples[field]?.count ?? 0, draft.count)) / Double(draft.count)
    }

    private typealias Match = (score: Int, name: [Range<Int>], body: [Range<Int>])

    private static func match(_ terms: [String], _ template: Template) -> Match? {
        var match: Match = (0, [], [])
        for term in terms {
            if let inName = FuzzyMatch(term, in: template.key.name) {
                // A name always beats a body.
                match.score += inName.score + 1_000
                match.name += inName.ranges
            } else if let inBody = wordStart(term, in: template.body) {
                match.score += 1
                match.body.append(inBody)
            } else if FuzzyMatch(term, in: template.key.language)?.ranges.count == 1 {
                match.score += 1
            } else {
                return nil
            }
        }
        return match
    }

    /// Where a word of the text begins with the term. Letter by letter a long text would match anything.
    static func wordStart(_ term: String, in text: String) -> Range<Int>? {
        let wanted = FoldedText(term).characters
        let folded = FoldedText(text)
        guard !wanted.isEmpty, wanted.count <= folded.characters.count else { return nil }
        for start in 0...(folded.characters.count - wanted.count) {
            let before = start > 0 ? folded.characters[start - 1] : " "
            let isStart = !before.isLetter && !before.isNumber
            if isStart, folded.characters[start..<start + wanted.count].elementsEqual(wanted) {
                return folded.origins[start]..<folded.origins[start + wanted.count - 1] + 1
            }
        }
        return nil
    }

    static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// Words of four letters and more: shorter ones are in every text.
    private static func significantWords(of text: String) -> Set<String> {
        text.isEmpty ? [] : Set(FoldedText(text).words.filter { $0.count >= 4 })
    }
}
