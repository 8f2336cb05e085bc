/// How a command ends, as scripts see it. 64 and above are those of `sysexits.h`.
enum ExitStatus: Int32, CaseIterable {
    case success = 0
    /// The gate refused the message; nothing left.
    case refusedByGate = 3
    /// The platform refused the message.
    case refusedByPlatform = 4
    /// Nobody knows whether the message was sent.
    case uncertain = 5
    /// The command line is wrong.
    case usage = 64
    /// What was given to work on is wrong: a file's content, a value, a name that nothing has.
    case badData = 65
    /// A file that should be there is not.
    case noInput = 66
    /// The store or the spool cannot be used.
    case unavailable = 69
    /// A defect of the program.
    case defect = 70
    /// A file could not be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Not now: somebody else is at it, or the network is away. Try again.
    case temporary = 75
    case noPermission = 77
    /// The config is wrong.
    case config = 78

    /// All of them in a sentence, for `--help`.
    static let legend = allCases.map { "\($0.rawValue) \($0.words)" }.joined(separator: ", ")

    /// What it means, in a few words.
    var words: String {
        switch self {
        case .success: "done"
        case .refusedByGate: "refused by the gate"
        case .refusedByPlatform: "refused by the platform"
        case .uncertain: "sent or not, nobody knows"
        case .usage: "wrong usage"
        case .badData: "bad data"
        case .noInput: "no such file"
        case .unavailable: "store, spool or terminal unavailable"
        case .defect: "a defect"
        case .cannotCreate: "cannot create"
        case .inputOutput: "reading or writing failed"
        case .temporary: "busy, try again"
        case .noPermission: "no permission"
        case .config: "bad config"
        }
    }
}
