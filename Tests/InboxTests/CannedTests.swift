import Inbox
import Testing

@Suite("Settings before the words of a file")
struct FrontMatterTests {
    @Test(
        "is cut at its marks",
        arguments: [
            ("+++\na = 1\n+++\nOi!\n", "a = 1", "Oi!"),
            ("+++\n+++\n\n  Oi!\n\nTudo?\n \n", "", "  Oi!\n\nTudo?"),
            ("\u{FEFF}+++ \r\na = 1\r\n+++\r\nOi!\r\nTudo?", "a = 1", "Oi!\nTudo?"),
            ("+++\na = 1\n+++\n+++\nOi!", "a = 1", "+++\nOi!"),
            ("+++\na = 1\n+++", "a = 1", ""),
        ])
    func parts(_ file: String, _ head: String, _ text: String) throws {
        let found = try FrontMatter(file)
        #expect(found.head == head && found.text == text)
    }

    @Test(
        "says what is missing",
        arguments: [
            ("", .missing), ("Oi!", .missing), ("++++\na = 1\n+++", .missing), (" +++\n+++", .missing),
            ("---\na: 1\n---\nOi!", .yaml), ("+++\na = 1\nOi!", .unclosed), ("+++", .unclosed),
        ] as [(String, FrontMatter.Problem)])
    func problems(_ file: String, _ problem: FrontMatter.Problem) {
        #expect(throws: problem) { try FrontMatter(file) }
    }
}

@Suite("Filling a canned reply")
struct CannedFillingTests {
    private static let facts = CannedFilling.Facts(
        person: Prefill.Facts(
            personName: "Ana  Souza", recentTexts: ["cadê?", "É o pedido 4471", "pedido 1111"]),
        agent: "Bia Melo", business: "Aurora Móveis", number: "+55 11 4000-1234")

    @Test(
        "takes each value from what is known, and says from where",
        arguments: [
            ("Oi {{name}}!", "Oi Ana!", [.person], []),
            ("Nome: {{ nome }}", "Nome: Ana Souza", [.person], []),
            ("{{first_name}}", "Ana", [.person], []),
            ("O pedido {{pedido}} saiu", "O pedido 4471 saiu", [.thread], []),
            ("{{order_number}}", "4471", [.thread], []),
            (
                "{{agent}}, {{loja}}, {{our_number}}", "Bia Melo, Aurora Móveis, +55 11 4000-1234",
                [.agent, .business, .number], []
            ),
            ("Até {{data}}, {{name}}; {{data}}", "Até {{data}}, Ana Souza; {{data}}", [.person], ["data"]),
            ("{{1}} {{ x }}", "{{1}} {{x}}", [], ["1", "x"]),
            ("{name} {{}} {{a b}}", "{name} {{}} {{a b}}", [], []),
        ] as [(String, String, [CannedFilling.Source], [String])])
    func values(_ text: String, _ filled: String, _ sources: [CannedFilling.Source], _ blanks: [String]) {
        let filling = CannedFilling(text, from: Self.facts)
        #expect(filling.text == filled)
        #expect(filling.values.map(\.source) == sources)
        #expect(filling.blanks == blanks)
    }

    @Test("leaves everything blank when nothing is known")
    func nothing() {
        let text = "{{name}} {{order}} {{agent}} {{business}} {{our_number}}"
        let filling = CannedFilling(text, from: CannedFilling.Facts(person: Prefill.Facts(personName: " \u{200B}")))
        #expect(filling.text == text && filling.values.isEmpty)
        #expect(filling.blanks == ["name", "order", "agent", "business", "our_number"])
    }

    @Test("does not fill what a value brings along")
    func hostile() {
        let facts = CannedFilling.Facts(person: Prefill.Facts(personName: "{{agent}} X"), agent: "Bia")
        let filling = CannedFilling("Oi {{name}}", from: facts)
        #expect(filling.text == "Oi {{agent}}", "and the blank that came with the name keeps it from being sent")
        #expect(Blank.names(in: filling.text) == ["agent"])
    }
}

@Suite("Blanks of a text")
struct BlankTests {
    @Test(
        "stand where their braces stand",
        arguments: [
            ("", []), ("a {{", []), ("{{a}}", [0..<5]), ("é {{ a }}{{b}}!", [2..<9, 9..<14]), ("👩‍👧 {{x}}", [2..<7]),
            ("{{{a}}}", [1..<6]), ("{{a}}\u{301} b", [0..<5]), ("{{a}}\r\n{{b}}", [0..<5, 6..<11]),
        ] as [(String, [Range<Int>])])
    func ranges(_ text: String, _ ranges: [Range<Int>]) {
        #expect(Blank.all(in: text).map(\.range) == ranges)
    }
}

@Suite("Finding a canned reply")
struct CannedRankingTests {
    private static let replies = [
        CannedReply(file: "a.md", name: "Pagamento por PIX", shortcut: "pix", tags: ["pagamento"], text: "A chave é…"),
        CannedReply(
            file: "b.md", name: "Picape", shortcut: "pic", language: "pt_BR", text: "Entregamos por pix também"),
        CannedReply(file: "c.md", name: "Ábaco", tags: ["conta", "Número"], text: "Olá!"),
    ]

    @Test(
        "prefers the shortcut, then the name, tags, words",
        arguments: [
            ("", ["c.md", "a.md", "b.md"]), ("pix", ["a.md", "b.md"]), ("pi", ["a.md", "b.md"]), ("PIC", ["b.md"]),
            ("abaco", ["c.md"]), ("numero", ["c.md"]), ("ola", ["c.md"]), ("tamb", ["b.md"]), ("pt", ["a.md", "b.md"]),
            ("pix chave", ["a.md"]), ("geladeira", []),
        ])
    func order(_ query: String, _ files: [String]) {
        #expect(CannedRanking.ranked(Self.replies, query: query).map(\.reply.file) == files)
    }

    @Test("a shortcut belongs to the first file that has it")
    func twice() {
        let again = CannedReply(file: "z.md", name: "z", shortcut: "PIX", text: "z")
        let shelf = CannedShelf(files: (Self.replies + [again]).map { CannedFile(file: $0.file, reply: .success($0)) })
        #expect(shelf.replies.map(\.file) == ["a.md", "b.md", "c.md"])
        #expect(shelf.broken == [CannedFile(file: "z.md", reply: .failure(.init(.shortcutTaken("PIX", by: "a.md"))))])
    }
}
