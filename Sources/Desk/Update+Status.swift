import Inbox
import Screen

extension Model {
    /// The page of facts, with the cursor on the first that is not as it should be.
    mutating func openStatus() -> [Effect] {
        modes.append(.status(StatusState(fact: StatusFact.allCases.first { isBad($0) } ?? .spool)))
        return [.loadStatus]
    }

    mutating func performInStatus(_ command: Command) -> [Effect] {
        guard case .status(var state) = modes.last else { return [] }
        let facts = StatusFact.allCases
        let index = facts.firstIndex(of: state.fact) ?? 0
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .down: state.fact = facts[min(facts.count - 1, index + 1)]
        case .up: state.fact = facts[max(0, index - 1)]
        case .top: state.fact = facts[0]
        case .bottom: state.fact = facts[facts.count - 1]
        case .accept: return explain(.fact(state.fact), as: .fact(state.fact, nil))
        default:
            guard let fact = command.statusFact else { return [] }
            state.fact = fact
            modes[modes.count - 1] = .status(state)
            return explain(.fact(fact), as: .fact(fact, nil))
        }
        modes[modes.count - 1] = .status(state)
        return []
    }

    // MARK: Explanations

    /// Opens the page at once with what is known here; the facts behind it are asked for.
    mutating func explain(_ question: Question, as subject: DetailState.Subject) -> [Effect] {
        let token = token()
        modes.append(.detail(DetailState(subject: subject, awaited: token)))
        return [.explain(question, token: token)]
    }

    mutating func explainMessage() -> [Effect] {
        guard let message = selectedMessage else {
            tell(.nothingSelectedHere)
            return []
        }
        return explain(.message(message.key), as: .message(MessageTrail(message: message)))
    }

    mutating func explainPerson() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        return explain(.person(open.row.key), as: .person(nil))
    }

    mutating func explained(_ explanation: Explanation, token: Int) -> [Effect] {
        if case .person(let trail) = explanation, showIdentity(trail, token: token) { return [] }
        guard
            let place = modes.firstIndex(where: {
                if case .detail(let state) = $0 { state.awaited == token } else { false }
            }
            ), case .detail(var state) = modes[place]
        else { return [] }
        state.awaited = nil
        switch (explanation, state.subject) {
        case (.message(let trail?), .message): state.subject = .message(trail)
        case (.window(let trail), .window): state.subject = .window(trail)
        case (.person(let trail), .person): state.subject = .person(trail)
        case (.fact(let report), .fact(let fact, _)): state.subject = .fact(fact, report)
        case (.today(let report), .today): state.subject = .today(report)
        default: break
        }
        state.top = min(state.top, detailLastTop(state))
        modes[place] = .detail(state)
        guard case .fact(.channel(let events)) = explanation, place == modes.count - 1 else { return [] }
        // It is looked at now: what was in it counts as seen.
        let newest = events.compactMap(\.id).max()
        return newest.map { [.markChannelSeen($0)] } ?? []
    }

    /// The rows behind an open page may be others now.
    mutating func refreshExplanation() -> [Effect] {
        if case .team = modes.last { return loadTeam() }
        guard case .detail(var state) = modes.last, state.awaited == nil else { return [] }
        let question: Question
        switch state.subject {
        case .fact(let fact, _?): question = .fact(fact)
        case .today(_?): question = .today
        default: return []
        }
        let token = token()
        state.awaited = token
        modes[modes.count - 1] = .detail(state)
        return [.explain(question, token: token)]
    }

    /// Ages on the status page count by the second while it is open.
    var showsStatus: Bool {
        switch modes.last {
        case .status: true
        case .detail(let state): if case .fact = state.subject { true } else { false }
        default: false
        }
    }
}

extension Command {
    /// The fact whose page a command opens.
    var statusFact: StatusFact? {
        switch self {
        case .explainSpool: .spool
        case .explainWebhooks: .webhooks
        case .explainOutbox: .outbox
        case .explainLimits: .limits
        case .explainClock: .clock
        case .explainWork: .work
        case .explainQuarantine: .quarantine
        case .explainUnrouted: .unrouted
        case .explainChannel: .channel
        default: nil
        }
    }
}
