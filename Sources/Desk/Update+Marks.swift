import Inbox
import Screen

/// Marking rows of the list, and doing one thing to all that are marked. A mark is a conversation, never a place, so it
/// goes where its row goes. One whose row is not listed any more stays marked: it is counted apart, and nothing is done
/// to it without a question.
extension Model {
    /// Whether a verb is for the marked ones instead of the open conversation.
    var actsOnMarks: Bool { focus == .list && !list.marks.isEmpty }

    /// What can be done to all that are marked, most useful first.
    static let verbsForMarked: [Command] = [
        .toggleDone, .assignToMe, .assign, .labels, .snooze, .toggleUnread, .priority,
    ]

    /// More than this many are not changed without a question.
    static let fewMarks = 5

    /// The marked ones as they were last seen.
    var markedRows: [ThreadRow] {
        var rows = list.marks
        for row in list.rows + list.justShut where rows[row.key] != nil { rows[row.key] = row }
        return rows.values.sorted { ($0.key.person, $0.key.number) < ($1.key.person, $1.key.number) }
    }

    /// How many of the marked have no row in the list.
    var marksOutOfSight: Int {
        guard !list.marks.isEmpty else { return 0 }
        let listed = Set((list.rows + list.justShut).map(\.key))
        return list.marks.keys.count { !listed.contains($0) }
    }

    // MARK: Marking

    mutating func toggleMark() -> [Effect] {
        guard let row = shownRows.first(where: { $0.key == list.selected }) else { return [] }
        if list.marks.removeValue(forKey: row.key) == nil { list.marks[row.key] = row }
        return step(by: 1)
    }

    /// Every row that is loaded; when all of them are marked, none.
    mutating func markAll() -> [Effect] {
        let rows = shownRows
        guard !rows.isEmpty || !list.marks.isEmpty else { return [] }
        if rows.allSatisfy({ list.marks[$0.key] != nil }) { return dropMarks() }
        for row in rows { list.marks[row.key] = row }
        let isMore = list.hasBefore || list.hasAfter
        tell(isMore ? .markedLoaded : .markedAll, "\(list.marks.count)")
        scrollListToSelection()
        return []
    }

    mutating func dropMarks() -> [Effect] {
        guard !list.marks.isEmpty else { return [] }
        tell(.marksDropped, "\(list.marks.count)")
        list.marks = [:]
        return []
    }

    // MARK: Verbs

    /// At once for a few in sight, after a question for others, and always for a label that there was not before.
    mutating func doToMarked(_ verb: BulkVerb, newLabel: Label? = nil) -> [Effect] {
        guard list.marks.count > Self.fewMarks || marksOutOfSight > 0 || newLabel != nil else {
            return recordForMarked(verb)
        }
        let what =
            newLabel.map {
                words(.bulkLabelNew, SafeText(untrusted: $0.name, policy: settings.textPolicy, limit: 80).singleLine)
            } ?? words.bulk(verb, settings, now)
        modes.append(
            .confirm(
                .marked(
                    verb, what: what, list.marks.count, unseen: marksOutOfSight, shut: shutMeanwhile(verb, markedRows)))
        )
        return []
    }

    /// How many of them a snooze would keep out of sight until their windows are shut.
    func shutMeanwhile(_ verb: BulkVerb, _ rows: [ThreadRow]) -> Int {
        guard case .snooze(let until) = verb else { return 0 }
        let snooze = Snooze(until: until, at: now, by: settings.agent)
        return rows.count { row in
            guard case .act = verb.step(for: row, at: now) else { return false }
            return snooze.outlives(row.window(at: now), at: now) != nil
        }
    }

    mutating func recordForMarked(_ verb: BulkVerb) -> [Effect] {
        let saved: [Effect] = verb.putsAway ? saveDraft() : []
        return saved + [.recordForMany(markedRows.map(\.key), verb)]
    }

    mutating func assignMarkedToMe() -> [Effect] {
        let areMine = markedRows.allSatisfy { $0.assignee == settings.agent }
        return doToMarked(.assign(to: areMine ? nil : settings.agent))
    }

    mutating func toggleMarkedDone() -> [Effect] {
        doToMarked(markedRows.allSatisfy(\.isDone) ? .reopen : .done)
    }

    mutating func toggleMarkedUnread() -> [Effect] {
        doToMarked(markedRows.contains { $0.unread > 0 } ? .read : .unread)
    }

    /// The level after the lowest among them, for all.
    mutating func raiseMarkedPriority() -> [Effect] {
        doToMarked(.priority((markedRows.map(\.priority).min() ?? .normal).next))
    }

    mutating func snoozeMarked() -> [Effect] {
        if markedRows.allSatisfy({ $0.isSnoozed(at: now) }) { return doToMarked(.reopen) }
        var state = ChoiceState(subject: .snooze)
        state.isForMarked = true
        modes.append(.choice(state))
        return []
    }

    // MARK: What became of them

    mutating func recordedForMany(_ report: BulkReport) -> [Effect] {
        let isWhole =
            report.refused.isEmpty && shutMeanwhile(report.verb, report.changed.compactMap { list.marks[$0] }) == 0
        notice = Notice(told(report) + noteHandedOver(report), tone: isWhole ? .good : .warning)
        // What is out of sight is not marked any more; what was left as it is can be looked at.
        if report.verb.putsAway {
            for key in report.changed + report.already { list.marks[key] = nil }
        }
        for refused in report.refused where refused.why == .gone { list.marks[refused.key] = nil }
        // The same labels and levels can be worked on at once, before the page is here.
        for key in report.changed {
            switch report.verb {
            case .label(let label, let isOn):
                let others = (list.marks[key]?.labels ?? []).filter { $0 != label }
                changeMarked(key) { $0.labels = isOn ? (others + [label]).sorted() : others }
            case .priority(let priority): changeMarked(key) { $0.priority = priority }
            case .assign(let agent), .reassign(_, let agent):
                changeMarked(key) { $0.assignee = agent }
                assignments[key] = Assignment(to: agent, at: now)
            case .snooze, .done, .reopen, .read, .unread: break
            }
        }
        return []
    }

    private mutating func changeMarked(_ key: ThreadKey, _ change: (inout ThreadRow) -> Void) {
        if var row = list.marks[key] {
            change(&row)
            list.marks[key] = row
        }
        if let index = list.rows.firstIndex(where: { $0.key == key }) { change(&list.rows[index]) }
        if let index = list.justShut.firstIndex(where: { $0.key == key }) { change(&list.justShut[index]) }
    }

    /// How many, how many were so before, and who was left as they are and why: by name as far as a line can hold.
    private func told(_ report: BulkReport) -> SafeText {
        var text = words(.bulkChanged, words.bulk(report.verb, settings, now), "\(report.changed.count)")
        let shut = shutMeanwhile(report.verb, report.changed.compactMap { list.marks[$0] })
        if shut > 0 { text += words(.bulkShut, "\(shut)") }
        if !report.already.isEmpty { text += words(.bulkAlready, "\(report.already.count)") }
        guard !report.refused.isEmpty else { return text }
        let named = report.refused.prefix(Self.namesTold).map { refused -> SafeText in
            let name = (refused.row ?? list.marks[refused.key]).map { displayName($0) } ?? words(.somebody)
            return words(.bulkOne, name, words.bulkObstacle(refused.why))
        }
        var names = named.first ?? SafeText()
        for name in named.dropFirst() { names = words(.bulkAnd, names, name) }
        text += words(.bulkNot, "\(report.refused.count)", names)
        let more = report.refused.count - named.count
        if more > 0 { text += words(.bulkMore, "\(more)") }
        let isCured = report.refused.contains { $0.why == .unread } && !settings.isReader
        return isCured ? text + words(.bulkReadFirst, keyLabel(.toggleUnread, in: .list)) : text
    }

    /// Names in one notice.
    private static let namesTold = 4
}

extension Words {
    /// What is done to many, in a few words: `label refund`.
    func bulk(_ verb: BulkVerb, _ settings: Settings, _ now: Instant) -> SafeText {
        let times = TimeWords(zone: settings.zone, now: now, words: self)
        func safe(_ text: String) -> SafeText {
            SafeText(untrusted: text, policy: settings.textPolicy, limit: 80).singleLine
        }
        switch verb {
        case .assign(let agent?): return agent == settings.agent ? self(.bulkMine) : self(.bulkAssign, safe(agent))
        case .assign(nil): return self(.bulkNobody)
        case .reassign(let from, let to):
            let names = [from, to].map { $0.map(safe) ?? self(.agentNobody) }
            return self(.bulkReassign, names[0], names[1])
        case .label(let label, true): return self(.bulkLabel, safe(label.name))
        case .label(let label, false): return self(.bulkUnlabel, safe(label.name))
        case .snooze(let until?): return self(.bulkSnooze, times.appointment(until))
        case .snooze(nil): return self(.bulkSnoozeThey)
        case .done: return self(.bulkDone)
        case .reopen: return self(.bulkReopen)
        case .read: return self(.bulkRead)
        case .unread: return self(.bulkUnread)
        case .priority(let priority): return self(.bulkPriority, self.priority(priority))
        }
    }

    func bulkObstacle(_ obstacle: BulkVerb.Obstacle) -> SafeText {
        switch obstacle {
        case .unread: self(.bulkHasUnread)
        case .notDelivered: self(.bulkHasFailed)
        case .nothingReceived: self(.bulkNothingReceived)
        case .taken: self(.bulkTaken)
        case .gone: self(.bulkGone)
        }
    }
}
