import Inbox
import Screen

/// The facts of the status page in words: what each is now, whether that is as it should be, and what it means.
extension Model {
    private var statusTimes: TimeWords {
        TimeWords(zone: settings.zone, now: now, words: words, ticks: !settings.reducesMotion)
    }

    /// Whether a fact is not as it should be.
    func isBad(_ fact: StatusFact) -> Bool {
        switch fact {
        case .spool:
            if case .spool = status.trouble { return true }
            return status.isSpoolUnread
        case .webhooks: return false
        case .outbox: return status.uncertain > 0
        case .limits: return status.throttledUntil.map { $0 > now } ?? false
        case .clock: return status.skew?.isShown ?? false
        case .work:
            if hasRecent(status.hookFailure) { return true }
            switch status.trouble {
            case .token, .network, .noToken, .workerStopped, .workerReplaced, .store: return true
            case .spool, .spoolUnread, nil: return false
            }
        case .quarantine: return status.quarantined > 0
        case .unrouted: return status.unrouted > 0
        case .channel: return status.unseenNews > 0 || status.security != nil
        }
    }

    /// A hook that failed within the hour; one of yesterday is told where it is asked for.
    private func hasRecent(_ failure: HookFailure?) -> Bool { failure.map { now - $0.at < .hours(1) } ?? false }

    func statusLabel(_ fact: StatusFact) -> SafeText {
        switch fact {
        case .spool: words(.factSpool)
        case .webhooks: words(.factWebhooks)
        case .outbox: words(.factOutbox)
        case .limits: words(.factLimits)
        case .clock: words(.factClock)
        case .work: words(.factWork)
        case .quarantine: words(.factQuarantine)
        case .unrouted: words(.factUnrouted)
        case .channel: words(.factChannel)
        }
    }

    /// A fact's present value.
    func statusValue(_ fact: StatusFact) -> SafeText {
        switch fact {
        case .spool: return status.lastPollAt.map { words(.spoolLooked, statusTimes.since($0)) } ?? words(.spoolNever)
        case .webhooks:
            return status.lastWebhookAt.map { words(.webhookAge, statusTimes.since($0)) } ?? words(.webhookNever)
        case .outbox:
            let waiting = words(.outboxWaiting, "\(status.outboxDepth)")
            return status.uncertain > 0 ? "\(waiting), \(words(.outboxUncertain, "\(status.uncertain)"))" : waiting
        case .limits:
            guard let until = status.throttledUntil, until > now else { return words(.limitsNone) }
            return words(.limitsHeld, statusTimes.clockWithSeconds(until))
        case .clock: return status.skew.map { skewValue($0) } ?? words(.clockUnmeasured)
        case .work:
            switch status.worker {
            case .live(let note): return process(note)
            case .stopped: return words(.workStopped)
            case .none: return words(status.canSend ? .workHere : .workNobody)
            }
        case .quarantine: return "\(status.quarantined)"
        case .unrouted: return "\(status.unrouted)"
        case .channel:
            if status.unseenNews > 0 { return words(.channelUnseen, "\(status.unseenNews)") }
            return status.lastNewsAt.map { words(.channelNewest, statusTimes.since($0)) } ?? words(.channelNothing)
        }
    }

    /// `+7.2 s ± 0.6 s`
    private func skewValue(_ skew: SkewReading) -> SafeText {
        let sign: SafeText = skew.offset < .zero ? "-" : "+"
        return words(
            .clockOff, sign + tenths(Span(milliseconds: abs(skew.offset.milliseconds))), tenths(skew.uncertainty))
    }

    func tenths(_ span: Span) -> SafeText {
        let tenths = (span.milliseconds + 50) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `oriel work (process 4711, user oriel)`
    func process(_ note: ProcessNote) -> SafeText {
        if note.isThisOne { return words(.processThis, "\(note.pid ?? 0)") }
        let name = note.command.isEmpty ? words(.processOther) : SafeText(untrusted: note.command, limit: 60).singleLine
        guard let pid = note.pid else { return name }
        let user = note.user ?? "?"
        return words(.processUser, name, "\(pid)", SafeText(untrusted: user, limit: 40).singleLine)
    }
}
