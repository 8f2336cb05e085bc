import Inbox
import Synchronization

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
    private let time: Mutex<Instant>

    init(_ start: Instant) { time = Mutex(start) }

    var now: Instant { time.withLock { $0 } }

    func advance(_ span: Span) { time.withLock { $0 = $0 + span } }
}
