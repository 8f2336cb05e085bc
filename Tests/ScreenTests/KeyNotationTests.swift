import Testing

@testable import Screen

struct KeyNotationTests {
    @Test(
        arguments: [
            ("hello", "hello".map { KeyStroke($0) }),
            ("<C-n>hi<Enter>", [KeyStroke("n", .control), KeyStroke("h"), KeyStroke("i"), KeyStroke(.enter)]),
            (
                "<Enter><Esc><Tab><S-Tab><Space><BS><Del><Ins>",
                [
                    KeyStroke(.enter), KeyStroke(.escape), KeyStroke(.tab), KeyStroke(.tab, .shift), KeyStroke(" "),
                    KeyStroke(.backspace), KeyStroke(.delete), KeyStroke(.insert),
                ]
            ),
            (
                "<Up><Down><Left><Right><Home><End><PageUp><PageDown>",
                [
                    KeyStroke(.up), KeyStroke(.down), KeyStroke(.left), KeyStroke(.right), KeyStroke(.home),
                    KeyStroke(.end),
                    KeyStroke(.pageUp), KeyStroke(.pageDown),
                ]
            ),
            ("<F1><F12>", [KeyStroke(.function(1)), KeyStroke(.function(12))]),
            (
                "<M-a><M-1><M-Enter><C-Space><C-_>",
                [
                    KeyStroke("a", .alt), KeyStroke("1", .alt), KeyStroke(.enter, .alt), KeyStroke(" ", .control),
                    KeyStroke("_", .control),
                ]
            ),
            (
                "<lt>3 <M-lt> <C-lt>",
                [
                    KeyStroke("<"), KeyStroke("3"), KeyStroke(" "), KeyStroke("<", .alt), KeyStroke(" "),
                    KeyStroke("<", .control),
                ]
            ),
            (
                "<enter><ESC><pageup><c-X>",
                [
                    KeyStroke(.enter), KeyStroke(.escape), KeyStroke(.pageUp), KeyStroke("x", .control),
                ]
            ),
            ("<C-M-S-Up>", [KeyStroke(.up, [.control, .alt, .shift])]),
            ("<C-S-n><S-a><M-S-a>", [KeyStroke("n", [.control, .shift]), KeyStroke("A"), KeyStroke("A", .alt)]),
            ("<C-->><C->>x", [KeyStroke("-", .control), KeyStroke(">"), KeyStroke(">", .control), KeyStroke("x")]),
            (
                "<C-i><C-m><C-[><C-h><C-@><C-j>",
                [
                    KeyStroke(.tab), KeyStroke(.enter), KeyStroke(.escape), KeyStroke(.backspace),
                    KeyStroke(" ", .control),
                    KeyStroke("j", .control),
                ]
            ),
            ("a>b\n\t", [KeyStroke("a"), KeyStroke(">"), KeyStroke("b"), KeyStroke("j", .control), KeyStroke(.tab)]),
            ("é日👍🏻", [KeyStroke("é"), KeyStroke("日"), KeyStroke("👍🏻")]),
            ("", []),
        ] as [(String, [KeyStroke])])
    func parses(_ notation: String, _ strokes: [KeyStroke]) throws {
        #expect(try KeyNotation.parse(notation) == strokes)
    }

    @Test(
        arguments: [
            ("<Entr>", "Entr", KeyNotationError.Reason.unknown), ("<F0>", "F0", .unknown), ("<F36>", "F36", .unknown),
            ("<X-a>", "X-a", .unknown), ("<C-ab>", "C-ab", .unknown), ("<a>", "a", .unknown), ("<C->", "C-", .unknown),
            ("I <3 you", "<3 you", .unclosed), ("<", "<", .unclosed), ("<>", "<>", .unclosed),
        ] as [(String, String, KeyNotationError.Reason)])
    func refuses(_ notation: String, _ key: String, _ reason: KeyNotationError.Reason) {
        #expect(throws: KeyNotationError(notation: notation, key: key, reason: reason)) {
            try KeyNotation.parse(notation)
        }
    }

    @Test func refusalsSayWhatToDo() {
        let unknown = KeyNotationError(notation: "<Entr>", key: "Entr", reason: .unknown).description
        #expect(unknown.contains("<Entr>") && unknown.contains("<Enter>"))
        #expect(KeyNotationError(notation: "<", key: "<", reason: .unclosed).description.contains("<lt>"))
    }

    @Test func whatIsPrintedReadsBack() throws {
        let characters = "abcxyzABC019-_>]\\^;:\"|é日".map { Key.character($0) }
        let named: [Key] = [
            .enter, .tab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown, .character(" "), .character("<"), .function(1), .function(12), .function(35),
        ]
        let modifiers: [Modifiers] = [
            [], .alt, .control, [.control, .alt], [.control, .alt, .shift], [.alt, .shift], .shift,
        ]
        for key in characters + named {
            for held in modifiers {
                if case .character(let character) = key, character != " ", character != "<" {
                    // Shift is spent on the character, and control makes letters small.
                    if held.contains(.shift), !held.contains(.control) { continue }
                    if held.contains(.control), character.isUppercase { continue }
                }
                let stroke = KeyStroke(key, held)
                #expect(try KeyNotation.parse(KeyNotation.print(stroke)) == [stroke], "\(KeyNotation.print(stroke))")
            }
        }
    }

    @Test(
        arguments: [
            (KeyStroke("n", .control), "^N"), (KeyStroke("a", .alt), "M-a"), (KeyStroke(.function(1)), "F1"),
            (KeyStroke(.enter), "Enter"), (KeyStroke(.tab, .shift), "S-Tab"), (KeyStroke("?"), "?"),
            (KeyStroke("<"), "<"),
            (KeyStroke(" "), "Space"), (KeyStroke(" ", .control), "^Space"), (KeyStroke(.up, .control), "C-Up"),
            (KeyStroke(.escape), "Esc"), (KeyStroke("G"), "G"), (KeyStroke("x", [.control, .alt]), "M-^X"),
        ] as [(KeyStroke, String)])
    func labels(_ stroke: KeyStroke, _ label: String) {
        #expect(KeyNotation.label(stroke) == label)
    }

    @Test func chordsAreLabelledInOrder() {
        #expect(KeyNotation.label([KeyStroke("x", .control), KeyStroke("u")]) == "^X u")
        #expect(KeyNotation.print([KeyStroke("x", .control), KeyStroke("u")]) == "<C-x>u")
    }

    @Test func whatAKeyTypes() {
        #expect(KeyStroke("a").typed == "a")
        #expect(KeyStroke("a", .control).typed == nil)
        #expect(KeyStroke("a", .alt).typed == nil)
        #expect(KeyStroke(.enter).typed == nil)
    }
}
