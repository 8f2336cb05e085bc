import Inbox
import WhatsApp

/// Turns the past of a few people, told in lines, into webhooks, answers and facts.
struct Chronicle {
    enum Line {
        /// The customer sent this.
        case says(ago: Span, SimMessage)
        case reacts(ago: Span, emoji: String)
        case text(ago: Span, by: String, String, Outcome)
        case template(ago: Span, by: String, name: String, values: [String: String], Outcome)
        case note(ago: Span, by: String, String)
    }

    /// What became of a message of ours.
    enum Outcome: Hashable {
        case sent
        case delivered
        case read
        case failed(code: Int)
    }

    /// How a thread stands with the agents.
    struct Standing {
        var assignee: String?
        /// All messages were seen.
        var isRead = false
        /// What agents call somebody who told no name.
        var name: String?
        var optOut: GateContext.OptOut?
    }

    let account: SimAccount
    let start: Instant
    let templates: [SimTemplate]
    var random: SeededRandom
    private(set) var people: [SimPerson] = []
    private(set) var backlog: [OutgoingWebhook] = []
    private(set) var answers: [SeedAnswer] = []
    private(set) var notes: [SeedNote] = []
    private(set) var facts: [AgentFact] = []
    private(set) var inboundIDs: [String: Instant] = [:]
    private(set) var files: [World.SentFile] = []

    init(account: SimAccount, start: Instant, templates: [SimTemplate], seed: UInt64) {
        self.account = account
        self.start = start
        self.templates = templates
        // The start is mixed in: two runs with one seed into one store must not use an id twice.
        random = SeededRandom(seed: seed &+ UInt64(bitPattern: start.milliseconds))
    }

    private var number: NumberID { NumberID(account.phoneNumberID) }
    private var writer: WebhookWriter { WebhookWriter(account: account) }

    /// Lets a person in with their past, told in order of time.
    mutating func add(_ newcomer: SimPerson, _ standing: Standing = Standing(), _ lines: [Line] = []) {
        var person = newcomer
        var seen: [String] = []
        for line in lines {
            switch line {
            case .says(let ago, let message): seen.append(receive(message, from: &person, at: start - ago))
            case .reacts(let ago, let emoji):
                guard let target = answers.last(where: { $0.address == person.address }) else { continue }
                _ = receive(.reaction(to: target.wamid, emoji: emoji), from: &person, at: start - ago)
            case .text(let ago, let agent, let text, let outcome):
                answer(.text(TextContent(body: text)), to: person, by: agent, outcome, at: start - ago)
            case .template(let ago, let agent, let name, let values, let outcome):
                guard let template = templates.first(where: { $0.name == name }) else { continue }
                let content = template.filled(values, waba: account.wabaID)
                answer(.template(content), to: person, by: agent, outcome, at: start - ago)
            case .note(let ago, let agent, let text):
                notes.append(
                    SeedNote(
                        number: number, address: person.address, text: text, actor: agent, at: start - ago))
            }
        }
        people.append(person)
        settle(person, standing, seen)
    }

    /// The webhooks in the order of their arrival.
    var arrivals: [OutgoingWebhook] {
        backlog.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private mutating func receive(_ message: SimMessage, from person: inout SimPerson, at time: Instant) -> String {
        let wamid = random.wamid()
        let stamp = Instant(seconds: time.seconds)
        inboundIDs[wamid] = stamp
        if let id = message.content?["id"]?.text, let mimeType = message.content?["mime_type"]?.text {
            files.append(World.SentFile(id: id, mimeType: mimeType, sentAt: stamp))
        }
        // Whether a reaction opens the window nobody knows; here the platform says no (`whatsapp.md` §3.2).
        if message.type != "reaction" { person.lastTrigger = max(person.lastTrigger ?? stamp, stamp) }
        backlog.append(
            OutgoingWebhook(
                at: arrival(of: stamp), body: writer.message(message, from: person, wamid: wamid, at: stamp)))
        return wamid
    }

    /// A little after the stamp, and never after the story begins.
    private mutating func arrival(of time: Instant) -> Instant {
        min(time + Span(milliseconds: random.number(in: 300...1_500)), start)
    }

    private mutating func answer(
        _ content: Content, to person: SimPerson, by agent: String, _ outcome: Outcome, at time: Instant
    ) {
        var answer = SeedAnswer(
            id: random.uuid(), wamid: random.wamid(), number: number, address: person.address, content: content,
            actor: agent, at: time, stage: .accepted, failure: nil)
        var category = "service"
        if case .template(let filled) = content { category = filled.category.lowercased() }
        var words = ["sent", "delivered", "read"]
        var error: SimError?
        switch outcome {
        case .sent: words = ["sent"]
        case .delivered: words = ["sent", "delivered"]
        case .read: break
        case .failed(let code):
            words = ["failed"]
            let failure = SimError(code)
            error = failure
            answer.failure = FailureNote(code: code, title: failure.title, details: failure.details)
        }
        for (place, word) in words.enumerated() {
            let at = min(time + .seconds([1, 3, 40][place]), start)
            let status = WebhookWriter.Status(
                wamid: answer.wamid, word: word, at: at, callbackData: answer.id, category: category,
                isFree: category == "service", error: error)
            backlog.append(OutgoingWebhook(at: arrival(of: at), body: writer.status(status, for: person)))
            answer.stage = DeliveryStage(statusWord: word) ?? answer.stage
        }
        answers.append(answer)
    }

    private mutating func settle(_ person: SimPerson, _ standing: Standing, _ seen: [String]) {
        var acts: [AgentFact.Act] = []
        if let name = standing.name { acts.append(.name(name)) }
        if let assignee = standing.assignee { acts.append(.assign(to: assignee)) }
        if standing.isRead, !seen.isEmpty { acts.append(.read(seen)) }
        if let optOut = standing.optOut { acts.append(.optOut(optOut)) }
        for act in acts {
            facts.append(
                AgentFact(
                    id: random.uuid(), at: start - .seconds(30), actor: standing.assignee ?? World.demoAgent,
                    number: number,
                    alias: person.address.alias, act: act))
        }
    }
}

extension SimTemplate {
    /// The template filled as an agent would have done it; `values` by `body.1`, `button.0.1` …
    func filled(_ values: [String: String], waba: String) -> FilledTemplate {
        let header: Template.Header? =
            switch self.header {
            case .text(let text): .text(text)
            case .media(let format): .media(kind: format.lowercased())
            case .location: .location
            case nil: nil
            }
        let template = Template(
            key: TemplateKey(waba: waba, name: name, language: language), id: id, status: status, category: category,
            quality: quality, header: header, body: body, footer: footer,
            buttons: buttons.map { Template.Button(kind: $0.type, text: $0.text, target: $0.target) })
        var parameters: [ParameterKey: String] = [:]
        for (key, value) in values {
            if let key = ParameterKey(key) { parameters[key] = value }
        }
        return TemplateForm(template: template, values: parameters).content
    }
}
