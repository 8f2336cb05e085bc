import Engine
import Inbox
import Spool
import Store

/// What was erased and what was looked for afterwards: counts, and what no program here can erase. Never a word, a number or
/// a name of whom it is about.
struct Receipt {
    private let account: Forgetting.Account
    private let verification: Forgetting.Verification?
    private let at: Instant
    private let isTrial: Bool

    init(_ account: Forgetting.Account, verification: Forgetting.Verification?, at: Instant, isTrial: Bool) {
        self.account = account
        self.verification = verification
        self.at = at
        self.isTrial = isTrial
    }

    /// What stays, whatever this program does.
    static let limits = [
        "backups, copies and exports made before, on whatever disk;",
        "what the platform and the customer's phone keep;",
        "what the platform tells of them from now on: a late status lies in the spool until this is run again;",
        "what others wrote, where it mentions or quotes them;",
        "bytes in the free space of the disk, and in a rescue's copy of the store (named when there is one).",
    ]

    private var counts: [(String, Int)] {
        ErasureReport.Kind.allCases.map { ($0.rawValue, account.store.counts[$0] ?? 0) } + [
            ("spool_files_looked_at", account.spool.looked), ("spool_files_rewritten", account.spool.rewritten),
            ("spool_files_removed", account.spool.removed),
        ]
    }

    var lines: [String] {
        var lines = [isTrial ? "would be erased (nothing is yet):" : "erased at \(at.rfc3339):"]
        lines += counts.map { "  \($0.0.replacing("_", with: " ")) \($0.1)" }
        guard !isTrial else { return lines }
        lines.append(
            account.isCompact
                ? "the store's file was written anew and its journal emptied"
                : "the store's file was written anew; its journal could not be emptied, for another process reads it")
        if let verification { lines += Self.lines(verification) }
        return lines + ["not erased:"] + Self.limits.map { "  " + $0 }
    }

    private static func lines(_ verification: Forgetting.Verification) -> [String] {
        var lines = ["looked for in every table, the search, and every file of store, shelf and spool:"]
        for (table, count) in verification.store.rows.sorted(by: { $0.key < $1.key }) {
            lines.append("  LEFT: \(count) in \(table)")
        }
        if verification.store.bodies > 0 { lines.append("  LEFT: \(verification.store.bodies) bodies of webhooks") }
        if verification.spoolFiles > 0 { lines.append("  LEFT: \(verification.spoolFiles) files of the spool") }
        lines += verification.leftovers.map { "  LEFT: \($0)" }
        if verification.isClean { lines.append("  nothing of theirs is left") }
        let mentions = verification.store.mentions + verification.mentions
        if mentions > 0 { lines.append("  mentioned by others in \(mentions) rows and files, which stay") }
        return lines
    }

    var object: OrderedJSON {
        var members: [(String, OrderedJSON)] = [("dry_run", .bool(isTrial)), ("at", .time(at))]
        members += counts.map { ($0.0, .number($0.1)) }
        if !isTrial { members.append(("journal_emptied", .bool(account.isCompact))) }
        if let verification {
            let rows = verification.store.rows.values.reduce(0, +) + verification.store.bodies
            members += [
                ("left", .number(rows + verification.spoolFiles + verification.leftovers.count)),
                ("left_files", .list(verification.leftovers.map { .text($0) })),
                ("mentions", .number(verification.store.mentions + verification.mentions)),
            ]
        }
        return .object(members)
    }
}
