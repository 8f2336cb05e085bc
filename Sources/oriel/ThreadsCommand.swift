import ArgumentParser
import Desk
import Inbox
import Screen
import Store

struct ThreadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threads",
        abstract: "List conversations, a queue at a time, in the queue's order.",
        discussion: "With --json, one object a line: person, address, name, phone_number_id, window, waiting_since, "
            + "unread, preview, assignee, snooze, state_of_play, labels, priority.")

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: "Which queue: \(Queue.allCases.map(\.rawValue).joined(separator: ", ")).")
    var queue = Queue.inbox

    @Option(
        help: "In which order: \(ListOrder.allCases.map(\.rawValue).joined(separator: ", ")); the inbox keeps its own.")
    var order = ListOrder.own

    @Option(
        help: ArgumentHelp("Only conversations with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(help: "Whose queue “mine” is.")
    var agent: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only conversations that pass this query, as in “is:unanswered window:closing”; words are parts of the name, or "
                + "stand together in a message.", valueName: "query"))
    var filter: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let query = try filter.map { text throws(Failure) -> SearchQuery in
            guard let query = try SearchQuery.argument(text) else {
                throw Failure(.usage, "--filter is too short: give two letters or digits, or one operator, at least")
            }
            return query
        }
        let config = try at.loadConfig()
        let store = try at.openStore(config, missing: .isAnError)
        let now = clock.frozen
        var output = StandardOutput()
        var table = TextTable(["WINDOW", "WAIT", "NEW", "NAME", "ADDRESS", "LAST"])
        let times = TimeWords(zone: .utc, now: now)
        let passing = query.map { ThreadFilter($0, asked: config.queryContext(agent: agent, now: now)) }
        var place = PagePlace.top
        while true {
            let page = try store.page(
                queue, agent: agent ?? config.agent ?? AgentName.standard, number: number, in: order, passing: passing,
                from: place, count: 500, now: now)
            for row in page.rows {
                if json { try output.line(ThreadJSON(row, now: now).line) } else { table.add(Self.cells(row, times)) }
            }
            guard page.hasAfter, let last = page.cursors.last else { break }
            place = .after(last)
        }
        if !json { for line in table.lines { try output.line(line) } }
        try output.flush()
    }

    private static func cells(_ row: ThreadRow, _ times: TimeWords) -> [String] {
        let window = row.window(at: times.now)
        let left = window.isOpen ? window.until.map { times.left(until: $0).string } ?? "" : window.word
        return [
            left, row.waitingSince.map { times.wait($0).string } ?? "", row.unread == 0 ? "" : String(row.unread),
            row.name ?? row.person, row.address?.value ?? "", row.preview.map(ThreadJSON.words) ?? "",
        ]
    }
}

/// Who acts when nobody said who.
enum AgentName {
    static let standard = "agent"
}

/// A conversation as `threads --json` prints it (design §11).
struct ThreadJSON {
    private let row: ThreadRow
    private let now: Instant

    init(_ row: ThreadRow, now: Instant) {
        self.row = row
        self.now = now
    }

    var line: String {
        let window = row.window(at: now)
        return OrderedJSON.object([
            ("person", .text(row.person)),
            ("address", .text(row.address?.value)),
            ("name", .text(row.name)),
            ("phone_number_id", .text(row.key.number.value)),
            ("window", .object([("state", .text(window.word)), ("until", .time(window.until))])),
            ("waiting_since", .time(row.waitingSince(at: now))),
            ("unread", .number(row.unread)),
            ("preview", .text(row.preview.map(Self.words))),
            ("assignee", .text(row.assignee)),
            ("snooze", row.snooze(at: now).map { Self.snooze($0) } ?? .null),
            ("state_of_play", row.stateOfPlay.map { Self.state($0) } ?? .null),
            ("labels", .list(row.labels.map { .text($0.name) })),
            ("priority", .text(Self.word(row.priority))),
        ]).line
    }

    /// Until when it is out of sight, null until they write.
    private static func snooze(_ snooze: Snooze) -> OrderedJSON {
        .object([("until", .time(snooze.until)), ("by", .text(snooze.by)), ("at", .time(snooze.at))])
    }

    private static func state(_ state: StateOfPlay) -> OrderedJSON {
        .object([("text", .text(state.text)), ("by", .text(state.by)), ("at", .time(state.at))])
    }

    private static func word(_ priority: Priority) -> String {
        switch priority {
        case .normal: "normal"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    /// The newest message in words: its text, with the type in front when there is more to it than text.
    static func words(_ preview: ThreadRow.Preview) -> String {
        if preview.type == "text" || preview.template != nil { return preview.text ?? "" }
        return preview.text.map { "[\(preview.type)] \($0)" } ?? "[\(preview.type)]"
    }
}
