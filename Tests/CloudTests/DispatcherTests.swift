import Inbox
import Testing
import WhatsApp

@testable import Cloud

/// Conversations with the dispatcher: what it is told, what it answers.
@Suite struct DispatcherTests {
    private var dispatcher = Dispatcher()

    private mutating func plan(
        _ rows: [OutboxItem], at seconds: Int64 = 0, departures: [Throttle.Departure] = []
    ) -> Dispatcher.Plan {
        var plan = dispatcher.plan(rows, departures: departures, now: noon + .seconds(seconds))
        plan.actions.removeAll { $0 == .adoptOrphans }
        return plan
    }

    private mutating func answer(
        _ id: String, _ result: SendResult, at seconds: Int64 = 0, random: Double = 0
    ) -> Dispatcher.Action {
        dispatcher.answered(id: id, result, now: noon + .seconds(seconds), random: random)
    }

    private func refused(_ code: Int) -> SendResult { .refused(APIError(code: code, message: "no"), httpStatus: 400) }

    private func finish(_ id: String, _ code: Int?, _ title: String, at: Int64, retry: Int64?) -> Dispatcher.Action {
        .finish(
            id: id,
            .refused(
                FailureNote(code: code, title: title), at: noon + .seconds(at),
                retryAt: retry.map { noon + .seconds($0) }))
    }

    // MARK: The straight way

    @Test mutating func claimsSendsAndFinishes() throws {
        #expect(plan([row("a")]).actions == [.claim(id: "a")])
        #expect(!dispatcher.isIdle)
        let leave = try permit()
        #expect(dispatcher.claimed(id: "a", gate: .success(leave), now: noon) == .send(id: "a", leave))
        #expect(
            answer("a", .accepted(wamid: "w1", status: nil), at: 1)
                == .finish(id: "a", .accepted(wamid: "w1", status: nil, at: noon + .seconds(1))))
        #expect(dispatcher.isIdle)
        #expect(dispatcher.standing == .running)
    }

    @Test mutating func nothingToDoSleepsUntilOrphansAreDue() {
        let first = dispatcher.plan([], departures: [], now: noon)
        #expect(first.actions == [.adoptOrphans])
        #expect(first.wakeAt == noon + Dispatcher.adoptEvery)
        #expect(dispatcher.plan([], departures: [], now: noon + .seconds(29)).actions.isEmpty)
        #expect(dispatcher.plan([], departures: [], now: noon + .seconds(30)).actions == [.adoptOrphans])
        // The clock was set back by a day: not put off by a day.
        #expect(dispatcher.plan([], departures: [], now: noon - .hours(24)).actions == [.adoptOrphans])
    }

    @Test mutating func aRowUnderWayIsNotClaimedAgain() {
        _ = plan([row("a")])
        #expect(plan([row("a")]).actions.isEmpty)
        #expect(plan([row("a", state: .leaving)]).actions.isEmpty)
    }

    @Test mutating func aLostClaimIsForgotten() {
        _ = plan([row("a")])
        dispatcher.lost(id: "a")
        #expect(dispatcher.isIdle)
        #expect(plan([row("a")]).actions == [.claim(id: "a")])
    }

    // MARK: Order

    @Test mutating func oneAtATimeToOnePersonInOrder() {
        // In the order of writing, though the clock was set back meanwhile.
        let rows = [row("a", enqueued: -1), row("b", enqueued: -2), row("c", enqueued: -3), row("x", to: dana(2))]
        let first = plan(rows)
        #expect(first.actions == [.claim(id: "a"), .claim(id: "x")])
        #expect(first.waits == ["b": .behind(id: "a"), "c": .behind(id: "a")])
        _ = answer("a", .accepted(wamid: "w", status: nil))
        #expect(plan(rows.filter { $0.id == "b" || $0.id == "c" }).actions == [.claim(id: "b")])
    }

    @Test mutating func nobodyOvertakesARowThatWaits() {
        let rows = [row("a", enqueued: -2, due: 4), row("b", enqueued: -1, due: -1)]
        let plan = plan(rows)
        #expect(plan.actions.isEmpty)
        #expect(plan.waits == ["a": .due(at: noon + .seconds(4), after: nil), "b": .behind(id: "a")])
        #expect(plan.wakeAt == noon + .seconds(4))
    }

    @Test mutating func aRowOfAnotherProcessHoldsItsConversation() {
        let plan = plan([row("a", enqueued: -2, state: .leaving), row("b"), row("x", to: dana(2))])
        #expect(plan.actions == [.claim(id: "x")])
        #expect(plan.waits == ["b": .behind(id: "a")])
    }

    @Test mutating func settledRowsHoldNobody() {
        let states: [OutboxState] = [.accepted, .refused, .uncertain, .recalled]
        let rows = states.map { row($0.rawValue, enqueued: -5, state: $0) } + [row("b")]
        #expect(plan(rows).actions == [.claim(id: "b")])
    }

    @Test mutating func onlySoManyAtOnce() {
        dispatcher.mostInFlight = 2
        let plan = plan((1...3).map { row("r\($0)", to: dana($0), enqueued: Int64($0) - 9) })
        #expect(plan.actions == [.claim(id: "r1"), .claim(id: "r2")])
        #expect(plan.waits == ["r3": .turn])
    }

    // MARK: Limits and deadlines

    @Test mutating func theLimitsHoldARow() {
        let pair = Pair(number: desk, address: dana())
        let departures = [Throttle.Departure(pair, at: noon - .seconds(8)), .init(pair, at: noon - .seconds(7))]
        let plan = plan([row("a"), row("x", to: dana(2))], departures: departures)
        #expect(plan.actions == [.claim(id: "x")])
        #expect(plan.waits == ["a": .limit(.pair, until: noon + .seconds(4))])
        #expect(plan.wakeAt == noon + .seconds(4))
    }

    @Test mutating func whatItClaimsCountsAtOnce() {
        dispatcher.limits = Throttle.Limits(perSecond: 2)
        let plan = plan((1...3).map { row("r\($0)", to: dana($0), enqueued: Int64($0) - 9) })
        #expect(plan.actions.count == 2)
        #expect(plan.waits == ["r3": .limit(.number, until: noon + .seconds(1))])
    }

    @Test mutating func aDeadlineRefusesAndFreesTheNext() {
        let plan = plan([row("a", enqueued: -9, notAfter: 0), row("b")])
        #expect(plan.actions == [.refuse(id: "a", .expired(notAfter: noon)), .claim(id: "b")])
    }

    @Test mutating func itWakesForTheDeadlineOfARowThatWaits() {
        let first = plan([row("a", due: 100, notAfter: 20)])
        #expect(first.wakeAt == noon + .seconds(20))
        #expect(
            plan([row("a", due: 100, notAfter: 20)], at: 20).actions
                == [.refuse(id: "a", .expired(notAfter: noon + .seconds(20)))])
    }

    @Test mutating func theSecondPassDecides() throws {
        _ = plan([row("a"), row("b", to: dana(2), notAfter: 5)])
        let refusal = Refusal.windowEnding(until: noon + .seconds(2))
        #expect(dispatcher.claimed(id: "a", gate: .failure(refusal), now: noon) == .refuse(id: "a", refusal))
        // The claim took until the deadline.
        #expect(
            dispatcher.claimed(id: "b", gate: .success(try permit()), now: noon + .seconds(5))
                == .refuse(id: "b", .expired(notAfter: noon + .seconds(5))))
        #expect(dispatcher.isIdle)
    }

    // MARK: Refusals

    @Test mutating func aRetryableCodeGoesBackWithFourToTheX() {
        for (attempts, wait) in [(0, 1), (1, 4), (2, 16), (3, 64)] as [(Int, Int64)] {
            _ = plan([row("a", attempts: attempts)], at: 1_000 * Int64(attempts))
            #expect(
                answer("a", refused(131_016), at: 1_000 * Int64(attempts))
                    == finish("a", 131_016, "no", at: 1_000 * Int64(attempts), retry: 1_000 * Int64(attempts) + wait))
        }
        _ = plan([row("a", notAfter: 9_000, attempts: 4)], at: 5_000)
        #expect(answer("a", refused(131_016), at: 5_000) == finish("a", 131_016, "no", at: 5_000, retry: nil))
    }

    @Test(arguments: [131_047, 131_026, 132_001, 100, 999_999])
    mutating func anyOtherCodeIsFinal(_ code: Int) {
        _ = plan([row("a")])
        #expect(answer("a", refused(code)) == finish("a", code, "no", at: 0, retry: nil))
        #expect(dispatcher.standing == .running)
        #expect(plan([row("b")]).actions == [.claim(id: "b")])
    }

    @Test mutating func aPairLimitPausesOnlyThatConversation() {
        _ = plan([row("a", attempts: 1)])
        #expect(answer("a", refused(131_056)) == finish("a", 131_056, "no", at: 0, retry: 4))
        let note = FailureNote(code: 131_056, title: "no")
        let waiting = [row("a", due: 4, attempts: 2, lastError: note), row("x", to: dana(2))]
        let plan = plan(waiting, at: 1)
        #expect(plan.actions == [.claim(id: "x")])
        #expect(plan.waits == ["a": .due(at: noon + .seconds(4), after: note)])
    }

    @Test mutating func aPairLimitOutlivesTheRowThatMetIt() {
        _ = plan([row("a", attempts: 4)])
        #expect(answer("a", refused(131_056)) == finish("a", 131_056, "no", at: 0, retry: nil))
        let next = plan([row("b"), row("x", to: dana(2))], at: 1)
        #expect(next.actions == [.claim(id: "x")])
        #expect(next.waits == ["b": .paused(code: 131_056, until: noon + .seconds(256))])
        #expect(plan([row("b")], at: 256).actions == [.claim(id: "b")])
    }

    @Test(arguments: [(130_429, 1), (131_057, 60)] as [(Int, Int64)])
    mutating func aThroughputLimitPausesTheNumber(_ code: Int, _ wait: Int64) {
        _ = plan([row("a")])
        #expect(answer("a", refused(code)) == finish("a", code, "no", at: 0, retry: wait))
        let plan = plan([row("b", to: dana(2)), row("x", to: dana(2), number: NumberID("7"))])
        #expect(plan.actions == [.claim(id: "x")])
        #expect(plan.waits == ["b": .paused(code: code, until: noon + .seconds(wait))])
        #expect(plan.wakeAt == noon + .seconds(min(wait, 30)))
    }

    @Test(arguments: [4, 80_007])
    mutating func aCallLimitPausesEverything(_ code: Int) {
        _ = plan([row("a")])
        _ = answer("a", refused(code))
        let plan = plan([row("x", to: dana(2), number: NumberID("7"))])
        #expect(plan.actions.isEmpty)
        #expect(plan.waits == ["x": .paused(code: code, until: noon + .minutes(1))])
        dispatcher.tryNow()
        #expect(self.plan([row("x", to: dana(2), number: NumberID("7"))]).actions == [.claim(id: "x")])
    }

    // MARK: The token

    @Test mutating func aRefusedTokenStopsEverythingAndKeepsTheOutbox() {
        _ = plan([row("a")])
        #expect(answer("a", refused(190)) == finish("a", 190, "no", at: 0, retry: 0))
        let held = plan([row("a"), row("x", to: dana(2))])
        #expect(held.actions.isEmpty)
        #expect(held.waits == ["a": .standing, "x": .standing])
        guard case .held(.refused(let error), since: noon, failures: 1, _, _) = dispatcher.standing else {
            Issue.record("\(dispatcher.standing)")
            return
        }
        #expect(error.code == 190)
        #expect(held.wakeAt == noon + .seconds(30))
        #expect(plan([row("a")], at: 30).actions == [.renewToken])
        #expect(plan([row("a")], at: 31).actions.isEmpty)
        dispatcher.tokenRenewed()
        #expect(plan([row("a"), row("x", to: dana(2))], at: 32).actions == [.claim(id: "a"), .claim(id: "x")])
    }

    @Test mutating func theSameTokenIsTriedWithOneRowNowAndThen() {
        _ = plan([row("a"), row("x", to: dana(2))])
        _ = answer("a", refused(190))
        // It was under way at the same time: one failure, not two.
        _ = answer("x", refused(190))
        let rows = [row("a"), row("x", to: dana(2))]
        #expect(plan(rows, at: 59).actions == [.renewToken])
        let probe = plan(rows, at: 60)
        #expect(probe.actions == [.claim(id: "a")])
        #expect(probe.waits == ["x": .standing])
        _ = answer("a", refused(190), at: 60)
        #expect(plan(rows, at: 61).actions.isEmpty)
        #expect(plan(rows, at: 60 + 239).actions == [.renewToken])
        #expect(plan(rows, at: 60 + 240).actions == [.claim(id: "a")])
        _ = answer("a", .accepted(wamid: "w", status: nil), at: 301)
        #expect(dispatcher.standing == .running)
    }

    @Test mutating func deadlinesPassWhileHeld() {
        _ = plan([row("a")])
        _ = answer("a", refused(190))
        #expect(
            plan([row("b", notAfter: 10)], at: 10).actions
                == [.refuse(id: "b", .expired(notAfter: noon + .seconds(10)))])
    }

    @Test mutating func anUnreadableTokenHoldsToo() {
        let error = TokenError(origin: .file(path: "/t"), reason: .openMode(0o644))
        _ = plan([row("a")])
        #expect(answer("a", .notSent(.token(error))) == finish("a", nil, "token_file_mode", at: 0, retry: 0))
        guard case .held(.unreadable(error), _, _, _, _) = dispatcher.standing else {
            Issue.record("\(dispatcher.standing)")
            return
        }
    }

    // MARK: The network

    @Test mutating func whileOfflineOneRowAtATimeTries() {
        let rows = [row("a"), row("x", to: dana(2)), row("y", to: dana(3))]
        _ = plan(rows)
        for id in ["a", "x", "y"] {
            #expect(
                answer(id, .notSent(.transport(.connectionRefused)))
                    == finish(id, nil, "transport_connectionRefused", at: 0, retry: 1))
        }
        #expect(
            dispatcher.standing
                == .offline(
                    "transport_connectionRefused", since: noon, failures: 1, retryAt: noon + .seconds(1)))
        #expect(plan(rows).actions.isEmpty)
        #expect(plan(rows).wakeAt == noon + .seconds(1))
        let probe = plan(rows, at: 1)
        #expect(probe.actions == [.claim(id: "a")])
        #expect(probe.waits == ["x": .standing, "y": .standing])
        _ = answer("a", .notSent(.transport(.connectionRefused)), at: 1)
        #expect(plan(rows, at: 4).actions.isEmpty)
        #expect(plan(rows, at: 5).actions == [.claim(id: "a")])
        _ = answer("a", .accepted(wamid: "w", status: nil), at: 5)
        #expect(plan(Array(rows.dropFirst()), at: 5).actions == [.claim(id: "x"), .claim(id: "y")])
    }

    @Test mutating func attemptsThatNeverLeftSpendNoTry() {
        for attempts in 0..<20 {
            let time = Int64(attempts) * 100
            #expect(plan([row("a", attempts: attempts)], at: time).actions == [.claim(id: "a")])
            _ = answer("a", .notSent(.transport(.hostNotFound)), at: time)
        }
        _ = plan([row("a", attempts: 20)], at: 2_100)
        #expect(answer("a", refused(131_016), at: 2_100) == finish("a", 131_016, "no", at: 2_100, retry: 2_101))
    }

    @Test mutating func anUncertainRowIsNeverRetriedAndSlowsTheRest() {
        let rows = [row("a"), row("x", to: dana(2)), row("y", to: dana(3)), row("b", enqueued: 1)]
        _ = plan([rows[0]])
        #expect(
            answer("a", .uncertain(.transport(.timedOut)))
                == .finish(id: "a", .uncertain(FailureNote(code: nil, title: "transport_timedOut"), at: noon)))
        // The conversation is not blocked by it, but only one row tries at a time.
        #expect(plan(Array(rows.dropFirst()), at: 1).actions == [.claim(id: "x")])
        _ = answer("x", refused(131_026), at: 1)
        #expect(plan([rows[2], rows[3]], at: 1).actions == [.claim(id: "y"), .claim(id: "b")])
    }

    @Test mutating func aStalePermitPassesTheGateAgain() {
        _ = plan([row("a")])
        #expect(answer("a", .notSent(.permit(.stale))) == finish("a", nil, "permit_stale", at: 0, retry: 1))
        #expect(dispatcher.standing == .running)
    }

    @Test(arguments: [
        SendResult.Unsent.permit(.wrongPass), .permit(.expired), .redirected(httpStatus: 307), .badIdentifier,
    ])
    mutating func whatWaitingCannotMendIsFinal(_ reason: SendResult.Unsent) {
        _ = plan([row("a")])
        #expect(answer("a", .notSent(reason)) == finish("a", nil, reason.code, at: 0, retry: nil))
    }
}
