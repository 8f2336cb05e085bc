import Foundation
import Screen
import Testing

@testable import Terminal

@Suite("What ncurses is given")
struct CellTextTests {
    /// libc as far as these cases need it.
    private static func measure(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300...0x36F, 0x200D, 0xFE0F: 0
        case 0x1F44D, 0x1F468, 0x1F3FB, 0x6F22: 2
        case 0x1FAE9: -1
        default: 1
        }
    }

    @Test(arguments: [
        ("a", 1, ["a"]),
        ("e\u{301}", 1, ["e\u{301}"]),
        ("e\u{301}\u{302}\u{303}\u{304}\u{305}", 1, ["e\u{301}\u{302}\u{303}\u{304}"]),
        ("漢", 2, ["漢"]),
        ("👍", 2, ["👍"]),
        ("👍🏻", 2, ["👍"]),
        ("👨\u{200D}👩", 2, ["👨"]),
        ("🇧🇷", 2, ["🇧", "🇷"]),
        ("❤\u{FE0F}", 2, ["❤", " "]),
        ("\u{1FAE9}", 2, ["?", " "]),
        ("\u{1FAE9}", 1, ["?"]),
        ("…", 2, [".", " "]),
        ("漢", 1, ["?"]),
        ("", 1, [" "]),
    ])
    func unicode(text: String, width: Int, pieces: [String]) {
        let found = CellText.pieces(of: text, width: width, drawing: .unicode, measure: Self.measure)
        #expect(found.map { String(String.UnicodeScalarView($0)) } == pieces)
    }

    @Test(arguments: [
        ("é", 1, ["e"]), ("●", 1, ["*"]), ("━", 1, ["="]), ("─", 1, ["-"]), ("»", 1, [">"]), ("漢", 2, ["?", "?"]),
        ("ß", 1, ["s"]), ("Ž", 1, ["Z"]), ("ő", 1, ["o"]), ("ł", 1, ["l"]),
        ("ÿ", 1, ["y"]), ("Ÿ", 1, ["Y"]), ("ſ", 1, ["s"]),
        ("│", 1, ["|"]), ("┼", 1, ["+"]), ("…", 1, ["."]), ("ж", 1, ["?"]), ("x", 1, ["x"]), ("👍", 2, ["?", "?"]),
    ])
    func ascii(text: String, width: Int, pieces: [String]) {
        let found = CellText.pieces(of: text, width: width, drawing: .ascii, measure: Self.measure)
        #expect(found.map { String(String.UnicodeScalarView($0)) } == pieces)
    }

    @Test func everyTwinIsPrintableASCII() {
        for value in UInt32(0x20)...0x2FFF {
            guard value != 0x7F, let scalar = Unicode.Scalar(value) else { continue }
            let twin = GlyphTwin.twin(of: scalar)
            #expect(twin.value >= 0x20 && twin.value < 0x7F, "U+\(String(value, radix: 16))")
        }
    }

    @Test func aRunIsWhatDiffersAndNeverCutsAWideCell() {
        let size = Size(columns: 8, rows: 1)
        func row(_ text: SafeText) -> ArraySlice<Cell> {
            var frame = Frame(size: size)
            frame.put(text, at: Position(column: 0, row: 0), roles: .none)
            return frame.row(0)
        }
        #expect(CellRun.changed(from: row("abc"), to: row("abc")) == nil)
        #expect(CellRun.changed(from: row("abcd"), to: row("axcd")) == 1..<2)
        #expect(CellRun.changed(from: row("abcd"), to: row("axcy")) == 1..<4)
        #expect(CellRun.changed(from: row("a漢d"), to: row("abbd")) == 1..<3)
        #expect(CellRun.changed(from: row("a漢d"), to: row("a漢x")) == 3..<4)
        #expect(CellRun.changed(from: row("漢字"), to: row("a漢b")) == 0..<4)
        #expect(CellRun.changed(from: [], to: row("a")) == 0..<8)
        #expect(CellRun.changed(from: [], to: []) == nil)
    }
}

@Suite("Bytes beside the grid")
struct ModeStringTests {
    @Test func theResetSwitchesEverythingOff() {
        let reset = ModeString.reset(commands: true, capabilities: ["\u{1B}[m", "\u{1B}[?1049l"])
        for mode in ["1000", "1002", "1003", "1006", "1004", "2004", "1049"] {
            #expect(reset.contains("\u{1B}[?\(mode)l"), "\(mode)")
        }
        #expect(reset.contains("\u{1B}[23;2t") && reset.contains("\u{1B}[0 q") && reset.hasSuffix("\r"))
        #expect(reset.utf8.count < 1000)
        #expect(ModeString.reset(commands: false, capabilities: ["x"]) == "x\r")
    }

    @Test(arguments: [
        ("Oriel", "Oriel"), ("(3) Oriel", "(3) Oriel"), ("a\u{1B}]0;b\u{7}", "a]0;b"), ("a\u{9C}b", "ab"),
        ("a\nb\tc", "abc"), ("a\u{202E}b\u{200B}", "ab"), ("\u{E000}\u{FFFF}", ""),
    ])
    func title(text: String, kept: String) {
        #expect(ModeString.title(text) == "\u{1B}]2;\(kept)\u{1B}\\")
    }

    /// Copied text is pasted somewhere, into a shell perhaps: it has nothing that acts there.
    @Test(arguments: [
        ("duas\nlinhas\te tab", "duas\nlinhas\te tab"), ("a\u{1B}[201~\rrm\u{8}b", "a[201~rmb"),
        ("a\u{7F}\u{9B}31mb", "a31mb"),
        ("gpj\u{202E}exe\u{202C}", "gpjexe"), ("\u{2066}a\u{2069}\u{200F}\u{61C}", "a"),
        ("a\u{200B}\u{2060}\u{FEFF}\u{AD}b", "ab"),
        ("a\u{2028}b\u{2029}", "a\nb\n"), ("🏴\u{E0061}\u{E007F}", "🏴"),
        ("👩\u{200D}👧 ❤\u{FE0F}", "👩\u{200D}👧 ❤\u{FE0F}"),
        ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("e\u{301}é", "e\u{301}é"), ("", ""),
    ])
    func clipboard(text: String, kept: String) {
        let payload = Data(kept.utf8).base64EncodedString()
        #expect(ModeString.clipboard(text) == "\u{1B}]52;c;\(payload)\u{1B}\\")
    }

    @Test func aTitleIsCut() {
        #expect(ModeString.title(String(repeating: "x", count: 1000)).count == 200 + 6)
    }

    @Test(arguments: [
        (["TERM": "xterm"], ["xterm", "xterm-256color"]),
        (["TERM": "xterm", "COLORTERM": "truecolor"], ["xterm-256color", "xterm"]),
        (["TERM": "xterm-kitty"], ["xterm-kitty", "xterm-256color", "xterm"]),
        ([:], ["xterm-256color", "xterm"]),
        (["TERM": ""], ["xterm-256color", "xterm"]),
        (["TERM": "linux", "COLORTERM": "truecolor"], ["linux", "xterm-256color", "xterm"]),
    ])
    func candidates(environment: [String: String], names: [String]) {
        #expect(TerminalName.candidates(environment: environment) == names)
    }

    @Test func startingAgainIsNeededOnlyOnce() throws {
        let wanted = try #require(Rescue.restartEnvironment(["A": "b"]))
        #expect(wanted["A"] == "b")
        #expect(wanted["SWIFT_BACKTRACE"]?.contains("interactive=no") == true)
        #expect(Rescue.restartEnvironment(wanted) == nil)
        #expect(Rescue.restartEnvironment(["SWIFT_BACKTRACE": ""]) == nil)
    }

    @Test(
        arguments: [
            (Ink.standard, 256, -1), (.ansi(3), 8, 3), (.ansi(11), 8, 3), (.ansi(11), 16, 11), (.ansi(3), 0, -1),
            (.indexed(200), 256, 200), (.indexed(200), 8, -1), (.rgb(255, 0, 0), 256, 196), (.rgb(255, 0, 0), 16, -1),
            (.rgb(1, 2, 3), 1 << 24, 0x010203), (.rgb(0, 0, 5), 1 << 24, 8), (.indexed(196), 1 << 24, 0xFF0000),
        ] as [(Ink, Int, Int32)])
    func ink(ink: Ink, colors: Int, number: Int32) {
        #expect(CellInk.number(ink, colors: colors) == number)
    }
}
