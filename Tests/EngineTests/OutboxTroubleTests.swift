import Cloud
import Desk
import Foundation
import Glibc
import Inbox
import Simulator
import Store
import Synchronization
import TestSupport
import Testing
import WhatsApp

@testable import Engine

/// Lost answers, refusals, tokens, limits, and several workers on one store.
struct OutboxTroubleTests {
    private let shop: Shop

    init() throws {
        shop = try Shop()
        try shop.hears("Cadê meu pedido?")
        try shop.hears("Oi, tudo bem?", from: Shop.rui)
        shop.clock.advance(.minutes(1))
    }

    private func fail(_ effect: Fault.Effect, times: Int = 1) {
        shop.cloud.change { simulator in
            for _ in 0..<times { simulator.fail(next: Fault(effect)) }
        }
    }

    // MARK: Answers that are none

    @Test(arguments: [
        Fault.Effect.transport(.stalled, isProcessed: true), .transport(.closed, isProcessed: true),
        .transport(.truncated, isProcessed: true),
    ])
    func aLostAnswerIsUncertainUntilAStatusSettlesIt(_ effect: Fault.Effect) async throws {
        fail(effect)
        let item = try shop.answers("Sai hoje!")
        let worker = shop.worker()
        await worker.workOnce()
        #expect(try shop.word(item.id) == "uncertain")
        // It is never sent again by itself.
        for _ in 0..<5 {
            shop.clock.advance(.minutes(2))
            await worker.workOnce()
        }
        #expect(shop.cloud.sends.count == 1)
        // The platform had it: its status carries the UUID.
        try shop.deliver()
        #expect(try shop.word(item.id) == "read")
        #expect(try shop.state(item.id) == .accepted)
        #expect(try shop.thread().failed == 0)
    }

    @Test(arguments: [
        Fault.Effect.transport(.stalled, isProcessed: false), .proxyPage(http: 502), .proxyPage(http: 503),
    ])
    func anAnswerThatProvesNothingStaysUncertain(_ effect: Fault.Effect) async throws {
        fail(effect)
        let item = try shop.answers("Sai hoje!")
        let worker = shop.worker()
        await worker.workOnce()
        for _ in 0..<5 {
            shop.clock.advance(.minutes(2))
            await worker.workOnce()
        }
        try shop.deliver()
        #expect(try shop.word(item.id) == "uncertain")
        #expect(shop.cloud.sends.count == 1)
        #expect(try shop.thread().failed == 1)
        // The agent saw that it never came: only then is it over.
        _ = try shop.store.settleUncertain(id: item.id, asSent: false, at: shop.clock.now)
        #expect(try shop.word(item.id) == "refused")
    }

    @Test func anErrorThePlatformCallsTransientIsTriedAgain() async throws {
        fail(.refuse(code: 131_016, http: 503))
        let item = try shop.answers("Sai hoje!")
        let worker = shop.worker()
        let wakeAt = await worker.workOnce()
        #expect(try shop.state(item.id) == .queued)
        shop.clock.advance(try #require(wakeAt) - shop.clock.now)
        await worker.workOnce()
        shop.clock.advance(.seconds(2))
        await worker.workOnce()
        #expect(try shop.word(item.id) == "accepted")
        #expect(shop.cloud.sends.count == 2)
    }

    @Test func aRefusalThatIsFinalIsNotTriedAgain() async throws {
        fail(.refuse(code: 131_026, http: nil))
        let item = try shop.answers("Sai hoje!")
        let worker = shop.worker()
        await worker.workOnce()
        for _ in 0..<3 {
            shop.clock.advance(.minutes(5))
            await worker.workOnce()
        }
        #expect(shop.cloud.sends.count == 1)
        #expect(try shop.word(item.id) == "refused")
        #expect(try shop.message(item.id).delivery?.failure?.code == 131_026)
    }

    // MARK: Limits

    @Test func aPairThatIsTooFastWaitsAloneAndGoesOn() async throws {
        fail(.refuse(code: 131_056, http: nil))
        let slow = try shop.answers("um")
        shop.clock.advance(Span(milliseconds: 1))
        let behind = try shop.answers("dois")
        let worker = shop.worker()
        await worker.workOnce()
        #expect(try shop.state(slow.id) == .queued)
        #expect(try shop.state(behind.id) == .queued)
        // Another conversation is not kept.
        let other = try shop.answers("bom dia", to: Shop.rui)
        await worker.workOnce()
        #expect(try shop.state(other.id) == .accepted)
        for _ in 0..<60 where try shop.state(behind.id) == .queued {
            shop.clock.advance(.seconds(1))
            await worker.workOnce()
        }
        #expect(try shop.state(slow.id) == .accepted)
        #expect(try shop.state(behind.id) == .accepted)
        let bodies = shop.cloud.sends.map { $0.contains("\"um\"") ? 1 : $0.contains("\"dois\"") ? 2 : 0 }
        #expect(bodies == [1, 0, 1, 2])
    }

    // MARK: Tokens

    @Test func aRefusedTokenHoldsEverythingAndANewOneLetsItGo() async throws {
        let new = try Token("EAANEWTOKEN")
        shop.cloud.revoke(for: new)
        let items = [try shop.answers("um"), try shop.answers("bom dia", to: Shop.rui)]
        let worker = shop.worker()
        await worker.workOnce()
        for item in items { #expect(try shop.state(item.id) == .queued) }
        guard case .token = shop.facts.current.trouble else {
            Issue.record("the trouble is \(String(describing: shop.facts.current.trouble))")
            return
        }
        try Shop.write("EAANEWTOKEN", to: shop.tokenPath)
        try await eventually("the rows to leave") {
            shop.clock.advance(.seconds(31))
            await worker.workOnce()
            return try items.allSatisfy { try shop.state($0.id) == .accepted }
        }
        #expect(shop.facts.current.trouble == nil)
    }

    @Test func aMissingTokenLosesNothing() async throws {
        try FileManager.default.removeItem(atPath: shop.tokenPath)
        let item = try shop.answers("um")
        let worker = shop.worker()
        await worker.workOnce()
        #expect(try shop.state(item.id) == .queued)
        #expect(shop.cloud.sends.isEmpty)
        try Shop.write(shop.account.token, to: shop.tokenPath)
        try await eventually("the row to leave") {
            shop.clock.advance(.seconds(31))
            await worker.workOnce()
            return try shop.state(item.id) == .accepted
        }
    }

    // MARK: Several workers

    /// Two workers with a connection each: every row leaves once.
    @Test func twoWorkersNeverSendOneTwice() async throws {
        let people = (0..<20).map { "55119666601\($0 + 10)" }
        for person in people { try shop.hears("oi", from: person) }
        shop.clock.advance(.minutes(1))
        var ids: [String] = []
        for round in 0..<(2 * soak) {
            for person in people { ids.append(try shop.answers("rodada \(round)", to: person).id) }
            let second = try InboxStore(path: shop.store.path)
            let workers = [shop.worker(), shop.worker(second)]
            await withTaskGroup(of: Void.self) { group in
                for worker in workers {
                    group.addTask { for _ in 0..<5 { await worker.workOnce() } }
                }
            }
            shop.clock.advance(.minutes(1))
        }
        let bodies = shop.cloud.sends
        for id in ids {
            #expect(bodies.count { $0.contains(id) } == 1)
            #expect(try shop.state(id) == .accepted)
        }
    }

    @Test func whatADeadWorkerLeftIsUncertainAndIsNotSentAgain() async throws {
        let item = try shop.answers("Sai hoje!")
        let dead = WorkerIdentity(pid: WorkerIdentity.current.pid, startedAt: 1)
        _ = try #require(try shop.store.claim(id: item.id, worker: dead.word, now: shop.clock.now))
        let worker = shop.worker()
        await worker.workOnce()
        #expect(try shop.word(item.id) == "uncertain")
        shop.clock.advance(.minutes(2))
        await worker.workOnce()
        #expect(shop.cloud.sends.isEmpty)
    }

    @Test func whatALivingWorkerHasInHandIsLeftToIt() async throws {
        let item = try shop.answers("Sai hoje!")
        _ = try #require(try shop.store.claim(id: item.id, worker: WorkerIdentity.current.word, now: shop.clock.now))
        await shop.worker().workOnce()
        #expect(try shop.state(item.id) == .leaving)
        #expect(shop.cloud.sends.isEmpty)
    }
}
