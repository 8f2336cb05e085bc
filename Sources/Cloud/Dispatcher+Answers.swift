import Inbox
import WhatsApp

extension Dispatcher {
    /// Another process claimed or recalled the row, or the claim could not be made.
    public mutating func lost(id: String) { inFlight[id] = nil }

    /// The row is ours; decides by what the gate's second pass said, with the time handed in (law 3).
    public mutating func claimed(id: String, gate: Result<Permit, Refusal>, now: Instant) -> Action {
        switch gate {
        case .failure(let refusal): return refuse(id: id, refusal)
        case .success(let permit):
            if let flight = inFlight[id], flight.notAfter <= now {
                return refuse(id: id, .expired(notAfter: flight.notAfter))
            }
            return .send(id: id, permit)
        }
    }

    private mutating func refuse(id: String, _ refusal: Refusal) -> Action {
        inFlight[id] = nil
        unsent[id] = nil
        return .refuse(id: id, refusal)
    }

    /// An attempt ended; decides what it means for the row and for the others.
    ///
    /// - Parameters:
    ///   - hint: how long the platform asked us to wait (`RateUsage.regainedAfter`).
    ///   - random: a fresh number in 0..<1, for jitter.
    public mutating func answered(
        id: String, _ result: SendResult, now: Instant, hint: Span = .zero, random: Double
    ) -> Action {
        let flight = inFlight.removeValue(forKey: id)
        switch result {
        case .accepted(let wamid, let status):
            standing = .running
            unsent[id] = nil
            return .finish(id: id, .accepted(wamid: wamid, status: status, at: now))
        case .refused(let error, let httpStatus):
            return refused(id: id, flight, error, httpStatus: httpStatus, now, hint, random)
        case .uncertain(let uncertainty):
            // Whatever swallowed this answer would swallow the next ones: one row at a time until one comes through.
            _ = disconnect(uncertainty.code, now, random)
            unsent[id] = nil
            return .finish(id: id, .uncertain(FailureNote(code: nil, title: uncertainty.code), at: now))
        case .notSent(let reason): return notSent(id: id, flight, reason, now, random)
        }
    }

    private mutating func refused(
        id: String, _ flight: Flight?, _ error: APIError, httpStatus: Int, _ now: Instant, _ hint: Span,
        _ random: Double
    ) -> Action {
        let note = FailureNote(error)
        if error.refusesToken {
            hold(.refused(error), now, random)
            return backToQueue(id: id, note, now, at: now)
        }
        standing = .running
        let attempts = (flight?.attempts ?? 0) + 1 - unsent[id, default: 0]
        let decision = retry.decide(
            after: error, httpStatus: httpStatus, attempts: max(attempts, 1),
            notAfter: flight?.notAfter ?? Instant(milliseconds: .max), now: now, hint: hint, random: random)
        switch decision {
        case .again(let at):
            pause(flight?.pair, error.code, until: at)
            return .finish(id: id, .refused(note, at: now, retryAt: at))
        case .giveUp(let reason):
            // The row is given up, not the pause: the rows behind it would run into the same limit.
            let wait = RetryPolicy.wait(after: attempts)
            if reason != .notRetryable { pause(flight?.pair, error.code, until: now + wait) }
            unsent[id] = nil
            return .finish(id: id, .refused(note, at: now, retryAt: nil))
        }
    }

    private mutating func notSent(
        id: String, _ flight: Flight?, _ reason: SendResult.Unsent, _ now: Instant, _ random: Double
    ) -> Action {
        let note = FailureNote(code: nil, title: reason.code)
        switch reason {
        case .transport:
            let retryAt = disconnect(reason.code, now, random)
            return backToQueue(id: id, note, now, at: retryAt)
        case .token(let error):
            hold(.unreadable(error), now, random)
            return backToQueue(id: id, note, now, at: now)
        case .permit(.stale):
            // It waited too long between the gate and the wire: it passes the gate again.
            return backToQueue(id: id, note, now, at: now + .seconds(1))
        case .notUploaded: return backToQueue(id: id, note, now, at: now + .seconds(5))
        case .permit(.expired), .permit(.wrongPass), .redirected, .badIdentifier:
            unsent[id] = nil
            return .finish(id: id, .refused(note, at: now, retryAt: nil))
        }
    }

    /// Nothing left, so the row is queued again and no try is spent.
    private mutating func backToQueue(id: String, _ note: FailureNote, _ now: Instant, at dueAt: Instant) -> Action {
        unsent[id, default: 0] += 1
        return .finish(id: id, .refused(note, at: now, retryAt: dueAt))
    }

    private mutating func pause(_ pair: Pair?, _ code: Int?, until: Instant) {
        guard let pair, let code else { return }
        let pause = Pause(code: code, until: until)
        switch code {
        case 131_056: pairPauses[pair] = pause
        case 130_429, 131_057, 2_494_100: numberPauses[pair.number] = pause
        case 4, 80_007: accountPause = pause
        default: break
        }
    }
}

// MARK: Standing

extension Dispatcher {
    /// A new token is there: rows go again.
    public mutating func tokenRenewed() {
        if case .held = standing { standing = .running }
    }

    /// Somebody asked to try at once, whatever the standing.
    public mutating func tryNow() {
        standing = .running
        accountPause = nil
    }

    private mutating func disconnect(_ code: String, _ now: Instant, _ random: Double) -> Instant {
        var (start, failures) = (now, 1)
        if case .offline(_, let since, let before, let retryAt) = standing {
            // Requests that were under way together count as one failure.
            (start, failures) = (since, now < retryAt ? before : min(before, 1_000) + 1)
        }
        let retryAt = now + retry.reconnect(after: failures, random: random)
        standing = .offline(code, since: start, failures: failures, retryAt: retryAt)
        return retryAt
    }

    /// The next try with the same token: after 1, 4, then every 16 minutes.
    private mutating func hold(_ hold: Hold, _ now: Instant, _ random: Double) {
        var (start, failures) = (now, 1)
        var renewAt = now + Self.renewEvery
        if case .held(_, let since, let before, let retryAt, let nextRenewal) = standing {
            (start, failures) = (since, now < retryAt ? before : min(before, 1_000) + 1)
            renewAt = nextRenewal
        }
        let wait = min(RetryPolicy.wait(after: failures) * 60, .minutes(16))
        standing = .held(hold, since: start, failures: failures, retryAt: now + wait, renewAt: renewAt)
    }
}

extension FailureNote {
    /// The platform's error as the outbox keeps it; its strings stay untrusted.
    public init(_ error: APIError) {
        let title = error.title ?? error.message ?? error.userTitle ?? ""
        self.init(code: error.code, title: title, details: error.details)
    }
}
