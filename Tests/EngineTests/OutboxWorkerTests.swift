import Cloud
import Desk
import Inbox
import Simulator
import Store
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// One message from the outbox to the customer, and everything that can keep it from getting there, against the
/// simulated platform in this process and a real store file.
struct OutboxWorkerTests {
    private let shop: Shop

    init() throws {
        shop = try Shop()
        try shop.hears("Cadê meu pedido?")
        shop.clock.advance(.minutes(1))
    }

    // MARK: The way out

    @Test func aMessageClimbsFromQueuedToRead() async throws {
        let item = try shop.answers("Sai hoje!")
        #expect(try shop.word(item.id) == "queued")
        await shop.worker().workOnce()
        #expect(try shop.word(item.id) == "accepted")
        var seen: [String] = []
        for _ in 0..<200 where seen.last != "read" {
            try shop.pass(Span(milliseconds: 50))
            let word = try shop.word(item.id) ?? ""
            if seen.last != word { seen.append(word) }
        }
        #expect(seen == ["accepted", "sent", "delivered", "read"])
        #expect(shop.cloud.sends.count == 1)
        #expect(shop.cloud.sends[0].contains(item.id))
        #expect(try shop.thread().waitingSince == nil)
    }

    @Test func whatWaitsLeavesInTheOrderItWasWritten() async throws {
        let texts = ["um", "dois", "três", "quatro"]
        for text in texts {
            try shop.answers(text)
            shop.clock.advance(Span(milliseconds: 1))
        }
        await shop.worker().workOnce()
        let sent = shop.cloud.sends.map { body in texts.first { body.contains("\"\($0)\"") } }
        #expect(sent == texts)
    }

    // MARK: Undo

    @Test func nothingLeavesDuringTheUndoDelay() async throws {
        let item = try shop.answers("Sai hoje!", undoDelay: .seconds(5))
        let worker = shop.worker()
        let wakeAt = await worker.workOnce()
        #expect(shop.cloud.sends.isEmpty)
        #expect(wakeAt.map { $0 <= shop.clock.now + .seconds(5) } ?? false)
        shop.clock.advance(Span(milliseconds: 4_999))
        await worker.workOnce()
        #expect(shop.cloud.sends.isEmpty)
        shop.clock.advance(Span(milliseconds: 1))
        await worker.workOnce()
        #expect(try shop.word(item.id) == "accepted")
    }

    @Test func whatWasTakenBackNeverLeaves() async throws {
        let item = try shop.answers("Sai hoje!", undoDelay: .seconds(5))
        #expect(try shop.store.recall(id: item.id)?.id == item.id)
        shop.clock.advance(.seconds(6))
        await shop.worker().workOnce()
        #expect(shop.cloud.sends.isEmpty)
        #expect(try shop.state(item.id) == .recalled)
        #expect(try shop.store.recall(id: item.id) == nil)
    }

    @Test func whatHasLeftCannotBeTakenBack() async throws {
        let item = try shop.answers("Sai hoje!")
        await shop.worker().workOnce()
        #expect(try shop.store.recall(id: item.id) == nil)
        #expect(try shop.word(item.id) == "accepted")
    }

    /// The agent presses recall as the worker claims: one of the two wins, and the row tells who.
    @Test func recallAndDepartureNeverBothWin() async throws {
        let worker = shop.worker()
        for round in 0..<(10 * soak) {
            let item = try shop.answers("rodada \(round)")
            async let sent: Instant? = worker.workOnce()
            let recalled = try shop.store.recall(id: item.id) != nil
            _ = await sent
            await worker.workOnce()
            let left = shop.cloud.sends.contains { $0.contains(item.id) }
            #expect(recalled != left)
            #expect(try shop.state(item.id) == (recalled ? .recalled : .accepted))
            shop.clock.advance(.minutes(1))
        }
    }

    // MARK: The window

    @Test func aWindowThatShutAfterEnterStopsTheMessage() async throws {
        try shop.pass(.hours(23) + .minutes(58))
        let item = try shop.answers("Sai hoje!", undoDelay: .zero)
        shop.clock.advance(.minutes(2))
        await shop.worker().workOnce()
        #expect(shop.cloud.sends.isEmpty)
        #expect(try shop.state(item.id) == .refused)
        #expect(try shop.word(item.id) == "refused")
        #expect(try shop.thread().failed == 1)
    }

    @Test(arguments: [(2_999, false), (3_000, true)])
    func theSecondPassKeepsThreeSecondsInHand(left: Int64, leaves: Bool) async throws {
        let end = try #require(try shop.thread().window(at: shop.clock.now).until)
        shop.clock.advance(end - shop.clock.now + -Span.seconds(30))
        let item = try shop.answers("Sai hoje!")
        shop.clock.advance(end - shop.clock.now + -Span(milliseconds: left))
        await shop.worker().workOnce()
        #expect(shop.cloud.sends.count == (leaves ? 1 : 0))
        #expect(try shop.state(item.id) == (leaves ? .accepted : .refused))
    }

    @Test func aRowPastItsDeadlineFailsVisibly() async throws {
        let filled = try shop.filledTemplate()
        let item = try shop.enqueue(.template(filled)).get()
        shop.clock.advance(OutboxItem.longestWait)
        await shop.worker().workOnce()
        #expect(shop.cloud.sends.isEmpty)
        #expect(try shop.state(item.id) == .refused)
        #expect(try shop.thread().failed == 1)
    }

    @Test func aRefusalAtOnceDisputesTheWindowAndTemplatesStillGo() async throws {
        shop.cloud.change { $0.fail(next: Fault(.refuse(code: 131_047, http: nil))) }
        let item = try shop.answers("Sai hoje!")
        await shop.worker().workOnce()
        #expect(try shop.word(item.id) == "refused")
        guard case .disputed = try shop.thread().window(at: shop.clock.now) else {
            Issue.record("the window is \(try shop.thread().window(at: shop.clock.now))")
            return
        }
        // Free text is asked about; a template is not.
        guard case .failure(.windowDisputed) = try shop.enqueue(.text(TextContent(body: "De novo"))) else {
            Issue.record("free text went without being asked about")
            return
        }
        shop.clock.advance(.minutes(1))
        let template = try shop.enqueue(.template(try shop.filledTemplate())).get()
        await shop.worker().workOnce()
        #expect(try shop.word(template.id) == "accepted")
    }

    @Test func aLateRefusalDisputesTheWindowToo() async throws {
        shop.cloud.change { $0.fail(next: Fault(.failLater(code: 131_047))) }
        let item = try shop.answers("Sai hoje!")
        await shop.worker().workOnce()
        #expect(try shop.word(item.id) == "accepted")
        try shop.pass(.seconds(2))
        #expect(try shop.word(item.id) == "failed")
        guard case .disputed = try shop.thread().window(at: shop.clock.now) else {
            Issue.record("the window is \(try shop.thread().window(at: shop.clock.now))")
            return
        }
        // The customer writes again: open, whatever was refused before.
        shop.clock.advance(.minutes(1))
        try shop.hears("oi?")
        #expect(try shop.thread().window(at: shop.clock.now).isOpen)
    }

    // MARK: Ends

    @Test func whoLeavesLetsTheirMessagesGoAtOnce() async throws {
        let mine = try shop.answers("Sai hoje!", undoDelay: .seconds(5))
        let worker = shop.worker()
        let running = Task { await worker.run() }
        worker.finish(leaving: Shop.agent)
        await running.value
        #expect(try shop.word(mine.id) == "accepted")
    }

    @Test func theOthersKeepTheirUndoDelay() async throws {
        let theirs = try shop.answers("Sai hoje!", undoDelay: .seconds(5))
        let worker = shop.worker()
        let running = Task { await worker.run() }
        worker.finish(leaving: "carla")
        await running.value
        #expect(try shop.state(theirs.id) == .queued)
    }

    @Test func anAnswerUnderWayIsWaitedFor() async throws {
        let item = try shop.answers("Sai hoje!")
        let gateway = Gateway()
        shop.cloud.beforeAnswering { await gateway.pass() }
        let worker = shop.worker()
        let running = Task { await worker.run() }
        try await eventually("the request to leave") { await gateway.waiting > 0 }
        worker.finish()
        running.cancel()
        await gateway.open()
        await running.value
        #expect(try shop.word(item.id) == "accepted")
    }

    @Test func aRunningWorkerSendsWhatAnotherProcessPutIn() async throws {
        let worker = shop.worker()
        let running = Task { await worker.run() }
        // Nobody wakes it: as a row written by another process.
        let item = try shop.answers("Sai hoje!")
        try await eventually("the row to leave") { try shop.word(item.id) == "accepted" }
        worker.finish()
        await running.value
    }

    @Test func oneRowIsSentAndNoOther() async throws {
        let first = try shop.answers("fica")
        try shop.hears("oi", from: Shop.rui)
        let second = try shop.answers("vai", to: Shop.rui)
        let worker = OutboxWorker(
            store: shop.store, client: shop.client, gate: SendGate(), clock: { [clock = shop.clock] in clock.now },
            mailbox: shop.mailbox, facts: shop.facts, onlyRow: second.id)
        await worker.workOnce()
        #expect(try shop.state(first.id) == .queued)
        #expect(try shop.state(second.id) == .accepted)
    }
}

/// Holds requests back until it is opened.
actor Gateway {
    private var isOpen = false
    private var held: [CheckedContinuation<Void, Never>] = []
    var waiting: Int { held.count }

    func pass() async {
        if isOpen { return }
        await withCheckedContinuation { held.append($0) }
    }

    func open() {
        isOpen = true
        for waiter in held { waiter.resume() }
        held = []
    }
}
