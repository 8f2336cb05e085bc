import Synchronization

/// Something that has happened, seen by every thread; never taken back.
final class Latch: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() { flag.store(true, ordering: .releasing) }
}
