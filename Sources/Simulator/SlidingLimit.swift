import Inbox

/// At most `limit` within `span`, both sliding: messages per second of a number (130429), calls per hour (80007).
struct SlidingLimit: Hashable, Sendable {
    let limit: Int
    let span: Span
    private var times: [Instant] = []
    private var first = 0

    init(limit: Int, span: Span) {
        self.limit = limit
        self.span = span
    }

    /// How many fell within the span before `now`.
    mutating func count(at now: Instant) -> Int {
        while first < times.count, times[first] + span <= now { first += 1 }
        if first > 1_024 {
            times.removeFirst(first)
            first = 0
        }
        return times.count - first
    }

    /// When the oldest that counts falls out of the span; nil when none does.
    var freeAt: Instant? { first < times.count ? times[first] + span : nil }

    /// Counts one that nobody asks about.
    mutating func note(at now: Instant) { times.append(now) }

    /// Counts one, or returns false when the span is full.
    mutating func take(at now: Instant) -> Bool {
        guard count(at: now) < limit else { return false }
        times.append(now)
        return true
    }
}
