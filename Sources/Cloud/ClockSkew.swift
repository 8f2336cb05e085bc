import Inbox

/// How far this machine's clock is off the platform's, measured from the `Date` header of an answer.
///
/// The header counts whole seconds, so one measurement is good to half a second plus half the time the exchange took.
public struct ClockSkew: Hashable, Sendable {
    /// The platform's time minus ours: positive when our clock is behind, which makes windows end sooner than we think.
    public var offset: Span
    /// The truth lies within `offset` ± this.
    public var uncertainty: Span
    /// When the answer arrived, by our clock.
    public var measuredAt: Instant

    /// One measurement, as it was made.
    public init(offset: Span, uncertainty: Span, measuredAt: Instant) {
        self.offset = offset
        self.uncertainty = uncertainty
        self.measuredAt = measuredAt
    }

    /// One measurement: the platform's clock showed `date` (cut to the second) at some moment of the exchange. Nil when
    /// our own clock was set back during it.
    public init?(date: Instant, sentAt: Instant, receivedAt: Instant) {
        guard sentAt <= receivedAt else { return nil }
        let lowest = date - receivedAt
        let highest = date + .seconds(1) - sentAt
        offset = Span(milliseconds: lowest.milliseconds + (highest.milliseconds - lowest.milliseconds) / 2)
        uncertainty = Span(milliseconds: (highest.milliseconds - lowest.milliseconds + 1) / 2)
        measuredAt = receivedAt
    }

    /// An estimate older than this gives way to any newer one: clocks drift.
    public static let life = Span.hours(1)

    /// The better of this estimate and a newer one: the more certain, unless they contradict each other (then a clock
    /// was set, and the newer is right) or this one is old.
    public func refined(by newer: ClockSkew) -> ClockSkew {
        let apart = Span(milliseconds: abs((newer.offset + -offset).milliseconds))
        let isContradicted = apart > newer.uncertainty + uncertainty
        let isOld = newer.measuredAt - measuredAt > Self.life || newer.measuredAt < measuredAt
        return isContradicted || isOld || newer.uncertainty <= uncertainty ? newer : self
    }

    /// What the gate widens its guards by: nothing while the clocks agree as far as can be seen.
    public var guardSpan: Span {
        let size = Span(milliseconds: abs(offset.milliseconds))
        return size > uncertainty ? size : .zero
    }
}
