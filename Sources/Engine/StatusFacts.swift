import Cloud
import Desk
import Inbox
import Synchronization

/// What ingester and dispatcher last told about themselves, for the top line and the status page. Written from their
/// threads, read by the runner.
public final class StatusFacts: Sendable {
    /// What this process and the store's worker last told, as one value.
    public struct Facts: Hashable, Sendable {
        /// When the spool was last looked at, whoever did.
        public var lastPollAt: Instant?
        /// Files in the spool's quarantine.
        public var quarantined = 0
        /// What the limits or the platform hold back is held until then.
        public var throttledUntil: Instant?
        /// What holds them back; nil while nothing does.
        public var throttle: ThrottleCause?
        /// How far this machine's clock is off the platform's; nil until it was measured.
        public var skew: SkewReading?
        /// Who takes files out of the spool.
        public var ingester: ProcessNote?
        /// The newest hook that did not do what it should; nil while all do.
        var hookFailure: HookFailure?
        /// Whether `oriel work` does the work of this store.
        public var worker = WorkerStanding.none
        var spoolTrouble: Trouble?
        var outboxTrouble: Trouble?
        /// What a live worker tells of itself.
        var report: WorkerReport?
        /// Nobody has looked at the spool for too long.
        var isSpoolUnread = false

        /// What is worst first: nothing coming in beats nothing leaving. While a worker does the work, its troubles are
        /// the ones that count.
        public var trouble: Trouble? {
            switch worker {
            case .live: report?.trouble ?? unread
            case .stopped:
                spoolTrouble ?? (outboxTrouble == .noToken ? .workerStopped : outboxTrouble ?? .workerReplaced)
            case .none: spoolTrouble ?? outboxTrouble ?? unread
            }
        }

        private var unread: Trouble? { isSpoolUnread ? .spoolUnread : nil }

        /// As they are for the whole store: those of a live worker, else this process's own.
        var shared: WorkerReport {
            if case .live = worker { return report ?? WorkerReport(Facts()) }
            return WorkerReport(self)
        }
    }

    private let state: Mutex<Facts>

    /// Nothing told yet.
    public init() { state = Mutex(Facts()) }

    /// Everything told so far, at one moment.
    public var current: Facts { state.withLock { $0 } }

    /// Whether another process does the work of this store.
    public var hasLiveWorker: Bool { if case .live = current.worker { true } else { false } }

    /// - Returns: whether anything an agent would see changed.
    @discardableResult
    func change(_ body: (inout Facts) -> Void) -> Bool {
        state.withLock { facts in
            let before = facts
            body(&facts)
            var compared = facts
            // These grow by themselves.
            compared.lastPollAt = before.lastPollAt
            compared.skew?.measuredAt = before.skew?.measuredAt ?? Instant(seconds: 0)
            compared.report?.skew?.measuredAt = before.report?.skew?.measuredAt ?? Instant(seconds: 0)
            return compared != before
        }
    }
}
