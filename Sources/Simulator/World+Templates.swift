extension World {
    /// The templates of the invented shop: every category, every kind of header, button and parameter, every state.
    static let demoTemplates: [SimTemplate] = utilityTemplates + marketingTemplates + unusableTemplates

    private static let footer = "Aurora Móveis"
    private static let track = SimTemplate.Button("URL", "Rastrear", target: "https://aurora.example/r/{{1}}")

    private static let utilityTemplates: [SimTemplate] = [
        SimTemplate(
            id: "800000000000001", name: "pedido_atraso",
            body: "Olá, {{1}}! Sobre o pedido {{2}}: {{3}}. Equipe Aurora Móveis", buttons: [track],
            examples: ["Ana", "4471", "a entrega atrasou um dia"]),
        SimTemplate(
            id: "800000000000002", name: "retomar_contato",
            body: "Oi, {{1}}! Ficou faltando a nossa resposta. Podemos continuar por aqui?",
            buttons: [
                SimTemplate.Button("QUICK_REPLY", "Sim, pode falar"), SimTemplate.Button("QUICK_REPLY", "Agora não"),
            ],
            examples: ["Ana"]),
        SimTemplate(
            id: "800000000000003", name: "pesquisa",
            body: "Olá, {{1}}! Como foi o atendimento de {{2}}? A sua resposta leva um toque.", footer: footer,
            buttons: [
                SimTemplate.Button("QUICK_REPLY", "Ótimo"), SimTemplate.Button("QUICK_REPLY", "Razoável"),
                SimTemplate.Button("QUICK_REPLY", "Ruim"),
            ],
            examples: ["Ana", "Bia"]),
        SimTemplate(
            id: "800000000000004", name: "retirada",
            body: "{{1}}, o pedido {{2}} está pronto para retirada na loja até {{3}}.", footer: footer,
            examples: ["Ana", "4471", "sábado, 13h"]),
        SimTemplate(
            id: "800000000000005", name: "pedido_enviado",
            body: "Boa notícia, {{1}}: o pedido {{2}} saiu para entrega.", buttons: [track], examples: ["Ana", "4471"]),
        SimTemplate(
            id: "800000000000006", name: "agendar_entrega", header: .text("Pedido {{1}}"),
            body: "Olá, {{1}}! Podemos entregar em {{2}}, no período da {{3}}?", footer: footer,
            buttons: [SimTemplate.Button("QUICK_REPLY", "Confirmo"), SimTemplate.Button("QUICK_REPLY", "Outra data")],
            examples: ["Ana", "24/11", "manhã"]),
        SimTemplate(
            id: "800000000000007", name: "nota_fiscal", header: .media("DOCUMENT"),
            body: "Olá, {{1}}! Segue a nota fiscal do pedido {{2}}.", examples: ["Ana", "4471"]),
        SimTemplate(
            id: "800000000000008", name: "visita_tecnica",
            body: "{{cliente}}, a visita do montador ficou para {{data}}, entre {{periodo}}. Se mudar, é só responder.",
            footer: footer,
            buttons: [SimTemplate.Button("PHONE_NUMBER", "Ligar para a loja", target: "+551140001234")],
            examples: ["Ana", "24/11", "8h e 12h"]),
        SimTemplate(
            id: "800000000000009", name: "montagem_video", header: .media("VIDEO"),
            body: "{{1}}, este vídeo mostra a montagem passo a passo.", examples: ["Ana"]),
        SimTemplate(
            id: "800000000000010", name: "loja_endereco", header: .location,
            body: "É aqui que ficamos. Abrimos de segunda a sábado, das 9h às 18h."),
        SimTemplate(
            id: "800000000000011", name: "horario_feriado",
            body: "No feriado a loja fecha. Voltamos no dia seguinte, às 9h.", footer: footer),
        SimTemplate(
            id: "800000000000012", name: "lembrete_boleto",
            body: "Olá, {{1}}! O boleto do pedido {{2}} vence em {{3}}. Se já pagou, desconsidere.",
            examples: ["Ana", "4471", "28/11"]),
        SimTemplate(
            id: "800000000000013", name: "garantia", quality: "YELLOW", body: warranty, footer: footer,
            examples: ["Ana", "mesa de jantar", "dobradiça solta"]),
        SimTemplate(
            id: "800000000000014", name: "pedido_atraso", language: "en_US",
            body: "Hello {{1}}! About order {{2}}: {{3}}. The Aurora Móveis team",
            buttons: [SimTemplate.Button("URL", "Track", target: "https://aurora.example/r/{{1}}")],
            examples: ["Ana", "4471", "delivery is one day late"]),
        SimTemplate(
            id: "800000000000015", name: "retomar_contato", language: "es",
            body: "Hola, {{1}}. Quedó pendiente nuestra respuesta. ¿Seguimos por aquí?", examples: ["Ana"]),
        SimTemplate(
            id: "800000000000016", name: "codigo_acesso", category: "AUTHENTICATION",
            body: "*{{1}}* é o seu código de verificação.", footer: "Este código expira em 10 minutos.",
            buttons: [SimTemplate.Button("OTP", "Copiar código")], examples: ["402911"]),
    ]

    /// Long enough that a filled form must scroll and a long value breaks the limit of 1,024 characters.
    private static let warranty = """
        Olá, {{1}}! Recebemos o seu pedido de garantia para {{2}}.

        O que você nos contou: {{3}}.

        Como funciona daqui em diante: em até dois dias úteis a nossa equipe confere a nota e as fotos. Se faltar \
        alguma imagem, pedimos por aqui mesmo. Aprovada a garantia, o conserto é marcado na sua casa, sem custo, de \
        segunda a \
        sexta, das 8h às 17h. Peças de reposição chegam em até dez dias. Se o conserto não for possível, você escolhe \
        entre a troca do móvel e a devolução do valor pago.

        Para que tudo ande mais rápido, deixe à mão o número do pedido, duas fotos do defeito e uma da etiqueta que \
        fica embaixo do tampo ou atrás da porta. Não desmonte o móvel antes da visita. Qualquer dúvida, é só \
        responder a esta mensagem.
        """

    private static let marketingTemplates: [SimTemplate] = [
        SimTemplate(
            id: "800000000000017", name: "boas_vindas", category: "MARKETING",
            body: "Bem-vindo à Aurora, {{1}}! Conheça as salas montadas no nosso site.",
            buttons: [SimTemplate.Button("URL", "Ver salas", target: "https://aurora.example/salas")],
            examples: ["Ana"]),
        SimTemplate(
            id: "800000000000018", name: "semana_do_sofa", category: "MARKETING", header: .media("IMAGE"),
            body: "{{1}}, nesta semana todo sofá sai com {{2}} de desconto.",
            footer: "Responda PARAR para não receber mais.", examples: ["Ana", "20%"]),
        SimTemplate(
            id: "800000000000019", name: "cupom_volta", category: "MARKETING",
            body: "Sentimos a sua falta, {{1}}. Este cupom vale até domingo.",
            buttons: [SimTemplate.Button("COPY_CODE", "Copiar cupom", target: "VOLTA10")], examples: ["Ana"]),
    ]

    private static let unusableTemplates: [SimTemplate] = [
        SimTemplate(
            id: "800000000000020", name: "frete_gratis", status: "PAUSED", category: "MARKETING", quality: "RED",
            body: "Frete grátis para {{1}} até sexta!", examples: ["São Paulo"]),
        SimTemplate(
            id: "800000000000021", name: "black_friday", status: "REJECTED", category: "MARKETING", quality: "UNKNOWN",
            rejectedReason: "PROMOTIONAL", body: "Só hoje: tudo com {{1}} de desconto!", examples: ["50%"]),
        SimTemplate(
            id: "800000000000022", name: "promo_antiga", status: "DISABLED", category: "MARKETING", quality: "RED",
            body: "Última chance, {{1}}!", examples: ["Ana"]),
        SimTemplate(
            id: "800000000000023", name: "segunda_via", status: "PENDING", quality: "UNKNOWN",
            body: "{{1}}, aqui está a segunda via do documento {{2}}.", examples: ["Ana", "4471"]),
    ]
}
