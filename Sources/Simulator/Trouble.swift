import Inbox

/// How roughly the platform and its people behave by themselves. What is documented is only that webhooks come at least
/// once, in any order and up to 1,000 in one POST (`whatsapp.md` §1.2, §1.3), and that ids change (§2.2); how often is ours.
public struct Trouble: Hashable, Sendable {
    /// How much of it; what `orield simulate --trouble` takes.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        /// Every webhook comes once, alone and in order; nobody acts but by script.
        case none
        /// What a good day is like.
        case some
        /// What must never happen at once, at once.
        case much
    }

    /// Of a thousand webhooks so many are told again; those again, up to three times.
    var repeated: Int64 = 0
    /// Of a thousand so many wait, up to `delay`, so that later ones overtake them.
    var delayed: Int64 = 0
    var delay = Span.zero
    /// Of a thousand so many are lost on the way and come with a retry, up to `lateness` later.
    var retried: Int64 = 0
    var lateness = Span.zero
    /// Of a thousand so many travel with others in one POST; those leave at multiples of `pace`.
    var batched: Int64 = 0
    var pace = Span.seconds(1)
    /// Of a thousand sends so many have their `sent` told before their answer.
    var hurried: Int64 = 0
    /// About this far apart many people write within one second; nil: never.
    var burstEvery: Span?
    /// How many.
    var burst: ClosedRange<Int64> = 1...1
    /// About this far apart somebody's addresses change; nil: never.
    var changeEvery: Span?
    /// Of a thousand templates that arrive so many are complained of.
    var complained: Int64 = 0

    /// The trouble of a level.
    public init(_ level: Level) {
        switch level {
        case .none: break
        case .some:
            (repeated, delayed, delay) = (30, 60, .seconds(10))
            (batched, pace, hurried) = (200, .seconds(2), 50)
            (burstEvery, burst) = (.minutes(30), 5...15)
            (changeEvery, complained) = (.hours(1), 10)
        case .much:
            (repeated, delayed, delay) = (150, 300, .minutes(2))
            (retried, lateness) = (20, .hours(6))
            (batched, pace, hurried) = (500, .seconds(20), 200)
            (burstEvery, burst) = (.minutes(10), 5...20)
            (changeEvery, complained) = (.minutes(8), 80)
        }
    }

    /// Whether webhooks simply go.
    var isCalm: Bool { repeated == 0 && delayed == 0 && retried == 0 && batched == 0 }
}
