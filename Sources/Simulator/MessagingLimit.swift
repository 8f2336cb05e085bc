import Inbox
import WhatsApp

/// How many people may be written to outside their window within 24 hours, and when that becomes more: within 6 hours
/// after half of it was used in 7 days (`whatsapp.md` §8).
struct MessagingLimit: Hashable, Sendable {
    static let raiseAfter = Span.hours(6)

    /// Nil: no limit.
    private(set) var size: Int?
    private var day = RecentPeople(span: .hours(24))
    private var week = RecentPeople(span: .hours(7 * 24))

    init(_ size: Int?) { self.size = size }

    /// Counts somebody who is written to first, or returns false when they are one too many.
    mutating func start(with person: Int, at time: Instant) -> Bool {
        if let size, !day.contains(person, at: time), day.count(at: time) >= size { return false }
        day.note(person, at: time)
        week.note(person, at: time)
        return true
    }

    /// Whether enough of it is used.
    mutating func isHalfUsed(at time: Instant) -> Bool { size.map { week.count(at: time) * 2 >= $0 } ?? false }

    /// The next tier, without a limit after the last.
    mutating func raise() {
        guard let size else { return }
        self.size = Limits.Rate.messagingTiers.first { $0 > size }
    }

    /// As the number's node tells it.
    var word: String {
        guard let size else { return "TIER_UNLIMITED" }
        return size >= 1_000 && size % 1_000 == 0 ? "TIER_\(size / 1_000)K" : "TIER_\(size)"
    }
}

/// Who was met within a span, each once.
private struct RecentPeople: Hashable, Sendable {
    let span: Span
    private var latest: [Int: Instant] = [:]
    private var meetings: [Meeting] = []
    private var first = 0

    private struct Meeting: Hashable {
        var at: Instant
        var person: Int
    }

    init(span: Span) { self.span = span }

    mutating func count(at time: Instant) -> Int {
        forget(before: time)
        return latest.count
    }

    mutating func contains(_ person: Int, at time: Instant) -> Bool {
        forget(before: time)
        return latest[person] != nil
    }

    mutating func note(_ person: Int, at time: Instant) {
        latest[person] = time
        meetings.append(Meeting(at: time, person: person))
    }

    private mutating func forget(before time: Instant) {
        while first < meetings.count, meetings[first].at + span <= time {
            if latest[meetings[first].person] == meetings[first].at { latest[meetings[first].person] = nil }
            first += 1
        }
        if first > 1_024 {
            meetings.removeFirst(first)
            first = 0
        }
    }
}
