import Inbox
import Store
import Synchronization

/// How many windows were lost since the agent's midnight. Asked with every change of the store and answered from the
/// database every few seconds at most, because it looks through a day of messages.
final class LossCount: Sendable {
    private struct Answer {
        var midnight: Instant
        var at: Instant
        var count: Int
        var number: NumberID?
    }

    /// How long an answer stands.
    static let life = Span.seconds(3)

    private let store: InboxStore
    private let zone: ZoneOffsets
    private let last = Mutex<Answer?>(nil)

    init(store: InboxStore, zone: ZoneOffsets) {
        self.store = store
        self.zone = zone
    }

    /// - Parameter number: ours whose windows are counted; nil counts all.
    func today(at now: Instant, number: NumberID?) throws -> Int {
        let midnight = zone.startOfDay(containing: now)
        if let last = last.withLock({ $0 }), last.midnight == midnight, last.number == number,
            last.at <= now, now - last.at < Self.life
        {
            return last.count
        }
        let count = try store.windowsLost(from: midnight, to: now, number: number)
        last.withLock { $0 = Answer(midnight: midnight, at: now, count: count, number: number) }
        return count
    }
}
