import Inbox
import Screen

/// Who has what, and handing all of it over: an agent who goes home, or falls ill.
extension Model {
    mutating func openTeam() -> [Effect] {
        var state = TeamState()
        state.selected = settings.agent
        modes.append(.team(state))
        return loadTeam()
    }

    mutating func loadTeam() -> [Effect] {
        guard case .team(var state) = modes.last, state.awaited == nil else { return [] }
        let token = token()
        state.awaited = token
        modes[modes.count - 1] = .team(state)
        return [.loadTeam([settings.agent] + settings.team, token: token)]
    }

    mutating func teamLoaded(_ report: TeamReport, token: Int) -> [Effect] {
        guard
            let place = modes.firstIndex(where: {
                if case .team(let state) = $0 { state.awaited == token } else { false }
            }), case .team(var state) = modes[place]
        else { return [] }
        state.awaited = nil
        state.report = report
        if state.member == nil { state.selected = report.members.first?.name }
        modes[place] = .team(state)
        return []
    }

    mutating func performInTeam(_ command: Command) -> [Effect] {
        guard case .team(var state) = modes.last else { return [] }
        let names = state.report?.members.map(\.name) ?? []
        let index = names.firstIndex(of: state.selected) ?? 0
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .accept: return handOver(state.member)
        case .giveBack: return giveBack()
        case .down where index + 1 < names.count: state.selected = names[index + 1]
        case .up where index > 0: state.selected = names[index - 1]
        case .top where !names.isEmpty: state.selected = names[0]
        case .bottom where !names.isEmpty: state.selected = names[names.count - 1]
        default: return []
        }
        modes[modes.count - 1] = .team(state)
        return []
    }

    func teamHints(_ state: TeamState) -> [Command] {
        let names = state.report?.members.map(\.name) ?? []
        let hasSome = state.member.map { $0.name != nil && $0.open > 0 } ?? false
        return (hasSome ? [.accept] : []) + (handedOver == nil ? [] : [.giveBack])
            + (names.last == state.selected ? [] : [.down]) + (names.first == state.selected ? [] : [.up]) + [.back]
    }

    // MARK: Handing over

    private mutating func handOver(_ member: TeamReport.Member?) -> [Effect] {
        guard let member else { return [] }
        guard let from = member.name else {
            tell(.teamNobodysKey, keyLabel(.claimNext, in: .list))
            return []
        }
        guard member.open > 0 else {
            tell(.teamHasNothing, agentName(from))
            return []
        }
        let token = token()
        var choice = ChoiceState(subject: .agent, awaited: token)
        choice.reassigned = Handing(from: from, count: member.open)
        modes.append(.choice(choice))
        return [.loadAgents(token: token)]
    }

    /// How many it is about is told before anything is done.
    mutating func askToReassign(_ handed: Handing, to agent: String?) -> [Effect] {
        modes.append(
            .confirm(
                .reassign(
                    from: handed.from, to: agent, handed.count, who: agentName(handed.from),
                    toWhom: agent.map { agentName($0) } ?? words(.agentNobody))))
        return []
    }

    /// Only what is still where it was put.
    mutating func giveBack() -> [Effect] {
        guard let last = handedOver else {
            tell(.teamNothingMoved)
            return []
        }
        return [.recordForMany(last.keys, .reassign(from: last.to, to: last.from))]
    }

    /// Remembers what was handed over, and names the key that gives it back.
    mutating func noteHandedOver(_ report: BulkReport) -> SafeText {
        guard case .reassign(let from, let to) = report.verb, !report.changed.isEmpty else { return SafeText() }
        handedOver = HandedOver(keys: report.changed, from: from, to: to)
        guard case .team = modes.last else { return SafeText() }
        return words(.giveBackHint, keyLabel(.giveBack, in: .team))
    }
}
