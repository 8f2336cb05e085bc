import Dispatch
import Foundation
import Synchronization

/// A thread of its own for what is read for the screen, one job after another, that gives way: on a busy host the thread
/// that answers a key goes first. Dispatch's threads are shared and cannot do that, for niceness cannot be taken back, and
/// who holds the store's lock must not dawdle.
final class BackSeat: Sendable {
    /// How much less than other threads it asks for; nine such threads weigh as much as one that draws.
    private static let niceness: Int32 = 10

    /// What waits; nil at the end. Apart from the seat, so that the thread does not keep the seat alive.
    private final class Line: Sendable {
        let jobs = Mutex<[(@Sendable () -> Void)?]>([])
        let arrived = DispatchSemaphore(value: 0)

        func add(_ job: (@Sendable () -> Void)?) {
            jobs.withLock { $0.append(job) }
            arrived.signal()
        }

        func work() {
            // On Linux the 0 means the calling thread, not its process. A refusal costs speed alone.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, BackSeat.niceness)
            while true {
                arrived.wait()
                guard let job = jobs.withLock({ $0.removeFirst() }) else { return }
                job()
            }
        }
    }

    private let line = Line()

    init(label: String) {
        let thread = Thread { @Sendable [line] in line.work() }
        thread.name = label
        thread.start()
    }

    deinit { line.add(nil) }

    /// Runs a job after those that wait; returns at once.
    func async(_ job: @escaping @Sendable () -> Void) { line.add(job) }
}
