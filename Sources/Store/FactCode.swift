import Inbox

/// The kinds of agents' facts as stored. Never renumber.
enum FactCode: Int64, CaseIterable {
    case open = 0
    case assign = 1
    case done = 2
    case reopen = 3
    case read = 4
    case unread = 5
    case optIn = 6
    case optOut = 7
    case settle = 8
    case name = 9
    case snooze = 10
    case note = 11
    case stateOfPlay = 12
    case label = 13
    case unlabel = 14
    case priority = 15
    case block = 20
    case merge = 21
    case split = 22
    case takeBack = 23

    /// The word of the dump.
    var word: String {
        switch self {
        case .open: "open"
        case .assign: "assign"
        case .done: "done"
        case .reopen: "reopen"
        case .read: "read"
        case .unread: "unread"
        case .optIn: "opt_in"
        case .optOut: "opt_out"
        case .settle: "settle"
        case .name: "name"
        case .snooze: "snooze"
        case .note: "note"
        case .stateOfPlay: "state_of_play"
        case .label: "label"
        case .unlabel: "unlabel"
        case .priority: "priority"
        case .block: "block"
        case .merge: "merge"
        case .split: "split"
        case .takeBack: "take_back"
        }
    }
}

extension AgentFact.Act {
    /// Kind and value as stored; lists of ids are one a line, for an id holds no line break.
    var stored: (code: FactCode, value: String?) {
        switch self {
        case .open: (.open, nil)
        case .assign(let agent): (.assign, agent)
        case .done: (.done, nil)
        case .reopen: (.reopen, nil)
        case .read(let wamids): (.read, wamids.sorted().joined(separator: "\n"))
        case .unread(let wamids): (.unread, wamids.sorted().joined(separator: "\n"))
        case .optIn(let evidence): (.optIn, evidence)
        case .optOut(let scope): (.optOut, scope.map { String($0.rawValue) })
        case .settle(let message): (.settle, message)
        case .name(let name): (.name, name)
        case .note(let note): (.note, note.text)
        case .stateOfPlay(let text): (.stateOfPlay, text)
        case .label(let label): (.label, label.name)
        case .unlabel(let label): (.unlabel, label.name)
        case .priority(let priority): (.priority, String(priority.rawValue))
        case .snooze(let until): (.snooze, until.map { String($0.milliseconds) })
        case .block(let isBlocked): (.block, isBlocked ? "1" : "0")
        case .merge(let other): (.merge, other.code)
        case .split(let alias): (.split, alias.code)
        case .takeBack(let fact): (.takeBack, fact)
        }
    }
}

extension Holding {
    /// The epoch in milliseconds, then the alias.
    var code: String { "\(since.milliseconds) \(alias.code)" }

    init?(code: String) {
        let parts = code.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let since = Int64(parts[0]), let alias = Alias(code: String(parts[1])) else {
            return nil
        }
        self.init(alias, since: Instant(milliseconds: since))
    }
}
