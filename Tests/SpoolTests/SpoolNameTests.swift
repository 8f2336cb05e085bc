import Testing

@testable import Spool

@Suite("Names of files")
struct SpoolNameTests {
    @Test(
        "Odd bytes are shown, never sent to the screen",
        arguments: [
            (Array("1772694489123-a.json".utf8), "1772694489123-a.json"),
            (Array("olá mundo".utf8), "olá mundo"),
            ([0x61, 0xFF, 0x62], #"a\xffb"#),
            ([0xC3], #"\xc3"#),
            ([0x1B, 0x5B, 0x33, 0x31, 0x6D], #"\x1b[31m"#),
            (Array("a\nb".utf8), #"a\x0ab"#),
            (Array("a\\x0ab".utf8), #"a\\x0ab"#),
            (Array("\u{202E}gpj".utf8), #"\xe2\x80\xaegpj"#),
            (Array("\u{9B}31m".utf8), #"\xc2\x9b31m"#),
        ] as [([UInt8], String)])
    func description(bytes: [UInt8], text: String) throws {
        #expect(try #require(SpoolName(bytes: bytes)).description == text)
    }

    @Test("What no directory holds is no name", arguments: ["", ".", "..", "a/b", "a\0b", long(256, "")])
    func refused(text: String) {
        #expect(SpoolName(text) == nil)
    }

    static func long(_ count: Int, _ end: String) -> String { String(repeating: "x", count: count) + end }

    static let suffixed: [(name: String, suffix: String, reserve: Int, result: String)] = [
        ("a.json", "~1", 0, "a~1.json"),
        ("a", "~1", 0, "a~1"),
        ("a.b.json", "~12", 7, "a.b~12.json"),
        ("a.json", "", 7, "a.json"),
        ("a.averyveryverylongextension", "~1", 0, "a.averyveryverylongextension~1"),
        (long(250, ".json"), "", 0, long(250, ".json")),
        (long(250, ".json"), "~1", 0, long(248, "~1.json")),
        (long(250, ".json"), "~1", 7, long(241, "~1.json")),
    ]

    @Test("Suffixes stand before the extension and never make a name too long", arguments: suffixed)
    func suffixes(name: String, suffix: String, reserve: Int, result: String) throws {
        #expect(try SpoolName.of(name).appending(suffix, reserve: reserve).description == result)
    }
}
