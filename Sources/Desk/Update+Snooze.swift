import Inbox
import Screen

extension Model {
    /// Opens the choice of times; ends the snooze of a conversation that has one.
    mutating func snooze() -> [Effect] {
        if actsOnMarks { return snoozeMarked() }
        guard let open = conversation else { return nothingOpen() }
        let name = displayName(open.row)
        if open.row.isSnoozed(at: now) {
            tell(.snoozeEnded, name, tone: .good)
            return [.record(open.row.key, [.reopen])]
        }
        guard open.row.failed == 0 else {
            tell(.snoozeFailed, name, tone: .warning)
            return []
        }
        // Nobody puts away what nobody read.
        if open.row.unread > 0, let effects = newestFirst() { return effects }
        modes.append(.choice(ChoiceState(subject: .snooze)))
        return []
    }

    /// Puts the conversation out of sight; the next one stands where it stood.
    mutating func snooze(_ open: ConversationState, until: Instant?) -> [Effect] {
        let row = open.row
        let shuts = Snooze(until: until, at: now, by: settings.agent).outlives(row.window(at: now), at: now)
        let comesBack = words.comesBack(displayName(row), until, shuts, times)
        notice =
            open.composer.isBlank
            ? Notice(comesBack, tone: shuts == nil ? .good : .warning)
            : Notice(words(.andUnsentWait, comesBack), tone: .warning)
        let unread = open.messages.compactMap { $0.isForUs ? $0.wamid : nil }
        let facts: [AgentFact.Act] = (row.unread > 0 ? [.read(unread)] : []) + [.snooze(until: until)]
        let effects: [Effect] = saveDraft() + [.record(row.key, facts)]
        if settings.isPlain { return effects }
        if ring != nil { return effects + walkRing() }
        return list.queue == .all || list.queue == .snoozed ? effects : effects + step(by: 1, orBack: true)
    }

    private var times: TimeWords { TimeWords(zone: settings.zone, now: now, words: words) }

    // MARK: The choice

    /// The usual times, by name, soonest first; each says what the window does meanwhile.
    var snoozeEntries: [(name: String, entry: ChoiceEntry)] {
        guard let window = windowAsleep else { return [] }
        return SnoozeTimes(window, zone: settings.zone, now: now).offers.map { offer in
            let time = offer.until.map { times.appointment($0) } ?? SafeText()
            let label = words(Self.phrase(offer.kind), time)
            return (label.string, snoozeEntry(label, offer.until))
        }
    }

    /// The window that shuts first of those that would be out of sight; nil when there is nobody to put there.
    private var windowAsleep: ServiceWindow? {
        guard case .choice(let state) = modes.last, state.isForMarked else { return conversation?.row.window(at: now) }
        let windows = markedRows.map { $0.window(at: now) }
        return windows.filter { !$0.isClosed }.min { ($0.until ?? Snooze.noEnd) < ($1.until ?? Snooze.noEnd) }
            ?? windows.first
    }

    /// What was typed, read as a time to come; nil when it is none.
    func typedSnooze(_ text: String) -> ChoiceEntry? {
        guard let until = TypedTime(words: words, zone: settings.zone, now: now).instant(text) else { return nil }
        return snoozeEntry(words(.snoozeUntil, times.appointment(until)), until)
    }

    private func snoozeEntry(_ label: SafeText, _ until: Instant?) -> ChoiceEntry {
        var entry = ChoiceEntry(choice: .snooze(until: until), label: label)
        let snooze = Snooze(until: until, at: now, by: settings.agent)
        if case .choice(let state) = modes.last, state.isForMarked {
            let shut = shutMeanwhile(.snooze(until: until), markedRows)
            if shut > 0 { entry.notes = [words(.snoozeSomeShut, "\(shut)", "\(list.marks.count)")] }
            return entry
        }
        if let window = windowAsleep, let shuts = snooze.outlives(window, at: now) {
            let full: Phrase = until == nil ? .snoozeShutsMeanwhile : .snoozeAfterShut
            entry.notes = [words(full, times.happens(shuts)), words(.snoozeShutsFirst)]
        }
        return entry
    }

    private static func phrase(_ kind: SnoozeTimes.Kind) -> Phrase {
        switch kind {
        case .hour: .snoozeHour
        case .beforeShut: .snoozeBeforeShut
        case .evening: .snoozeEvening
        case .tomorrow: .snoozeTomorrow
        case .monday: .snoozeMonday
        case .theyWrite: .snoozeTheyWrite
        }
    }
}

extension Words {
    /// `Ana Souza comes back tomorrow 09:00, after the window shuts at 07:12`
    func comesBack(_ name: SafeText, _ until: Instant?, _ shuts: Instant?, _ times: TimeWords) -> SafeText {
        switch (until.map { times.appointment($0) }, shuts.map { times.happens($0) }) {
        case (let back?, nil): self(.snoozedTill, name, back)
        case (let back?, let shuts?): self(.snoozedPast, name, back, shuts)
        case (nil, nil): self(.snoozedTillThey, name)
        case (nil, let shuts?): self(.snoozedTillTheyPast, name, shuts)
        }
    }
}
