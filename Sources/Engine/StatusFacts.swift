import Desk
import Inbox
import Synchronization

/// What ingester and dispatcher last told about themselves, for the top line. Written from their threads, read by the
/// runner.
public final class StatusFacts: Sendable {
    public struct Facts: Hashable, Sendable {
        public var lastPollAt: Instant?
        public var quarantined = 0
        public var throttledUntil: Instant?
        var spoolTrouble: Trouble?
        var outboxTrouble: Trouble?

        /// What is worst first: nothing coming in beats nothing leaving.
        public var trouble: Trouble? { spoolTrouble ?? outboxTrouble }
    }

    private let state: Mutex<Facts>

    public init() { state = Mutex(Facts()) }

    public var current: Facts { state.withLock { $0 } }

    /// - Returns: whether anything an agent would see changed.
    @discardableResult
    func change(_ body: (inout Facts) -> Void) -> Bool {
        state.withLock { facts in
            let before = facts
            body(&facts)
            var compared = facts
            compared.lastPollAt = before.lastPollAt
            return compared != before
        }
    }
}
