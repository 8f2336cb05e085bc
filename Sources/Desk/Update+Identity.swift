import Inbox
import Screen

/// Merging and splitting people: what the platform does not tell, an agent may, and may take it back.
extension Model {
    mutating func openIdentity() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        guard case .group? = open.row.address else {
            let token = token()
            modes.append(.identity(IdentityState(thread: open.row.key, awaited: token)))
            return [.explain(.person(open.row.key), token: token)]
        }
        tell(.groupIsNobody)
        return []
    }

    /// The page gets what was asked for; false when another page did ask.
    mutating func showIdentity(_ trail: PersonTrail, token: Int) -> Bool {
        guard
            let place = modes.firstIndex(where: {
                if case .identity(let state) = $0 { state.awaited == token } else { false }
            }), case .identity(var state) = modes[place]
        else { return false }
        state.awaited = nil
        state.trail = trail
        state.index = min(state.index, max(0, state.items.count - 1))
        modes[place] = .identity(state)
        return true
    }

    mutating func performInIdentity(_ command: Command) -> [Effect] {
        guard case .identity(var state) = modes.last else { return [] }
        let last = max(0, state.items.count - 1)
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .down: state.index = min(last, state.index + 1)
        case .up: state.index = max(0, state.index - 1)
        case .top: state.index = 0
        case .bottom: state.index = last
        case .accept: return accept(state)
        default: return []
        }
        modes[modes.count - 1] = .identity(state)
        return []
    }

    private mutating func accept(_ state: IdentityState) -> [Effect] {
        switch state.selected {
        case .merge(let candidate):
            ask(.merge(candidate.holding, who: identityName(candidate)), state.thread)
        case .split(let holding): ask(.split(holding), state.thread)
        case .takeBack(let act): ask(.takeBack(fact: act.id), state.thread)
        case .find:
            modes.removeLast()
            return openSwitcher(joining: state.thread)
        case nil: break
        }
        return []
    }

    private mutating func ask(_ wish: IdentityWish, _ thread: ThreadKey) {
        modes.removeLast()
        modes.append(.confirm(.identity(thread, wish)))
    }

    /// The conversation chosen to be merged into another.
    mutating func askToJoin(_ thread: ThreadKey, with row: ThreadRow) -> [Effect] {
        guard row.key.person != thread.person else {
            tell(.sameAlready)
            return []
        }
        if case .group? = row.address {
            tell(.groupIsNobody)
            return []
        }
        var who = displayName(row)
        if let address = addressText(row.address), address != who { who = "\(who) \(address)" }
        modes.append(.confirm(.identity(thread, .join(row.key.person, who: who))))
        return []
    }

    mutating func record(_ wish: IdentityWish, in thread: ThreadKey) -> [Effect] {
        switch wish {
        case .merge(let holding, let who):
            tell(.merged, who, keyLabel(.identity, in: .list), tone: .good)
            return [.record(thread, [.merge(holding)])]
        case .join(let person, let who):
            tell(.merged, who, keyLabel(.identity, in: .list), tone: .good)
            return [.join(thread, person)]
        case .split(let holding):
            tell(.splitOff, aliasText(holding.alias), keyLabel(.identity, in: .list), tone: .good)
            return [.record(thread, [.split(holding)])]
        case .takeBack(let fact):
            tell(.takenBack, tone: .good)
            return [.record(thread, [.takeBack(fact: fact)])]
        }
    }

    func identityName(_ candidate: PersonTrail.Candidate) -> SafeText {
        let number = aliasText(candidate.holding.alias)
        guard let name = candidate.name else { return number }
        return "\(SafeText(untrusted: name, policy: settings.textPolicy, limit: 60).singleLine) \(number)"
    }

    /// An alias as people read it.
    func aliasText(_ alias: Alias) -> SafeText {
        alias.kind == .waID
            ? SafeText(untrusted: Self.groupedNumber(alias.value.head(scalars: 40)))
            : SafeText(untrusted: alias.value, policy: settings.textPolicy, limit: 160).singleLine
    }
}
