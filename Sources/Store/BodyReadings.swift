import Inbox
import Synchronization

/// What the bodies read last tell besides the words of their messages, so that turning the pages of a batch of a
/// thousand messages decodes it once. A body's digest names its bytes: what is kept here cannot be out of date.
final class BodyReadings: Sendable {
    /// The most bodies kept; the one used longest ago makes room.
    static let capacity = 8

    private struct Reading {
        let digest: Digest
        let details: [String: [MessageDetail]]
    }

    private let kept = Mutex<[Reading]>([])

    /// Lets go of everything: what it was read from may be gone on purpose.
    func forget() { kept.withLock { $0 = [] } }

    /// A body's details, read only when they are not kept. Two that ask at the same time may both read.
    func details(
        of digest: Digest, read: () throws -> [String: [MessageDetail]]
    ) rethrows -> [String: [MessageDetail]] {
        let known = kept.withLock { kept -> [String: [MessageDetail]]? in
            guard let index = kept.firstIndex(where: { $0.digest == digest }) else { return nil }
            let reading = kept.remove(at: index)
            kept.append(reading)
            return reading.details
        }
        if let known { return known }
        let details = try read()
        kept.withLock { kept in
            kept.removeAll { $0.digest == digest }
            if kept.count >= Self.capacity { kept.removeFirst() }
            kept.append(Reading(digest: digest, details: details))
        }
        return details
    }
}
