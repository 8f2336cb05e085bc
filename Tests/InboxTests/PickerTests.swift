import Inbox
import Testing

@Suite("Finding text by some of its letters")
struct FuzzyMatchTests {
    @Test(
        "ignores case and accents",
        arguments: [
            ("ola", "Olá", [0..<3]), ("OLÁ", "ola", [0..<3]), ("acao", "ação", [0..<4]), ("strasse", "Straße", [0..<6]),
            ("straße", "Strasse", [0..<7]), ("aeb", "æbc", [0..<2]), ("lodz", "Łódź", [0..<4]),
            ("viet", "Việt", [0..<4]),
            ("o", "ø", [0..<1]), ("e", "e\u{301}", [0..<1]), ("да", "ДА", [0..<2]), ("", "abc", []), ("  ", "abc", []),
            ("abc", "ab", nil), ("x", "", nil), ("ba", "ab", nil),
        ] as [(String, String, [Range<Int>]?)])
    func folding(_ query: String, _ text: String, _ ranges: [Range<Int>]?) {
        #expect(FuzzyMatch(query, in: text)?.ranges == ranges)
    }

    @Test(
        "prefers the starts of words, then runs",
        arguments: [
            ("ds", "delivery_slot", [0..<1, 9..<10]), ("slot", "delivery_slot", [9..<13]),
            ("del", "model_delay", [6..<9]),
            ("pe", "pedido_enviado", [0..<2]),
        ])
    func places(_ query: String, _ text: String, _ ranges: [Range<Int>]) {
        #expect(FuzzyMatch(query, in: text)?.ranges == ranges)
    }

    @Test(
        "scores the better match higher",
        arguments: [
            ("del", "delivery", "model"), ("slot", "slot", "s_l_o_t_s"), ("re", "retirada", "pesquisa_retirada"),
            ("pa", "pedido_atrasado", "opera"),
        ])
    func scores(_ query: String, _ better: String, _ worse: String) throws {
        let (good, bad) = (try #require(FuzzyMatch(query, in: better)), try #require(FuzzyMatch(query, in: worse)))
        #expect(good.score > bad.score)
    }

    @Test("bounds its work on long queries")
    func longQuery() {
        let text = String(repeating: "a", count: 1_024)
        #expect(FuzzyMatch(String(repeating: "a", count: 5_000), in: text) != nil)
    }
}

@Suite("The template picker")
struct TemplateRankingTests {
    private let templates = [
        Fixture.template("retomar_contato", language: "pt_BR", body: "Olá {{1}}, podemos retomar a conversa?"),
        Fixture.template(
            "pedido_atraso", language: "pt_BR", body: "Sobre o pedido {{1}}: {{2}}. O caminhão chega amanhã."),
        Fixture.template("pesquisa", language: "pt_BR", body: "Como foi o atendimento?"),
        Fixture.template("delay", status: "PAUSED", body: "About order {{1}}"),
        Fixture.template("delay", language: "de", body: "Zu Bestellung {{1}}"),
    ]

    private func names(query: String = "", uses: [String: Int] = [:], draft: String = "") -> [String] {
        let counts = Dictionary(
            uniqueKeysWithValues: uses.compactMap { name, count in
                templates.first { $0.key.name == name && $0.unusable == nil }.map { ($0.key, count) }
            })
        return TemplateRanking.ranked(templates, query: query, uses: counts, draft: draft)
            .map { "\($0.template.key.name)/\($0.template.key.language)" }
    }

    @Test("lists all, usable first, by name when nothing else is known")
    func plain() {
        #expect(
            names() == ["delay/de", "pedido_atraso/pt_BR", "pesquisa/pt_BR", "retomar_contato/pt_BR", "delay/en_US"])
    }

    @Test("ranks by use, and by the words of a draft before that")
    func ranks() {
        #expect(
            names(uses: ["pesquisa": 3, "retomar_contato": 9]).prefix(2) == ["retomar_contato/pt_BR", "pesquisa/pt_BR"])
        let draft = "o CAMINHAO quebrou, chega amanha"
        #expect(names(uses: ["pesquisa": 99], draft: draft).first == "pedido_atraso/pt_BR")
    }

    @Test(
        "finds every word of the query in the name, the text or the language",
        arguments: [
            ("atr", ["pedido_atraso/pt_BR"]), ("delay", ["delay/de", "delay/en_US"]),
            ("delay de", ["delay/de", "delay/en_US"]),
            ("caminhao", ["pedido_atraso/pt_BR"]), ("pedido amanhã", ["pedido_atraso/pt_BR"]), ("zzz", []),
            ("inhao", []), ("delay en", ["delay/en_US"]),
        ])
    func queries(_ query: String, _ found: [String]) { #expect(names(query: query) == found) }

    @Test("says where it matched")
    func ranges() throws {
        let entry = try #require(TemplateRanking.ranked(templates, query: "ped caminhao").first)
        #expect(entry.nameRanges == [0..<3])
        #expect(entry.bodyRanges.map { Array(entry.template.body)[$0] }.map { String($0) } == ["caminhão"])
    }
}

@Suite("Template slots")
struct SlotsTests {
    private let templates = [
        Fixture.template("hello"), Fixture.template("hello", language: "pt_BR", status: "PAUSED"),
        Fixture.template("hello", waba: "2"),
    ]

    @Test("resolve with a reason when they cannot be used")
    func resolve() {
        var slots = Slots([
            1: Slots.Assignment(name: "hello", language: "en_US"),
            2: Slots.Assignment(name: "hello", language: "pt_BR"),
            3: Slots.Assignment(name: "hello", language: "de"), 4: Slots.Assignment(name: "gone", language: "de"),
            10: Slots.Assignment(name: "hello", language: "en_US"),
        ])
        #expect(slots.resolve(1, among: templates, waba: Fixture.waba) == .ready(templates[0]))
        #expect(slots.resolve(1, among: templates, waba: "2") == .ready(templates[2]))
        #expect(slots.resolve(1, among: templates.reversed()) == slots.resolve(1, among: templates))
        #expect(slots.resolve(2, among: templates) == .unusable(templates[1], .status("PAUSED", reason: nil)))
        #expect(
            slots.resolve(3, among: templates, waba: Fixture.waba)
                == .missing(Slots.Assignment(name: "hello", language: "de"), languages: ["en_US", "pt_BR"]))
        #expect(
            slots.resolve(4, among: templates)
                == .missing(Slots.Assignment(name: "gone", language: "de"), languages: []))
        #expect(slots.resolve(5, among: templates) == .empty && slots.resolve(10, among: templates) == .empty)
        #expect(slots.slot(of: templates[0].key) == 1)
        slots[1] = nil
        slots[0] = Slots.Assignment(name: "hello", language: "en_US")
        #expect(slots[0] == nil && slots.slot(of: templates[0].key) == nil)
    }
}

@Suite("Prefilling a template")
struct PrefillTests {
    private func fill(_ body: String, _ facts: Prefill.Facts) -> [String: String] {
        let values = Prefill.values(for: Fixture.template("t", body: body), from: facts)
        return Dictionary(
            uniqueKeysWithValues: values.map { ($0.key.description, "\($0.value.value) <\($0.value.source)>") })
    }

    @Test(
        "names the person where a name is asked for, and nowhere else",
        arguments: [
            ("Hello {{1}}, your slot is {{2}}.", "Dana Okafor", ["body.1": "Dana <person>"]),
            ("Olá, *{{1}}*!", "Ana Souza", ["body.1": "Ana <person>"]),
            ("Bom dia {{1}}", "Ana", ["body.1": "Ana <person>"]),
            ("Hi {{first_name}}", "Dana Okafor", ["body.first_name": "Dana <person>"]),
            ("For {{customer_name}}", " Dana\u{A0} Okafor ", ["body.customer_name": "Dana Okafor <person>"]),
            ("Your {{product_name}}", "Dana", [:]), ("Your code is {{1}}", "Dana", [:]),
            ("Hello.\n{{1}} came", "Dana", [:]),
            ("Hello {{1}}", nil, [:]), ("Hello {{1}}", "", [:]), ("Hello {{1}}", "🌸 .", [:]),
            ("Hello {{1}}", "🌸 Dana 🌸", ["body.1": "Dana <person>"]),
        ] as [(String, String?, [String: String])])
    func names(_ body: String, _ person: String?, _ values: [String: String]) {
        #expect(fill(body, Prefill.Facts(personName: person)) == values)
    }

    @Test(
        "takes a reference from what the person wrote",
        arguments: [
            ("About order {{1}}.", ["where is order 5512?"], ["body.1": "5512 <thread>"]),
            ("Sobre o pedido nº {{1}}", ["Comprei a mesa, pedido 4471."], ["body.1": "4471 <thread>"]),
            ("{{order_id}} left", ["my order is #BR-5512!"], ["body.order_id": "BR-5512 <thread>"]),
            ("Order {{1}}", ["order 77"], [:]), ("Order {{1}}", ["call me 15557770101"], [:]), ("Order {{1}}", [], [:]),
            ("Order {{1}}", ["nothing", "order 5512", "order 4471"], ["body.1": "5512 <thread>"]),
            ("Room {{1}}", ["order 5512"], [:]),
        ])
    func references(_ body: String, _ texts: [String], _ values: [String: String]) {
        #expect(fill(body, Prefill.Facts(recentTexts: texts)) == values)
    }

    @Test(
        "carries the draft, folded, into the field left for it",
        arguments: [
            (
                "Hi {{1}}, {{2}}.", "The truck\nbroke  down",
                ["body.1": "Ana <person>", "body.2": "The truck broke down <draft>"]
            ),
            ("Hi {{1}}.", "x", ["body.1": "Ana <person>"]), ("Hi {{1}}, {{2}}.", " \n ", ["body.1": "Ana <person>"]),
            ("No field.", "x", [:]),
            ("{{1}}, it is ready: {{2}}", "x", ["body.1": "Ana <person>", "body.2": "x <draft>"]),
            ("{{1}} is ready", "x", ["body.1": "x <draft>"]),
            ("{{2}}, {{1}}!", "x", ["body.1": "x <draft>", "body.2": "Ana <person>"]),
        ])
    func drafts(_ body: String, _ draft: String, _ values: [String: String]) {
        #expect(fill(body, Prefill.Facts(personName: "Ana", draft: draft)) == values)
    }

    @Test(
        "puts no draft where a name belongs, whether or not one is known",
        arguments: ["Olá, {{1}}!", "{{1}}, hi", "{{nome}}"])
    func draftIsNoName(_ body: String) {
        #expect(fill(body, Prefill.Facts(draft: "the truck broke down")).isEmpty)
    }

    @Test("repeats only what is everybody's, and never what cannot be sent")
    func lastUsed() {
        var template = Fixture.template("t", body: "Hi {{1}}")
        template.header = .media(kind: "image")
        let header = ParameterKey(.header, "1")
        let last = [header: "5100001", ParameterKey(.body, "1"): "Somebody Else"]
        let values = Prefill.values(for: template, from: Prefill.Facts(lastUsed: last))
        #expect(values == [header: Prefill.Value(value: "5100001", source: .lastUsed)])
        #expect(Prefill.values(for: template, from: Prefill.Facts(lastUsed: [header: "not media"])).isEmpty)
        let code = Prefill.values(
            for: Fixture.code, from: Prefill.Facts(draft: "x", lastUsed: [ParameterKey(.body, "1"): "402911"]))
        #expect(code.isEmpty)
    }
}
