import Synchronization

/// Results of parallel lanes, joined in order when all are in.
final class LockedParts<Element: Sendable>: Sendable {
    private let parts: Mutex<[[Element]]>

    init(count: Int) { parts = Mutex(Array(repeating: [], count: count)) }

    func set(_ part: [Element], at index: Int) { parts.withLock { $0[index] = part } }

    var joined: [Element] { parts.withLock { $0.flatMap { $0 } } }
}
