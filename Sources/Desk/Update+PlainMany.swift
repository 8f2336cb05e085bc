import Inbox
import Screen

/// Many at once, by lines: marks, one template for many, who has what.
extension Model {
    // MARK: Marks

    mutating func mark(_ numbers: [Int]?, isOn: Bool) {
        guard let numbers else {
            if isOn {
                for row in shownRows { list.marks[row.key] = row }
                tell(list.hasBefore || list.hasAfter ? .markedLoaded : .markedAll, "\(list.marks.count)")
            } else {
                if list.marks.isEmpty { tell(.plainNoMarks) }
                _ = dropMarks()
            }
            return
        }
        // All or none: a number that is wrong may be another that is meant.
        for number in numbers {
            guard plain.listed.indices.contains(number - 1), row(listed: number) != nil || !isOn else {
                tell(.plainNoSuchNumber, "\(number)")
                return
            }
        }
        for number in numbers { list.marks[plain.listed[number - 1]] = isOn ? row(listed: number) : nil }
        plain.choices = markedNames
        if plain.choices.isEmpty { tell(.plainNoMarks) }
    }

    private func row(listed number: Int) -> ThreadRow? { shownRows.first { $0.key == plain.listed[number - 1] } }

    private var markedNames: [SafeText] {
        guard !list.marks.isEmpty else { return [] }
        let names = markedRows.map { displayName($0) }.joined(separator: ", ")
        return [words(.plainMarked, "\(list.marks.count)", names)]
    }

    /// What an order does to one, to all that are marked.
    mutating func doPlainlyToMarked(_ order: PlainOrder?) -> [Effect] {
        guard !list.marks.isEmpty else {
            tell(.plainNoMarks)
            return []
        }
        focus = .list
        switch order {
        case .command(.toggleDone): return toggleMarkedDone()
        case .command(.assignToMe): return assignMarkedToMe()
        case .command(.toggleUnread): return toggleMarkedUnread()
        case .priority(let level?): return doToMarked(.priority(level))
        case .priority(nil): return raiseMarkedPriority()
        case .label(let label, let isOn): return doToMarked(.label(label, isOn: isOn))
        case .snooze(let time): return snoozeMarkedPlainly(time)
        case .assign(let name?):
            let effects = openAssign()
            if case .choice = modes.last { plain.wish = .agentOfMarked(name) }
            return effects
        default:
            plain.choices = markedNames
            return []
        }
    }

    private mutating func snoozeMarkedPlainly(_ time: String) -> [Effect] {
        if time.lowercased() == words(.plainEnd).string { return doToMarked(.reopen) }
        var state = ChoiceState(subject: .snooze)
        state.isForMarked = true
        modes.append(.choice(state))
        let effects = insert(time, typed: nil) + performInChoice(.accept)
        if case .choice = modes.last {
            modes.removeLast()
            tell(.snoozeUnreadable, tone: .warning)
        }
        return effects
    }

    // MARK: One template for many

    mutating func reopenPlainly() -> [Effect] {
        focus = .list
        return reopenShut()
    }

    /// What an order does while one template for many is being written; nil is one that has nothing to do with it.
    mutating func carryOut(_ order: PlainOrder, reopening state: ReopenState) -> [Effect]? {
        plain.wantsForm = true
        switch order {
        case .templateNamed(let name): return openTemplate(named: name)
        case .templates(let query): return listTemplates(query)
        case .template(let slot):
            guard case .ready(let template) = slots.resolve(slot, among: templates.templates) else {
                tell(.plainNoSuchTemplate, "\(slot)", tone: .warning)
                return []
            }
            return choose(template)
        case .fill(let field, let text):
            guard var form = state.form, state.step == .values, form.fill(field, with: text) else {
                tell(.plainNoSuchField, "\(field)")
                return []
            }
            var state = state
            form.fields[field - 1].source = .typed
            state.form = form
            modes[modes.count - 1] = .reopen(state)
        case .leaveOut(let number):
            guard state.people.indices.contains(number - 1), state.report == nil else {
                tell(.plainNoSuchNumber, "\(number)")
                return []
            }
            var state = state
            let key = state.people[number - 1].row.key
            if state.unwanted.remove(key) == nil { state.unwanted.insert(key) }
            modes[modes.count - 1] = .reopen(state)
        case .send:
            guard state.form != nil else {
                tell(.plainReopenTemplate)
                return []
            }
            return performInReopen(state.step == .values ? .accept : .send)
        case .cancel:
            modes.removeLast()
            if state.report == nil { tell(.nothingSent) }
        default:
            plain.wantsForm = false
            return nil
        }
        return []
    }

    // MARK: The team

    /// Whose what is open was, and who is to have it, by their names.
    mutating func handOverPlainly(from: String, to: String) -> [Effect] {
        guard let report = plain.team else {
            tell(.plainTeamFirst)
            return []
        }
        let agents = report.members.compactMap { member in member.name.map { (name: $0, open: member.open) } }
        func meant(_ name: String) -> (name: String, open: Int)? {
            switch NameMatch(name, among: agents, by: { $0.name }) {
            case .one(let found): return found
            case .several(let found):
                tell(
                    .plainSeveralMeant, safe(name), found.map { agentName($0.name) }.joined(separator: ", "),
                    tone: .warning)
            case .none:
                tell(
                    .plainNoSuchAgent, safe(name), agents.map { agentName($0.name) }.joined(separator: "; "),
                    tone: .warning)
            }
            return nil
        }
        guard let giver = meant(from) else { return [] }
        guard giver.open > 0 else {
            tell(.teamHasNothing, agentName(giver.name))
            return []
        }
        let isNobody = to.lowercased() == words(.agentNobody).string.lowercased()
        guard let taker = isNobody ? .some(nil) : meant(to).map({ Optional($0.name) }) else { return [] }
        return askToReassign(Handing(from: giver.name, count: giver.open), to: taker)
    }

    // MARK: Who is who

    mutating func whoPlainly(_ number: Int?) -> [Effect] {
        guard let number else { return openIdentity() }
        guard var state = plain.who, state.thread == conversation?.row.key, state.items.indices.contains(number - 1)
        else {
            tell(.plainNoSuchWho, "\(number)")
            return []
        }
        guard state.items[number - 1] != .find else {
            tell(.plainJoinHow)
            return []
        }
        state.index = number - 1
        modes.append(.identity(state))
        return performInIdentity(.accept)
    }

    // MARK: Commands

    mutating func pipePlainly(_ source: PipeSource, message number: Int?, _ command: String) -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        var state = PipeState(thread: open.row.key, message: nil, source: source)
        if let number {
            guard let message = message(numbered: number) else { return [] }
            state.message = message
        }
        state.editor = TextEditor(command)
        modes.append(.pipe(state))
        return performInPipe(.accept)
    }
}
