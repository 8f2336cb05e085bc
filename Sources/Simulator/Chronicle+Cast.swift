import Inbox

// The people of the demo by the section of the inbox they open in. Names, numbers and words are invented.
extension Chronicle {
    static let ana = "5511988880101"
    static let marcos = "5511977770102"
    static let bruno = "5511966660112"
    static let nanda = "5511955550114"
    static let hugo = "5511944440121"
    static let otavio = "5511933330190"
    private static let bia = World.demoAgent
    private static let carla = World.carla
    private static let diego = World.diego

    private static func minutes(_ n: Int64) -> Span { .minutes(n) }
    private static func hours(_ h: Int64, _ m: Int64 = 0) -> Span { .hours(h) + .minutes(m) }

    /// A person with a number; the BSUID follows from it, so that it is the same in every run.
    private static func person(
        _ name: String, _ phone: String, _ behaviour: SimPerson.Behaviour = SimPerson.Behaviour()
    ) -> SimPerson {
        SimPerson(name: name, phone: phone, bsuid: "BR.4821" + phone.reversed(), behaviour: behaviour)
    }

    // MARK: Not delivered, closing

    mutating func addClosing() {
        addAna()
        add(
            Self.person("Paulo Reis", "5511922220103"), Standing(assignee: Self.bia, isRead: true),
            [
                .says(ago: Self.hours(12, 40), .text("Perdi o boleto do pedido 4390. Pode mandar de novo?")),
                .text(
                    ago: Self.hours(12, 20), by: Self.bia, "Segue o boleto atualizado, com vencimento na sexta.",
                    .failed(code: 131047)),
            ])
        add(
            Self.person("Marcos Tavares", Self.marcos), Standing(isRead: true),
            [
                .says(ago: Self.hours(23, 22), .image(id: "5000003", caption: "nota fiscal"))
            ])
        add(
            SimPerson(name: nil, phone: nil, bsuid: "BR.48210593377120456", username: "ju.ferreira"),
            Standing(assignee: Self.carla, isRead: true),
            [
                .says(ago: Self.hours(22, 50), .text("oi, eu vi a estante no perfil de vocês")),
                .says(ago: Self.hours(22, 47), .voice(id: "5000100")),
            ])
    }

    private mutating func addAna() {
        let replies: [SimPerson.Reply] = [
            SimPerson.Reply(
                on: .freeForm, after: .milliseconds(3_200),
                .text(
                    "Ufa, obrigada por avisar! Amanhã de manhã estou em casa.")),
            SimPerson.Reply(
                on: .template, after: .milliseconds(4_200),
                .text(
                    "Entendi. Obrigada por avisar, fico no aguardo!")),
        ]
        let almostADay: Span = ServiceWindow.length + Span(milliseconds: -55_999)
        let lines: [Line] = [
            .says(ago: Self.hours(91, 20), .text("Comprei a mesa de jantar, pedido 4471. Qual o prazo de entrega?")),
            .text(ago: Self.hours(91, 14), by: Self.bia, "Oi Ana! Entrega até domingo, dia 22.", .read),
            .says(ago: Self.hours(91, 12), .text("ótimo, obrigada")),
            .text(ago: Self.hours(91, 10), by: Self.bia, "Por nada! Qualquer coisa, é só chamar.", .read),
            .says(ago: Self.hours(24, 13), .voice(id: "5000042")),
            .says(ago: Self.hours(24, 1), .image(id: "5000002", caption: "comprovante")),
            .says(ago: almostADay, .text("Cadê meu pedido? Já é domingo e nada!")),
            .note(
                ago: Self.hours(1, 38), by: Self.carla,
                "Caminhão quebrou em Registro; a nova data é 24/11. Não prometer antes das 12h."),
        ]
        add(
            Self.person("Ana Souza", Self.ana, SimPerson.Behaviour(replies: replies)), Standing(assignee: Self.bia),
            lines)
    }

    // MARK: Waiting

    mutating func addWaiting() {
        add(
            Self.person("Tiago Nunes", "5511911110104"), Standing(),
            [
                .says(ago: Self.hours(9, 12), .text("Boa noite, o guarda-roupa veio sem os puxadores")),
                .says(ago: Self.minutes(22), .text("oi??? ninguém?")),
            ])
        add(
            Self.person("Dona Célia", "5511911110105"), Standing(),
            [
                .says(ago: Self.hours(8, 20), .text("bom dia, alguém aí?"))
            ])
        add(
            SimPerson(
                name: "Léo", phone: "5511911110106", bsuid: "BR.48210601019111155", groupID: "Z3J1cG8tb2JyYS1tb2VtYQ"),
            Standing(assignee: Self.bia, isRead: true, name: "Grupo Obra Moema"),
            [
                .says(ago: Self.hours(7, 15), .text("falta a nota das cadeiras"))
            ])
        add(
            Self.person("Renata Alves", "5511911110107"), Standing(isRead: true),
            [
                .template(
                    ago: Self.hours(7), by: Self.carla, name: "agendar_entrega",
                    values: [
                        "header.1": "4412", "body.1": "Renata", "body.2": "terça, 24/11", "body.3": "manhã",
                    ], .read),
                .says(ago: Self.hours(6, 20), .text("Pode ser na quinta?")),
            ])
        add(
            Self.person("Sítio Boa Vista", "5511911110108"), Standing(),
            [
                .says(
                    ago: Self.hours(4, 30),
                    .contact(
                        name: "Caseiro Zeca", phone: "+55 11 91111-0199", waID: "5511911110199")),
                .says(ago: Self.hours(4, 25), .text("quanto fica o frete?")),
            ])
        add(
            Self.person("Yara Kubo", "5581911110109"), Standing(),
            [
                .says(
                    ago: Self.hours(3, 5),
                    .location(
                        latitude: -8.0476, longitude: -34.877, name: "Recife", address: "Rua do Sol, 10"))
            ])
        add(
            Self.person("Bruno Sá", Self.bruno), Standing(assignee: Self.carla, isRead: true),
            [
                .says(ago: Self.hours(2, 10), .text("troquei de ideia sobre o tamanho")),
                .says(ago: Self.hours(1, 50), .text("isso, tamanho 42")),
            ])
        add(
            Self.person("Igor Matos", "5511911110111"), Standing(),
            [
                .says(ago: Self.minutes(22), .order(items: 3, price: 349.9, note: "para presente, por favor"))
            ])
        add(
            Self.person("Lia Prado", "5511911110113"), Standing(),
            [
                .says(ago: Self.minutes(41), .text("Vocês entregam em Santos? 🙏🏽"))
            ])
        add(
            Self.person("Nanda", Self.nanda), Standing(),
            [
                .says(ago: Self.minutes(1), .text("oi! dúvida rápida sobre a cômoda"))
            ])
        add(
            Self.person("Seu Antônio", "5511911110115"), Standing(),
            [
                .says(ago: Self.hours(5, 40), .sticker(id: "5000005")),
                .says(
                    ago: Self.hours(5, 30),
                    .document(
                        id: "5000006", filename: "planta-da-sala.pdf", caption: "as medidas")),
            ])
        add(
            Self.person("Clínica Vida", "5511911110116"), Standing(),
            [
                .says(ago: Self.hours(10, 45), .text("Precisamos de 12 cadeiras para a recepção")),
                .says(ago: Self.hours(10, 40), .unsupported("poll_creation")),
            ])
    }

    // MARK: Unknown, shut

    mutating func addUnknownAndShut() {
        add(
            Self.person("Rafa Lins", "5511911110117"), Standing(),
            [
                .says(ago: Self.hours(29), .text("o sofá vem montado?")),
                .text(
                    ago: Self.hours(28, 50), by: Self.diego, "Vem sim, Rafa! Só os pés são encaixados na hora.", .read),
                .says(ago: Self.hours(26), .text("e dá para desmontar depois?")),
                .reacts(ago: Self.hours(3), emoji: "❤"),
            ])
        add(
            Self.person("Kelly Ramos", "5511911110131"), Standing(assignee: Self.bia),
            [
                .says(ago: Self.hours(25, 10), .text("posso retirar hoje?"))
            ])
        add(
            Self.person("Vítor", "5511911110132"), Standing(),
            [
                .says(ago: Self.hours(26, 30), .image(id: "5000007"))
            ])
        add(
            Self.person("Mercadinho Sol", "5511911110133"), Standing(),
            [
                .says(ago: Self.hours(30, 5), .text("Bom dia, fazem prateleira sob medida?"))
            ])
        add(
            Self.person("Dênis", "5511911110134"), Standing(),
            [
                .says(ago: Self.hours(41), .text("chegou riscado"))
            ])
        add(
            Self.person("Helena Vaz", "5511911110135"), Standing(),
            [
                .says(ago: Self.hours(50, 15), .voice(id: "5000017"))
            ])
        add(
            Self.person("Pousada Maré", "5511911110136"), Standing(),
            [
                .says(ago: Self.hours(73), .text("orçamento de 8 camas de solteiro, por favor"))
            ])
    }

    // MARK: Answered

    mutating func addAnswered() {
        add(
            Self.person("Hugo Pires", Self.hugo), Standing(assignee: Self.bia, isRead: true),
            [
                .says(ago: Self.minutes(52), .text("Combinado então, amanhã às 10h")),
                .text(ago: Self.minutes(35), by: Self.bia, "Perfeito, até amanhã!", .delivered),
            ])
        let priscila = SimPerson.Behaviour(replies: [
            SimPerson.Reply(on: .template, after: .seconds(6), .text("Recebi, obrigada!"))
        ])
        add(
            Self.person("Priscila", "5511911110122", priscila), Standing(isRead: true),
            [
                .says(ago: Self.hours(33), .text("já saiu o meu pedido?")),
                .template(
                    ago: Self.hours(5), by: Self.carla, name: "pedido_enviado",
                    values: [
                        "body.1": "Priscila", "body.2": "4402", "button.0.1": "4402",
                    ], .delivered),
            ])
        addQuick("Auto Peças Rui", "5511911110123", Self.diego, asked: "fecha por 1.200?", 47, "Fechado, obrigado!", 46)
        add(
            Self.person("Wanda", "5511911110124", SimPerson.Behaviour(delivery: nil)),
            Standing(assignee: Self.bia, isRead: true),
            [
                .says(ago: Self.hours(52), .text("quando posso buscar?")),
                .template(
                    ago: Self.hours(22), by: Self.bia, name: "retirada",
                    values: [
                        "body.1": "Wanda", "body.2": "4377", "body.3": "sábado, 13h",
                    ], .sent),
            ])
        addQuick("Caio", "5511911110125", nil, asked: "valeu!", 60, "Boa semana!", 59)
        addQuick("Fábio Neri", "5511911110127", Self.bia, asked: "aceita cartão?", 11, "Sim, em até 10 vezes.", 10)
        addQuick("Mei Tanaka", "5511911110128", Self.bia, asked: "写真をありがとう", 14, "Imagina! Bom descanso.", 13)
        addQuick("Ateliê Cora", "5511911110129", Self.carla, asked: "a cor é areia ou palha?", 16, "É areia, Cora.", 15)
        addQuick("Edson", "5511911110130", Self.bia, asked: "o montador já foi, tudo certo", 19, "Que bom, Edson!", 18)
        addQuick("Gráfica União", "5511911110137", Self.diego, asked: "nota para a empresa?", 28, "Já corrigimos.", 27)
        addQuick("Bela", "5511911110138", nil, asked: "amei a luminária 💛", 36, "Ficou linda mesmo!", 35)
        addQuick("Joana D.", "5511911110139", nil, asked: "endereço novo: Rua Um, 20", 38, "Anotado, Joana.", 37)
        addQuick("Lucas Prado", "5511911110140", Self.diego, asked: "cancelo ou troco?", 44, "Trocamos sem custo.", 43)
        var sonia = Self.person("Sônia", "5511911110126")
        sonia.stoppedMarketing = true
        add(
            sonia, Standing(isRead: true, optOut: .marketing),
            [
                .says(ago: Self.hours(9), .text("não quero mais receber propaganda")),
                .text(ago: Self.hours(8, 50), by: Self.carla, "Feito, Sônia: só avisos dos seus pedidos.", .read),
            ])
    }

    /// One question and one answer, both some hours ago.
    private mutating func addQuick(
        _ name: String, _ phone: String, _ agent: String?, asked: String, _ askedHours: Int64, _ answer: String,
        _ answeredHours: Int64
    ) {
        add(
            Self.person(name, phone), Standing(assignee: agent, isRead: true),
            [
                .says(ago: .hours(askedHours), .text(asked)),
                .text(ago: .hours(answeredHours), by: agent ?? Self.carla, answer, .read),
            ])
    }

    /// People who have not written yet.
    mutating func addNewcomers() {
        add(Self.person("Otávio Luz", Self.otavio))
        var unreachable = Self.person("Número antigo", "5511911110198")
        unreachable.isReachable = false
        add(unreachable)
    }
}

extension Span {
    fileprivate static func milliseconds(_ n: Int64) -> Span { Span(milliseconds: n) }
}
