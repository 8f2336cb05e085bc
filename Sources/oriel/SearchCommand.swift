import ArgumentParser
import Desk
import Foundation
import Inbox
import Screen
import Store

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find messages by their words, newest first.",
        discussion:
            "Every word must be there, the last may be a beginning; case and the accents of Latin letters do not "
            + "count. “Words in quotes” stand together; from:NAME (me, us), is:unread|unanswered|failed|mine, has:media|link, window:open|closing|closed, "
            + "tpl:NAME, before:DAY, after:DAY (2026-11-24, 2026-11, today, yesterday, 12h, 3d, 2w), number:ID narrow it; "
            + "a - before any of them turns it round. After -- nothing is taken for an option. With --json, one object a line: wamid, person, address, name, phone_number_id, "
            + "direction, type, text, timestamp, snippet; beside, where something beside the text was found (a file's name, a "
            + "card, an advertisement …).")

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Argument(help: "Words and operators to look for, with two letters or digits or one operator at least.")
    var query: [String]

    @Option(help: "Who “me” and “mine” are.")
    var agent: String?

    @Option(
        help: ArgumentHelp(
            "Only with this person: a phone number, a BSUID, or “person” of `oriel threads`.", valueName: "address"))
    var person: String?

    @Option(
        help: ArgumentHelp("Only conversations with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(help: ArgumentHelp("Messages at most.", valueName: "count"))
    var limit = 50

    @Flag(help: "One JSON object a line.")
    var json = false

    /// Hits read at a time.
    private static let pageCount = 500
    /// Characters of a snippet, and of those before the first match.
    private static let snippet = (length: 120, lead: 30)

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be 1 or more") }
    }

    func run() throws {
        guard let query = try SearchQuery.argument(query.joined(separator: " ")) else {
            throw Failure(.usage, "the query is too short: give two letters or digits, or one operator, at least")
        }
        let config = try at.loadConfig()
        let store = try at.openStore(config, missing: .isAnError)
        let context = config.queryContext(agent: agent, now: clock.frozen)
        let scope = try scope(store)
        var output = StandardOutput()
        var left = limit
        var before: MessageKey?
        while left > 0 {
            let page = try store.search(
                query, in: scope, before: before, count: min(left, Self.pageCount), asked: context)
            for hit in page.hits { try output.line(json ? Self.object(hit).line : Self.line(hit)) }
            guard page.hasMore, let last = page.hits.last else { break }
            left -= page.hits.count
            before = last.key
        }
        try output.flush()
    }

    private func scope(_ store: InboxStore) throws -> SearchScope {
        guard let person else { return .everywhere(number) }
        let rows = try PersonLookup(store: store).rows(person, number: number)
        guard !rows.isEmpty else {
            throw Failure(.badData, "there is no conversation with “\(person)”; `oriel threads --queue all` lists them")
        }
        return .threads(rows.map(\.key))
    }

    private static func excerpt(_ hit: SearchHit) -> String {
        Excerpt(
            hit.outside?.text ?? hit.text, matches: hit.outside?.matches ?? hit.matches, lead: snippet.lead,
            length: snippet.length
        ).text
    }

    /// Where it was found beside the text; nothing of a hit in the text alone.
    private static func places(_ hit: SearchHit) -> [(String, OrderedJSON)] {
        guard !hit.beside.isEmpty else { return [] }
        let places = hit.beside.map { beside -> OrderedJSON in
            .object([("in", .text(beside.kind.word)), ("text", .text(beside.text))])
        }
        return [("beside", .list(places))]
    }

    private static func object(_ hit: SearchHit) -> OrderedJSON {
        // What a tool read is told apart; of all others nothing more is said.
        let mark: [(String, OrderedJSON)] = (hit.isMachine ? [("machine", .bool(true))] : []) + places(hit)
        return .object(
            [
                ("wamid", .text(hit.wamid)),
                ("person", .text(hit.person)),
                ("address", .text(hit.address?.value)),
                ("name", .text(hit.name)),
                ("phone_number_id", .text(hit.thread.number.value)),
                ("direction", .text(hit.direction.rawValue)),
                ("type", .text(hit.type)),
                ("text", .text(hit.text.isEmpty ? nil : hit.text)),
                ("timestamp", .time(hit.timestamp)),
                ("snippet", .text(excerpt(hit))),
            ] + mark)
    }

    private static func line(_ hit: SearchHit) -> String {
        let who = SafeText(untrusted: hit.name ?? hit.address?.value ?? hit.person, limit: 40).singleLine
        var mark = hit.isMachine ? "\(Words.english(.machineFound)) " : SafeText()
        if let outside = hit.outside { mark = "\(Words.english.beside(outside.kind)) " }
        let words = mark + SafeText(untrusted: excerpt(hit)).singleLine
        return "\(hit.timestamp.rfc3339)  \(hit.direction.rawValue)  \(who.string)  \(words.string)"
    }
}

extension Beside.Kind {
    /// What `--json` calls it.
    fileprivate var word: String {
        switch self {
        case .file: "file_name"
        case .card: "card"
        case .choice: "choice"
        case .advertisement: "advertisement"
        case .product: "product"
        case .offered: "to_tap"
        case .link: "link"
        }
    }
}

extension SearchQuery {
    /// A query as an argument: what cannot be read is wrong usage. Nil when it is too little.
    static func argument(_ text: String) throws(Failure) -> SearchQuery? {
        do {
            return try read(text)
        } catch {
            let words = Words.english.queryError(error, policy: TextPolicy()).string
            throw Failure(.usage, "the query, at character \(error.place + 1): \(words)")
        }
    }
}

extension Config {
    /// What the words of a query stand for.
    func queryContext(agent: String?, now: Instant) -> QueryContext {
        let zone = timezone.flatMap { TimeZone(identifier: $0) }.map { ZoneOffsets($0, around: now) } ?? .utc
        return QueryContext(
            agent: agent ?? self.agent ?? AgentName.standard, now: now, zone: zone,
            numberNames: Dictionary(numbers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }
}
