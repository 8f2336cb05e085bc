import Inbox

@testable import Desk

/// The people, messages and templates of a small furniture shop: the cast of the sketches, invented.
enum Cast {
    /// 2026-11-24T09:41:07Z, a Tuesday.
    static let now = Instant(milliseconds: 1_795_513_267_000)
    static let agent = "Bia Melo"
    static let number = NumberID("15557770101")
    static let waba = "waba-aurora"

    /// A label some have.
    static let vip = Label("vip") ?? Label("a")!  // both are words

    static func key(_ person: Int64) -> ThreadKey { ThreadKey(number: number, person: PersonKey(person)) }

    static func ago(_ hours: Int64, _ minutes: Int64 = 0, _ seconds: Int64 = 0) -> Instant {
        now - .hours(hours) - .minutes(minutes) - .seconds(seconds)
    }

    /// The trigger of a window with so much left.
    static func left(_ hours: Int64, _ minutes: Int64 = 0, _ seconds: Int64 = 0) -> WindowEvidence {
        WindowEvidence(trigger: now - ServiceWindow.length + .hours(hours) + .minutes(minutes) + .seconds(seconds))
    }

    static func text(_ text: String, _ direction: Direction = .inbound, by author: String? = nil) -> ThreadRow.Preview {
        ThreadRow.Preview(direction: direction, type: "text", text: text, author: author)
    }

    static func row(
        _ id: Int64, _ name: String?, evidence: WindowEvidence, waits since: Instant?, unread: Int = 0, failed: Int = 0,
        says preview: ThreadRow.Preview, at last: Instant? = nil, by assignee: String? = nil, username: String? = nil,
        address: Address? = nil
    ) -> ThreadRow {
        let phone = Address.phone("55119888801" + (id < 10 ? "0\(id)" : "\(id)"))
        return ThreadRow(
            key: key(id), person: "5511988880\(100 + id)", name: name, username: username, address: address ?? phone,
            evidence: evidence, waitingSince: since, unread: unread, failed: failed, preview: preview,
            lastAt: last ?? since ?? ago(1), assignee: assignee, hasWritten: true)
    }

    static let ana = row(
        1, "Ana Souza", evidence: left(0, 4, 31), waits: ago(23, 55, 29), unread: 1,
        says: text("Cadê meu pedido? Já é segunda e nada!"), by: "Bia Melo")

    static let rows: [ThreadRow] = [
        ana,
        row(
            2, "Paulo Reis", evidence: left(11, 12), waits: nil, failed: 1,
            says: text("Segue o boleto atualizado, vence amanhã.", .outbound, by: "Bia Melo"), at: ago(1, 2),
            by: "Bia Melo"),
        row(
            3, "Marcos Tavares", evidence: left(0, 38, 12), waits: ago(23, 21),
            says: .init(direction: .inbound, type: "image", text: "nota fiscal")),
        row(
            4, nil, evidence: left(1, 12, 40), waits: ago(22, 47),
            says: .init(direction: .inbound, type: "audio", text: nil),
            by: "Carla Lima", username: "ju.ferreira", address: .bsuid("BR.9f31c07a5d3f9a2c")),
        row(5, "Tiago Nunes", evidence: left(23, 2), waits: ago(9, 4), unread: 2, says: text("oi??? ninguém?")),
        row(6, "Dona Célia", evidence: left(15, 40), waits: ago(8, 20), unread: 1, says: text("bom dia, alguém aí?")),
        row(
            7, "Grupo Obra Moema", evidence: left(16, 41), waits: ago(7, 19), says: text("Léo: falta a nota"),
            by: "Bia Melo", address: .group("120363041234567890")),
        row(
            8, "Renata Alves", evidence: left(17, 48), waits: ago(6, 12), says: text("Pode ser na quinta?"),
            by: "Bia Melo"),
        row(
            9, "Sítio Boa Vista", evidence: left(19, 30), waits: ago(4, 30), unread: 1,
            says: text("quanto fica o frete?")),
        row(
            10, "Yara Kubo", evidence: left(21, 0), waits: ago(3), unread: 1,
            says: .init(direction: .inbound, type: "location", text: "Recife")),
        row(11, "Bruno Sá", evidence: left(22, 1), waits: ago(2, 2), says: text("isso, tamanho 42"), by: "Carla Lima"),
        row(
            12, "Igor Matos", evidence: left(23, 38), waits: ago(0, 22), unread: 1,
            says: .init(direction: .inbound, type: "order", text: "3 itens")),
        row(13, "Nanda", evidence: left(23, 59), waits: ago(0, 1), unread: 1, says: text("Vocês entregam em Osasco?")),
        row(
            14, "Lívia Ramos", evidence: WindowEvidence(), waits: ago(5), unread: 1, says: text("vi o anúncio de vocês")
        ),
        row(15, "Fábio Prado", evidence: left(-3, -10), waits: ago(27, 10), says: text("Alguma novidade?")),
        row(
            16, "Kelly Dias", evidence: left(-9, -1), waits: ago(33), says: text("obrigada, aguardo"),
            by: "Carla Lima"),
        row(17, "Pedro Melo", evidence: left(-20), waits: ago(44), says: text("ok")),
        row(
            18, "Hugo Pires", evidence: left(23, 10), waits: nil,
            says: text("Perfeito, até amanhã!", .outbound, by: "Bia Melo"),
            at: ago(0, 40), by: "Bia Melo"),
        row(
            19, "Priscila", evidence: left(-30), waits: nil,
            says: .init(
                direction: .outbound, type: "template", text: "Seu pedido saiu", author: "Carla Lima",
                template: "pedido_enviado"),
            at: ago(3), by: "Carla Lima"),
        row(
            20, "Auto Peças Rui", evidence: left(-26), waits: nil,
            says: text("Fechado, obrigado!", .outbound, by: "Davi Paz"),
            at: ago(5), by: "Davi Paz"),
        row(
            21, "Caio", evidence: left(-50), waits: nil, says: text("Boa semana!", .outbound, by: "Davi Paz"),
            at: ago(48),
            by: "Davi Paz"),
    ]

    // MARK: Messages

    static func message(
        _ id: Int64, _ direction: Direction, _ text: String?, at: Instant, type: String = "text",
        delivery: Delivery? = nil,
        by author: String? = nil, quote: Message.Quote? = nil, template: String? = nil, placeholder: Bool = false,
        due: Instant? = nil, opens: WindowEffect? = nil, arrival: Instant? = nil
    ) -> Message {
        Message(
            key: MessageKey(id), wamid: "wamid.\(id)", localID: direction == .outbound ? "uuid-\(id)" : nil,
            direction: direction,
            type: type, text: text, timestamp: at, arrival: direction == .inbound ? arrival ?? at : nil,
            delivery: delivery,
            author: author, quote: quote, template: template, isPlaceholder: placeholder, dueAt: due,
            opensWindow: opens ?? (direction == .inbound ? .opens : .none))
    }

    static func delivered(_ stage: DeliveryStage, at: Instant) -> Delivery { Delivery(stage: stage, at: at) }

    static func failed(_ code: Int?, _ title: String, at: Instant, details: String? = nil) -> Delivery {
        var delivery = Delivery(stage: .accepted, at: at)
        delivery.fail(FailureNote(code: code, title: title, details: details), at: at)
        return delivery
    }

    static let trigger = left(0, 4, 31).trigger ?? now

    static let anaMessages: [Message] = [
        message(101, .inbound, "Comprei a mesa de jantar, pedido 4471. Qual o prazo de entrega?", at: ago(91, 21)),
        message(
            102, .outbound, "Oi Ana! Entrega até domingo, dia 22.", at: ago(91, 15),
            delivery: delivered(.read, at: ago(91)),
            by: "Bia Melo"),
        message(
            103, .inbound, "ótimo, obrigada", at: ago(91, 14),
            quote: .init(wamid: "wamid.102", text: "Oi Ana! Entrega até domingo, dia 22.", direction: .outbound)),
        message(104, .inbound, nil, at: ago(24, 9), type: "audio", placeholder: true),
        message(105, .inbound, "comprovante.jpg", at: ago(23, 56), type: "image", placeholder: true),
        message(106, .inbound, "Cadê meu pedido? Já é segunda e nada!", at: trigger),
        message(
            107, .note, "Caminhão quebrou em Registro; a nova data é 24/11. Não prometer antes das 12h.",
            at: ago(1, 38),
            by: "Carla Lima"),
        message(108, .event, "Diego opened this thread, wrote nothing", at: ago(0, 3), type: "event"),
    ]

    // MARK: Templates

    static func template(
        _ name: String, _ body: String, category: String = "UTILITY", language: String = "pt_BR",
        status: String = "APPROVED",
        reason: String? = nil, header: Template.Header? = nil, footer: String? = nil, buttons: [Template.Button] = [],
        unsupported: [String] = [], examples: [ParameterKey: String] = [:]
    ) -> Template {
        Template(
            key: TemplateKey(waba: waba, name: name, language: language), status: status, category: category,
            rejectedReason: reason, header: header, body: body, footer: footer, buttons: buttons,
            unsupported: unsupported,
            examples: examples)
    }

    static let late = template(
        "pedido_atraso", "Olá, {{nome}}! Sobre o pedido {{pedido}}: {{motivo}}. Equipe Aurora Móveis",
        buttons: [.init(kind: "URL", text: "Rastrear", target: "https://aurora.example/r/{{1}}")],
        examples: [
            ParameterKey(.body, "nome"): "Ana", ParameterKey(.body, "pedido"): "4471",
            ParameterKey(.body, "motivo"): "a entrega atrasou um dia",
        ])
    static let resume = template(
        "retomar_contato", "Olá! Podemos continuar a nossa conversa? Responda a esta mensagem.")

    static let templates: [Template] = [
        late, resume,
        template("pesquisa", "Oi {{1}}, como foi a sua compra? Responda de 1 a 5.", category: "MARKETING"),
        template("retirada", "Seu pedido {{1}} está pronto para retirada.", footer: "Aurora Móveis"),
        template("boas_festas", "Boas festas da Aurora!", category: "MARKETING", status: "PAUSED"),
        template(
            "oferta_sofa", "Sofá com 20% só hoje", category: "MARKETING", status: "REJECTED", reason: "INVALID_FORMAT"),
        template("catalogo", "Veja o catálogo", category: "MARKETING", unsupported: ["CAROUSEL"]),
        template("lembrete", "Lembrete da sua visita", status: "PENDING"),
    ]

    static let shelf = TemplateShelf(
        templates: templates, uses: [late.key: 31, resume.key: 12], syncedAt: ago(0, 14))

    static let status = ChannelStatus(
        channelName: "Aurora Móveis", displayNumber: "+55 11 4000-1234", lastWebhookAt: now - .seconds(2),
        lastPollAt: now - .seconds(1), outboxDepth: 0)
}
