import Desk
import Foundation
import Inbox
import Spool
import Store
import Synchronization

/// Ingests a spool for as long as it is kept: on a thread of its own, woken by arrivals, else by the clock. When
/// another process has the spool this one reads along and takes over within two seconds of that one's end (design §3).
///
/// It can be stopped and started again: a program that is suspended must not keep the spool from others.
public final class SpoolIngester: Sendable {
    private let store: InboxStore
    private let directory: SpoolDirectory
    private let appSecret: String?
    private let numbers: Set<NumberID>?
    private let interval: Int64
    private let clock: @Sendable () -> Instant
    private let mailbox: Mailbox
    private let facts: StatusFacts
    private let command: String
    /// Whether another process does the work of the whole store: then this one leaves the spool to it.
    private let isResting: @Sendable () -> Bool
    private let taken = Mutex(SpoolIntake.Totals())
    private let state = Mutex(State())

    private struct State {
        var run: Run?
    }

    /// One life of the thread, from `start` to `stop`.
    private final class Run: Sendable {
        let wake = WakeUp()
        let ended = DispatchGroup()
        private let flag = Mutex(false)

        var isStopped: Bool { flag.withLock { $0 } }

        func stop() {
            flag.withLock { $0 = true }
            wake.send(.stop)
        }
    }

    /// How often a reader looks whether the consumer is gone, in milliseconds.
    static let takeover: Int64 = 1_000

    /// - Parameters:
    ///   - numbers: the numbers that are ours; nil adopts every number seen.
    ///   - interval: milliseconds between looks while nothing announces arrivals.
    ///   - isResting: whether the spool is left to another process now; asked before each look.
    ///   - command: what others are told this process runs, when they find the spool taken.
    public init(
        store: InboxStore, directory: SpoolDirectory, appSecret: String?, numbers: Set<NumberID>?,
        interval: Int64 = 500, clock: @escaping @Sendable () -> Instant, mailbox: Mailbox, facts: StatusFacts,
        command: String = "oriel", isResting: @escaping @Sendable () -> Bool = { false }
    ) {
        self.store = store
        self.directory = directory
        self.appSecret = appSecret
        self.numbers = numbers
        self.interval = interval
        self.clock = clock
        self.mailbox = mailbox
        self.facts = facts
        self.command = command
        self.isResting = isResting
    }

    /// What was taken in so far, without the threads it changed.
    public var totals: SpoolIntake.Totals { taken.withLock { $0 } }

    /// Begins; does nothing while it runs.
    public func start() {
        let run = state.withLock { state -> Run? in
            guard state.run == nil else { return nil }
            let run = Run()
            state.run = run
            return run
        }
        guard let run else { return }
        run.ended.enter()
        let thread = Thread { @Sendable [self] in
            work(run)
            run.ended.leave()
        }
        thread.name = "oriel.ingest"
        thread.start()
    }

    /// What `isResting` says has changed: look at once.
    public func reconsider() { state.withLock { $0.run }?.wake.send(.arrived) }

    /// Ends the thread after the transaction under way; returns when it has ended and the spool is free for others.
    public func stop() {
        guard let run = state.withLock({ $0.run }) else { return }
        run.stop()
        run.ended.wait()
        state.withLock { if $0.run === run { $0.run = nil } }
    }

    private var now: Int64 { MonotonicClock.milliseconds }

    private func work(_ run: Run) {
        var quarantine = QuarantineCount(directory)
        while !run.isStopped {
            if isResting() {
                note(&quarantine, isConsumer: false, nil)
                rest(run)
                continue
            }
            do {
                // Whoever has the file that stands there now may take the spool.
                try store.checkInPlace()
                switch try ConsumerLock.tryAcquire(in: directory, command: command) {
                case .acquired(let lock):
                    facts.change {
                        $0.ingester = ProcessNote(pid: getpid(), command: command, isThisOne: true)
                    }
                    consume(run, lock, &quarantine)
                    lock.release()
                    facts.change { $0.ingester = nil }
                    // Lost to a spool that was moved away or made anew: not looked for in a tight loop.
                    pause(run, 100)
                case .held(let holder):
                    facts.change { $0.ingester = ProcessNote(holder) }
                    note(&quarantine, isConsumer: false, nil)
                    pause(run, Self.takeover)
                }
            } catch {
                report(error)
                pause(run, Self.takeover)
            }
        }
    }

    /// Until something changes, or for a second.
    private func rest(_ run: Run) { _ = run.wake.wait(milliseconds: Self.takeover) }

    private func pause(_ run: Run, _ milliseconds: Int64) {
        let end = now + milliseconds
        while !run.isStopped, now < end { _ = run.wake.wait(milliseconds: end - now) }
    }

    private func consume(_ run: Run, _ lock: ConsumerLock, _ quarantine: inout QuarantineCount) {
        let intake = SpoolIntake(
            store: store, reader: SpoolReader(directory: directory, appSecret: appSecret), numbers: numbers,
            once: false, clock: clock)
        var schedule = PollSchedule(now: now, interval: interval)
        var watcher = watch(run, &schedule)
        lock.touch(at: clock().milliseconds)
        while !run.isStopped, lock.isCurrent, !isResting() {
            do {
                try store.checkInPlace()
                var totals = totals
                defer { keep(totals) }
                let batch = try intake.drain(
                    &totals, progress: { mailbox.post(.storeChanged($0.changed)) },
                    isStopped: { run.isStopped || !lock.isCurrent || isResting() })
                lock.touch(at: clock().milliseconds)
                schedule.polled(batch, now: now)
                note(&quarantine, isConsumer: true, batch.problems.first)
                if watcher == nil { watcher = watch(run, &schedule) }
            } catch StoreError.replaced {
                // Told again and again where the spool is looked for, until the file is back.
                return report(StoreError.replaced(path: store.path))
            } catch {
                report(error)
                schedule.failed(now: now)
                schedule.watch(false, now: now)
                watcher = nil
            }
            if sleep(run, &schedule) { watcher = nil }
        }
        withExtendedLifetime(watcher) {}
    }

    /// What was committed before an error counts, too.
    private func keep(_ totals: SpoolIntake.Totals) {
        var totals = totals
        // In a process that runs for months, the threads ever changed are all there are.
        totals.report.changed = []
        taken.withLock { $0 = totals }
    }

    /// Waits until the schedule says to look.
    ///
    /// - Returns: whether the watcher is of no use any more.
    private func sleep(_ run: Run, _ schedule: inout PollSchedule) -> Bool {
        var isWatchLost = false
        while !run.isStopped {
            let delay = schedule.delay(now: now)
            if delay == 0 { break }
            let news = run.wake.wait(milliseconds: delay)
            if news.contains(.watchLost) {
                schedule.watch(false, now: now)
                isWatchLost = true
            }
            if news.contains(.arrived) { schedule.notified(now: now) }
        }
        return isWatchLost
    }

    private func watch(_ run: Run, _ schedule: inout PollSchedule) -> SpoolWatcher? {
        do {
            let watcher = try SpoolWatcher(directory: directory) { event in
                run.wake.send(event == .lost ? .watchLost : .arrived)
            }
            schedule.watch(true, now: now)
            return watcher
        } catch {
            // Polling goes on without it; the schedule knows.
            return nil
        }
    }

    private func note(_ quarantine: inout QuarantineCount, isConsumer: Bool, _ problem: SpoolError?) {
        quarantine.refresh()
        let count = quarantine.count
        let moment = clock()
        let changed = facts.change {
            if isConsumer {
                $0.lastPollAt = moment
                $0.isSpoolUnread = false
            }
            $0.quarantined = count
            $0.spoolTrouble = problem.map { .spool(Obstacle($0)) }
        }
        if changed { mailbox.post(.storeChanged([])) }
    }

    private func report(_ error: any Error) {
        let obstacle = Obstacle(error)
        let changed = facts.change { $0.spoolTrouble = error is StoreError ? .store(obstacle) : .spool(obstacle) }
        if changed { mailbox.post(.storeChanged([])) }
    }
}
