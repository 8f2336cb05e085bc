import Dispatch

/// Runs an actor on a queue of its own. The shared pool has one thread a core, and an actor that waits for the disk or
/// for another process's lock would hold one of them back from everybody.
final class WorkQueue: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label, qos: .userInitiated) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { @Sendable [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
}
