import Inbox

/// Invented webhooks, the same for the same seed: one text to three statuses when mixed, as a busy number sees them. The
/// statuses are of messages that another program sent, so that each is a row of its own and finds no message.
struct Traffic {
    static let number = NumberID("700111222333444")
    /// When the newest message was written, and the time it is for the whole benchmark.
    static let now = Instant(seconds: 1_795_500_000)
    private static let history: Int64 = 60 * 86_400
    private static let givenNames = ["Ana", "Bruno", "Célia", "Davi", "Elisa", "Fábio", "Gita", "Hugo", "Iara", "João"]
    private static let familyNames = [
        "Alves", "Barros", "Cunha", "Dias", "Esteves", "Faria", "Goes", "Horta", "Lima", "Moura",
    ]
    private static let words = [
        "pedido", "entrega", "prazo", "boleto", "troca", "mesa", "cadeira", "amanhã", "hoje", "obrigada", "por favor",
        "quando",
        "chega", "nota", "frete", "endereço", "número", "cancelar", "confirmar", "🙂", "ainda não", "recebi", "foto",
    ]

    /// How many people write; the first one writes a tenth of everything, as one customer always does.
    let people: Int
    private var random: SeededNumbers
    private var written = 0
    private var told = 0

    init(people: Int, seed: UInt64) {
        self.people = max(1, people)
        random = SeededNumbers(seed: seed)
    }

    /// A text, written `place` of `count` through the history.
    mutating func text(_ place: Int, of count: Int) -> [UInt8] {
        let person = random.next() % 10 == 0 ? 0 : Int(random.next() % UInt64(people))
        let seconds = Self.now.seconds - Self.history + Self.history * Int64(place + 1) / Int64(max(1, count))
        let length = 3 + Int(random.next() % 20)
        let body = (0..<length).map { _ in Self.words[Int(random.next() % UInt64(Self.words.count))] }.joined(
            separator: " ")
        written += 1
        return envelope(
            """
            "contacts":[{"profile":{"name":"\(name(person))"},"wa_id":"\(phone(person))"}],\
            "messages":[{"from":"\(phone(person))","id":"wamid.IN\(place)-\(written)","timestamp":"\(seconds)",\
            "type":"text","text":{"body":"\(body)"}}]
            """)
    }

    /// The next of sent, delivered, read of some message.
    mutating func status() -> [UInt8] {
        let word = ["sent", "delivered", "read"][told % 3]
        let message = told / 3
        told += 1
        let phone = phone(message % people)
        return envelope(
            """
            "statuses":[{"id":"wamid.OUT\(message)","status":"\(word)","timestamp":"\(Self.now.seconds - 60 + Int64(told % 60))",\
            "recipient_id":"\(phone)","conversation":{"id":"conv\(message)","origin":{"type":"service"}},\
            "pricing":{"billable":false,"pricing_model":"PMP","category":"service"}}]
            """)
    }

    /// Three statuses and a text in turn.
    mutating func mixed(_ place: Int, of count: Int) -> [UInt8] {
        place % 4 == 0 ? text(place, of: count) : status()
    }

    private func name(_ person: Int) -> String {
        let given = Self.givenNames[person % Self.givenNames.count]
        return "\(given) \(Self.familyNames[person / Self.givenNames.count % Self.familyNames.count]) \(person)"
    }

    private func phone(_ person: Int) -> String { "\(5_511_900_000_000 + person)" }

    private func envelope(_ value: String) -> [UInt8] {
        Array(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"900100200300400","changes":[{"field":"messages","value":\
            {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550001111",\
            "phone_number_id":"\(Self.number)"},\(value)}}]}]}
            """.utf8)
    }
}
