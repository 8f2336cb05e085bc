import Cloud
import Foundation
import Inbox
import Screen
import Simulator
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Desk
@testable import Engine
@testable import oriel

/// Where the scenarios of an agent's day are played (`inbox.md` §4.3): forty conversations, a spool of real files, a
/// simulated platform that knows every window, and a clock that stands at nine until it is moved. Keys are counted.
final class Office {
    static let agent = "bia"
    /// 2026-11-23, 09:00.
    static let nine = Instant(seconds: 1_795_424_400)

    /// Something of before nine.
    enum Before {
        /// They wrote, so long ago.
        case wrote(Int, String, ago: Span)
        /// We answered, so long ago.
        case answered(Int, String, ago: Span)
        /// We began an answer, so long ago, and left it.
        case began(Int, String, ago: Span)

        var ago: Span {
            switch self {
            case .wrote(_, _, let ago), .answered(_, _, let ago), .began(_, _, let ago): ago
            }
        }
    }

    let scratch: Scratch
    let clock: ManualClock
    let store: InboxStore
    let spool: SpoolDirectory
    let cloud: TestCloud
    let account: SimAccount
    private let intake: SpoolIntake
    private let client: GraphClient
    private let mailbox = Mailbox()
    private let worker: OutboxWorker
    private var opened: HeadlessDesk?
    /// Strokes of commands so far; what is typed into a box is text and does not count.
    private(set) var keys = 0
    private var bodies = 0

    var number: NumberID { NumberID(account.phoneNumberID) }

    /// Who the forty are. The first ones have parts to play, the others have been answered.
    static let names = [
        "Lia Prado", "Otto Braga", "Nuno Sales", "Sara Pinho", "Igor Luz", "Mila Torres", "Davi Reis", "Nara Melo",
        "Enzo Faria", "Clara Dias",
    ]

    static func name(_ person: Int) -> String {
        person < names.count ? names[person] : "Cliente \(person)"
    }

    static func phone(_ person: Int) -> String { "55119000010\(person < 10 ? "0" : "")\(person)" }

    /// - Parameter more: what happened beside the usual, by people of the forty.
    init(_ more: [Before] = []) async throws {
        scratch = try Scratch()
        clock = ManualClock(Self.nine - .hours(96))
        let clock = clock
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
        spool = try SpoolDirectory(path: scratch.path + "/spool")
        let world = World.demo(seed: 5, start: Self.nine)
        account = world.account
        let people = (0..<40).map { person in
            SimPerson(
                name: Self.name(person), phone: Self.phone(person),
                bsuid: "BR.770000000000\(person < 10 ? "0" : "")\(person)")
        }
        let token = try Token(account.token)
        cloud = TestCloud(
            CloudSimulator(account: account, people: people, templates: world.templates, seed: 5), token: token,
            clock: { clock.now })
        client = GraphClient(transport: cloud.transport, tokens: .given(token), now: { clock.now })
        worker = OutboxWorker(
            store: store, client: client, gate: SendGate(), clock: { clock.now }, mailbox: mailbox,
            facts: StatusFacts())
        intake = SpoolIntake(
            store: store, reader: SpoolReader(directory: spool), numbers: nil, once: true, clock: { clock.now })
        let templates = try TemplateList(bytes: world.templateListJSON).records.map {
            TemplateReader.template($0, waba: world.account.wabaID)
        }
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/canned", withIntermediateDirectories: false)
        for (shortcut, text) in Self.canned {
            try Data("+++\nshortcut = \"\(shortcut)\"\n+++\n\(text)\n".utf8).write(
                to: URL(filePath: scratch.path + "/canned/\(shortcut).md"))
        }
        try store.replaceTemplates(waba: account.wabaID, with: templates, at: Self.nine - .hours(96))
        for event in (Self.usual + more).sorted(by: { $0.ago > $1.ago }) { try await happen(event) }
        try await move(to: Self.nine)
    }

    /// Otto has waited longest, but wrote again; Lia has waited less long, and her window shuts before his. Nuno's has
    /// shut. Sara was answered. So were thirty more, some of them days ago.
    private static let usual: [Before] =
        [
            .wrote(0, "Viu meu pedido?", ago: .minutes(1_385)),
            .wrote(1, "Bom dia, tem novidade?", ago: .minutes(1_430)), .wrote(1, "oi?", ago: .hours(2)),
            .wrote(2, "Quando chega o sofá?", ago: .hours(26)),
            .wrote(3, "A cadeira veio torta", ago: .hours(3)), .answered(3, "Vamos ver já", ago: .minutes(170)),
        ]
        + (10..<40).flatMap { person -> [Before] in
            let ago = person < 25 ? Span.minutes(Int64(200 + person * 11)) : .hours(Int64(30 + person))
            return [
                .wrote(person, "Pergunta de \(person)", ago: ago),
                .answered(person, "Resposta para \(person)", ago: ago - .minutes(6)),
            ]
        }

    private func happen(_ event: Before) async throws {
        try await move(to: Self.nine - event.ago)
        switch event {
        case .wrote(let person, let text, _): try says(person, text)
        case .answered(let person, let text, _):
            let runner = EffectRunner(services: services, mailbox: mailbox)
            runner.runNow(
                .enqueue(
                    try key(person), .text(TextContent(body: text)), Consents(), replaces: nil, optIn: nil))
            await worker.workOnce()
        case .began(let person, let text, _):
            EffectRunner(services: services, mailbox: mailbox).runNow(.saveDraft(try key(person), text: text))
        }
    }

    /// The clock goes on, and the platform tells what happened meanwhile.
    private func move(to time: Instant) async throws {
        if time > clock.now { clock.advance(time - clock.now) }
        await worker.workOnce()
        for webhook in cloud.tick() { try put(webhook.body) }
        try drain()
    }

    private func drain() throws {
        var totals = SpoolIntake.Totals()
        try intake.drain(&totals) { [mailbox] in mailbox.post(.action(.storeChanged($0.changed))) }
    }

    // MARK: What others do

    /// A body lies in the spool, and the platform knows of it.
    func put(_ body: [UInt8], arrival: Instant? = nil) throws {
        _ = try SpoolWriter(directory: spool).write(
            body: body, receivedAtMilliseconds: (arrival ?? clock.now).milliseconds)
        cloud.change { $0.learn(from: body) }
    }

    /// A customer writes now, or wrote at another time and is only told of now.
    func says(_ person: Int, _ text: String, at: Instant? = nil, id: String? = nil) throws {
        try put(message(person, text, at: at ?? clock.now, id: id))
        try drain()
    }

    func message(_ person: Int, _ text: String, at: Instant, id: String? = nil) -> [UInt8] {
        bodies += 1
        return envelope(
            """
            "contacts":[{"profile":{"name":"\(Self.name(person))"},"wa_id":"\(Self.phone(person))"}],\
            "messages":[{"from":"\(Self.phone(person))","id":"\(id ?? "wamid.OFFICE\(bodies)")",\
            "timestamp":"\(at.seconds)","type":"text","text":{"body":"\(text)"}}]
            """)
    }

    func envelope(_ members: String, field: String = "messages") -> [UInt8] {
        Array(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"\(account.wabaID)","changes":[{"field":"\(field)",\
            "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"\(account.displayPhone)",\
            "phone_number_id":"\(account.phoneNumberID)"},\(members)}}]}]}
            """.utf8)
    }

    /// Takes in what lies in the spool, and shows it.
    func receive() throws {
        try drain()
        for event in mailbox.take() { if case .action(let action) = event { desk.apply(action) } }
        desk.apply(.ticked)
    }

    /// Time passes for everybody.
    func pass(_ span: Span) async throws {
        try await move(to: clock.now + span)
        try receive()
    }

    // MARK: The agent

    private var services: Services {
        var services = Services(
            store: store, agent: Self.agent, undoDelay: .zero, clock: { [clock] in clock.now },
            uuid: { UUID().uuidString.lowercased() }, client: client, spool: spool)
        let folder = scratch.path + "/canned"
        services.canned = { CannedFolder(path: folder).shelf }
        return services
    }

    /// Canned replies by their shortcuts.
    private static let canned = [
        "chega": "Oi {{name}}, o seu pedido chega amanhã até as 18h.",
        "nota": "Oi {{name}}, a nota fiscal vai no seu e-mail ainda hoje.",
    ]

    /// The inbox as it opens.
    var desk: HeadlessDesk {
        if let opened { return opened }
        var settings = Settings(agent: Self.agent)
        settings.team = ["carla", "diego"]
        let model = Model(now: clock.now, size: Size(columns: 120, rows: 40), settings: settings)
        let desk = HeadlessDesk(model: model, services: services)
        opened = desk
        return desk
    }

    /// Presses keys of commands, which are counted.
    func press(_ notation: String) throws {
        let strokes = try KeyNotation.parse(notation)
        keys += strokes.count
        desk.press(strokes)
    }

    /// Types text into a box.
    func type(_ text: String) throws { desk.press(try KeyNotation.parse(text)) }

    var screen: String { FrameText.bare(desk.frame) }

    var draft: String { desk.model.conversation?.composer.text ?? "" }

    /// Who stands where in the list, from the top.
    var listed: [String] { desk.model.shownRows.map { $0.name ?? "" } }

    // MARK: What is so

    func key(_ person: Int) throws -> ThreadKey { try row(person).key }

    func row(_ person: Int) throws -> ThreadRow {
        try #require(try store.thread(number: number, alias: Alias(.waID, Self.phone(person))))
    }

    func messages(_ person: Int) throws -> [Message] {
        try store.messages(key(person), before: nil, count: 500).messages
    }
}
