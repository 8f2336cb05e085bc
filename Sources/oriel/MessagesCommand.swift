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
            + "also sender, who wrote it, of a message in a group, quotes where it answers or reacts to a message, and "
            + "content where ours is more than words, in the platform's shape.")

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
        var history = MessageHistory(store: store, keys: rows.map(\.key))
        var output = StandardOutput()
        while let message = try history.next() {
            try output.line(json ? MessageJSON(message).line : Self.line(message))
        }
        try output.flush()
    }

    private static func line(_ message: Message) -> String {
        let text = message.text.map { SafeText(untrusted: $0).singleLine.string } ?? ""
        let type = message.type == "text" ? "" : "[\(SafeText(untrusted: message.type, limit: 40).singleLine.string)] "
        let status = message.delivery.map { " (\($0.word))" } ?? ""
        let sender = message.sender.map { "\(SafeText(untrusted: $0, limit: 40).singleLine.string): " } ?? ""
        return "\(message.timestamp.rfc3339)  \(message.direction.rawValue)\(status)  \(sender)\(type)\(text)"
    }
}

/// A message as `messages --json` prints it (design §11).
struct MessageJSON {
    private let message: Message
    private let isMasked: Bool

    /// - Parameter isMasked: whether numbers in the words of what we sent are covered; the message's own are the caller's.
    init(_ message: Message, isMasked: Bool = false) {
        self.message = message
        self.isMasked = isMasked
    }

    var line: String { OrderedJSON.object(members).line }

    /// In the order they are documented in.
    var members: [(String, OrderedJSON)] {
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
        if let sender = message.sender { members.append(("sender", .text(sender))) }
        if let quote = message.quote { members.append(("quotes", .text(quote.wamid))) }
        if let content = message.content { members.append(("content", member(content))) }
        return members
    }

    /// What was sent, as the request had it.
    private func member(_ content: Content) -> OrderedJSON {
        let request = RequestWriter.request(content, to: .phone(""), id: "")
        let value = request.json[content.typeWord] ?? .null
        return .value(isMasked ? value.masked : value)
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
