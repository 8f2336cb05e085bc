import Inbox
import Testing

/// Noon of a day in November, in milliseconds; the trigger of most cases.
private let trigger = Instant(milliseconds: 1_795_430_400_000)
private let end = trigger + .hours(24)

private func window(_ evidence: WindowEvidence, _ now: Instant) -> ServiceWindow { ServiceWindow(evidence, at: now) }

@Suite("The service window")
struct ServiceWindowTests {
    struct Edge: Sendable {
        var beforeEnd: Int64
        var state: ServiceWindow
    }

    @Test(
        "changes its state to the millisecond",
        arguments: [
            Edge(beforeEnd: 86_400_000, state: .open(until: end)),
            Edge(beforeEnd: 7_200_001, state: .open(until: end)),
            Edge(beforeEnd: 7_200_000, state: .open(until: end)),
            Edge(beforeEnd: 7_199_999, state: .closing(until: end)),
            Edge(beforeEnd: 900_000, state: .closing(until: end)),
            Edge(beforeEnd: 899_999, state: .critical(until: end)),
            Edge(beforeEnd: 1_000, state: .critical(until: end)),
            Edge(beforeEnd: 1, state: .critical(until: end)),
            Edge(beforeEnd: 0, state: .closed(since: end)),
            Edge(beforeEnd: -1, state: .closed(since: end)),
            Edge(beforeEnd: -1_000, state: .closed(since: end)),
        ])
    func edges(_ edge: Edge) {
        let now = end - Span(milliseconds: edge.beforeEnd)
        #expect(window(WindowEvidence(trigger: trigger), now) == edge.state)
    }

    @Test(
        "runs from the earlier of stamp and arrival",
        arguments: [
            (0, 0, 0), (0, 5, 0), (0, 3_600, 0), (600, 0, 0), (86_400 * 400, 10, 10),
        ])
    func earlierCounts(_ stamp: Int64, _ arrival: Int64, _ start: Int64) {
        var evidence = WindowEvidence()
        evidence.count(.opens, timestamp: trigger + .seconds(stamp), arrival: trigger + .seconds(arrival))
        #expect(window(evidence, trigger + .seconds(20)).until == end + .seconds(start))
    }

    @Test("is not lengthened by a stamp of the future that has no arrival", arguments: [1, 600, 86_400, 86_400 * 365])
    func futureStamp(_ ahead: Int64) {
        var evidence = WindowEvidence()
        evidence.count(.opens, timestamp: trigger + .seconds(ahead), arrival: nil)
        #expect(window(evidence, trigger) == .open(until: end))
        #expect(window(evidence, trigger).left(at: trigger) == .hours(24))
    }

    @Test("survives a clock set back ten minutes without showing more than 24 hours")
    func clockSetBack() {
        let now = trigger - .minutes(10)
        let state = window(WindowEvidence(trigger: trigger), now)
        #expect(state == .open(until: end))
        #expect(state.left(at: now) == .hours(24))
        #expect(window(WindowEvidence(trigger: trigger), end - .minutes(10)) == .critical(until: end))
    }

    @Test("does not grow when an old message is delivered late")
    func lateDelivery() {
        var evidence = WindowEvidence()
        evidence.count(.opens, timestamp: trigger, arrival: trigger + .hours(30))
        #expect(window(evidence, trigger + .hours(30)) == .closed(since: end))
        evidence.count(.opens, timestamp: trigger - .hours(40), arrival: trigger + .hours(31))
        #expect(evidence.trigger == trigger)
    }

    @Test("takes the newest trigger in any order, any number of times")
    func order() {
        let stamps: [Int64] = [0, 50, 100, 100, 7]
        var evidence: Set<WindowEvidence> = []
        for shift in stamps.indices {
            var counted = WindowEvidence()
            for index in stamps.indices {
                let stamp = trigger + .seconds(stamps[(index + shift) % stamps.count])
                counted.count(.opens, timestamp: stamp, arrival: stamp + .seconds(1))
                counted.count(.mayOpen, timestamp: stamp, arrival: nil)
                counted.count(.none, timestamp: stamp + .hours(9), arrival: nil)
            }
            evidence.insert(counted)
        }
        #expect(
            evidence == [
                WindowEvidence(trigger: trigger + .seconds(100), undatedReaction: trigger + .seconds(100))
            ])
    }

    @Test("is unknown until the store has listened for 24 hours")
    func listening() {
        #expect(window(WindowEvidence(), trigger) == .unknown)
        let evidence = WindowEvidence(listeningSince: trigger)
        #expect(window(evidence, end - Span(milliseconds: 1)) == .unknown)
        #expect(window(evidence, end) == .closed(since: end))
        #expect(
            window(WindowEvidence(trigger: trigger, listeningSince: trigger), end + .hours(1)) == .closed(since: end))
    }

    @Test("is likely while only a reaction keeps it open")
    func reactions() {
        let evidence = WindowEvidence(trigger: trigger, reaction: trigger + .hours(3))
        #expect(window(evidence, end - .hours(3)) == .open(until: end))
        #expect(window(evidence, end - Span(milliseconds: 1)) == .critical(until: end))
        #expect(window(evidence, end) == .likely(until: end + .hours(3)))
        #expect(window(evidence, end + .hours(3)) == .closed(since: end + .hours(3)))
        #expect(window(WindowEvidence(undatedReaction: trigger), trigger) == .likely(until: end))
    }

    struct Dispute: Sendable {
        var name: String
        var evidence: WindowEvidence
        var state: ServiceWindow
    }

    @Test(
        "is disputed by a refusal of what left after the trigger, and by no other",
        arguments: [
            Dispute(
                name: "refused after the trigger",
                evidence: WindowEvidence(trigger: trigger, refusedAt: trigger + .seconds(1)),
                state: .disputed(until: end, refusedAt: trigger + .seconds(1))),
            Dispute(
                name: "refused before the trigger",
                evidence: WindowEvidence(trigger: trigger, refusedAt: trigger - .seconds(1)), state: .open(until: end)),
            Dispute(
                name: "refused in the same instant",
                evidence: WindowEvidence(trigger: trigger, refusedAt: trigger), state: .open(until: end)),
            Dispute(
                name: "a reaction after the refusal",
                evidence: WindowEvidence(
                    trigger: trigger, reaction: trigger + .seconds(9), refusedAt: trigger + .seconds(5)),
                state: .likely(until: end + .seconds(9))),
            Dispute(
                name: "a reaction before the refusal",
                evidence: WindowEvidence(
                    trigger: trigger, reaction: trigger + .seconds(3), refusedAt: trigger + .seconds(5)),
                state: .disputed(until: end, refusedAt: trigger + .seconds(5))),
            Dispute(
                name: "only a reaction, refused",
                evidence: WindowEvidence(reaction: trigger, refusedAt: trigger + .seconds(5)),
                state: .disputed(until: end, refusedAt: trigger + .seconds(5))),
            Dispute(
                name: "refused without any trigger", evidence: WindowEvidence(refusedAt: trigger), state: .unknown),
        ])
    func disputes(_ dispute: Dispute) {
        #expect(window(dispute.evidence, trigger + .seconds(60)) == dispute.state, "\(dispute.name)")
    }

    @Test("a dispute ends with the window")
    func disputeEnds() {
        let evidence = WindowEvidence(trigger: trigger, refusedAt: trigger + .seconds(5))
        #expect(
            window(evidence, end - Span(milliseconds: 1)) == .disputed(until: end, refusedAt: trigger + .seconds(5)))
        #expect(window(evidence, end) == .closed(since: end))
    }

    @Test(
        "an accepted try waives the question until a refusal",
        arguments: [
            (nil, nil, false), (10, nil, true), (10, 5, true), (10, 10, false), (10, 11, false), (nil, 5, false),
        ] as [(Int64?, Int64?, Bool)])
    func waiver(_ tried: Int64?, _ refused: Int64?, _ isWaived: Bool) {
        let evidence = WindowEvidence(
            refusedAt: refused.map { trigger + .seconds($0) }, triedAt: tried.map { trigger + .seconds($0) })
        #expect(evidence.tryIsWaived == isWaived)
        #expect(window(evidence, trigger + .seconds(60)) == .unknown, "a try never opens")
    }

    @Test("never traps at the ends of time", arguments: [Int64.min, .max, 0])
    func extremes(_ stamp: Int64) {
        let evidence = WindowEvidence(trigger: Instant(milliseconds: stamp), reaction: Instant(milliseconds: stamp))
        for now in [Int64.min, 0, .max] {
            let now = Instant(milliseconds: now)
            if let left = window(evidence, now).left(at: now) { #expect(left >= .zero && left <= .hours(24)) }
        }
    }
}
