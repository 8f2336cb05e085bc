import Testing

@testable import Screen

struct SafeTextFittingTests {
    @Test(arguments: [
        ("Marcos Tavares", 14, "Marcos Tavares"), ("Marcos Tavares", 13, "Marcos Tavar…"), ("Marcos", 1, "…"),
        ("Marcos", 0, ""), ("Marcos", -3, ""), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("日本語", 2, "…"), ("", 4, ""),
    ])
    func prefixEndsInAnEllipsisOnlyWhenSomethingIsLeftOut(_ text: String, _ columns: Int, _ expected: String) {
        #expect(SafeText(untrusted: text).prefix(width: columns).string == expected)
    }

    @Test func prefixWithAnotherEllipsis() {
        let text: SafeText = "abcdef"
        #expect(text.prefix(width: 5, ellipsis: "..").string == "abc..")
        #expect(text.prefix(width: 1, ellipsis: "..").string == "a")
        #expect(text.prefix(width: 3, ellipsis: "").string == "abc")
    }

    @Test func suffixKeepsTheEnd() {
        let text: SafeText = "+55 11 98888-0101"
        #expect(text.suffix(width: 5).string == "…0101")
        #expect(text.suffix(width: 4, ellipsis: "").string == "0101")
        #expect(text.suffix(width: 40).string == "+55 11 98888-0101")
    }

    @Test(arguments: [
        (SafeText.Alignment.left, "ab   "), (.right, "   ab"), (.centre, " ab  "),
    ])
    func fittedIsExactlyAsWideAsAsked(_ alignment: SafeText.Alignment, _ expected: String) {
        #expect(SafeText("ab").fitted(width: 5, alignment: alignment).string == expected)
    }

    @Test(arguments: 0..<40)
    func fittedGeneratedTextHasTheWidth(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed))
        let text = SafeText(untrusted: generator.text(scalars: 40))
        for columns in 0..<30 {
            #expect(text.fitted(width: columns).width == columns)
            #expect(text.prefix(width: columns).width <= columns)
            #expect(text.suffix(width: columns).width <= columns)
        }
    }

    @Test func oneLineHasNoBreaksAndNoDoubleBlanks() {
        #expect(SafeText(untrusted: " a\n\n b\tc  ").singleLine.string == "a b c")
        #expect(SafeText(untrusted: "\n\t ").singleLine.isEmpty)
    }

    @Test func textsJoin() {
        let parts: [SafeText] = ["a", "b", "c"]
        #expect(parts.joined(separator: " · ").string == "a · b · c")
        #expect([SafeText]().joined(separator: "x").isEmpty)
    }
}
