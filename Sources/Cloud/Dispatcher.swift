import Inbox
import WhatsApp

/// Decides what leaves the outbox and when, as a value: every input is a method, every method returns what to do, and
/// somebody else does it. Reads no clock and throws no dice.
///
/// One row's way, with the store's states in brackets:
///
///     plan ──▶ .claim [queued → leaving] ──▶ claimed ──▶ .send ──▶ answered ──▶ .finish
///      │          └─ lost: another process has it  │                  [accepted | refused | uncertain | queued]
///      │                                           └─ .refuse: the gate's second pass said no [refused]
///      └─ .refuse: its deadline came [refused]
///
/// The loop of whoever drives it (`Engine.OutboxWorker`):
///
/// 1. `plan` with the open rows, the departures since `now − Throttle.lookBack` and the time. Do its actions in
///    order:
///    - `.adoptOrphans`: rows left *leaving* by workers that no longer live become uncertain.
///    - `.renewToken`: ask the client to read its token again; when it changed, call `tokenRenewed`.
///    - `.refuse`: record the refusal.
///    - `.claim`: compare-and-set queued → leaving. Lost: call `lost`. Won: read the row's gate context, pass the
///      gate a second time for departure with the time of this moment, and call `claimed` with what it said. It
///      answers `.send` (start `GraphClient.send` in a task of its own and bring the result to `answered`, whose
///      `.finish` is recorded before anything else) or `.refuse`.
/// 2. Sleep until `wakeAt`, a new row, an answer or a change of the store; then plan again.
///
/// When the program ends, answers under way are waited for; what is still leaving when the process dies is adopted by
/// the next worker as uncertain. An error of the store while claiming is a `lost`; while finishing, the answer is
/// kept and recorded again, never sent again.
public struct Dispatcher: Hashable, Sendable {
    /// What somebody else is to do.
    public enum Action: Hashable, Sendable {
        case adoptOrphans
        case renewToken
        case claim(id: String)
        case send(id: String, Permit)
        case refuse(id: String, Refusal)
        case finish(id: String, AttemptOutcome)
    }

    /// What to do now, why the rest waits, and when to ask again.
    public struct Plan: Hashable, Sendable {
        /// To be done in this order.
        public var actions: [Action] = []
        /// For every row that stays queued, what it waits for.
        public var waits: [String: Wait] = [:]
        /// Plan again at this time at the latest; nil: only when something changes.
        public var wakeAt: Instant?
    }

    /// What a queued row waits for; shown beside it (inbox.md, failure 27: waiting has a visible reason).
    public enum Wait: Hashable, Sendable {
        /// The undo delay, or the back-off after `lastError`.
        case due(at: Instant, after: FailureNote?)
        /// An older row to the same person.
        case behind(id: String)
        case limit(Throttle.Limit, until: Instant)
        /// The platform told this conversation, number or account to slow down.
        case paused(code: Int, until: Instant)
        /// No row leaves: see `standing`.
        case standing
        /// Enough requests are under way.
        case turn
    }

    /// Whether messages leave at all.
    public enum Standing: Hashable, Sendable {
        /// Legal moves: → offline (no answer), → held (the token is refused or missing).
        case running
        /// No usable answer came. One row at a time tries again. Legal moves: → running (an answer), → held.
        case offline(String, since: Instant, failures: Int, retryAt: Instant)
        /// The token does not work: everything stays in the outbox (`whatsapp.md` §9.2, 190). Read again now and then,
        /// and tried with one row at a time. Legal moves: → running (a new token, an answer), → offline.
        case held(Hold, since: Instant, failures: Int, retryAt: Instant, renewAt: Instant)

        /// When one row may try; nil while running.
        var retryAt: Instant? {
            switch self {
            case .running: nil
            case .offline(_, _, _, let retryAt), .held(_, _, _, let retryAt, _): retryAt
            }
        }
    }

    /// Why nothing leaves: what the platform said of the token, or why none could be read.
    public enum Hold: Hashable, Sendable {
        case refused(APIError)
        case unreadable(TokenError)
    }

    /// A row between its claim and its answer.
    struct Flight: Hashable, Sendable {
        var pair: Pair
        /// Before this one.
        var attempts: Int
        var notAfter: Instant
    }

    /// A slow-down the platform asked for.
    struct Pause: Hashable, Sendable {
        var code: Int
        var until: Instant
    }

    /// Whether messages leave at all; shown as a banner while they do not.
    public internal(set) var standing = Standing.running
    /// How fast messages may leave.
    public var limits: Throttle.Limits
    /// When refused messages are tried again.
    public var retry: RetryPolicy
    /// Requests under way at once, over all conversations; one a conversation.
    public var mostInFlight: Int
    var inFlight: [String: Flight] = [:]
    /// Attempts of rows that never reached the platform; they do not count as tries.
    var unsent: [String: Int] = [:]
    var pairPauses: [Pair: Pause] = [:]
    var numberPauses: [NumberID: Pause] = [:]
    var accountPause: Pause?
    private var adoptAt: Instant?

    /// How often orphans are looked for.
    static let adoptEvery = Span.seconds(30)

    /// A dispatcher with nothing under way.
    public init(
        limits: Throttle.Limits = Throttle.Limits(), retry: RetryPolicy = RetryPolicy(), mostInFlight: Int = 8
    ) {
        self.limits = limits
        self.retry = retry
        self.mostInFlight = mostInFlight
    }

    /// Whether any request is under way.
    public var isIdle: Bool { inFlight.isEmpty }

    /// Decides which rows go now. Rows it claims count as under way until `lost` or `answered`, or until `claimed`
    /// refuses them.
    ///
    /// - Parameters:
    ///   - items: the open rows (queued or leaving), due or not, in the order they were written, which is the store's: the
    ///     clock may have been set back between two of them. A row whose older rows are missing here overtakes them.
    ///   - departures: all since `now − Throttle.lookBack`.
    public mutating func plan(
        _ items: some Sequence<OutboxItem>, departures: some Sequence<Throttle.Departure>, now: Instant
    ) -> Plan {
        forgetPauses(before: now)
        // Rows recalled meanwhile leave their count behind.
        if unsent.count > 4_096 { unsent.removeAll() }
        var plan = Plan()
        planUpkeep(&plan, now)
        var throttle = Throttle(departures, limits: limits, now: now)
        var heads: [Pair: String] = [:]
        for (id, flight) in inFlight { heads[flight.pair] = id }
        for item in items {
            let pair = Pair(number: item.number, address: item.address)
            if inFlight[item.id] != nil { continue }
            if item.state == .leaving { heads[pair] = heads[pair] ?? item.id }
            guard item.state == .queued else { continue }
            if item.notAfter <= now {
                plan.actions.append(.refuse(id: item.id, .expired(notAfter: item.notAfter)))
                unsent[item.id] = nil
                continue
            }
            if let wait = wait(of: item, pair, head: heads[pair], throttle, now) {
                plan.waits[item.id] = wait
                plan.wake(at: min(item.notAfter, wait.end ?? item.notAfter))
            } else {
                plan.actions.append(.claim(id: item.id))
                inFlight[item.id] = Flight(pair: pair, attempts: item.attempts, notAfter: item.notAfter)
                throttle.note(Throttle.Departure(pair, at: now))
            }
            heads[pair] = heads[pair] ?? item.id
        }
        if !plan.waits.isEmpty, inFlight.isEmpty, let retryAt = standing.retryAt { plan.wake(at: retryAt) }
        return plan
    }

    /// What keeps a row back; nil when it may go.
    private func wait(
        of item: OutboxItem, _ pair: Pair, head: String?, _ throttle: Throttle, _ now: Instant
    ) -> Wait? {
        if let head { return .behind(id: head) }
        if item.dueAt > now { return .due(at: item.dueAt, after: item.lastError) }
        if let retryAt = standing.retryAt, now < retryAt || !inFlight.isEmpty { return .standing }
        let pauses = [pairPauses[pair], numberPauses[pair.number], accountPause].compactMap(\.self)
        if let pause = pauses.max(by: { $0.until < $1.until }) { return .paused(code: pause.code, until: pause.until) }
        if case .notBefore(let at, let limit) = throttle.verdict(for: pair) { return .limit(limit, until: at) }
        return inFlight.count < mostInFlight ? nil : .turn
    }

    private mutating func planUpkeep(_ plan: inout Plan, _ now: Instant) {
        // A clock that was set back must not put this off for hours.
        if adoptAt.map({ now >= $0 || $0 - now > Self.adoptEvery }) ?? true {
            plan.actions.append(.adoptOrphans)
            adoptAt = now + Self.adoptEvery
        }
        plan.wake(at: adoptAt ?? now)
        guard case .held(let hold, let since, let failures, let retryAt, let renewAt) = standing else { return }
        if now >= renewAt {
            plan.actions.append(.renewToken)
            let next = now + Self.renewEvery
            standing = .held(hold, since: since, failures: failures, retryAt: retryAt, renewAt: next)
            plan.wake(at: next)
        } else {
            plan.wake(at: renewAt)
        }
    }

    private mutating func forgetPauses(before now: Instant) {
        pairPauses = pairPauses.filter { $0.value.until > now }
        numberPauses = numberPauses.filter { $0.value.until > now }
        if let pause = accountPause, pause.until <= now { accountPause = nil }
    }

    /// How often the token is read again while held.
    static let renewEvery = Span.seconds(30)
}

extension Dispatcher.Plan {
    mutating func wake(at moment: Instant) { wakeAt = min(wakeAt ?? moment, moment) }
}

extension Dispatcher.Wait {
    /// When it ends by the clock alone; nil when something else must happen first.
    var end: Instant? {
        switch self {
        case .due(let at, _): at
        case .limit(_, let until), .paused(_, let until): until
        case .behind, .standing, .turn: nil
        }
    }
}
