import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Simulator
import Spool
import Store
import TestSupport
import Testing
import WhatsApp

/// A small business for one test: a store on disk, a simulated platform, and everything between them, on a clock that
/// the test moves.
struct Shop {
    static let ana = "5511988880101"
    static let rui = "5511977770102"
    static let agent = "bia"
    static let start = Instant(seconds: 1_795_000_000)

    let scratch: Scratch
    let clock: ManualClock
    let store: InboxStore
    let cloud: TestCloud
    let account: SimAccount
    let mailbox = Mailbox()
    let facts = StatusFacts()
    let client: GraphClient
    let tokenPath: String

    var number: NumberID { NumberID(account.phoneNumberID) }

    /// - Parameter transport: another way to the platform than straight into the simulator.
    init(transport: Transport? = nil, base: GraphBase = .standard) throws {
        scratch = try Scratch()
        clock = ManualClock(Self.start)
        store = try InboxStore(path: scratch.path + "/inbox.sqlite")
        let world = World.demo(seed: 5, start: Self.start)
        account = world.account
        let people = [
            SimPerson(name: "Ana Souza", phone: Self.ana, bsuid: "BR.11111111111111111"),
            SimPerson(name: "Rui Prado", phone: Self.rui, bsuid: "BR.22222222222222222"),
        ]
        tokenPath = scratch.path + "/token"
        cloud = TestCloud(
            CloudSimulator(account: world.account, people: people, templates: world.templates, seed: 5),
            token: try Token(world.account.token), clock: { [clock] in clock.now })
        try Self.write(world.account.token, to: tokenPath)
        client = GraphClient(
            base: base, transport: transport ?? cloud.transport, tokens: .file(tokenPath),
            now: { [clock] in clock.now })
        let templates = try TemplateList(bytes: world.templateListJSON).records.map {
            TemplateReader.template($0, waba: world.account.wabaID)
        }
        try store.replaceTemplates(waba: world.account.wabaID, with: templates, at: Self.start)
    }

    static func write(_ token: String, to path: String) throws {
        let isWritten = FileManager.default.createFile(
            atPath: path, contents: Data(token.utf8), attributes: [.posixPermissions: 0o600])
        try #require(isWritten)
    }

    func worker(_ store: InboxStore? = nil, identity: WorkerIdentity = .current) -> OutboxWorker {
        OutboxWorker(
            store: store ?? self.store, client: client, gate: SendGate(), clock: { [clock] in clock.now },
            mailbox: mailbox, facts: facts, identity: identity)
    }

    func services(undoDelay: Span = .zero, outboxChanged: @escaping @Sendable () -> Void = {}) -> Services {
        Services(
            store: store, agent: Self.agent, undoDelay: undoDelay, clock: { [clock] in clock.now },
            uuid: { UUID().uuidString.lowercased() }, client: client, outboxChanged: outboxChanged)
    }

    // MARK: What happens

    /// The customer writes, and the webhook is in the store.
    @discardableResult
    func hears(_ text: String, from: String = Shop.ana) throws -> ThreadKey {
        _ = try cloud.change { try $0.inbound(from: from, text: text, at: clock.now) }
        try deliver()
        return try thread(from).key
    }

    /// What the platform has to tell by now reaches the store.
    func deliver() throws {
        let receptions = try cloud.tick().map { webhook in
            let digest = Spool.Digest.sha256(webhook.body).hex
            return Reception(
                digest: digest, body: webhook.body, arrival: webhook.at,
                events: EventReader.events(of: try Webhook(bytes: webhook.body), digest: digest, arrival: webhook.at))
        }
        _ = try store.apply(receptions, numbers: nil)
    }

    /// Time passes, and the platform tells what happened in it.
    func pass(_ span: Span) throws {
        clock.advance(span)
        try deliver()
    }

    /// The agent answers: first pass of the gate, then the outbox.
    @discardableResult
    func answers(
        _ text: String, to address: String = Shop.ana, undoDelay: Span = .zero, consents: Consents = Consents()
    ) throws -> OutboxItem {
        try enqueue(.text(TextContent(body: text)), to: address, undoDelay: undoDelay, consents: consents).get()
    }

    func enqueue(
        _ content: Content, to address: String = Shop.ana, undoDelay: Span = .zero, consents: Consents = Consents()
    ) throws -> Result<OutboxItem, Refusal> {
        let mailbox = Mailbox()
        let runner = EffectRunner(services: services(undoDelay: undoDelay), mailbox: mailbox)
        runner.runNow(.enqueue(try thread(address).key, content, consents, replaces: nil, optIn: nil))
        for case .action(let action) in mailbox.take() {
            switch action {
            case .enqueued(let item, _): return .success(item)
            case .sendRefused(let refusal, _, _): return .failure(refusal)
            default: continue
            }
        }
        throw Overdue(what: "an answer of the outbox")
    }

    // MARK: What is so

    func thread(_ address: String = Shop.ana) throws -> ThreadRow {
        guard let alias = Alias(anyID: address) else { throw Overdue(what: "an alias in \(address)") }
        return try #require(try store.thread(number: number, alias: alias))
    }

    func message(_ id: String, of address: String = Shop.ana) throws -> Message {
        let page = try store.messages(try thread(address).key, before: nil, count: 100)
        return try #require(page.messages.first { $0.localID == id })
    }

    /// The word the contracts print for the message's status.
    func word(_ id: String, of address: String = Shop.ana) throws -> String? {
        try message(id, of: address).delivery?.word
    }

    func state(_ id: String) throws -> OutboxState? { try store.item(id: id)?.state }

    /// A template with its parameters filled with something legal.
    func filledTemplate(named name: String? = nil) throws -> FilledTemplate {
        let templates = try store.templates(waba: nil).filter { $0.unusable == nil && !$0.isAuthentication }
        for template in templates where name == nil || template.key.name == name {
            var form = TemplateForm(template: template)
            for field in form.fields { form.values[field.key] = "4471" }
            if form.problems.isEmpty { return form.content }
        }
        throw Overdue(what: "a usable template")
    }
}
