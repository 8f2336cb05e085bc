/// What became of one request.
public enum AttemptOutcome: Hashable, Sendable {
    /// The platform gave it a wamid. `status` is `accepted`, `held_for_quality_assessment` …
    case accepted(wamid: String, status: String?, at: Instant)
    /// It said no. `retryAt` when the catalogue calls the code retryable and tries are left.
    case refused(FailureNote, at: Instant, retryAt: Instant?)
    /// No answer, or none that can be read: it may have been sent.
    case uncertain(FailureNote, at: Instant)
}
