import Inbox
import Screen

/// Monday morning: those who wrote, were never answered and cannot be answered any more get one template, each with
/// their own values, each through the gate.
extension Model {
    /// Whether the template that is being chosen is for many.
    var isReopening: Bool { modes.contains { if case .reopen = $0 { true } else { false } } }

    mutating func reopenShut() -> [Effect] {
        let token = token()
        awaitedReopening = token
        // Who is marked for it is seen in the list.
        let moving = focus == .list ? [] : focus(on: .list)
        let keys = actsOnMarks ? markedRows.map(\.key) : nil
        return moving + [.gatherReopening(keys, token: token)]
    }

    mutating func reopeningGathered(_ found: Reopening.Gathering, token: Int) -> [Effect] {
        guard awaitedReopening == token else { return [] }
        awaitedReopening = nil
        // They went on to something else meanwhile.
        guard modes.isEmpty, focus == .list else { return [] }
        let ready = found.people.filter { $0.obstacle == nil }
        guard !ready.isEmpty else {
            sayNobody(found.people)
            return []
        }
        for person in ready { list.marks[person.row.key] = person.row }
        if found.more > 0 {
            tell(.reopenMarkedMore, "\(ready.count)", "\(found.more)")
        } else {
            tell(.reopenMarked, "\(ready.count)")
        }
        modes.append(.reopen(ReopenState(people: found.people, more: found.more)))
        modes.append(.picker(PickerState()))
        // Who is marked is in sight.
        let isFolded = showsSections && foldedSections.contains(.shut)
        let unfolding = isFolded ? toggleFold() : []
        scrollListToSelection()
        return unfolding + [.loadTemplates]
    }

    /// Nobody may be reopened: of those that were marked, the first is told with the reason.
    private mutating func sayNobody(_ people: [Reopening.Person]) {
        guard let first = people.first, let why = first.obstacle else {
            tell(.reopenNobody)
            return
        }
        tell(.reopenNotOne, displayName(first.row), words.reopenObstacle(why), "\(people.count)", tone: .warning)
    }

    mutating func chooseForMany(_ template: Template) -> [Effect] {
        guard case .reopen(var state) = modes.last else { return [] }
        keepReopenValues(state)
        state.choose(
            template, lastUsed: templates.lastValues[template.key] ?? [:], typed: reopenValues[template.key] ?? [:])
        modes[modes.count - 1] = .reopen(state)
        return []
    }

    /// What was typed for all stands there again when the same template is chosen again.
    private mutating func keepReopenValues(_ state: ReopenState) {
        guard let form = state.form else { return }
        var typed: [ParameterKey: String] = [:]
        for field in form.fields where field.source == .typed && !field.editor.isEmpty {
            typed[field.key] = field.editor.text
        }
        reopenValues[form.template.key] = typed
    }

    // MARK: What became of them

    /// Asks how far they came, while the page that tells it is open.
    mutating func followReopening() -> [Effect] {
        guard let place = modes.firstIndex(where: { if case .reopen = $0 { true } else { false } }),
            case .reopen(var state) = modes[place], let report = state.report, !report.queued.isEmpty,
            let since = state.queuedAt
        else { return [] }
        // Changes that come faster than answers are looked at once for all.
        guard state.awaitedSince == nil else {
            state.isStale = true
            modes[place] = .reopen(state)
            return []
        }
        let token = token()
        state.awaitedSince = token
        state.isStale = false
        modes[place] = .reopen(state)
        return [.followReopening(report.queued, since: since, token: token)]
    }

    mutating func reopeningFollowed(_ found: [ThreadKey: Delivery], token: Int) -> [Effect] {
        for place in modes.indices {
            guard case .reopen(var state) = modes[place], state.awaitedSince == token else { continue }
            state.awaitedSince = nil
            state.since = found
            modes[place] = .reopen(state)
            return state.isStale ? followReopening() : []
        }
        return []
    }

    /// It is asked again with the next change.
    mutating func giveUpFollowing() {
        for place in modes.indices {
            guard case .reopen(var state) = modes[place] else { continue }
            state.awaitedSince = nil
            modes[place] = .reopen(state)
        }
    }

    // MARK: Keys

    mutating func performInReopen(_ command: Command) -> [Effect] {
        guard case .reopen(let state) = modes.last else { return [] }
        guard state.awaited == nil else {
            // What is on its way goes on; what became of it is told wherever one is by then.
            if command == .back { modes.removeLast() } else { tell(.reopenQueueing) }
            return []
        }
        return state.step == .values ? performInReopenValues(command, state) : performInReopenCheck(command, state)
    }

    private mutating func performInReopenValues(_ command: Command, _ before: ReopenState) -> [Effect] {
        var state = before
        guard var form = state.form else { return [] }
        switch command {
        case .back:
            keepReopenValues(state)
            modes.removeLast()
            tell(.nothingSent)
            return []
        case .otherTemplate:
            modes.append(.picker(PickerState()))
            return []
        case .accept:
            if let gap = reopenGap(state) {
                show(gap, in: state)
                return []
            }
            if let index = form.fields.firstIndex(where: { tellBlanks(in: $0.editor.text) }) {
                form.index = index
                state.form = form
                modes[modes.count - 1] = .reopen(state)
                return []
            }
            state.step = .check
            state.index = 0
        case .nextField: form.index = form.places == 0 ? 0 : (form.index + 1) % form.places
        case .previousField: form.index = form.places == 0 ? 0 : (form.index + form.places - 1) % form.places
        default: guard form.edit({ $0.perform(command) }) else { return [] }
        }
        state.form = form
        modes[modes.count - 1] = .reopen(state)
        return []
    }

    /// What keeps every one of them from being written to, and is for the agent to give.
    func reopenGap(_ state: ReopenState) -> ParameterProblem? {
        var gap: ParameterProblem?
        for person in state.people where person.obstacle == nil {
            guard let problem = state.form(for: person.row.key)?.problems.first else { return nil }
            gap = gap ?? problem
        }
        return gap
    }

    private mutating func show(_ gap: ParameterProblem, in before: ReopenState) {
        var state = before
        guard var form = state.form, let index = form.fields.firstIndex(where: { $0.key == gap.key }) else { return }
        form.index = index
        let name: SafeText = "\(index + 1) “\(form.label(of: gap.key, words: words, policy: settings.textPolicy))”"
        if gap.kind == .needsFolding {
            form.fields[index].editor.replaceAll(with: ParameterText.folded(form.fields[index].editor.text))
            tell(.valueFolded, tone: .warning)
        } else {
            notice = Notice(words.problem(gap, named: name), tone: .warning)
        }
        state.form = form
        modes[modes.count - 1] = .reopen(state)
    }

    private mutating func performInReopenCheck(_ command: Command, _ before: ReopenState) -> [Effect] {
        var state = before
        switch command {
        case .back, .send:
            if state.step == .told {
                modes.removeLast()
                return []
            }
            if command == .send { return queueReopening(state) }
            if state.form?.fields.isEmpty ?? true {
                // There is nothing to fill: the way back is to the templates.
                modes.append(.picker(PickerState()))
                return []
            }
            state.step = .values
        case .leaveOut:
            guard state.step == .check, state.people.indices.contains(state.index) else { return [] }
            let key = state.people[state.index].row.key
            if state.unwanted.remove(key) == nil { state.unwanted.insert(key) }
            state.index = Command.down.index(after: state.index, among: state.people.count)
        case .top: state.index = 0
        case .bottom: state.index = max(0, state.people.count - 1)
        // A long text is read to its end; the keys of half a page go by ten people.
        case .pageDown: state.textTop = min(state.textTop + 8, reopenLastTop(state))
        case .pageUp: state.textTop = max(0, state.textTop - 8)
        case .halfPageDown: state.index = Command.pageDown.index(after: state.index, among: state.people.count)
        case .halfPageUp: state.index = Command.pageUp.index(after: state.index, among: state.people.count)
        default: state.index = command.index(after: state.index, among: state.people.count)
        }
        if state.index != before.index { state.textTop = 0 }
        modes[modes.count - 1] = .reopen(state)
        return []
    }

    /// How far the text that is looked at can be scrolled; 0 when it is seen whole.
    func reopenLastTop(_ state: ReopenState) -> Int {
        guard state.people.indices.contains(state.index) else { return 0 }
        let lines = reopenText(reopenVerdict(state.people[state.index], state), state, columns: layout.pane.columns)
        let room = ReopenState.room(people: state.people.count, text: lines.count, rows: layout.pane.rows)
        return max(0, lines.count - room.text)
    }

    /// What one will read, whole, or why they are left out, in rows.
    func reopenText(
        _ verdict: ReopenVerdict, _ state: ReopenState, columns: Int
    ) -> [(text: SafeText, roles: Roles)] {
        if let why = verdict.why {
            let text = words(.reopenLeftOut, words.reopenObstacle(why))
            return TextWrap.wrap(text, columns: max(8, columns), limit: 4).map { ($0, [.formMissing]) }
        }
        guard let form = state.drawn(for: verdict.person.row.key) else { return [] }
        // Whole: what is sent unread would not be what was agreed to.
        return FormLines(self, state: form, columns: columns, previewLimit: Int.max).preview
    }

    // MARK: The gate

    /// What each is sent, by the gate's first pass, or why nothing is.
    func reopenVerdicts(_ state: ReopenState) -> [ReopenVerdict] {
        state.people.map { reopenVerdict($0, state) }
    }

    func reopenVerdict(_ person: Reopening.Person, _ state: ReopenState) -> ReopenVerdict {
        let key = person.row.key
        if let report = state.report, let why = report.leftOut[key] { return ReopenVerdict(person: person, why: why) }
        if let why = person.obstacle { return ReopenVerdict(person: person, why: why) }
        if state.unwanted.contains(key) { return ReopenVerdict(person: person, why: .notWanted) }
        guard let template = state.form?.template, let form = state.form(for: key) else {
            return ReopenVerdict(person: person)
        }
        if state.report != nil { return ReopenVerdict(person: person, content: form.content) }
        // The screen may be older than the store: whoever wrote meanwhile is looked at once more as it is queued.
        if let why = Reopening.obstacle(to: person.row, isUnderWay: false, at: now) {
            return ReopenVerdict(person: person, why: why)
        }
        let verdict = settings.gate.pass(
            .template(form.content), in: person.row.gateContext(), template: template, pass: .keyPress, at: now)
        if case .failure(let refusal) = verdict { return ReopenVerdict(person: person, why: .refused(refusal)) }
        return ReopenVerdict(person: person, content: form.content)
    }

    private mutating func queueReopening(_ before: ReopenState) -> [Effect] {
        var state = before
        let orders = reopenVerdicts(state).compactMap { verdict in
            verdict.content.map { Reopening.Order(key: verdict.person.row.key, content: $0) }
        }
        guard !orders.isEmpty else {
            tell(.reopenNothingPasses, tone: .warning)
            return []
        }
        let token = token()
        state.awaited = token
        state.queuedAt = now
        modes[modes.count - 1] = .reopen(state)
        return [.reopen(orders, token: token)]
    }

    mutating func reopened(_ report: Reopening.Report, token: Int) -> [Effect] {
        for key in report.queued { list.marks[key] = nil }
        tally.templatesSent += report.queued.count
        let place = modes.firstIndex {
            if case .reopen(let state) = $0 { state.awaited == token } else { false }
        }
        guard let place, case .reopen(var state) = modes[place] else {
            let told = [
                words(.reopenedAll, "\(report.queued.count)"), words(.reopenToldLeftOut, "\(report.leftOut.count)"),
            ]
            notice = Notice(told.prefix(report.leftOut.isEmpty ? 1 : 2).joined(separator: ", "), tone: .good)
            return []
        }
        // Those that did not pass here were never asked for there.
        var report = report
        for verdict in reopenVerdicts(state) where verdict.content == nil {
            report.leftOut[verdict.person.row.key] = verdict.why
        }
        guard !report.leftOut.isEmpty else {
            modes.remove(at: place)
            tell(.reopenedAll, "\(report.queued.count)", tone: .good)
            return []
        }
        state.awaited = nil
        state.report = report
        state.step = .told
        state.people.sort { report.leftOut[$0.row.key] != nil && report.leftOut[$1.row.key] == nil }
        state.index = 0
        modes[place] = .reopen(state)
        let marked = report.leftOut.keys.count { list.marks[$0] != nil }
        let stay = marked > 0 ? words(.reopenedStay, "\(marked)") : SafeText()
        tell(
            .reopenedSome, "\(report.queued.count)", "\(report.leftOut.count)", stay,
            tone: report.queued.isEmpty ? .warning : .good)
        return []
    }
}

extension Words {
    /// Why somebody is left out, in a few words.
    func reopenObstacle(_ obstacle: Reopening.Obstacle) -> SafeText {
        switch obstacle {
        case .gone: self(.bulkGone)
        case .neverWrote: self(.bulkNothingReceived)
        case .answered: self(.reopenAnswered)
        case .notShut: self(.reopenNotShut)
        case .done: self(.reopenDone)
        case .snoozed: self(.reopenSnoozed)
        case .notDelivered: self(.bulkHasFailed)
        case .underWay: self(.reopenUnderWay)
        case .overTier(let limit): self(.reopenOverTier, "\(limit)")
        case .tooMany(let limit): self(.reopenTooMany, "\(limit)")
        case .notWanted: self(.reopenNotWanted)
        case .unstored: self(.reopenUnstored)
        case .refused(.parameters(let problems)): problems.first.map { problem($0) } ?? self(.gapWrong)
        case .refused(let refusal): refusalReason(refusal.code) ?? SafeText(untrusted: refusal.code)
        }
    }
}
