import Inbox
import Testing

/// What may be looked for, and what is shown of what was found.
@Suite struct SearchQueryTests {
    @Test(
        arguments: [
            ("", nil), (" ", nil), ("a", nil), (" 4 ", nil), ("\"*", nil), ("a *", nil), ("😀😀", nil), ("\u{301}", nil),
            ("ab", ["ab"]), ("a b", ["a", "b"]), ("4471", ["4471"]), ("  Olá,\tmundo \n", ["Olá,", "mundo"]),
            ("a\u{0}b", ["a", "b"]), ("mesa - 4", ["mesa", "4"]), ("\"oi", ["oi"]), ("桌子", ["桌子"]), ("茶", ["茶"]),
            ("não é", ["não", "é"]), ("AND OR", ["AND", "OR"]),
        ] as [(String, [String]?)])
    func wordsAreRunsWithALetter(text: String, words: [String]?) {
        #expect(SearchQuery(text)?.words == words)
    }

    @Test(
        arguments: [
            ("pedido", .indexed(["pedido"])), ("Olá", .indexed(["Olá"])), ("桌子", .within("桌子")), ("A茶", .within("A茶")),
            ("주문", .within("주문")), ("όχι", .indexed(["όχι", "οχι", "οχί"])), ("ещё", .indexed(["ещё", "еще", "ёще"])),
            ("מה", .indexed(["מה"])),
        ] as [(String, SearchWord)])
    func aWordIsAskedForAsItsScriptWants(word: String, expected: SearchWord) {
        #expect(SearchWord(word) == expected)
    }

    @Test func aPastedPageIsLookedForByItsFirstWords() {
        let words = SearchQuery(String(repeating: "palavra ", count: 5_000))?.words
        #expect(words?.count == SearchQuery.mostWords)
    }

    private func marked(_ excerpt: Excerpt) -> String {
        var text = ""
        for (offset, character) in excerpt.text.enumerated() {
            for match in excerpt.matches {
                if match.upperBound == offset { text += ">" }
                if match.lowerBound == offset { text += "<" }
            }
            text.append(character)
        }
        return text + (excerpt.matches.contains { $0.upperBound == excerpt.text.count } ? ">" : "")
    }

    @Test(
        arguments: [
            ("o pedido saiu", [2..<8], 10, 40, "o <pedido> saiu"),
            ("pedido", [0..<6], 0, 40, "<pedido>"),
            ("", [], 10, 40, ""),
            ("a\n\n  b\tc", [5..<6], 10, 40, "a <b> c"),
            ("um dois três quatro cinco", [20..<25], 8, 40, "…quatro <cinco>"),
            ("um dois três quatro cinco", [3..<7], 8, 12, "um <dois> trê…"),
            ("um dois três quatro cinco", [13..<19], 5, 12, "…três <quatr>…"),
            ("0123456789abcdef", [10..<16], 4, 8, "…6789<ab>…"),
            ("oi 👍🏽 ok", [5..<7], 10, 40, "oi 👍🏽 <ok>"),
            ("sem marca nenhuma aqui", [], 4, 10, "sem marca…"),
        ] as [(String, [Range<Int>], Int, Int, String)])
    func anExcerptHoldsTheFirstMatch(text: String, matches: [Range<Int>], lead: Int, length: Int, expected: String) {
        let excerpt = Excerpt(text, matches: matches, lead: lead, length: length)
        #expect(marked(excerpt) == expected)
        #expect(excerpt.text.count <= length)
    }

    @Test func anExcerptOfAnyLengthKeepsItsMatchesInside() {
        let text = "Bom dia!\nO pedido 4471 saiu  hoje;\to pedido 4472 sai amanhã. Obrigada 👍🏽 pela paciência"
        let places = Array(text.enumerated().filter { $0.element == "p" }.map { $0.offset..<$0.offset + 1 })
        for lead in 0..<30 {
            for length in 3..<120 {
                for matches in [places, Array(places.dropFirst(2)), []] {
                    let excerpt = Excerpt(text, matches: matches, lead: lead, length: length)
                    let characters = Array(excerpt.text)
                    #expect(characters.count <= length, "\(lead) \(length)")
                    for match in excerpt.matches {
                        #expect(characters[match] == ["p"], "\(lead) \(length) \(excerpt.text)")
                    }
                }
            }
        }
    }

    @Test func aStretchKeepsLineBreaks() {
        let text = String(repeating: "linha\n", count: 300) + "pedido\n" + String(repeating: "fim\n", count: 300)
        let stretch = Excerpt.stretch(of: text, matches: [1_800..<1_806], length: 100)
        #expect(stretch.text.count == 102)
        #expect(stretch.text.hasPrefix("…") && stretch.text.hasSuffix("…"))
        #expect(stretch.matches.map { String(Array(stretch.text)[$0]) } == ["pedido"])
        #expect(Excerpt.stretch(of: "oi\nlá", matches: [3..<5], length: 100).text == "oi\nlá")
    }
}
