import ArgumentParser
import Desk
import Inbox
import Screen
import Store

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Who did what, to whom, when: every act of agents and every message they sent, oldest first.",
        discussion:
            "With --json, one object a line: id, at, actor, action (a word of v_actions, or send), value, person, "
            + "name, phone_number_id. Words of messages are not told; `oriel messages` has them.")

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("Only what was done to one person, as in `oriel messages`.", valueName: "address"))
    var person: String?

    @Option(help: "Only what this agent did.")
    var agent: String?

    @Option(
        help: ArgumentHelp("Nothing before then: a time (RFC 3339), or an age such as 12h or 30d.", valueName: "time"))
    var since: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let now = clock.frozen
        let from = try since.map { try Self.moment($0, now: now) } ?? Instant(milliseconds: 0)
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        var keys: [ThreadKey]?
        if let person {
            let rows = try PersonLookup(store: store).rows(person, number: nil)
            guard !rows.isEmpty else {
                throw Failure(
                    .badData, "there is no conversation with “\(person)”; `oriel threads --queue all` lists them")
            }
            keys = rows.map(\.key)
        }
        var output = StandardOutput()
        // What is of this very moment belongs to it.
        try store.audit(of: keys, by: agent, since: from, until: now + Span(milliseconds: 1)) { entry in
            try output.line(json ? Self.object(entry).line : Self.line(entry))
        }
        try output.flush()
    }

    private static func moment(_ text: String, now: Instant) throws(Failure) -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        let units: [Character: Span] = ["m": .minutes(1), "h": .hours(1), "d": .hours(24), "w": .hours(168)]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), (0...100_000) ~= count {
            return now + Span(milliseconds: -count * unit.milliseconds)
        }
        throw Failure(.usage, "--since “\(text)” is no time; write it as 2026-11-24T09:41:07Z, 12h or 30d")
    }

    private static func object(_ entry: AuditEntry) -> OrderedJSON {
        .object([
            ("id", .text(entry.id)), ("at", .time(entry.at)), ("actor", .text(entry.actor)),
            ("action", .text(entry.action.rawValue)), ("value", .text(entry.value)), ("person", .text(entry.person)),
            ("name", .text(entry.name)), ("phone_number_id", .text(entry.number.value)),
        ])
    }

    private static func line(_ entry: AuditEntry) -> String {
        func safe(_ text: String, _ limit: Int) -> String {
            SafeText(untrusted: text, limit: limit).singleLine.string
        }
        let what = entry.value.map { "\(entry.action.rawValue) \(safe($0, 120))" } ?? entry.action.rawValue
        let whom = entry.person.map { person in
            entry.name.map { "\(safe($0, 40)) (\(safe(person, 80)))" } ?? safe(person, 80)
        }
        return "\(entry.at.rfc3339)  \(safe(entry.actor, 40))  \(what)" + (whom.map { "  \($0)" } ?? "")
    }
}
