/// A source of envelopes: the seam between taking in and where webhooks come from. The spool is one implementation;
/// a replicated stream would be another. Everything delivered more than once is harmless, anything lost is not: an
/// envelope may leave the source only by `finish` after the commit, or by `reject`.
public protocol EnvelopeSource: Sendable {
    /// The next envelopes. `now` is in milliseconds of any clock that never goes back, the same in all calls; with
    /// `once`, nothing is deferred and a malformed file is rejected at once.
    mutating func batch(now: Int64, once: Bool) throws(SpoolError) -> Batch

    /// Says that an envelope cannot be read, and why. See ``Rejection``.
    mutating func reject(_ name: SpoolName, reason: String, now: Int64, once: Bool) throws(SpoolError) -> Rejection

    /// Says that these envelopes have been committed, on the UTC day `day`.
    @discardableResult
    mutating func finish(_ names: [SpoolName], day: SpoolDay) -> FinishReport

    /// Gives envelopes back that were not committed: a later batch brings them again.
    mutating func release(_ names: [SpoolName])
}
