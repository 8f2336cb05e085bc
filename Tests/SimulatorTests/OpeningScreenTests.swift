import Inbox
import Simulator
import Testing
import WhatsApp

/// The demo's history, folded by the inbox's own rules, gives the opening screen; and its first minute goes as told.
struct OpeningScreenTests {
    static let start = Instant(milliseconds: 1_795_500_067_431)
    let world = World.demo(seed: 7, start: start)

    /// The rows of the list, made of the backlog, the answers and the facts alone.
    private func rows() throws -> [Inbox.Address: ThreadRow] {
        var rows: [Inbox.Address: ThreadRow] = [:]
        var inbound: [(Inbox.Address, InboundEvent, Instant)] = []
        var failed: Set<String> = []
        for webhook in world.backlog {
            for event in EventReader.events(of: try Webhook(bytes: webhook.body), digest: "d", arrival: webhook.at) {
                switch event {
                case .message(let message): inbound.append((try #require(message.address), message, webhook.at))
                case .status(let status): if status.status == "failed" { failed.insert(status.wamid) }
                case .template, .echo, .addressBook, .other:
                    Issue.record("the backlog holds something that is not understood: \(event)")
                }
            }
        }
        let listening = try #require(world.backlog.first?.at)
        for (address, message, arrival) in inbound {
            var row =
                rows[address]
                ?? ThreadRow(
                    key: ThreadKey(number: message.number, person: PersonKey(Int64(rows.count))), person: address.value,
                    lastAt: message.timestamp)
            row.evidence.listeningSince = listening
            row.evidence.count(message.effect, timestamp: message.timestamp, arrival: arrival)
            let answered = world.answers.filter { $0.address == address && $0.failure == nil }.map(\.at).max()
            if message.asksForAnswer, answered.map({ message.timestamp > $0 }) ?? true {
                row.waitingSince = min(row.waitingSince ?? message.timestamp, message.timestamp)
            }
            row.failed = world.answers.filter { $0.address == address && failed.contains($0.wamid) }.count
            rows[address] = row
        }
        return rows
    }

    @Test func hasTheSectionsOfTheSketch() throws {
        let rows = try rows()
        var counts: [Section: Int] = [:]
        for row in rows.values { counts[Section(row, at: Self.start), default: 0] += 1 }
        #expect(counts == [.notDelivered: 1, .closing: 3, .waiting: 12, .unknown: 1, .shut: 6, .answered: 14])
    }

    @Test func anaHas55SecondsAndWritesFirst() throws {
        let ana = try #require(try rows()[world.focus])
        let until = try #require(ana.window(at: Self.start).until)
        #expect((until - Self.start).wholeSeconds == 55)
        let closing = try rows().values.filter { Section($0, at: Self.start) == .closing }
        let first = closing.min { a, b in
            Section.closing.sortValue(of: a, at: Self.start) < Section.closing.sortValue(of: b, at: Self.start)
        }
        #expect(first?.person == world.focus.value)
    }

    @Test func thePlatformAgreesAboutTheWindows() throws {
        let cloud = CloudSimulator(world)
        for (address, row) in try rows() {
            let ours = row.window(at: Self.start)
            guard ours.word != "likely" else { continue }
            let theirs = try #require(cloud.person(address.value)).window(at: Self.start)
            #expect(ours == theirs, "\(address)")
        }
    }

    @Test func theBacklogIsInOrderAndOver() {
        #expect(world.backlog.map(\.at) == world.backlog.map(\.at).sorted())
        #expect(world.backlog.allSatisfy { $0.at <= Self.start })
        #expect(world.answers.allSatisfy { $0.at < Self.start })
        #expect(Set(world.answers.map(\.wamid)).count == world.answers.count)
        #expect(Set(world.answers.map(\.id)).count == world.answers.count)
        #expect(world.script.allSatisfy { $0.at > Self.start })
        #expect(world.facts.filter { $0.act == .assign(to: world.agent) }.count == 9, "mine 9")
    }

    @Test func oneCustomerHasNoNumber() throws {
        let row = try #require(try rows().first { $0.key == .bsuid("BR.48210593377120456") })
        #expect(Section(row.value, at: Self.start) == .closing)
    }

    @Test func answeredInTimeSheIsHappy() throws {
        var cloud = CloudSimulator(world)
        let now = Self.start + .seconds(40)
        let reply = try send(.text(TextContent(body: "Chega amanhã!")), &cloud, at: now)
        #expect(reply.status == 200)
        let climbed = try events(&cloud, until: now + .seconds(3)).filter(isAboutAna)
        #expect(climbed.count == 3, "sent, delivered and read within three seconds")
        let answers = try events(&cloud, until: Self.start + .seconds(90)).filter(isAboutAna)
        #expect(answers.count == 1)
        let window = cloud.person(world.focus.value)?.window(at: Self.start + .seconds(90))
        #expect(window?.word == "open")
    }

    @Test func shutOutATemplateBringsHerBack() throws {
        var cloud = CloudSimulator(world)
        let late = Self.start + .seconds(60)
        #expect(try send(.text(TextContent(body: "Chega amanhã!")), &cloud, at: late).status == 400)
        let record = try TemplateList(bytes: world.templateListJSON).records.first { $0.name == "pedido_atraso" }
        let template = TemplateReader.template(try #require(record), waba: world.account.wabaID)
        var form = TemplateForm(template: template)
        #expect(form.fields.count == 4)
        for field in form.fields { form.values[field.key] = "4471" }
        #expect(try send(.template(form.content), &cloud, at: late + .seconds(12)).status == 200)
        let about = try events(&cloud, until: Self.start + .seconds(90)).filter(isAboutAna)
        #expect(about.count == 4, "three statuses and her answer")
        #expect(cloud.person(world.focus.value)?.window(at: Self.start + .seconds(90)).word == "open")
    }

    @Test func atEightSecondsSomebodyNewWritesAndAMessageIsRead() throws {
        var cloud = CloudSimulator(world)
        #expect(try events(&cloud, until: Self.start + Span(milliseconds: 7_999)).isEmpty)
        let happened = try events(&cloud, until: Self.start + .seconds(8))
        #expect(happened.count == 2)
        let known = try rows()
        for event in happened {
            switch event {
            case .message(let message): #expect(known[try #require(message.address)] == nil, "a new customer")
            case .status(let status):
                #expect(status.status == "read")
                let answer = world.answers.first { $0.wamid == status.wamid }
                #expect(answer?.stage == .delivered)
                #expect(answer?.id == status.callbackData)
            case .template, .echo, .addressBook, .other: Issue.record("\(event)")
            }
        }
    }

    /// Whatever the inbox can fill, the platform takes.
    @Test func takesEveryTemplateAsTheInboxWritesIt() throws {
        var sent = 0
        for record in try TemplateList(bytes: world.templateListJSON).records {
            let template = TemplateReader.template(record, waba: world.account.wabaID)
            guard template.unusable == nil else { continue }
            var form = TemplateForm(template: template)
            for field in form.fields {
                switch field.kind {
                case .media, .link: form.values[field.key] = "https://example.org/file"
                case .degrees: form.values[field.key] = "-23.5"
                default: form.values[field.key] = "4471"
                }
            }
            #expect(form.problems.isEmpty, "\(record.name)")
            var cloud = CloudSimulator(world)
            let answer = try send(.template(form.content), &cloud, at: Self.start)
            #expect(answer.status == 200, "\(record.name): \(String(decoding: answer.body, as: UTF8.self))")
            sent += 1
        }
        #expect(sent >= 16)
    }

    // MARK: Parts

    private func send(_ content: Content, _ cloud: inout CloudSimulator, at now: Instant) throws -> SimResponse {
        let body = RequestWriter.request(content, to: world.focus, id: "row-9").body
        return cloud.handle(
            SimRequest(
                method: "POST", path: "/v25.0/\(world.account.phoneNumberID)/messages",
                authorization: "Bearer \(world.account.token)", body: body),
            now: now)
    }

    private func events(_ cloud: inout CloudSimulator, until time: Instant) throws -> [Event] {
        try cloud.tick(time).flatMap { webhook in
            EventReader.events(of: try Webhook(bytes: webhook.body), digest: "d", arrival: webhook.at)
        }
    }

    private func isAboutAna(_ event: Event) -> Bool {
        switch event {
        case .message(let message): message.aliases.contains(world.focus.alias)
        case .status(let status): status.aliases.contains(world.focus.alias)
        case .template, .echo, .addressBook, .other: false
        }
    }
}
