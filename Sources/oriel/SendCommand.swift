import ArgumentParser
import Cloud
import Desk
import Engine
import Inbox
import Screen
import Store
import WhatsApp

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send one message and wait for what becomes of it.",
        discussion: """
            The same gate and the same limits hold as in the inbox, without the undo delay. Exit status 0 accepted, 3 \
            refused by the gate ({"refusal","needs_template"}), 4 refused by the platform (code inside), 5 uncertain, \
            75 not sent in time, or interrupted before it left, and taken back.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("Whom: a phone number, a BSUID, or “person” of `oriel threads`.", valueName: "address"))
    var to: String

    @Option(
        help: ArgumentHelp(
            "From which business number; the conversation's if not given.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(parsing: .unconditional, help: "Free text; - reads standard input.")
    var text: String?

    @Flag(
        help: """
            With --text, or --interactive with buttons, a page or a call: without a template outside the window (Direct Send), as \
            a utility message; up to ten buttons, of which the first two may open pages; the config must say direct_send = "on".
            """)
    var direct = false

    @Option(help: ArgumentHelp("A file; its kind follows from its type.", valueName: "path"))
    var file: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("The words under the file.", valueName: "text"))
    var caption: String?

    @Option(help: ArgumentHelp("A template.", valueName: "name"))
    var template: String?

    @OptionGroup var other: OtherContent

    @Option(help: "The template's language, as in pt_BR.")
    var language: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            """
            A value of the template: header.1, body.1, body.NAME, button.0.1, button.0.flow_token, tap.url with tap.title. A file above the words is an https address, the \
            platform's id, or @PATH. Repeatable.
            """, valueName: "key=value"))
    var param: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How, when and by whom they agreed to be written to first; recorded.", valueName: "text"))
    var optIn: String?

    @Flag(name: .customLong("try"), help: "Send although nobody knows whether the window is open.")
    var tries = false

    @Flag(help: "Send although the person's address changed since the last message.")
    var confirmAddress = false

    @Option(help: ArgumentHelp("The Graph API; the config's if not given.", valueName: "url"))
    var apiBase: String?

    @Option(help: "Who sends it; the config's agent if not given.")
    var agent: String?

    @Option(help: ArgumentHelp("How long to wait for the outcome, 1 to 3600.", valueName: "seconds"))
    var timeout = 30

    @Flag(help: "Print the outcome as one JSON object.")
    var json = false

    private static let longestInput = 1 << 20

    func validate() throws {
        let kinds = [text, file, template].count(where: { $0 != nil }) + other.kinds
        guard kinds == 1 else {
            throw ValidationError(
                "give one of --text, --file, --template, --location, --contact, --interactive and --react")
        }
        if direct, text == nil, other.interactive == nil {
            throw ValidationError("--direct belongs to --text or --interactive")
        }
        if direct, other.replyTo != nil { throw ValidationError("--direct quotes nothing: leave --reply-to out") }
        if file == nil, caption != nil { throw ValidationError("--caption belongs to --file") }
        try other.validate(isTemplate: template != nil)
        if template == nil, language != nil || !param.isEmpty {
            throw ValidationError("--language and --param belong to --template")
        }
        guard 1...3_600 ~= timeout else { throw ValidationError("--timeout must be between 1 and 3600 seconds") }
        if let optIn, optIn.allSatisfy(\.isWhitespace) {
            throw ValidationError("--opt-in is empty: write how and when they agreed")
        }
        _ = try TemplateValues(param)
    }

    func run() async throws {
        let config = try at.loadConfig()
        let base = try GraphBase(argument: apiBase, else: config)
        let store = try at.openStore(config, missing: .isAnError, writes: true)
        let recipient = try Recipient(to, number: number, store: store, config: config)
        let content = try content(to: recipient, in: store)
        let now = clock.running()
        let draft = Outgoing(
            content: content, consents: Consents(triesAnyway: tries, confirmsAddress: confirmAddress), optIn: optIn,
            actor: agent ?? config.agent ?? AgentName.standard)
        Interruption.listen()
        let desk = SendDesk(store: store, gate: config.gate, clock: now) { Interruption.isAsked }
        let outcome: SendOutcome
        switch try desk.ask(draft, to: recipient) {
        case .failure(let refusal): outcome = .stopped(refusal)
        case .success:
            // Without a token nothing enters the outbox, where somebody else might send it later.
            let token = try await config.tokens(at.environment).read()
            let client = GraphClient(base: base, tokens: .given(token)) { .wallClock }
            outcome = try await desk.send(draft, to: recipient, client: client, within: .seconds(Int64(timeout)))
        }
        try tell(outcome)
    }

    private func content(to recipient: Recipient, in store: InboxStore) throws -> Content {
        if let text {
            let body = text == "-" ? try Self.input() : text
            return direct ? .direct(DirectContent(body: body)) : .text(TextContent(body: body, replyTo: other.replyTo))
        }
        if let file { return try self.content(of: file, on: MediaShelf(store: store)) }
        if let content = try other.content(to: recipient, in: store, isDirect: direct) {
            guard direct, case .interactive(let message, _) = content else { return content }
            guard let whole = DirectContent(message) else {
                throw Failure(
                    .badData,
                    "“\(message.action.word)” needs an open window: only button, cta_url and voice_call go with --direct"
                )
            }
            return .direct(whole)
        }
        // `validate` saw that there is one of them.
        let waba = try store.waba(of: recipient.number)
        let found = try TemplateLookup(store: store).all(template ?? "", language: language, waba: waba)
        guard found.count == 1, let template = found.first else {
            let languages = Set(found.map(\.key.language)).sorted().joined(separator: ", ")
            throw Failure(.usage, "the template “\(template ?? "")” is there in \(languages): choose with --language")
        }
        let shelf = MediaShelf(store: store)
        return .template(
            try TemplateValues(param).fill(template) { path in
                guard case .media(let file) = try self.content(of: path, on: shelf) else {
                    throw Failure(.badData, "\(path) cannot be sent")
                }
                return file
            })
    }

    /// The file goes onto the store's shelf, from which whoever sends takes it.
    private func content(of path: String, on shelf: MediaShelf) throws -> Content {
        var content: MediaContent
        do {
            content = try shelf.content(ofFile: path)
        } catch {
            throw Failure(.noInput, Words.english.obstacle(Obstacle(file: error)).string)
        }
        content.caption = caption
        content.replyTo = other.replyTo
        return .media(content)
    }

    /// One line break at the end belongs to the shell, not to the message.
    private static func input() throws -> String {
        let bytes = try InputFile.read("-", limit: longestInput)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.badData, "standard input is not UTF-8 text")
        }
        guard !text.utf8.contains(0) else {
            throw Failure(.badData, "standard input: \(Words.english(.refusedNUL).string)")
        }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func tell(_ outcome: SendOutcome) throws {
        var output = StandardOutput()
        if json {
            try output.line(outcome.line)
        } else if let sentence = outcome.sentence {
            try output.line(sentence.string)
        }
        try output.flush()
        if let failure = outcome.failure { throw failure }
    }
}
