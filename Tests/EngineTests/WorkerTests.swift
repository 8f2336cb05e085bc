import Cloud
import Foundation
import Glibc
import Inbox
import Spool
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk
@testable import Engine

/// One worker a store, and inboxes that rest while it works.
struct WorkerTests {
    private let shop: Shop
    private let spool: SpoolDirectory

    init() throws {
        shop = try Shop()
        spool = try SpoolDirectory(path: shop.scratch.path + "/spool")
    }

    private var seat: WorkerSeat { WorkerSeat(store: shop.store) }

    private func watch(_ changed: @escaping @Sendable () -> Void = {}) -> WorkerWatch {
        WorkerWatch(
            seat: seat, spool: spool, facts: shop.facts, mailbox: shop.mailbox,
            clock: { [clock = shop.clock] in clock.now },
            changed: changed)
    }

    @Test func aSecondWorkerIsRefusedAndTheFirstNamed() throws {
        let lock = try seat.take(command: "oriel work")
        defer { lock.release() }
        let refusal = try #require(throws: EngineError.self) { try seat.take(command: "oriel work") }
        #expect("\(refusal)".contains("oriel work (process \(getpid()))"))
    }

    @Test func lookingKeepsNobodyFromTheSeat() throws {
        let lock = try seat.take(command: "one")
        lock.release()
        for _ in 0..<50 { #expect(seat.look().standing == .free) }
        try seat.take(command: "two").release()
    }

    @Test func theLockFileTakesTheStoresMode() throws {
        chmod(shop.store.path, 0o660)
        let lock = try seat.take(command: "oriel work")
        defer { lock.release() }
        var status = stat()
        #expect(stat(seat.path, &status) == 0 && status.st_mode & 0o777 == 0o660)
    }

    @Test func whatAWorkerTellsIsRead() throws {
        var facts = StatusFacts.Facts()
        facts.skew = SkewReading(
            offset: Span(milliseconds: -7_200), uncertainty: Span(milliseconds: 600),
            widening: Span(milliseconds: 7_200),
            measuredAt: Shop.start)
        facts.throttledUntil = Shop.start + .seconds(6)
        facts.throttle = .platform(code: 131_056)
        facts.outboxTrouble = .token(Obstacle(.refused, "190", "session\nexpired\tnow"))
        let report = WorkerReport(facts)
        var expected = report
        expected.trouble = .token(Obstacle(.refused, "190", "session expired now"))
        #expect(WorkerReport(report.text) == expected)
        #expect(
            WorkerReport("trouble spool what_only_a_later_version_knows\n")?.trouble.map { "\($0)" }?.isEmpty == false)
        #expect(WorkerReport("") == nil)
        #expect(WorkerReport("skew x\nheld\nnonsense 1 2 3\n") == WorkerReport(StatusFacts.Facts()))
    }

    @Test func anInboxSeesAWorkerComeAndGo() throws {
        let turns = LockedCount()
        let watch = watch { turns.add() }
        watch.look()
        #expect(shop.facts.current.worker == .none && shop.facts.current.trouble == nil && turns.count == 0)
        let lock = try seat.take(command: "oriel work")
        var told = StatusFacts.Facts()
        told.outboxTrouble = .network(Obstacle(.timedOut))
        lock.tell(WorkerReport(told).text)
        watch.look()
        #expect(
            shop.facts.hasLiveWorker && shop.facts.current.trouble == .network(Obstacle(.timedOut)) && turns.count == 1)
        lock.release()
        watch.look()
        #expect(!shop.facts.hasLiveWorker && shop.facts.current.trouble == .workerReplaced && turns.count == 2)
        shop.facts.noteMissingToken()
        #expect(shop.facts.current.trouble == .workerStopped)
    }

    @Test func aRestingWorkerSendsNothingAndGoesOn() async throws {
        try shop.hears("oi")
        let item = try shop.answers("bom dia")
        let lock = try seat.take(command: "oriel work")
        let watch = watch()
        watch.look()
        let worker = OutboxWorker(
            store: shop.store, client: shop.client, gate: SendGate(), clock: { [clock = shop.clock] in clock.now },
            mailbox: shop.mailbox, facts: shop.facts, isResting: { [facts = shop.facts] in facts.hasLiveWorker })
        await worker.workOnce()
        #expect(try shop.state(item.id) == .queued && shop.cloud.sends.isEmpty)
        lock.release()
        watch.look()
        await worker.workOnce()
        #expect(try shop.state(item.id) == .accepted)
    }

    @Test func theSpoolIsLeftToAWorkerAndTakenBack() async throws {
        let facts = shop.facts
        let ingester = SpoolIngester(
            store: shop.store, directory: spool, appSecret: nil, numbers: nil, clock: { Shop.start },
            mailbox: shop.mailbox, facts: facts, isResting: { facts.hasLiveWorker })
        let watch = watch { ingester.reconsider() }
        ingester.start()
        defer { ingester.stop() }
        try await eventually("this process reads the spool") { facts.current.ingester?.isThisOne ?? false }
        let lock = try seat.take(command: "oriel work")
        watch.look()
        let taken = try await value("the spool, free for the worker", within: 10) { () -> ConsumerLock? in
            guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: spool, command: "test") else { return nil }
            return lock
        }
        taken.release()
        lock.release()
        watch.look()
        try await eventually("this process reads it again", within: 10) { facts.current.ingester?.isThisOne ?? false }
    }

    @Test func whoReadsTheSpoolAndWhenIsSeenFromOutside() throws {
        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: spool, command: "oriel ingest") else {
            Issue.record("the lock of a new spool is taken")
            return
        }
        defer { lock.release() }
        lock.touch(at: (Shop.start + -Span.seconds(4)).milliseconds)
        let watch = watch()
        watch.look()
        #expect(shop.facts.current.lastPollAt == Shop.start + -Span.seconds(4))
        #expect(shop.facts.current.ingester?.command == "oriel ingest" && shop.facts.current.trouble == nil)
        shop.clock.advance(.seconds(17))
        watch.look()
        #expect(shop.facts.current.trouble == .spoolUnread)
        lock.touch(at: shop.clock.now.milliseconds)
        watch.look()
        #expect(shop.facts.current.trouble == nil)
    }

    @Test func quarantinedFilesAreListedWithTheirReasons() throws {
        for index in 1...3 {
            let name = "\(spool.path(of: .quarantine))/\(index).json"
            try Data("{".utf8).write(to: URL(fileURLWithPath: name))
            try Data("no JSON, file \(index)\n\nmore\n".utf8).write(to: URL(fileURLWithPath: name + ".reason"))
        }
        #expect(
            EffectRunner.quarantined(spool)
                == [3, 2, 1].map { QuarantinedFile(name: "\($0).json", reason: "no JSON, file \($0)") })
    }
}

/// Counts from any thread.
private final class LockedCount: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}
