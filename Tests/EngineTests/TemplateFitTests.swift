import Inbox
import Simulator
import Testing
import WhatsApp

@testable import Engine

/// Which of a shop's templates an answer leads to: the simulated shop's, of every category and length.
struct TemplateFitTests {
    private let templates: [Template]

    init() throws {
        let world = World.demo(seed: 5, start: Office.nine)
        templates = try TemplateList(bytes: world.templateListJSON).records.map {
            TemplateReader.template($0, waba: world.account.wabaID)
        }
    }

    @Test(arguments: [
        ("Seu pedido foi reenviado hoje e chega na sexta", "pedido_atraso"),
        ("Oi Yago, o sofá cinza chega amanhã até as 12h", "pedido_atraso"),
        ("Karina, o boleto 8841 segue hoje", "lembrete_boleto"),
        ("O seu pedido já está pronto para retirada na loja", "retirada"),
        ("A garantia cobre a dobradiça, o conserto sai sem custo", "garantia"),
    ])
    func anAnswerLeadsTo(draft: String, name: String) {
        let ranked = TemplateRanking.ranked(templates, draft: draft).map(\.template)
        #expect(ranked.first?.key.name == name, "\(ranked.prefix(4).map(\.key.name))")
        #expect(!ranked.prefix(2).contains { $0.category == "MARKETING" }, "\(ranked.prefix(4).map(\.key.name))")
    }

    /// The customer's question counts beside a draft that says too little.
    @Test(arguments: ["", "ok", "oi", "chega amanha", "Oi Ana, ja vejo", "Oi Ana, o caminhao ", "so um minuto"])
    func aQuestionLeadsThere(draft: String) {
        let asked = "Cadê meu pedido? Já é domingo e nada!\nComprei a mesa de jantar, pedido 4471."
        let ranked = TemplateRanking.ranked(templates, draft: draft, asked: asked).map(\.template.key.name)
        #expect(ranked.first == "pedido_atraso", "\(ranked.prefix(4))")
    }

    @Test(arguments: ["", "amanha passo a foto, obrigada", "o video da montagem mostra passo a passo"])
    func whatWantsAFileIsNeverOfferedFirst(draft: String) {
        let first = TemplateRanking.ranked(templates, draft: draft).first?.template
        #expect(first?.mediaHeader == nil)
        #expect(TemplateRanking.ranked(templates, query: "montagem").first?.template.key.name == "montagem_video")
    }

    @Test func aDraftIsNoName() throws {
        let video = try #require(templates.first { $0.key.name == "montagem_video" })
        #expect(Prefill.values(for: video, from: Prefill.Facts(draft: "amanha passo a foto")).isEmpty)
        let named = Prefill.values(for: video, from: Prefill.Facts(personName: "Ana Souza", draft: "amanha"))
        #expect(named[ParameterKey(.body, "1")]?.value == "Ana")
    }

    @Test func withoutADraftWhatAnswersStandsBeforeWhatSellsOrLogsIn() {
        let usable = TemplateRanking.ranked(templates).filter { $0.template.unusable == nil }.map(\.template.category)
        let first = usable.firstIndex { $0 != "UTILITY" } ?? usable.endIndex
        #expect(first >= 9 && !usable[first...].contains("UTILITY"))
        #expect(usable.last == "AUTHENTICATION")
    }
}
