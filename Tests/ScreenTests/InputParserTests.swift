import Testing

@testable import Screen

struct InputParserTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let events: [InputEvent]
        /// What the end of input gives; nil when nothing is left pending.
        var late: [InputEvent]?
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ events: [InputEvent], late: [InputEvent]? = nil) {
            self.init(name, Array(text.utf8), events, late: late)
        }

        init(_ name: String, _ bytes: [UInt8], _ events: [InputEvent], late: [InputEvent]? = nil) {
            self.name = name
            self.bytes = bytes
            self.events = events
            self.late = late
        }
    }

    private static func key(_ key: Key, _ modifiers: Modifiers = []) -> InputEvent {
        .key(KeyStroke(key, modifiers))
    }

    private static func typed(_ text: String, _ modifiers: Modifiers = []) -> [InputEvent] {
        text.unicodeScalars.map { .key(KeyStroke(.character(Character($0)), modifiers)) }
    }

    static let samples: [Sample] = plain + named + encoded + reports + strings + pastes

    private static let plain: [Sample] = [
        Sample("letters", "Hi é日👍", typed("Hi é日👍")),
        Sample("skin tone comes as two characters", "👍🏻", typed("\u{1F44D}\u{1F3FB}")),
        Sample("enter, line feed, tab", "\r\n\t", [key(.enter), key(.character("j"), .control), key(.tab)]),
        Sample("delete and backspace bytes", [0x7F, 0x08], [key(.backspace), key(.backspace)]),
        Sample(
            "null and the odd controls", [0, 28, 29, 30, 31],
            typed(" \\]^_", .control)),
        Sample("flow control and signals are keys", [1, 3, 17, 19, 26], typed("acqsz", .control)),
        Sample("lone escape", "\u{1B}", [], late: [key(.escape)]),
        Sample("two escapes", "\u{1B}\u{1B}", [], late: [key(.escape), key(.escape)]),
        Sample("three escapes", "\u{1B}\u{1B}\u{1B}", [key(.escape)], late: [key(.escape), key(.escape)]),
        Sample("alt digit", "\u{1B}1", typed("1", .alt)),
        Sample("alt capital", "\u{1B}A", typed("A", .alt)),
        Sample("alt beyond ASCII", "\u{1B}é", typed("é", .alt)),
        Sample(
            "alt enter, backspace, control", "\u{1B}\r\u{1B}\u{7F}\u{1B}\u{1}",
            [key(.enter, .alt), key(.backspace, .alt), key(.character("a"), [.alt, .control])]),
        Sample("escape, then alt x", "\u{1B}\u{1B}x", [key(.escape), key(.character("x"), .alt)]),
        Sample("alt with an introducer alone", "\u{1B}[", [], late: typed("[", .alt)),
        Sample("alt O alone", "\u{1B}O", [], late: typed("O", .alt)),
        Sample("alt ] alone", "\u{1B}]", [], late: typed("]", .alt)),
        Sample(
            "alt O, then a letter that ends no key", "\u{1B}Ok\u{1B}Oz",
            typed("+") + typed("O", .alt) + typed("z")),
        Sample("character cut short", [0xE2, 0x82], [], late: typed("\u{FFFD}")),
        Sample("character cut by another", [0xE2, 0x82, 0x61], typed("\u{FFFD}a")),
        Sample("Latin-1", [0xE9, 0x20], typed("\u{FFFD} ")),
        Sample(
            "overlong and surrogate", [0xC0, 0xAF, 0xED, 0xA0, 0x80],
            typed(String(repeating: "\u{FFFD}", count: 5))),
        Sample("beyond Unicode", [0xF5, 0x80], typed("\u{FFFD}\u{FFFD}")),
        Sample("C1 in UTF-8 is no key", [0xC2, 0x9B, 0x41], typed("A")),
    ]

    private static let named: [Sample] = [
        Sample("arrows", "\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [key(.up), key(.down), key(.right), key(.left)]),
        Sample("arrows in application mode", "\u{1B}OA\u{1B}OD", [key(.up), key(.left)]),
        Sample("alt up with two escapes", "\u{1B}\u{1B}[A", [key(.up, .alt)]),
        Sample(
            "modified arrows", "\u{1B}[1;5C\u{1B}[1;2A\u{1B}[1;3B\u{1B}[1;8D",
            [key(.right, .control), key(.up, .shift), key(.down, .alt), key(.left, [.control, .alt, .shift])]),
        Sample(
            "home and end in four dialects", "\u{1B}[H\u{1B}OH\u{1B}[1~\u{1B}[7~\u{1B}[F\u{1B}OF\u{1B}[4~\u{1B}[8~",
            Array(repeating: key(.home), count: 4) + Array(repeating: key(.end), count: 4)),
        Sample(
            "editing pad", "\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~\u{1B}[3;5~",
            [key(.insert), key(.delete), key(.pageUp), key(.pageDown), key(.delete, .control)]),
        Sample("shift tab", "\u{1B}[Z", [key(.tab, .shift)]),
        Sample("F1 to F4", "\u{1B}OP\u{1B}OQ\u{1B}OR\u{1B}OS", (1...4).map { key(.function($0)) }),
        Sample("F1 to F4 with CSI", "\u{1B}[P\u{1B}[Q\u{1B}[R\u{1B}[S", (1...4).map { key(.function($0)) }),
        Sample(
            "F1 to F5 by number", "\u{1B}[11~\u{1B}[12~\u{1B}[13~\u{1B}[14~\u{1B}[15~",
            (1...5).map { key(.function($0)) }),
        Sample(
            "F6 to F12", "\u{1B}[17~\u{1B}[18~\u{1B}[19~\u{1B}[20~\u{1B}[21~\u{1B}[23~\u{1B}[24~",
            (6...12).map { key(.function($0)) }),
        Sample(
            "F13 to F20", "\u{1B}[25~\u{1B}[26~\u{1B}[28~\u{1B}[29~\u{1B}[31~\u{1B}[34~",
            [13, 14, 15, 16, 17, 20].map { key(.function($0)) }),
        Sample("Linux console", "\u{1B}[[A\u{1B}[[E", [key(.function(1)), key(.function(5))]),
        Sample("F3 with control is no cursor report", "\u{1B}[1;5R", [key(.function(3), .control)]),
        Sample(
            "rxvt", "\u{1B}[a\u{1B}Oc\u{1B}[3^\u{1B}[5@",
            [key(.up, .shift), key(.right, .control), key(.delete, .control), key(.pageUp, [.control, .shift])]),
        Sample("number pad", "\u{1B}Op\u{1B}Oy\u{1B}OM\u{1B}Oj", typed("09") + [key(.enter)] + typed("*")),
        Sample("unknown sequences are swallowed", "\u{1B}[99~\u{1B}[1;2;3;4X\u{1B}[?5Wx", typed("x")),
        Sample("cut sequence is dropped", "\u{1B}[1;5", [], late: []),
        Sample("a control breaks a sequence", "\u{1B}[1\ra", [key(.enter)] + typed("a")),
        Sample("cancel breaks a sequence", "\u{1B}[1;\u{18}a", typed("a")),
        Sample("escape breaks a sequence", "\u{1B}[1;\u{1B}[A", [key(.up)]),
        Sample("alt [ and enter", "\u{1B}[\r", typed("[", .alt) + [key(.enter)]),
        Sample("alt [ and a letter beyond ASCII", "\u{1B}[é", typed("[", .alt) + typed("é")),
    ]

    private static let encoded: [Sample] = [
        Sample("kitty control i", "\u{1B}[105;5u", typed("i", .control)),
        Sample(
            "kitty enter with control and shift", "\u{1B}[13;5u\u{1B}[13;2u",
            [key(.enter, .control), key(.enter, .shift)]),
        Sample("kitty escape", "\u{1B}[27u", [key(.escape)]),
        Sample("kitty tab and backspace", "\u{1B}[9;5u\u{1B}[127;3u", [key(.tab, .control), key(.backspace, .alt)]),
        Sample("kitty shifted letter", "\u{1B}[97:65;2u\u{1B}[97;2u\u{1B}[97;4u", typed("AA") + typed("A", .alt)),
        Sample("kitty control shift", "\u{1B}[120;6u", typed("x", [.control, .shift])),
        Sample("kitty release", "\u{1B}[97;1:3u\u{1B}[1;1:3A", []),
        Sample("kitty repeat", "\u{1B}[97;1:2u\u{1B}[1;1:2A", typed("a") + [key(.up)]),
        Sample(
            "kitty pad and high function keys", "\u{1B}[57399u\u{1B}[57414u\u{1B}[57376u\u{1B}[57419;5u",
            typed("0") + [key(.enter), key(.function(13)), key(.up, .control)]),
        Sample("kitty lock and media keys are none", "\u{1B}[57358u\u{1B}[57430u", []),
        Sample("super chords belong to the desktop", "\u{1B}[97;9u\u{1B}[1;9A", []),
        Sample("kitty locks are no modifiers", "\u{1B}[97;65u\u{1B}[97;129u", typed("aa")),
        Sample(
            "modifyOtherKeys", "\u{1B}[27;5;13~\u{1B}[27;5;105~\u{1B}[27;2;65~",
            [key(.enter, .control)] + typed("i", .control) + typed("A")),
        Sample("no scalar", "\u{1B}[55296;5u\u{1B}[9999999999999999999u\u{1B}[u", []),
    ]

    private static let reports: [Sample] = [
        Sample("focus", "\u{1B}[I\u{1B}[O", [.focus(true), .focus(false)]),
        Sample(
            "click and release", "\u{1B}[<0;3;4M\u{1B}[<0;3;4m",
            [
                .mouse(MouseEvent(kind: .press, button: .left, position: Position(column: 2, row: 3))),
                .mouse(MouseEvent(kind: .release, button: .left, position: Position(column: 2, row: 3))),
            ]),
        Sample(
            "wheel with control, far right", "\u{1B}[<80;300;1M",
            [
                .mouse(
                    MouseEvent(
                        kind: .press, button: .wheelUp, position: Position(column: 299, row: 0), modifiers: .control))
            ]),
        Sample(
            "drag and move", "\u{1B}[<34;1;1M\u{1B}[<35;2;1M",
            [
                .mouse(MouseEvent(kind: .drag, button: .right, position: Position(column: 0, row: 0))),
                .mouse(MouseEvent(kind: .drag, button: .none, position: Position(column: 1, row: 0))),
            ]),
        Sample(
            "old mouse coding", [0x1B, 0x5B, 0x4D, 0x20, 0x23, 0x24, 0x1B, 0x5B, 0x4D, 0x23, 0x21, 0x21, 0x61],
            [
                .mouse(MouseEvent(kind: .press, button: .left, position: Position(column: 2, row: 3))),
                .mouse(MouseEvent(kind: .release, button: .none, position: Position(column: 0, row: 0))),
            ] + typed("a")),
        Sample("resize in band", "\u{1B}[48;24;80;480;800t", [.resize(Size(columns: 80, rows: 24))]),
        Sample("no screen is that large", "\u{1B}[48;99999;99999;0;0t\u{1B}[48;0;80;0;0t", []),
        Sample("text area", "\u{1B}[8;24;80t", [.reply(.textArea(Size(columns: 80, rows: 24)))]),
        Sample("attributes", "\u{1B}[?62;22;52c", [.reply(.attributes([62, 22, 52]))]),
        Sample("secondary attributes", "\u{1B}[>41;354;0c", [.reply(.secondaryAttributes([41, 354, 0]))]),
        Sample("mode", "\u{1B}[?2026;2$y", [.reply(.mode(2026, state: 2))]),
        Sample("keyboard flags", "\u{1B}[?1u", [.reply(.keyboardFlags(1))]),
        Sample("cursor", "\u{1B}[12;40R", [.reply(.cursor(Position(column: 39, row: 11)))]),
        Sample(
            "scheme", "\u{1B}[?997;1n\u{1B}[?997;2n", [.reply(.scheme(isDark: true)), .reply(.scheme(isDark: false))]),
    ]

    private static let strings: [Sample] = [
        Sample(
            "colour with ST", "\u{1B}]11;rgb:1a1a/1b1b/1c1c\u{1B}\\x",
            [.reply(.command(11, "rgb:1a1a/1b1b/1c1c"))] + typed("x")),
        Sample("colour with BEL", "\u{1B}]11;rgb:0/0/0\u{7}x", [.reply(.command(11, "rgb:0/0/0"))] + typed("x")),
        Sample("clipboard answer with a semicolon", "\u{1B}]52;c;aGk=\u{7}", [.reply(.command(52, "c;aGk="))]),
        Sample("command without a number", "\u{1B}]L;evil\r\u{7}x", typed("x")),
        Sample("device string", "\u{1B}P>|tmux 3.4\u{1B}\\", [.reply(.device(">|tmux 3.4"))]),
        Sample(
            "application and privacy strings", "\u{1B}_Gi=1;OK\u{1B}\\\u{1B}^x\u{1B}\\\u{1B}Xy\u{1B}\\z", typed("z")),
        Sample("string cut by an escape sequence", "\u{1B}]11;rgb\u{1B}[A", [key(.up)]),
        Sample("string cut by cancel", "\u{1B}]11;rgb\u{18}a", typed("a")),
        Sample("unterminated string is dropped", "\u{1B}]11;rgb:", [], late: []),
        Sample("string in an unfinished end", "\u{1B}]11;rgb\u{1B}", [], late: []),
    ]

    private static let pastes: [Sample] = [
        Sample("paste", "\u{1B}[200~a\rb\r\nc\nd\u{1B}[201~e", [.paste("a\nb\nc\nd")] + typed("e")),
        Sample(
            "paste with keys in it", "\u{1B}[200~x\u{1B}[A\u{3}\u{1B}]52;c;!\u{7}\ty\u{1B}[201~",
            [.paste("x[A]52;c;!    y")]),
        Sample("paste loses one last line end", "\u{1B}[200~a\n\n\u{1B}[201~", [.paste("a\n")]),
        Sample("empty paste", "\u{1B}[200~\u{1B}[201~", []),
        Sample("paste with half an end in it", "\u{1B}[200~\u{1B}[20\u{1B}[201\u{1B}[201~", [.paste("[20[201")]),
        Sample(
            "paste that is no UTF-8", Array("\u{1B}[200~".utf8) + [0xFF, 0x61] + Array("\u{1B}[201~".utf8),
            [.paste("\u{FFFD}a")]),
        Sample("unterminated paste", "\u{1B}[200~hello\u{1B}[2", [], late: [.paste("hello")]),
        Sample("end of a paste that never began", "\u{1B}[201~a", typed("a")),
        Sample("C1 and DEL in a paste", "\u{1B}[200~a\u{9B}b\u{7F}c\u{1B}[201~", [.paste("abc")]),
    ]

    @Test(arguments: samples)
    func eventsOf(_ sample: Sample) {
        var parser = InputParser()
        #expect(parser.feed(sample.bytes) == sample.events)
        #expect(parser.isPending == (sample.late != nil))
        #expect(parser.timeout() == sample.late ?? [])
        #expect(!parser.isPending)
        #expect(parser.feed("z".utf8) == Self.typed("z"))
    }

    @Test(arguments: samples)
    func everyCutGivesTheSame(_ sample: Sample) {
        for cut in 0...sample.bytes.count {
            var parser = InputParser()
            let events = parser.feed(sample.bytes[..<cut]) + parser.feed(sample.bytes[cut...])
            #expect(events == sample.events, "cut at \(cut)")
        }
        var parser = InputParser()
        #expect(sample.bytes.flatMap { parser.feed([$0]) } == sample.events)
    }

    @Test(arguments: 0..<200)
    func noiseIsTheSameHoweverItIsCut(_ seed: Int) {
        var generator = HostileText(seed: UInt64(seed))
        let bytes = generator.bytes(count: 200)
        var whole = InputParser()
        let expected = whole.feed(bytes)
        var single = InputParser()
        #expect(bytes.flatMap { single.feed([$0]) } == expected)
        #expect(whole.timeout() == single.timeout())
        #expect(!whole.isPending)
    }

    @Test func whatIsPendingTellsHowLongToWait() {
        let cases: [(String, InputParser.Pending?)] = [
            ("", nil), ("a", nil), ("\u{1B}", .escape), ("\u{1B}[", .sequence), ("\u{1B}[1;", .sequence),
            ("\u{1B}O", .sequence),
            ("\u{1B}]11;", .string), ("\u{1B}P", .string), ("\u{1B}[200~a", .paste), ("\u{1B}[A", nil),
        ]
        for (text, pending) in cases {
            var parser = InputParser()
            _ = parser.feed(text.utf8)
            #expect(parser.pending == pending, "\(text.debugDescription)")
        }
        var parser = InputParser()
        _ = parser.feed([0xE2])
        #expect(parser.pending == .sequence)
    }

    @Test func anEndlessStringIsDroppedAndHoldsNoMoreThanItsCap() {
        var parser = InputParser()
        var events = parser.feed("\u{1B}]52;c;".utf8)
        for _ in 0..<200 {
            events += parser.feed(repeatElement(UInt8(ascii: "A"), count: 1024))
        }
        #expect(parser.buffer.count <= InputParser.maximumString)
        events += parser.feed("\u{7}k".utf8)
        #expect(events == Self.typed("k"))
    }

    @Test func aStringOfTheCapIsKept() {
        let text = String(repeating: "A", count: InputParser.maximumString - 3)
        var parser = InputParser()
        #expect(parser.feed("\u{1B}]52;\(text)\u{7}".utf8) == [.reply(.command(52, text))])
    }

    @Test func anEndlessSequenceIsDropped() {
        var parser = InputParser()
        let events = parser.feed("\u{1B}[\(String(repeating: "1;", count: 5000))A".utf8)
        #expect(events.isEmpty)
        #expect(parser.feed("\u{1B}O\(String(repeating: "1", count: 5000))".utf8).count <= 5000)
    }

    @Test(arguments: ["a", "é", "日", "👍"])
    func anEndlessPasteKeepsItsHeadInWholeCharacters(_ character: String) {
        let count = InputParser.maximumPaste / character.utf8.count + 1000
        var parser = InputParser()
        var events = parser.feed("\u{1B}[200~x".utf8)
        events += parser.feed(String(repeating: character, count: count).utf8)
        events += parser.feed("\u{1B}[201~k".utf8)
        guard case .paste(let text)? = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count <= InputParser.maximumPaste)
        #expect(text.utf8.count > InputParser.maximumPaste - 8)
        #expect(text.dropFirst().allSatisfy { String($0) == character })
        #expect(Array(events.dropFirst()) == Self.typed("k"))
    }
}
