import Testing

@testable import orield

/// A line of the server's log may quote whoever called, and somebody reads it in a terminal.
struct OutputTests {
    @Test(arguments: [
        ("Olá, 日本 👍 e\u{301}", "Olá, 日本 👍 e\u{301}"), ("a\nb\r\u{1B}[2J\u{7}", "a b  [2J "), ("\u{7F}\u{9B}x", "  x"),
        ("gpj\u{202E}exe\u{2066}", "gpj exe "), ("a\u{2028}b\u{2029}\u{200B}\u{FEFF}", "a b   "),
        ("\u{E0041}\u{E000}", "  "),
        ("", ""),
    ])
    func aLineIsHarmless(line: String, written: String) {
        #expect(Output.harmless(line).unicodeScalars.elementsEqual(written.unicodeScalars))
    }
}
