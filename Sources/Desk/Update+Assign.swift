import Inbox
import Screen

/// Whose a conversation is: said of one or of all that are marked, and told when somebody said otherwise since.
extension Model {
    /// What this agent said of whose a conversation is, until it is seen to be otherwise.
    struct Assignment: Hashable, Sendable {
        /// Nil is nobody.
        var to: String?
        /// When it was said.
        var at: Instant
    }

    /// How long somebody else's assigning right after ours is told of, when it was not to ourselves. What is ours is ours
    /// until the sitting ends.
    static let assignmentWatch = Span.minutes(1)

    // MARK: The choice

    mutating func openAssign() -> [Effect] {
        guard actsOnMarks || conversation != nil else { return nothingOpen() }
        let token = token()
        var state = ChoiceState(subject: .agent, awaited: token)
        state.isForMarked = actsOnMarks
        modes.append(.choice(state))
        return [.loadAgents(token: token)]
    }

    mutating func agentsLoaded(_ agents: [String], token: Int) -> [Effect] {
        guard case .choice(var state) = modes.last, state.awaited == token else { return [] }
        state.awaited = nil
        state.agents = agents
        modes[modes.count - 1] = .choice(state)
        return grantWish()
    }

    /// Oneself, the team of the config with everybody who ever acted here, and nobody.
    func agentEntries(_ state: ChoiceState) -> [(name: String, entry: ChoiceEntry)] {
        let open = state.reassigned == nil ? conversation.map { [$0.row] } ?? [] : []
        let rows = state.isForMarked ? markedRows : open
        var seen: Set<String> = [settings.agent]
        let others = (settings.team + state.agents.sorted()).filter { !$0.isEmpty && seen.insert($0).inserted }
        let me = words(.agentMe, agentName(settings.agent))
        let nobody = words(.agentNobody)
        let all: [(name: String, agent: String?, label: SafeText)] =
            [(me.string, settings.agent, me)] + others.map { ($0, $0, agentName($0)) } + [(nobody.string, nil, nobody)]
        return all.filter { state.reassigned == nil || $0.agent != state.reassigned?.from }.map { name, agent, label in
            let hasAll = !rows.isEmpty && rows.allSatisfy { $0.assignee == agent }
            var entry = ChoiceEntry(choice: .agent(agent), label: label)
            if hasAll { entry.notes = [words(.agentHasIt)] }
            return (name, entry)
        }
    }

    func agentName(_ agent: String) -> SafeText {
        SafeText(untrusted: agent, policy: settings.textPolicy, limit: 60).singleLine
    }

    /// The same choice once more takes nothing back: it is so already.
    mutating func choose(agent: String?, in state: ChoiceState) -> [Effect] {
        modes.removeLast()
        if let handed = state.reassigned { return askToReassign(handed, to: agent) }
        if state.isForMarked { return doToMarked(.assign(to: agent)) }
        guard let open = conversation else { return [] }
        return assign(open.row, to: agent)
    }

    mutating func assign(_ row: ThreadRow, to agent: String?) -> [Effect] {
        let name = displayName(row)
        switch agent {
        case nil: tell(.unassigned, name)
        case settings.agent?: tell(.assignedToYou, name, tone: .good)
        case let other?: tell(.assignedToOther, name, agentName(other), tone: .good)
        }
        assignments[row.key] = Assignment(to: agent, at: now)
        return [.record(row.key, [.assign(to: agent)])]
    }

    // MARK: The next one

    /// Takes the conversation that needs an answer first of those nobody has: two agents never get the same one.
    mutating func claimNext() -> [Effect] {
        // A key that repeats itself takes one, not several.
        guard awaitedClaim == nil else { return [] }
        let token = token()
        awaitedClaim = token
        return [.claimNext(token: token)]
    }

    mutating func claimed(_ row: ThreadRow?, token: Int) -> [Effect] {
        guard token == awaitedClaim else { return [] }
        awaitedClaim = nil
        guard let row else {
            tell(.nothingToClaim, tone: .good)
            return []
        }
        assignments[row.key] = Assignment(to: settings.agent, at: now)
        modes = []
        let effects = go(to: row.key)
        tell(.assignedToYou, displayName(row), tone: .good)
        return effects
    }

    // MARK: Somebody else said otherwise

    /// Of two who assign one conversation the later counts: whoever lost is told.
    mutating func noteAssignments(_ rows: [ThreadRow]) {
        guard !assignments.isEmpty else { return }
        for row in rows {
            guard let ours = assignments[row.key] else { continue }
            if ours.to != settings.agent, now - ours.at > Self.assignmentWatch {
                assignments[row.key] = nil
                continue
            }
            // A row read before our word was stored still tells who had it before.
            guard let theirs = row.assignment, theirs.at >= ours.at, theirs.by != settings.agent else { continue }
            assignments[row.key] = nil
            guard row.assignee != ours.to else { continue }
            let (who, name) = (agentName(theirs.by), displayName(row))
            if let assignee = row.assignee {
                tell(.assignmentLost, name, agentName(assignee), who, tone: .warning)
            } else {
                tell(.assignmentLostNobody, name, who, tone: .warning)
            }
        }
    }
}
