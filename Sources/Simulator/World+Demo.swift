import Inbox

extension World {
    /// Whose screen the demo shows.
    public static let demoAgent = "Bia Martins"
    static let carla = "Carla Lima"
    static let diego = "Diego Prates"

    /// The invented shop.
    public static let demoAccount = SimAccount(
        wabaID: "900100200300400", phoneNumberID: "700111222333444", phone: "551140001234",
        displayPhone: "+55 11 4000-1234", verifiedName: "Aurora Móveis", token: "EAASIMULATED")

    /// The first minute of `screens.md`: an invented furniture shop in São Paulo on a busy morning. Ana's window has 55
    /// seconds left; everybody else's story is told relative to `start`.
    public static func demo(seed: UInt64, start: Instant) -> World {
        var chronicle = Chronicle(account: demoAccount, start: start, templates: demoTemplates, seed: seed)
        chronicle.addClosing()
        chronicle.addWaiting()
        chronicle.addUnknownAndShut()
        chronicle.addAnswered()
        chronicle.addNewcomers()
        return World(
            account: demoAccount, people: chronicle.people, templates: demoTemplates, seed: seed, start: start,
            focus: .phone(Chronicle.ana), agent: demoAgent, backlog: chronicle.arrivals, answers: chronicle.answers,
            notes: chronicle.notes, facts: chronicle.facts, inboundIDs: chronicle.inboundIDs,
            files: chronicle.files,
            script: script(chronicle, start: start))
    }

    /// Who `oriel demo say` speaks as.
    public static let guest = SimPerson(name: "Você", phone: "5511900000199", bsuid: "BR.48219910000000911")

    /// The webhook that tells of a text of the guest's, ready for the demo's spool.
    ///
    /// - Parameter seed: another one for each message: its id follows from it.
    public static func guestSays(_ text: String, at time: Instant, seed: UInt64) -> OutgoingWebhook {
        var random = SeededRandom(seed: seed &+ UInt64(bitPattern: time.milliseconds))
        let body = WebhookWriter(account: demoAccount).message(
            .text(text), from: guest, wamid: random.wamid(), at: time)
        return OutgoingWebhook(at: time, body: body)
    }

    private static func script(_ chronicle: Chronicle, start: Instant) -> [Step] {
        var steps = [
            Step(
                at: start + .seconds(8), person: Chronicle.otavio,
                .writes(
                    .text("Bom dia! A poltrona verde do site ainda tem?"))),
            Step(at: start + .seconds(26), person: Chronicle.bruno, .writes(.text("alguma novidade?"))),
            Step(
                at: start + .seconds(47), person: Chronicle.nanda,
                .writes(
                    .image(id: "5000090", caption: "é este modelo aqui"))),
            Step(at: start + .seconds(75), person: Chronicle.marcos, .writes(.text("a nota chegou direitinho?"))),
        ]
        if let hugo = chronicle.answers.last(where: { $0.address == .phone(Chronicle.hugo) }) {
            steps.append(
                Step(
                    at: start + .seconds(8), person: Chronicle.hugo,
                    .status(
                        "read", wamid: hugo.wamid, callbackData: hugo.id)))
        }
        return (steps + afterTheFirstMinute(start)).sorted { $0.at < $1.at }
    }

    /// What else an inbox is told of, one thing at a time once the first minute is over: the phone app, a call, a template
    /// that is paused, somebody who wants no more marketing, a message that is edited, a thread that a bot hands over.
    private static func afterTheFirstMinute(_ start: Instant) -> [Step] {
        func step(_ seconds: Int64, _ person: String, _ happening: SimHappening) -> Step {
            Step(at: start + .seconds(seconds), person: person, .happens(happening))
        }
        return [
            step(
                105, Chronicle.otavio,
                .echo(to: Chronicle.otavio, .text("Oi Otávio! Tem sim, a verde acabou de chegar."))),
            step(130, Chronicle.nanda, .missedCall(from: Chronicle.nanda)),
            step(
                160, Chronicle.otavio,
                .templateStatus(name: "pesquisa", language: nil, status: "PAUSED", reason: "LOW_QUALITY")),
            step(190, Chronicle.bruno, .marketing(of: Chronicle.bruno, stops: true)),
            step(
                220, Chronicle.otavio,
                .handover(
                    with: Chronicle.otavio, isToUs: true, role: "ai_agent",
                    summary: "Quer comprar a poltrona verde; pergunta pelo prazo.")),
            step(250, Chronicle.otavio, .security(event: "PIN_RESET_REQUEST")),
        ]
    }
}
