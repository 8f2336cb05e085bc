import Inbox
import WhatsApp

/// One business number and one address: what the platform's pair limit counts, and what keeps its order.
public struct Pair: Hashable, Sendable {
    /// Our number.
    public var number: NumberID
    /// The customer's address.
    public var address: Inbox.Address

    /// The pair of one of our numbers and one address.
    public init(number: NumberID, address: Inbox.Address) {
        self.number = number
        self.address = address
    }
}

/// How fast messages may leave, decided from the departures on record (`whatsapp.md` §8). Holds nothing over time, so
/// that several processes on one store share one set of limits.
///
/// The pair limit lends: a message may follow within 6 s of the first of a burst, up to 45 of them; then nothing may
/// leave until the whole burst is paid for at 6 s a message (20 at once → two minutes after the first).
public struct Throttle: Hashable, Sendable {
    /// The limits of an ordinary number, unless told otherwise.
    public struct Limits: Hashable, Sendable {
        /// On average between two messages of a pair.
        public var pairInterval: Span
        /// Messages of a pair that may be lent at once.
        public var pairBurst: Int
        /// Messages a second of one number.
        public var perSecond: Int
        /// Calls an hour of the account.
        public var perHour: Int

        /// Limits as the platform publishes them, unless a test wants others.
        public init(
            pairInterval: Span = .seconds(WhatsApp.Limits.Rate.pairInterval),
            pairBurst: Int = WhatsApp.Limits.Rate.pairBurst, perSecond: Int = WhatsApp.Limits.Rate.perSecond,
            perHour: Int = WhatsApp.Limits.Rate.callsPerHour
        ) {
            self.pairInterval = pairInterval
            self.pairBurst = pairBurst
            self.perSecond = perSecond
            self.perHour = perHour
        }
    }

    /// Whether a message may leave.
    public enum Verdict: Hashable, Sendable {
        case now
        case notBefore(Instant, Limit)
    }

    /// Which limit holds it.
    public enum Limit: Hashable, Sendable, CaseIterable {
        /// Messages of one number to one person.
        case pair
        /// Messages a second of one number.
        case number
        /// Calls an hour.
        case calls
    }

    /// A request that left.
    public struct Departure: Hashable, Sendable {
        /// From whom to whom.
        public var pair: Pair
        /// When.
        public var at: Instant

        /// A message that left for a pair.
        public init(_ pair: Pair, at: Instant) {
            self.pair = pair
            self.at = at
        }
    }

    /// How far back departures count. Hand in all of them since `now` minus this.
    public static let lookBack = Span.hours(1)

    private let limits: Limits
    private let now: Instant
    private var pairs: [Pair: [Instant]] = [:]
    /// Departures of the last second.
    private var numbers: [NumberID: [Instant]] = [:]
    private var calls: [Instant] = []

    /// How far ahead of `now` a departure may lie and count as one of now: the clocks of two processes differ by less.
    /// One that lies further ahead was noted before the clock was set back; nobody knows when it was, and the platform
    /// tells us to slow down if it was just now.
    public static let tolerance = Span.seconds(5)

    /// - Parameter departures: in any order.
    public init(_ departures: some Sequence<Departure>, limits: Limits = Limits(), now: Instant) {
        self.limits = limits
        self.now = now
        for departure in departures.sorted(by: { $0.at < $1.at }) where departure.at - now <= Self.tolerance {
            note(Departure(departure.pair, at: min(departure.at, now)))
        }
    }

    /// Counts one more departure, not before any counted so far.
    public mutating func note(_ departure: Departure) {
        if now - departure.at < Self.lookBack { calls.append(departure.at) }
        if now - departure.at < .seconds(1) { numbers[departure.pair.number, default: []].append(departure.at) }
        if now - departure.at < limits.pairInterval * Int64(max(limits.pairBurst, 1)) {
            pairs[departure.pair, default: []].append(departure.at)
        }
    }

    /// Whether a message of this pair may leave now, or else when; the latest of the limits that say no.
    public func verdict(for pair: Pair) -> Verdict {
        let waits: [(Instant, Limit)] = [
            pairFreeAt(pair).map { ($0, .pair) },
            Self.freeAt(numbers[pair.number] ?? [], limit: limits.perSecond, span: .seconds(1)).map { ($0, .number) },
            Self.freeAt(calls, limit: limits.perHour, span: Self.lookBack).map { ($0, .calls) },
        ].compactMap(\.self)
        guard let (at, limit) = waits.max(by: { $0.0 < $1.0 }), at > now else { return .now }
        return .notBefore(at, limit)
    }

    /// When the pair's debt is paid, if it is in debt and may not borrow more.
    private func pairFreeAt(_ pair: Pair) -> Instant? { standing(of: pair)?.heldUntil }

    /// How near the pair is to its limit; nil while it owes nothing.
    public func standing(of pair: Pair) -> PairStanding? {
        var burstStart: Instant?
        var paidAt = Instant(milliseconds: .min)
        var count = 0
        for at in pairs[pair] ?? [] {
            if burstStart == nil || at >= paidAt {
                (burstStart, paidAt, count) = (at, at, 0)
            }
            paidAt = paidAt + limits.pairInterval
            count += 1
        }
        guard let burstStart, now < paidAt else { return nil }
        let mayBorrow = now < burstStart + limits.pairInterval && count < limits.pairBurst
        return PairStanding(
            sent: count, burst: limits.pairBurst, paidAt: paidAt, heldUntil: mayBorrow ? nil : paidAt)
    }

    /// When fewer than `limit` of these, in order, lie within one span.
    private static func freeAt(_ instants: [Instant], limit: Int, span: Span) -> Instant? {
        guard instants.count >= max(limit, 1) else { return nil }
        return instants[instants.count - max(limit, 1)] + span
    }
}
