import Inbox
import Testing

/// Words beside a message's text, as they are kept for the index and found again.
@Suite struct BesideTests {
    @Test(arguments: [
        ("a\nb\tc", "a b c"), ("  plan.pdf ", "plan.pdf"), ("a\u{2}b\u{2028}c\u{0}", "a b c"), ("", ""), (" \n", ""),
        (String(repeating: "x", count: 3_000), String(repeating: "x", count: Beside.longest)),
    ])
    func standsOnOneLine(text: String, line: String) { #expect(Beside(.file, text).text == line) }

    @Test func nothingIsKeptOfNothing() {
        #expect(Beside.stored([]) == nil && Beside.stored([Beside(.file, " ")]) == nil)
    }

    /// Every character of the stored form, found by itself, is one of the words it is of, at its place there.
    @Test(arguments: [
        [Beside(.file, "plan.pdf")],
        [Beside(.card, "+1 555"), Beside(.card, "Ito AS"), Beside(.link, "https://a.example")],
        [Beside(.advertisement, "accent e\u{301}"), Beside(.product, "👨‍👩‍👧 x"), Beside(.offered, "= @ > % # + /")],
        Beside.Kind.allCases.map { Beside($0, "w") },
    ])
    func isFoundWhereItStands(all: [Beside]) throws {
        let stored = try #require(Beside.stored(all))
        let characters = Array(stored)
        var found: [Beside] = []
        for place in characters.indices {
            for beside in Beside.found(in: stored, matches: [place..<place + 1]) {
                let range = try #require(beside.matches.first)
                #expect(beside.matches.count == 1 && Array(beside.text).indices.contains(range.lowerBound))
                if found.last?.text != beside.text || found.last?.kind != beside.kind {
                    found.append(Beside(beside.kind, beside.text))
                }
            }
        }
        #expect(found == all)
        #expect(Beside.found(in: stored, matches: [0..<characters.count]).map(\.text) == all.map(\.text))
    }

    @Test func aDamagedFormIsNoCrash() {
        #expect(Beside.found(in: "?\n\n=", matches: [0..<4]).isEmpty)
        #expect(Beside.found(in: "", matches: [0..<9]).isEmpty)
        #expect(Beside.found(in: "= a", matches: [2..<90]).first?.matches == [0..<1])
        // An accent that begins the words stands on the blank, not on the mark.
        let accented = Beside.stored([Beside(.file, "\u{301}a")]) ?? ""
        #expect(Beside.found(in: accented, matches: [2..<3]).first?.kind == .file)
    }
}
