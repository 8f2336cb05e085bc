import Inbox
import Screen

/// The pages that explain a message, a window and a name: the facts behind each, and the files they came by.
struct TrailLines {
    private let model: Model
    private let words: Words
    private let times: TimeWords
    private let policy: TextPolicy

    init(_ model: Model) {
        self.model = model
        words = model.settings.words
        times = TimeWords(zone: model.settings.zone, now: model.now, words: model.settings.words)
        policy = model.settings.textPolicy
    }

    private func title(_ text: SafeText) -> PageLine { PageLine(text: text, key: nil, role: .helpTitle) }
    private func line(_ text: SafeText, _ role: Role = .helpText) -> PageLine {
        PageLine(text: text, key: nil, role: role)
    }
    private func safe(_ text: String, limit: Int = 120) -> SafeText {
        SafeText(untrusted: text, policy: policy, limit: limit).singleLine
    }

    /// The file and the arrival of a webhook; its hash where no file is known.
    private func origin(_ origin: Origin?) -> [PageLine] {
        guard let origin else { return [] }
        var lines: [PageLine] = []
        if let arrival = origin.arrival { lines.append(line(words(.trailArrived, times.moment(arrival)))) }
        if let file = origin.file { lines.append(line(words(.trailFile, safe(file, limit: 260)))) }
        lines.append(line(words(.trailEnvelope, safe(String(origin.digest.prefix(16))))))
        return lines
    }

    // MARK: A message

    func message(_ trail: MessageTrail) -> [PageLine] {
        let message = trail.message
        var lines: [PageLine] = []
        if message.delivery?.needsCare ?? false { lines += failure(message) }
        let heading: Phrase =
            message.direction == .note ? .trailNote : message.direction == .outbound ? .trailSentBy : .trailReceived
        lines += [title(words(heading))]
        if let author = message.author { lines.append(line(words(.trailAuthor, safe(author, limit: 40)))) }
        switch message.telling {
        case .live, .event: break
        case .standby: lines.append(line(words(.toldStandby)))
        case .phoneApp: lines.append(line(words(.toldPhone)))
        case .history: lines.append(line(words(.toldHistory)))
        }
        lines.append(line(words(.trailStamp, times.moment(message.timestamp))))
        lines += origin(trail.origin)
        if let wamid = message.wamid { lines.append(line(words(.trailWamid, safe(wamid)))) }
        if let item = trail.item, item.state == .queued { lines.append(line(words(.trailQueued))) }
        for attempt in trail.attempts { lines += self.attempt(attempt) }
        if let hold = message.hold { lines.append(line(words.hold(hold), .statePending)) }
        for step in trail.steps {
            lines.append(title("\(safe(step.word, limit: 30)) \(times.moment(step.at))"))
            if let note = step.failure {
                lines.append(line(FailureWords(note, words: words, policy: policy).short, .stateFailed))
            }
            lines += origin(step.origin)
        }
        if message.direction == .outbound, trail.steps.isEmpty { lines.append(line(words(.trailNoStatus))) }
        return lines
    }

    private func failure(_ message: Message) -> [PageLine] {
        guard let failure = message.delivery?.failure else {
            return [
                title(words(.uncertainTitle)), line(words(.uncertainMeaning), .stateUncertain), title(words(.cure)),
                line(words(.outboxCure)),
            ]
        }
        let told = FailureWords(failure, words: words, policy: policy, isFinal: true)
        var lines = [title(words(.failureTitle)), line(told.short, .stateFailed)]
        if let text = message.text { lines.append(line(safe(text, limit: 400), .msgOut)) }
        lines += [title(words(.cause)), line(told.cause)]
        if failure.code == Self.windowShut, let ours = whatWeCount(at: message.timestamp) {
            lines.append(line(ours))
        }
        lines += [title(words(.cure)), line(told.cure)]
        if let details = told.details { lines += [title(words(.details)), line(details)] }
        return lines
    }

    /// The platform counts the window shut (`whatsapp.md` §3.1).
    private static let windowShut = 131047

    /// What we count by ourselves, beside what the platform says: an agent who saw them write needs to know both.
    private func whatWeCount(at sent: Instant) -> SafeText? {
        guard let row = model.conversation?.row else { return nil }
        guard let trigger = row.evidence.trigger else { return words(.explainNone) }
        let end = trigger + ServiceWindow.length
        let (at, until) = (times.moment(trigger), times.moment(end))
        if trigger > sent { return words(.evidenceSince, at, until) }
        return words(sent < end ? .evidenceOpen : .evidenceShut, at, until)
    }

    private func attempt(_ attempt: MessageTrail.Attempt) -> [PageLine] {
        var lines = [title(words(.trailAttempt, "\(attempt.ordinal)"))]
        lines.append(line(attempt.leftAt.map { words(.trailLeft, times.moment($0)) } ?? words(.trailNothingLeft)))
        let at = attempt.at.map { times.moment($0) } ?? SafeText()
        switch attempt.outcome {
        case .underWay: lines.append(line(words(.trailUnderWay)))
        case .accepted: lines.append(line(words(.trailAccepted, at)))
        case .refused: lines.append(line(words(.trailRefused, at), .stateFailed))
        case .uncertain: lines.append(line(words(.trailUncertain, at), .stateUncertain))
        }
        if let note = attempt.note { lines.append(line(FailureWords(note, words: words, policy: policy).short)) }
        if let retry = attempt.retryAt { lines.append(line(words(.trailRetry, times.moment(retry)))) }
        return lines
    }

    // MARK: A window

    /// The facts that make the open thread's window what it is.
    func window(_ trail: WindowTrail?) -> [PageLine] {
        guard let row = model.conversation?.row else { return [] }
        var lines = [title(words(.windowTitle, words.window(row.window(at: model.now))))]
        let evidence = row.evidence
        if let at = evidence.trigger { lines.append(line(words(.explainTrigger, times.moment(at)))) }
        if let at = evidence.undatedTrigger { lines.append(line(words(.explainTriggerUndated, times.moment(at)))) }
        if let at = evidence.reaction ?? evidence.undatedReaction {
            lines.append(line(words(.explainReaction, times.moment(at))))
        }
        if let at = evidence.refusedAt { lines.append(line(words(.explainRefused, times.moment(at)))) }
        if lines.count == 1 {
            lines.append(line(words(.explainNone)))
            if let since = evidence.listeningSince { lines.append(line(words(.explainListening, times.moment(since)))) }
        }
        lines.append(line(words(.explainRule)))
        for trigger in trail?.triggers ?? [] {
            lines.append(title("\(safe(trigger.type, limit: 30)) \(times.moment(trigger.timestamp))"))
            lines += origin(trigger.origin)
        }
        return lines
    }

    // MARK: A name

    func person(_ trail: PersonTrail?) -> [PageLine] {
        guard let row = model.conversation?.row else { return [] }
        var lines = [title(words(.personTitle, model.displayName(row)))]
        guard let trail else { return lines }
        if trail.namings.isEmpty { lines.append(line(words(.personNoName))) }
        for naming in trail.namings {
            switch naming {
            case .profile(let name, let at, let source):
                lines.append(line(words(.personProfile, safe(name, limit: 80), times.moment(at))))
                lines += origin(source)
            case .group(let name, let at, let source):
                lines.append(line(words(.personInGroup, safe(name, limit: 80), times.moment(at))))
                lines += origin(source)
            case .addressBook(let name, let at):
                lines.append(line(words(.personBook, safe(name, limit: 80), times.moment(at))))
            case .agent(let name, let agent, let at):
                lines.append(
                    line(words(.personGiven, safe(name, limit: 80), safe(agent, limit: 40), times.moment(at))))
            }
        }
        lines.append(title(words(.personAliases)))
        for sighting in trail.sightings {
            lines.append(line("\(alias(sighting.alias)) \(kind(sighting.alias.kind))"))
            if let first = sighting.firstAt { lines.append(line(words(.personFirst, times.moment(first)))) }
            if let last = sighting.lastAt { lines.append(line(words(.personLast, times.moment(last)))) }
            if sighting.alias.kind == .waID, row.username != nil, let last = sighting.lastAt,
                model.now - last > PersonTrail.numberLife
            {
                lines.append(line(words(.personNumberHidden)))
            }
            if let since = sighting.since { lines.append(line(words(.personSince, times.moment(since)))) }
        }
        for candidate in trail.candidates {
            lines.append(
                line(
                    words(
                        .personCandidate, model.identityName(candidate), alias(candidate.resembles),
                        model.keyLabel(.identity, in: .list))))
        }
        if !trail.acts.isEmpty { lines.append(title(words(.personActs))) }
        for act in trail.acts {
            let said = model.identityAct(act, times)
            guard let at = act.takenBackAt else {
                lines.append(line(said))
                continue
            }
            lines.append(
                line(words(.actTakenBack, said, safe(act.takenBackBy ?? "?", limit: 40), times.moment(at))))
        }
        if !trail.joinings.isEmpty { lines.append(title(words(.personJoined))) }
        for joining in trail.joinings {
            switch joining {
            case .together(let aliases, let at):
                lines.append(line(words(.personTogether, list(aliases), times.moment(at))))
            case .moved(let old, let new, let at):
                lines.append(line(words(.personMoved, list(old), list(new), times.moment(at))))
            }
        }
        if !trail.deeds.isEmpty { lines.append(title(words(.auditTitle))) }
        for deed in trail.deeds {
            lines.append(
                line(
                    words(
                        .auditLine, times.moment(deed.at), safe(deed.actor, limit: 40),
                        words.audit(deed, times, policy: policy))))
        }
        return lines
    }

    private func list(_ aliases: [Alias]) -> SafeText { aliases.map(alias).joined(separator: " + ") }

    private func alias(_ alias: Alias) -> SafeText {
        alias.kind == .waID ? SafeText(untrusted: Model.groupedNumber(alias.value)) : safe(alias.value, limit: 160)
    }

    private func kind(_ kind: AliasKind) -> SafeText {
        switch kind {
        case .bsuid: words(.aliasBSUID)
        case .parentBSUID: words(.aliasParent)
        case .waID: words(.aliasNumber)
        case .group: words(.aliasGroup)
        case .nobody: words(.aliasNobody)
        }
    }
}
