import ArgumentParser
import Desk
import Inbox
import Screen
import Store
import WhatsApp

struct MessagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "Print a conversation, oldest first.",
        discussion: "With --json, one object a line: wamid, direction, type, text, timestamp, arrival, status, error; "
            + "also quotes where it answers or reacts to a message, and content where ours is more than words, in the "
            + "platform's shape.")

    @OptionGroup var at: StoreArguments

    @Option(help: ArgumentHelp("Whose: a phone number, a BSUID, or “person” of `oriel threads`.", valueName: "address"))
    var person: String

    @Option(
        help: ArgumentHelp("Only the conversation with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let store = try at.openStore(at.loadConfig(), missing: .isAnError)
        let rows = try PersonLookup(store: store).rows(person, number: number)
        guard !rows.isEmpty else {
            throw Failure(.badData, "there is no conversation with “\(person)”; `oriel threads --queue all` lists them")
        }
        var histories = rows.map { History(store: store, key: $0.key) }
        var output = StandardOutput()
        while let message = try next(&histories) {
            try output.line(json ? MessageJSON(message).line : Self.line(message))
        }
        try output.flush()
    }

    /// The oldest of what the conversations still have.
    private func next(_ histories: inout [History]) throws -> Message? {
        var oldest: (index: Int, message: Message)?
        for index in histories.indices {
            guard let message = try histories[index].peek() else { continue }
            if let current = oldest, current.message.timestamp <= message.timestamp { continue }
            oldest = (index, message)
        }
        if let oldest { histories[oldest.index].drop() }
        return oldest?.message
    }

    private static func line(_ message: Message) -> String {
        let text = message.text.map { SafeText(untrusted: $0).singleLine.string } ?? ""
        let type = message.type == "text" ? "" : "[\(SafeText(untrusted: message.type, limit: 40).singleLine.string)] "
        let status = message.delivery.map { " (\($0.word))" } ?? ""
        return "\(message.timestamp.rfc3339)  \(message.direction.rawValue)\(status)  \(type)\(text)"
    }
}

/// A conversation read from its beginning, a page at a time.
private struct History {
    let store: InboxStore
    let key: ThreadKey
    private var place = MessageCursor(timestamp: Instant(milliseconds: .min), key: MessageKey(.min))
    private var page: ArraySlice<Message> = []
    private var hasMore = true

    init(store: InboxStore, key: ThreadKey) {
        self.store = store
        self.key = key
    }

    mutating func peek() throws -> Message? {
        if page.isEmpty, hasMore {
            let next = try store.messages(key, after: place, count: 500)
            page = next.messages[...]
            hasMore = next.hasAfter
            if let last = page.last { place = MessageCursor(last) }
        }
        return page.first
    }

    mutating func drop() { page = page.dropFirst() }
}

/// A message as `messages --json` prints it (design §11).
struct MessageJSON {
    private let message: Message

    init(_ message: Message) { self.message = message }

    var line: String {
        var members: [(String, OrderedJSON)] = [
            ("wamid", .text(message.wamid)),
            ("direction", .text(message.direction.rawValue)),
            ("type", .text(message.type)),
            ("text", .text(message.text)),
            ("timestamp", .time(message.timestamp)),
            ("arrival", .time(message.arrival)),
            ("status", .text(message.delivery?.word)),
            ("error", .failure(message.delivery?.failure)),
        ]
        // Beyond the contract of every row: only where there is something to tell.
        if let quote = message.quote { members.append(("quotes", .text(quote.wamid))) }
        if let content = message.content { members.append(("content", Self.member(content))) }
        return OrderedJSON.object(members).line
    }

    /// What was sent, as the request had it.
    private static func member(_ content: Content) -> OrderedJSON {
        let request = RequestWriter.request(content, to: .phone(""), id: "")
        return .value(request.json[content.typeWord] ?? .null)
    }
}

extension OrderedJSON {
    /// `{"code","title","details"}`, or null.
    static func failure(_ note: FailureNote?) -> OrderedJSON {
        guard let note else { return .null }
        return .object([
            ("code", .number(note.code)), ("title", .text(note.title)), ("details", .text(note.details)),
        ])
    }
}
