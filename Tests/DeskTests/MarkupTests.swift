import Inbox
import Screen
import Testing

@testable import Desk

/// WhatsApp's formatting: what becomes a style, and what stays as it was written.
@Suite struct MarkupTests {
    /// What is left to draw, with each styled run in braces after the letters of its styles.
    static func print(_ text: String) -> String {
        let markup = Markup(text)
        let letters: [(Markup.Style, String)] = [
            (.bold, "b"), (.italic, "i"), (.strike, "s"), (.code, "c"), (.link, "l"),
        ]
        return markup.lines.map { line in
            var printed = ""
            switch line.lead {
            case .none: break
            case .bullet: printed = "(bullet)"
            case .number: printed = "(number)"
            case .quote: printed = "(quote)"
            }
            var last: Markup.Style = []
            for index in line.characters where !markup.isHidden[index] {
                let style = markup.styles[index]
                if style != last {
                    if !last.isEmpty { printed += "}" }
                    if !style.isEmpty {
                        printed += letters.filter { style.contains($0.0) }.map(\.1).joined() + "{"
                    }
                    last = style
                }
                printed.append(markup.characters[index])
            }
            return last.isEmpty ? printed : printed + "}"
        }.joined(separator: "|")
    }

    @Test(arguments: [
        // Pairs.
        ("*oi*", "b{oi}"), ("_oi_", "i{oi}"), ("~oi~", "~s{oi}~"), ("`oi`", "c{oi}"), ("```oi```", "c{oi}"),
        ("um *dois* três", "um b{dois} três"), ("(*oi*)!", "(b{oi})!"), ("*a b c*", "b{a b c}"),
        ("*a* *b*", "b{a} b{b}"), ("*a*,*b*", "b{a},b{b}"), ("*é*", "b{é}"), ("*你好*", "b{你好}"),
        // Not at a word's boundary, or blanks inside.
        ("2*3*4", "2*3*4"), ("um_nome_longo", "um_nome_longo"), ("* oi*", "(bullet)oi*"), ("*oi *", "*oi *"),
        ("x * y * z", "x * y * z"), ("a*b*", "a*b*"), ("*a*b", "*a*b"), ("你*好*", "你*好*"),
        // Without a partner, empty, doubled, across lines.
        ("*oi", "*oi"), ("oi*", "oi*"), ("**", "**"), ("* *", "(bullet)*"), ("**oi**", "**oi**"),
        ("__init__", "__init__"),
        ("*oi\nola*", "*oi|ola*"), ("*", "*"), ("", ""), ("\n", "|"), ("~~", "~~"), ("***", "***"),
        // Within each other; of two that cross the inner one stays open.
        ("*_oi_*", "bi{oi}"), ("_*~oi~*_", "bi{~}bis{oi}bi{~}"), ("*um _dois_ três*", "b{um }bi{dois}b{ três}"),
        ("*a _b* c_", "b{a _b} c_"), ("*a *b*", "b{a *b}"),
        // Code is read no further.
        ("`*oi*`", "c{*oi*}"), ("```*a*\n> b```", "c{*a*}|c{> b}"), ("*a `b* c` d*", "b{a }bc{b* c}b{ d}"),
        ("``", "``"), ("` `", "` `"), ("``oi``", "``oi``"), ("`oi", "`oi"), ("```oi", "```oi"), ("``````", "``````"),
        ("```\nlet a = 1\n\nb\n```", "c{let a = 1}||c{b}"), ("x ```a\nb``` y", "x c{a}|c{b} y"),
        ("```a``` *b* ```c", "c{a} b{b} ```c"),
        // What a line begins with.
        ("- um\n* dois\n-três\n - quatro", "(bullet)um|(bullet)dois|-três| - quatro"), ("- ", "- "), ("-  a", "-  a"),
        ("1. um\n12. dois\n1.três\n1234. q\n. x", "(number)um|(number)dois|1.três|1234. q|. x"),
        ("> *oi*\n>oi\n> ", "(quote)b{oi}|>oi|> "), ("* *oi*", "(bullet)b{oi}"),
        ("a\r\n- b\u{2028}> c", "a|(bullet)b|(quote)c"),
        // Links.
        ("ver https://a.example/x_y_z?q=*", "ver l{https://a.example/x_y_z?q=}*"), ("+ 12345678", "+ 12345678"),
        ("(http://a.example).", "(l{http://a.example})."), ("www.a.example/", "l{www.a.example/}"),
        ("*https://a.example*", "bl{https://a.example}"), ("HTTPS://A.EXAMPLE", "l{HTTPS://A.EXAMPLE}"),
        ("http://", "http://"), ("https://a.example/(b)", "l{https://a.example/(b)}"), ("xhttps://a", "xhttps://a"),
        ("bia@loja.example, oi", "l{bia@loja.example}, oi"),
        ("@bia", "@bia"), ("a@b", "a@b"), ("a@@b.c", "a@@b.c"), ("a@.b", "a@.b"),
        ("+55 11 98888-0101!", "l{+55 11 98888-0101}!"), ("+1 (555) 777-0101", "l{+1 (555) 777-0101}"),
        ("1+12345678", "1+12345678"), ("+123", "+123"), ("+1234567890123456", "+1234567890123456"),
        ("+12345678  9", "l{+12345678}  9"), ("`https://a.example`", "c{https://a.example}"),
        // Marks that are part of something else.
        ("*\u{301}oi*", "*\u{301}oi*"), ("*\u{FE0F}\u{20E3}oi*", "*\u{FE0F}\u{20E3}oi*"),
    ])
    func becomesStyles(_ one: (text: String, printed: String)) {
        #expect(Self.print(one.text) == one.printed)
        if Self.print(one.text)
            != one.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "|")
        {
            #expect(Markup.isPossible(in: one.text), "\(one.text) is read for marks")
        }
    }

    /// Words stay, marks vanish in pairs only, and what is read for no marks has none.
    @Test func wordsStayAndMarksGoInPairs() {
        var dice = PropertyTests.Dice(state: 11)
        let parts = [
            "*", "_", "~", "`", "```", " ", "\n", "a", "é", "1", ".", "- ", "> ", "*a*", "_b_", "https://x.example/_a_",
            "+5511988880101", "\u{301}", "\u{202E}", "👍🏽", "\r\n", "\t", "a@b.c", "王",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...14, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }
                .joined()
            let markup = Markup(text)
            var hidden: [Character: Int] = [:]
            for (index, character) in markup.characters.enumerated() where markup.isHidden[index] {
                hidden[character, default: 0] += 1
            }
            for (character, count) in hidden {
                if character == "\n" || character == "\r\n" { continue }  // the fences' own lines
                #expect("*_`".contains(character) && count.isMultiple(of: 2), "\(text.debugDescription)")
            }
            if !Markup.isPossible(in: text) {
                #expect(markup.styles.allSatisfy(\.isEmpty) && markup.lines.allSatisfy { $0.lead == .none })
            }
            // Every character is in a line, in its lead, or the break after it.
            var places: [Int] = []
            for line in markup.lines { places += Array(line.characters) + (0..<line.lead.count).map { _ in -1 } }
            #expect(places.count + markup.lines.count - 1 == markup.characters.count)
        }
    }

    /// Rows are never wider than asked for, and their pieces say what a plain text would, less the marks.
    @Test(arguments: [1, 4, 7, 30, 200]) func rowsKeepTheirColumns(_ columns: Int) {
        var dice = PropertyTests.Dice(state: 5)
        let parts = [
            "*palavra*", "_王さん_", "`código`", "- item", "\n", " ", "> citação", "1. x", "\t", "👍🏽", "\u{1B}[31m",
            "\u{202E}", "https://a.example/muito/longo", "~x~", "e\u{301}\u{302}\u{303}\u{304}\u{305}",
        ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...9, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }
                .joined()
            let rows = Array(
                FormattedText(
                    text, head: SafeText(), policy: .standard, columns: columns, body: [.msgIn],
                    glyphs: Glyphs(ascii: false)))
            #expect(!rows.isEmpty)
            for row in rows {
                #expect(row.reduce(0) { $0 + $1.text.width } <= columns, "\(text.debugDescription)")
                #expect(row.allSatisfy { !$0.roles.isEmpty })
            }
            let drawn = rows.flatMap { $0.flatMap { $0.text.clusters } }.filter { !$0.isBlank }.count
            let whole = SafeText(untrusted: text).clusters.filter { !$0.isBlank }.count
            if columns == 200, !text.contains("> ") { #expect(drawn <= whole) }
        }
    }

    @Test func rolesAreLayers() {
        let rows = Array(
            FormattedText(
                "*a _b_* `c`\n> d", head: "[image] ", policy: .standard, columns: 40, body: [.msgIn],
                glyphs: Glyphs(ascii: true)))
        #expect(rows.map { $0.map { $0.text.string } } == [["[image] ", "a ", "b", " ", "c"], ["| ", "d"]])
        #expect(
            rows.map { $0.map { $0.roles } } == [
                [[.msgIn], [.msgIn, .msgBold], [.msgIn, .msgItalic, .msgBold], [.msgIn], [.msgIn, .msgCode]],
                [[.msgIn, .msgQuote], [.msgIn, .msgQuote]],
            ])
    }

    @Test func aTextBeyondThePlatformsLimitIsPlain() {
        let text = "*oi* " + String(repeating: "a", count: Markup.longest)
        #expect(!Markup.isPossible(in: text))
        #expect(Markup(text).isHidden.allSatisfy { !$0 })
    }
}
