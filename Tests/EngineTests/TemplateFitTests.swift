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

    @Test func withoutADraftWhatAnswersStandsBeforeWhatSellsOrLogsIn() {
        let usable = TemplateRanking.ranked(templates).filter { $0.template.unusable == nil }.map(\.template.category)
        let first = usable.firstIndex { $0 != "UTILITY" } ?? usable.endIndex
        #expect(first >= 9 && !usable[first...].contains("UTILITY"))
        #expect(usable.last == "AUTHENTICATION")
    }
}
