import Inbox
import Testing

@testable import Cloud

@Suite struct ThrottleTests {
    private let pair = Pair(number: desk, address: dana())

    private func verdict(_ departures: [Double], to pair: Pair? = nil, at seconds: Double) -> Throttle.Verdict {
        Throttle(departures.map { Throttle.Departure(self.pair, at: moment($0)) }, now: moment(seconds))
            .verdict(for: pair ?? self.pair)
    }

    private func moment(_ seconds: Double) -> Instant { noon + Span(milliseconds: Int64(seconds * 1_000)) }

    /// Departures in seconds, the time asked about, and when the next may leave (nil: now).
    @Test(
        arguments: [
            ([], 0, nil),
            ([0], 0, nil),
            ([0], 5.999, nil),
            // The second was borrowed: both are paid for after twelve seconds.
            ([0, 3], 6, 12),
            ([0, 3], 12, nil),
            ([0], 6, nil),
            ([0, 6, 12], 18, nil),
            // Twenty at once: two minutes after the first.
            (Array(repeating: 0, count: 20), 6, 120),
            (Array(repeating: 0, count: 20), 119.999, 120),
            (Array(repeating: 0, count: 20), 120, nil),
            (Array(repeating: 0, count: 44), 1, nil),
            (Array(repeating: 0, count: 45), 1, 270),
            // What was paid for long ago does not count, what was sent against the limit does.
            ([0, 0, 0, 30], 31, nil),
            ([0, 0, 0, 7], 8, 24),
            // In any order.
            ([3, 0], 6, 12),
            // The clocks of two processes differ a little: a departure from the near future counts as now.
            (Array(repeating: 4, count: 45), 1, 271),
            // A clock that was set back holds nobody up, however many left by the old one.
            ([5_000], 1, nil),
            (Array(repeating: 7_200, count: 90), 1, nil),
            (Array(repeating: 6.001, count: 45), 1, nil),
        ] as [([Double], Double, Double?)])
    func thePairLimitLends(_ departures: [Double], _ now: Double, _ free: Double?) {
        let expected = free.map { Throttle.Verdict.notBefore(moment($0), .pair) } ?? .now
        #expect(verdict(departures, at: now) == expected)
    }

    /// Departures, the time asked about, how many were lent, when they are paid for, and whether the next waits.
    @Test(
        arguments: [
            ([], 0, nil), ([0], 6, nil), ([0], 5, (1, 6, false)), ([0, 3], 5, (2, 12, false)),
            ([0, 3], 6, (2, 12, true)),
            (Array(repeating: 0, count: 44), 1, (44, 264, false)), (Array(repeating: 0, count: 45), 1, (45, 270, true)),
            (Array(repeating: 0, count: 45), 270, nil),
        ] as [([Double], Double, (Int, Double, Bool)?)])
    func aPairsStandingIsToldBeforeItWaits(
        _ departures: [Double], _ now: Double, _ expected: (sent: Int, paidAt: Double, isHeld: Bool)?
    ) {
        let throttle = Throttle(
            departures.map { Throttle.Departure(pair, at: moment($0)) }, now: moment(now))
        let standing = throttle.standing(of: pair)
        #expect(standing?.sent == expected?.sent)
        #expect(standing?.paidAt == expected.map { moment($0.paidAt) })
        #expect(standing?.heldUntil == (expected?.isHeld ?? false ? standing?.paidAt : nil))
    }

    @Test func aPairInDebtHoldsUpNobodyElse() {
        let others = [Pair(number: desk, address: dana(2)), Pair(number: NumberID("7"), address: dana())]
        for other in others { #expect(verdict(Array(repeating: 0, count: 45), to: other, at: 1) == .now) }
    }

    @Test func aNumberSendsEightyASecond() {
        let departures = (0..<80).map {
            Throttle.Departure(Pair(number: desk, address: dana($0)), at: moment(Double($0) / 100))
        }
        let other = Pair(number: desk, address: dana(500))
        #expect(Throttle(departures.dropLast(), now: moment(0.8)).verdict(for: other) == .now)
        #expect(Throttle(departures, now: moment(0.8)).verdict(for: other) == .notBefore(moment(1), .number))
        #expect(Throttle(departures, now: moment(1)).verdict(for: other) == .now)
        let elsewhere = Pair(number: NumberID("7"), address: dana())
        #expect(Throttle(departures, now: moment(0.8)).verdict(for: elsewhere) == .now)
    }

    @Test func fiveThousandCallsAnHour() {
        let departures = (0..<5_000).map {
            Throttle.Departure(Pair(number: NumberID("\($0 % 90)"), address: dana($0)), at: moment(Double($0) / 2))
        }
        #expect(Throttle(departures, now: moment(2_600)).verdict(for: pair) == .notBefore(moment(3_600), .calls))
        #expect(Throttle(departures, now: moment(3_600)).verdict(for: pair) == .now)
        #expect(Throttle(departures.dropFirst(), now: moment(2_600)).verdict(for: pair) == .now)
    }

    /// Whatever is asked for as fast as allowed stays within one message in six seconds, but for the burst lent first.
    @Test func obeyingItKeepsTheAverage() {
        var departures: [Throttle.Departure] = []
        var now = moment(0)
        for _ in 0..<200 {
            switch Throttle(departures, now: now).verdict(for: pair) {
            case .now: departures.append(Throttle.Departure(pair, at: now))
            case .notBefore(let next, _):
                #expect(next > now)
                now = next
            }
        }
        let span = (departures.last?.at ?? now) - moment(0)
        #expect(Int64(departures.count) <= span.wholeSeconds / 6 + 45)
        #expect(departures.count > 100)
    }
}
