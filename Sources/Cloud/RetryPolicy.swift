import Inbox
import WhatsApp

/// When a refused message may be tried again by itself: 4^X seconds, X = 0, 1, 2 … (`whatsapp.md` §8), and only
/// after codes the catalogue calls retryable. A value without clock or dice; both are handed in.
public struct RetryPolicy: Hashable, Sendable {
    /// Attempts in all, the first included.
    public var tries: Int
    /// Up to this share of a wait (0…1) is added to it, so that many clients do not come back at once.
    public var jitter: Double

    /// - Parameters:
    ///   - tries: how often one message is tried at most.
    ///   - jitter: the share of a wait that is left to chance, 0…1.
    public init(tries: Int = Limits.Rate.tries, jitter: Double = 0.25) {
        self.tries = tries
        self.jitter = jitter
    }

    /// What to do about a refused message.
    public enum Decision: Hashable, Sendable {
        case again(at: Instant)
        case giveUp(Reason)
    }

    /// Why there is no other try.
    public enum Reason: Hashable, Sendable {
        /// The catalogue says that the same request will fail again.
        case notRetryable
        case triesSpent
        /// The next try would be too late for the message.
        case deadline
    }

    /// Decides after a refusal.
    ///
    /// - Parameters:
    ///   - error: what the platform said.
    ///   - httpStatus: only looked at when there is no code: a 429 asks for another try.
    ///   - attempts: attempts the platform refused so far, this one included; at least 1.
    ///   - notAfter: no try at or after this.
    ///   - hint: how long the platform asked us to wait, if it did (`RateUsage.regainedAfter`).
    ///   - random: a fresh number in 0..<1.
    public func decide(
        after error: APIError, httpStatus: Int, attempts: Int, notAfter: Instant, now: Instant, hint: Span = .zero,
        random: Double
    ) -> Decision {
        guard let (least, most) = bounds(error, httpStatus: httpStatus) else { return .giveUp(.notRetryable) }
        guard attempts < min(most, tries) else { return .giveUp(.triesSpent) }
        let wait = max(Self.wait(after: attempts), max(least, hint))
        let at = now + stretched(wait, by: random)
        return at < notAfter ? .again(at: at) : .giveUp(.deadline)
    }

    /// The shortest wait and the most attempts for an error; nil when it is not for a program to try again.
    private func bounds(_ error: APIError, httpStatus: Int) -> (least: Span, most: Int)? {
        guard let code = error.code else { return httpStatus == 429 ? (.zero, .max) : nil }
        switch error.entry.retry {
        // "Few" tries for a failure the platform cannot explain (§9.2).
        case .backOff: return (.zero, code == 131_000 ? 3 : .max)
        case .backOffOnce: return (.zero, 2)
        case .backOffMinutes: return (.minutes(1), .max)
        case .no, .fix, .later, .restart, .notApplicable: return nil
        }
    }

    /// How long to leave the network alone after it failed `failures` times in a row: 1, 4, 16, then 60 s for as long
    /// as it lasts. Nothing left, so nothing is spent.
    public func reconnect(after failures: Int, random: Double) -> Span {
        stretched(min(Self.wait(after: failures), .seconds(60)), by: random)
    }

    /// 4^(n − 1) seconds, to 4^7 at most.
    static func wait(after attempts: Int) -> Span {
        var seconds: Int64 = 1
        for _ in 1..<min(max(attempts, 1), 8) { seconds *= Limits.Rate.backOffBase }
        return .seconds(seconds)
    }

    private func stretched(_ wait: Span, by random: Double) -> Span {
        // Written so that what is no number counts as zero.
        let share = (random > 0 ? min(random, 1) : 0) * (jitter > 0 ? min(jitter, 1) : 0)
        return wait + Span(milliseconds: Int64(Double(wait.milliseconds) * share))
    }
}
