import Dispatch
import Synchronization

/// Wakes one waiting thread, from any thread, with what happened. Any number of calls before it looks are one.
final class WakeUp: Sendable {
    struct News: OptionSet {
        let rawValue: Int
        static let arrived = News(rawValue: 1)
        static let watchLost = News(rawValue: 2)
        static let stop = News(rawValue: 4)
    }

    private let news = Mutex<News>([])
    private let semaphore = DispatchSemaphore(value: 0)

    func send(_ new: News) {
        let wasQuiet = news.withLock { news in
            defer { news.formUnion(new) }
            return news.isEmpty
        }
        if wasQuiet { semaphore.signal() }
    }

    /// Waits until something comes, at most this long; what came is handed out once.
    func wait(milliseconds: Int64) -> News {
        let limit = DispatchTime.now() + .milliseconds(Int(min(max(1, milliseconds), 86_400_000)))
        guard semaphore.wait(timeout: limit) == .success else { return [] }
        return news.withLock { news in
            defer { news = [] }
            return news
        }
    }
}
