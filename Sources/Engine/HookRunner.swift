import Desk
import Foundation
import Glibc
import Inbox
import Store
import Synchronization
import WhatsApp

/// Tells the programs of a directory what happened, one after another and in order for each of them, beside everything else:
/// a hook that hangs holds up its own turn and nothing more.
///
/// An event is taken off the store's list before its hooks are started, so that it is told once; of those taken and not told
/// yet when the process is killed, at most `ahead` for each hook, nothing is heard again.
public final class HookRunner: Sendable {
    private let store: InboxStore
    private let folder: HookFolder
    private let includesText: Bool
    private let milliseconds: Int64
    private let clock: @Sendable () -> Instant
    private let facts: StatusFacts
    private let told: @Sendable (HookFailure) -> Void
    private let lanes = Mutex<[String: Lane]>([:])
    /// What was wrong with the directory at the last look: told when it begins.
    private let problems = Mutex<Set<HookFolder.Problem>>([])

    private let isStopped = Mutex(false)

    /// How long a hook may take.
    public static let patience = Span.seconds(10)
    /// Older events are told to nobody: what a backlog brings happened long ago.
    public static let horizon = Span.hours(1)
    /// So many events may wait for one hook; more stay on the store's list, or are dropped for a hook that hangs.
    static let ahead = 64

    /// - Parameters:
    ///   - patience: how long a hook may take.
    ///   - told: hears of every failure, on a thread of its own.
    public init(
        store: InboxStore, folder: HookFolder, includesText: Bool, patience: Span = HookRunner.patience,
        clock: @escaping @Sendable () -> Instant, facts: StatusFacts,
        told: @escaping @Sendable (HookFailure) -> Void = { _ in }
    ) {
        self.store = store
        self.folder = folder
        self.includesText = includesText
        milliseconds = patience.milliseconds
        self.clock = clock
        self.facts = facts
        self.told = told
    }

    /// What a lane has to do, on a thread that ends when there is nothing.
    private struct Lane {
        var waiting: [(event: String, input: [UInt8])] = []
        var isBusy = false
        var dropped = 0
    }

    /// Whether this process is the one that takes webhooks in: it runs the hooks, and no other.
    private var isMine: Bool { facts.current.ingester?.isThisOne ?? false }

    /// Looks every second until the task is cancelled; then what still runs is ended with all it started.
    public func run() async {
        while !Task.isCancelled {
            if isMine { look() }
            do { try await Task.sleep(for: .seconds(1)) } catch { break }  // cancelled
        }
        stop()
    }

    /// Ends every hook that runs and starts none any more; blocks until they are gone, which is a moment. One that not even
    /// the system can end, as on a disk that does not answer, keeps nobody from leaving.
    func stop() {
        isStopped.withLock { $0 = true }
        let end = MonotonicClock.milliseconds + 2_000
        while !isIdle, MonotonicClock.milliseconds < end { usleep(5_000) }  // between two looks
    }

    /// Takes what happened since the last look and hands it to the hooks; returns without waiting for them.
    func look() {
        let now = clock()
        do {
            try store.setHookWish(true)
            try store.noteHookMoments(notBefore: now - Self.horizon, to: now)
            let (programs, problems) = folder.look()
            let former = self.problems.withLock { known in
                defer { known = Set(problems) }
                return known
            }
            for problem in problems where !former.contains(problem) { report(HookFailure(problem, at: now)) }
            let room = Self.ahead - longestLine(of: programs)
            guard room > 0 || programs.count > 1 else { return }
            for event in try store.takeHookEvents(limit: max(8, room), notBefore: now - Self.horizon) {
                let input = Array(event.json(includesText: includesText, now: now).canonicalText.utf8) + [0x0A]
                for program in programs { hand(event.name.rawValue, input, to: program) }
            }
        } catch {
            // The store's trouble is told by whoever takes in; the next look tries again.
        }
    }

    /// How many events wait for the slowest of the hooks. One that was taken away is told nothing more, and holds up nobody.
    private func longestLine(of programs: [String]) -> Int {
        lanes.withLock { lanes in
            for program in lanes.keys where !programs.contains(program) { lanes[program]?.waiting = [] }
            return lanes.values.map(\.waiting.count).max() ?? 0
        }
    }

    /// Whether no hook runs and none waits.
    var isIdle: Bool { lanes.withLock { $0.values.allSatisfy { !$0.isBusy && $0.waiting.isEmpty } } }

    private func hand(_ event: String, _ input: [UInt8], to program: String) {
        let starts = lanes.withLock { lanes -> Bool in
            var lane = lanes[program] ?? Lane()
            defer { lanes[program] = lane }
            guard lane.waiting.count < Self.ahead else {
                lane.dropped += 1
                return false
            }
            lane.waiting.append((event, input))
            guard !lane.isBusy else { return false }
            lane.isBusy = true
            return true
        }
        guard starts else { return }
        Thread.detachNewThread { @Sendable [self] in work(program) }
    }

    private func work(_ program: String) {
        while let next = takeNext(of: program) {
            let ending = HookProcess.run(program, event: next.event, input: next.input, milliseconds: milliseconds) {
                isStopped.withLock(\.self)
            }
            if isStopped.withLock(\.self) { continue }
            guard ending != .status(0) else { continue }
            report(HookFailure(program, next.event, ending, at: clock()))
        }
    }

    private func takeNext(of program: String) -> (event: String, input: [UInt8])? {
        let (next, dropped) = lanes.withLock { lanes -> ((event: String, input: [UInt8])?, Int) in
            guard var lane = lanes[program] else { return (nil, 0) }
            defer { lanes[program] = lane }
            let dropped = lane.dropped
            lane.dropped = 0
            if isStopped.withLock(\.self) { lane.waiting = [] }
            guard !lane.waiting.isEmpty else {
                lane.isBusy = false
                return (nil, dropped)
            }
            return (lane.waiting.removeFirst(), dropped)
        }
        if dropped > 0 { report(HookFailure(program, tooSlowFor: dropped, at: clock())) }
        return next
    }

    private func report(_ failure: HookFailure) {
        let isNew = facts.change { facts in
            var failure = failure
            if let former = facts.hookFailure, former.isLike(failure) { failure.count += former.count }
            facts.hookFailure = failure
        }
        if isNew { told(failure) }
    }
}

extension HookFailure {
    init(_ program: String, _ event: String, _ ending: HookProcess.Ending, at: Instant) {
        let cause: Cause =
            switch ending {
            case .status(let status): .status(Int(status))
            case .signal(let signal): .signal(Int(signal))
            case .killed: .killed
            case .notStarted: .notStarted
            }
        self.init(program: Self.name(program), event: event, cause: cause, at: at)
    }

    init(_ program: String, tooSlowFor count: Int, at: Instant) {
        self.init(program: Self.name(program), event: "", cause: .tooSlow(count), at: at)
    }

    /// Why something was not run.
    public init(_ problem: HookFolder.Problem, at: Instant) {
        switch problem {
        case .missing(let path): self.init(program: path, event: "", cause: .missing, at: at)
        case .open(let path): self.init(program: path, event: "", cause: .open, at: at)
        case .foreign(let path): self.init(program: path, event: "", cause: .foreign, at: at)
        }
    }

    private static func name(_ program: String) -> String { (program as NSString).lastPathComponent }
}
