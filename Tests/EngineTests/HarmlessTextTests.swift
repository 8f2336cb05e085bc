import Screen
import Testing
import WhatsApp

@testable import oriel

/// What leaves the commands beside the screen: errors, log lines, lists, JSON, the config.
struct HarmlessTextTests {
    /// Everything that is never drawn, as far as one test need go, and what must stay.
    private static let hidden = String(
        String.UnicodeScalarView(
            (UInt32(0)...0x3000).compactMap(Unicode.Scalar.init).filter { ScalarClass($0) == .hidden }
                + ["\u{E000}", "\u{FEFF}", "\u{FFF9}", "\u{FFFF}", "\u{E0041}", "\u{E0101}", "\u{10FFFF}"]))
    private static let plain = "Olá, 日本 👍 “x” e\u{301} 🇧🇷 ~"

    private static func hasHidden(_ text: String, except kept: String = "") -> Bool {
        text.unicodeScalars.contains { ScalarClass($0) == .hidden && !kept.unicodeScalars.contains($0) }
    }

    @Test(arguments: [
        ("plain words", "plain words"), ("a\nb\tc\r\nd", "a b c d"), ("\u{1B}]52;c;eA==\u{7}", "␛]52;c;eA==␇"),
        ("a\u{9B}2J\u{7F}", "a▯2J␡"), ("gpj\u{202E}exe", "gpj▯exe"), ("a\u{2028}b", "a b"), ("", ""),
    ])
    func anErrorIsOneLine(text: String, line: String) {
        #expect(HarmlessText.line(text) == line)
    }

    @Test func aLineIsOfBoundedLength() {
        let line = HarmlessText.line(String(repeating: "\u{301}", count: 200_000))
        #expect(line.unicodeScalars.count < 2_000 * 5 + 2 && line.hasSuffix("…"))
        #expect(HarmlessText.line(String(repeating: "x", count: 2_000)).count == 2_000)
    }

    @Test func nothingHiddenLeaves() {
        let text = Self.plain + Self.hidden + Self.plain
        #expect(!Self.hasHidden(HarmlessText.line(text)))
        #expect(!Self.hasHidden(HarmlessText.lines(text), except: "\n\u{200D}\u{FE0E}\u{FE0F}"))
        #expect(HarmlessText.lines(Self.plain) == Self.plain)
        #expect(HarmlessText.lines("❤\u{FE0F} 👩\u{200D}👧\nx") == "❤\u{FE0F} 👩\u{200D}👧\nx", "emoji = \"full\" is meant")
    }

    @Test func jsonSaysTheSameInOtherCharacters() throws {
        let text = Self.plain + Self.hidden + "\"\\/"
        let line = OrderedJSON.object([(text, .text(text)), ("list", .list([.text(text)]))]).line
        #expect(!Self.hasHidden(line))
        let value = try JSONValue(text: line)
        for read in [value[text], value["list"]?[0]] {
            guard case .string(let read)? = read else {
                Issue.record("no text was read back")
                continue
            }
            #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
        }
        #expect(OrderedJSON.text("a\u{7F}\u{9B}\u{202E}\u{E0041}é").line == #""a\u007f\u009b\u202e\udb40\udc41é""#)
    }

    @Test func theConfigTakesAPlatformsNameAsItIs() throws {
        let name = "Loja\u{202E} \"\\ \u{E0041}é"
        let quoted = ConfigText.quoted(name)
        #expect(!Self.hasHidden(quoted))
        let file = try ConfigFile(text: "a = \(quoted)", path: "/x/config.toml", home: "/x")
        #expect(try file.string("a")?.unicodeScalars.elementsEqual(name.unicodeScalars) == true)
        #expect(ConfigText.quoted("a\u{1B}\u{9F}\u{10FFFF}") == #""a\u001b\u009f\U0010ffff""#)
    }
}
