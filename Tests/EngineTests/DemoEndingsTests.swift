import Cloud
import Engine
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
@testable import oriel

/// The first minute of the demo and both its endings (`screens.md`), on the demo's own stage, by keys.
struct DemoEndingsTests {
    private let scratch: Scratch
    private let clock = ManualClock(Shop.start)
    private let stage: DemoStage
    private let cloud: TestCloud
    private let client: GraphClient
    private let desk: HeadlessDesk
    private let worker: OutboxWorker

    init() throws {
        scratch = try Scratch()
        stage = try DemoStage(folder: scratch.path, start: Shop.start)
        let token = try Token(stage.world.account.token)
        cloud = TestCloud(CloudSimulator(stage.world), token: token, clock: { [clock] in clock.now })
        client = GraphClient(transport: cloud.transport, tokens: .given(token), now: { [clock] in clock.now })
        let services = Services(
            store: stage.store, agent: stage.world.agent, undoDelay: .zero, clock: { [clock] in clock.now },
            uuid: { UUID().uuidString.lowercased() }, client: client)
        var model = Model(
            now: clock.now, size: Size(columns: 120, rows: 40), settings: Settings(agent: stage.world.agent))
        model.opening = try stage.opening()
        desk = HeadlessDesk(model: model, services: services)
        worker = OutboxWorker(
            store: stage.store, client: client, gate: SendGate(), clock: { [clock] in clock.now }, mailbox: Mailbox(),
            facts: StatusFacts())
    }

    private var text: String { FrameText.bare(desk.frame) }

    private func press(_ keys: String) throws { desk.press(try KeyNotation.parse(keys)) }

    /// Time passes for everybody, a quarter of a second at a time, until something is so; at most `seconds`.
    private func pass(_ seconds: Int, until condition: () throws -> Bool = { false }) async throws {
        for _ in 0..<seconds * 4 {
            if try condition() { return }
            clock.advance(Span(milliseconds: 250))
            await worker.workOnce()
            let receptions = try cloud.tick().map { webhook in
                let digest = Spool.Digest.sha256(webhook.body).hex
                return Reception(
                    digest: digest, body: webhook.body, arrival: webhook.at,
                    events: EventReader.events(
                        of: try Webhook(bytes: webhook.body), digest: digest, arrival: webhook.at))
            }
            if !receptions.isEmpty { _ = try stage.store.apply(receptions, numbers: nil) }
            desk.apply(receptions.isEmpty ? .ticked : .storeChanged(nil))
        }
    }

    private var messages: [Message] { desk.model.conversation?.messages ?? [] }

    @Test func theFirstFrameShowsWhatIsPromised() throws {
        for word in ["not delivered", "closing", "waiting", "shut", "answered", "Ana Souza", "00:55"] {
            #expect(text.contains(word), Comment(rawValue: "\(word) is missing:\n\(text)"))
        }
        #expect(desk.model.focus == .compose)
        #expect(desk.model.conversation?.row.name == "Ana Souza")
        #expect(desk.frame.cursor != nil)
        #expect(!desk.model.templates.templates.isEmpty)
    }

    @Test func answeredInTimeItIsDeliveredAndTheCustomerReplies() async throws {
        let inbound = messages.count { $0.direction == .inbound }
        try press("Oi Ana! O pedido chega hoje.<Enter>")
        try await pass(3) { messages.last { $0.direction == .outbound }?.delivery?.word == "read" }
        let answer = try #require(messages.last { $0.direction == .outbound })
        #expect(answer.text == "Oi Ana! O pedido chega hoje.")
        #expect(["delivered", "read"].contains(answer.delivery?.word), Comment(rawValue: text))
        try await pass(87) { messages.count { $0.direction == .inbound } > inbound }
        let window = try #require(desk.model.conversation?.row.window(at: clock.now))
        #expect(window.left(at: clock.now).map { $0 > .hours(23) } ?? false, Comment(rawValue: text))
        #expect(desk.model.tally.windowsLost == 0)
    }

    @Test func shutUnderTheHandsATemplateGoesAndTheHeldTextIsOffered() async throws {
        let inbound = messages.count { $0.direction == .inbound }
        try press("Oi Ana, o caminhão quebrou; chega amanhã.")
        try await pass(60) { if case .form? = desk.model.modes.last { true } else { false } }
        guard case .form(let form)? = desk.model.modes.last else {
            Issue.record(Comment(rawValue: "no template stands open:\n\(text)"))
            return
        }
        #expect(form.isForced)
        #expect(text.contains("SHUT"))
        #expect(desk.model.status.lostToday >= 1)
        for _ in 0..<12 {
            guard case .form(let state)? = desk.model.modes.last else { break }
            if state.fields.indices.contains(state.index), state.fields[state.index].editor.text.isEmpty {
                try press("4471")
            }
            try press("<Enter>")
        }
        try await pass(5) { messages.last { $0.template != nil }?.delivery?.word == "read" }
        let sent = try #require(messages.last { $0.template != nil && $0.direction == .outbound })
        #expect(["delivered", "read"].contains(sent.delivery?.word), Comment(rawValue: text))
        try await pass(60) { messages.count { $0.direction == .inbound } > inbound }
        #expect(desk.model.conversation?.row.window(at: clock.now).isOpen ?? false)
        #expect(
            desk.model.conversation?.composer.text.contains("caminhão quebrou") ?? false, Comment(rawValue: text))
        #expect(desk.model.tally.textsStopped == 1)
        #expect(clock.now - Shop.start <= .seconds(90))
    }

    @Test func aWishReachesTheDemoOnce() throws {
        let wishes = DemoWishes(folder: scratch.path)
        try wishes.write(DemoWish(from: "+5511955550142", name: "You", text: "Where is my parcel?"))
        #expect(wishes.take().map(\.text) == ["Where is my parcel?"])
        #expect(wishes.take().isEmpty)
    }

    @Test func whatSomebodySaysGoesThroughTheSpool() async throws {
        let wishes = DemoWishes(folder: scratch.path)
        let running = DemoCloud(
            world: stage.world.still, token: try Token(stage.world.account.token), spool: stage.spool, wishes: wishes,
            clock: { [clock] in clock.now })
        let living = Task { await running.run() }
        try wishes.write(DemoWish(from: "+5511955550142", name: "You", text: "Where is my parcel?"))
        try await eventually("the webhook in the spool") {
            try WebhookFile.names(.new, of: stage.spool).contains { name in
                let data = FileManager.default.contents(atPath: stage.spool.path(of: .new) + "/" + name)
                return data.map { String(decoding: $0, as: UTF8.self).contains("Where is my parcel?") } ?? false
            }
        }
        living.cancel()
        await living.value
    }
}
