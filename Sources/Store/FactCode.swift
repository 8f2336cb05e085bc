import Inbox

/// The kinds of agents' facts as stored. Never renumber.
enum FactCode: Int64 {
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
        }
    }
}
