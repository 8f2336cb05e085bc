import Inbox

/// The page of the team: who has what, and which line has the cursor.
struct TeamState: Equatable, Sendable {
    /// Nil while it is being counted for the first time.
    var report: TeamReport?
    /// Whose line has the cursor; nil is what nobody has.
    var selected: String?
    /// The answer that is waited for.
    var awaited: Int?

    /// The line with the cursor; nil while nothing is loaded.
    var member: TeamReport.Member? { report?.members.first { $0.name == selected } }
}

/// What was last given away from the page of the team, so that it can be given back.
struct HandedOver: Equatable, Sendable {
    var keys: [ThreadKey]
    var from: String?
    var to: String?
}
