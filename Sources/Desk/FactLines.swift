import Inbox
import Screen

/// The page of one status fact: its value, what it means, the rows behind it, and what to do when it is bad.
struct FactLines {
    private let model: Model
    private let words: Words
    private let times: TimeWords
    private let policy: TextPolicy

    init(_ model: Model) {
        self.model = model
        words = model.settings.words
        times = TimeWords(
            zone: model.settings.zone, now: model.now, words: model.settings.words, ticks: !model.settings.reducesMotion
        )
        policy = model.settings.textPolicy
    }

    /// - Parameter showsPayloads: whether what was told stands under what it means.
    func lines(_ fact: StatusFact, _ report: StatusReport?, showsPayloads: Bool = false) -> [PageLine] {
        let role: Role = model.isBad(fact) ? .stateFailed : .helpText
        var lines = [title("\(model.statusLabel(fact))"), line(model.statusValue(fact), role)]
        if model.isBad(fact), let trouble = troubleWords(fact) { lines.append(line(trouble, .stateFailed)) }
        lines += specifics(fact)
        if let report { lines += rows(report, showsPayloads) }
        lines += [title(words(.meaning)), line(words(meaning(fact)))]
        if let cure = cure(fact) { lines += [title(words(.cure)), line(cure)] }
        return lines
    }

    private func title(_ text: SafeText) -> PageLine { PageLine(text: text, key: nil, role: .helpTitle) }
    private func line(_ text: SafeText, _ role: Role = .helpText) -> PageLine {
        PageLine(text: text, key: nil, role: role)
    }

    private func safe(_ text: String, limit: Int = 200) -> SafeText {
        SafeText(untrusted: text, policy: policy, limit: limit).singleLine
    }

    private func troubleWords(_ fact: StatusFact) -> SafeText? {
        switch fact {
        case .spool, .work: model.status.trouble.map { words.trouble($0) }
        default: nil
        }
    }

    private func specifics(_ fact: StatusFact) -> [PageLine] {
        let status = model.status
        switch fact {
        case .spool:
            var lines = status.spoolPath.isEmpty ? [] : [line(words(.spoolPath, safe(status.spoolPath, limit: 400)))]
            lines.append(
                line(status.ingester.map { words(.spoolReader, model.process($0)) } ?? words(.workIngestsNobody)))
            return lines
        case .webhooks: return status.lastWebhookAt.map { [line(words(.webhookAt, times.moment($0)))] } ?? []
        case .limits:
            guard let cause = status.throttle, let until = status.throttledUntil, until > model.now else { return [] }
            switch cause {
            case .pair: return [line(words(.limitPair))]
            case .number: return [line(words(.limitNumber))]
            case .calls: return [line(words(.limitCalls))]
            case .platform(let code): return [line(words(.limitPlatform, "\(code)"))]
            }
        case .clock:
            guard let skew = status.skew else { return [] }
            var lines = [line(words(.clockMeasured, times.moment(skew.measuredAt)))]
            lines.append(
                line(skew.widening > .zero ? words(.clockWidened, model.tenths(skew.widening)) : words(.clockAgrees)))
            return lines
        case .work:
            var lines = [
                line(status.ingester.map { words(.workIngests, model.process($0)) } ?? words(.workIngestsNobody))
            ]
            switch status.worker {
            case .live(let note): lines.append(line(words(.workDispatches, model.process(note))))
            case .stopped(let note):
                lines.append(line(words(.workGone, model.process(note))))
                lines.append(line(words(status.canSend ? .workDispatchesHere : .workDispatchesNobody)))
            case .none: lines.append(line(words(status.canSend ? .workDispatchesHere : .workDispatchesNobody)))
            }
            if let failure = status.hookFailure {
                let told = words.hookFailure(failure, policy: model.settings.textPolicy)
                lines.append(
                    line(words(.hookLine, times.moment(failure.at), told, "\(failure.count)"), .stateUncertain))
            }
            return lines
        case .quarantine:
            return status.spoolPath.isEmpty
                ? [] : [line(words(.quarantinePath, safe(status.spoolPath + "/quarantine", limit: 400)))]
        case .outbox, .unrouted, .channel: return []
        }
    }

    private func rows(_ report: StatusReport, _ showsPayloads: Bool) -> [PageLine] {
        switch report {
        case .nothing: return []
        case .limits(let report): return LimitLines(model).lines(report)
        case .channel(let events):
            if events.isEmpty { return [line(words(.channelEmpty))] }
            return events.flatMap { ChannelLines(model).lines($0, showsPayload: showsPayloads) }
        case .outbox(let rows): return rows.flatMap(outboxRow)
        case .quarantine(let files):
            return files.flatMap { file in
                [title(safe(file.name)), line(safe(file.reason, limit: 400), .stateFailed)]
            }
        case .unrouted(let threads):
            return threads.flatMap { thread in
                [
                    title("\(safe(thread.person, limit: 60)) → \(safe(thread.number.value, limit: 40))"),
                    line(words(.unroutedLast, times.moment(thread.lastAt))),
                    line(thread.isOurs ? words(.unroutedNobody) : words(.unroutedNumber, safe(thread.number.value))),
                ]
            }
        }
    }

    private func outboxRow(_ row: StatusReport.OutboxRow) -> [PageLine] {
        let item = row.item
        let address = model.addressText(item.address) ?? SafeText()
        let state =
            switch item.state {
            case .queued: words(.rowQueued)
            case .leaving: words(.rowLeaving)
            case .uncertain: words(.rowUncertain)
            case .accepted, .refused, .recalled: safe(item.state.rawValue)
            }
        var lines = [title("\(address) \(state)")]
        lines.append(line(words(.rowWritten, safe(item.actor, limit: 40), times.moment(item.enqueuedAt))))
        switch item.state {
        case .uncertain: lines.append(line(words(.rowUncertainWhy), .stateUncertain))
        case .leaving:
            if let holder = row.holder { lines.append(line(words(.rowClaimed, model.process(holder)))) }
        default:
            lines.append(
                line(item.dueAt > model.now ? words(.rowDue, times.clockWithSeconds(item.dueAt)) : words(.rowDueNow)))
        }
        lines.append(line(words(.rowNotAfter, times.moment(item.notAfter))))
        lines.append(line(words(.rowAttempts, "\(item.attempts)")))
        if let note = item.lastError {
            lines.append(line(words(.rowLastError, FailureWords(note, words: words, policy: policy).short)))
        }
        return lines
    }

    private func meaning(_ fact: StatusFact) -> Phrase {
        switch fact {
        case .spool: .spoolMeaning
        case .webhooks: .webhookMeaning
        case .outbox: .outboxMeaning
        case .limits: .limitsMeaning
        case .clock: .clockMeaning
        case .work: .workMeaning
        case .quarantine: .quarantineMeaning
        case .unrouted: .unroutedMeaning
        case .channel: .channelMeaning
        }
    }

    /// What to do; nil while there is nothing to.
    private func cure(_ fact: StatusFact) -> SafeText? {
        guard model.isBad(fact) else { return fact == .webhooks ? words(.webhookCure) : nil }
        switch fact {
        case .spool: return words(.spoolCure)
        case .webhooks: return words(.webhookCure)
        case .outbox: return words(.outboxCure)
        case .limits: return words(.limitsCure)
        case .clock: return words(.clockCure)
        case .work:
            switch model.status.trouble {
            case .token: return words(.workCureToken)
            case .network: return words(.workCureNetwork)
            case .noToken: return words(.workCureNoToken)
            case .store: return words(.workCureStore)
            case nil: return words(.hookCure)
            default: return words(.workCureStopped)
            }
        case .quarantine: return words(.quarantineCure)
        case .unrouted: return words(.unroutedCure)
        case .channel: return words(.channelCure)
        }
    }
}
