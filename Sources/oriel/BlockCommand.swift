import ArgumentParser
import Cloud
import Desk
import Foundation
import Inbox
import Screen
import Store
import WhatsApp

struct BlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block",
        abstract: "Block somebody on a business number: neither side hears of the other any more.",
        discussion: """
            The platform blocks only who wrote within the last 24 hours. With --list, everybody blocked: one line each. \
            With --json, {"person","phone_number_id","blocked"}. Exit status 3 when the rule forbids it, 4 when the \
            platform refuses.
            """)

    @OptionGroup var whom: BlockArguments

    @Flag(help: "Show who is blocked.")
    var list = false

    func validate() throws {
        guard list != (whom.to != nil) else { throw ValidationError("give either --to or --list") }
    }

    func run() async throws {
        if list { return try await whom.list() }
        try await whom.change(to: true)
    }
}

struct UnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock",
        abstract: "Take a block back.",
        discussion:
            "With --json, {\"person\",\"phone_number_id\",\"blocked\"}. Exit status 4 when the platform refuses.")

    @OptionGroup var whom: BlockArguments

    func validate() throws {
        guard whom.to != nil else { throw ValidationError("give --to") }
    }

    func run() async throws { try await whom.change(to: false) }
}

/// Whom to block or unblock, and on which number.
struct BlockArguments: ParsableArguments {
    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("Whom: a phone number, a BSUID, or “person” of `oriel threads`.", valueName: "address"))
    var to: String?

    @Option(
        help: ArgumentHelp("On which business number; the conversation's if not given.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(help: ArgumentHelp("The Graph API; the config's if not given.", valueName: "url"))
    var apiBase: String?

    @Option(help: "Who does it; the config's agent if not given.")
    var agent: String?

    @Flag(help: "Print one JSON object, or one a line.")
    var json = false

    func change(to wish: Bool) async throws {
        let config = try at.loadConfig()
        let base = try GraphBase(argument: apiBase, else: config)
        let store = try at.openStore(config, missing: .isAnError, writes: true)
        let now = clock.frozen
        let recipient = try Recipient(to ?? "", number: number, store: store, config: config)
        let row = recipient.row
        let address = row?.address ?? Inbox.Address(recipient.alias)
        if let refusal = BlockRule.refusal(
            to: wish, address: address, window: row?.window(at: now), isBlocked: row?.isBlocked ?? false)
        {
            let words = Words.english.refusal(refusal, settings: Settings(agent: ""), now: now).string
            if json {
                try show([("refusal", .text(refusal.code)), ("message", .text(words))])
            }
            throw Failure(.refusedByGate, words)
        }
        // The rule let nobody without an address through.
        let whom = address.map { [$0] } ?? []
        let client = GraphClient(base: base, tokens: .given(try await config.tokens(at.environment).read())) {
            .wallClock
        }
        let report =
            try await wish
            ? client.block(whom, number: recipient.number) : client.unblock(whom, number: recipient.number)
        if let failed = report.failed.first {
            throw Failure(.refusedByPlatform, Words.english.blockProblem(FailureNote(failed.error)).string)
        }
        if let row, let holding = try store.holding(of: row.key.person) {
            let fact = AgentFact(
                id: UUID().uuidString.lowercased(), at: now, actor: agent ?? config.agent ?? AgentName.standard,
                number: recipient.number, alias: holding.alias, since: holding.since, act: .block(wish))
            _ = try store.record([fact])
        }
        let person = row?.person ?? recipient.alias.value
        if json {
            try show([
                ("person", .text(person)), ("phone_number_id", .text(recipient.number.value)), ("blocked", .bool(wish)),
            ])
        } else {
            var output = StandardOutput()
            try output.line(HarmlessText.line("\(wish ? "blocked" : "unblocked") \(person)"))
            try output.flush()
        }
    }

    func list() async throws {
        let config = try at.loadConfig()
        let base = try GraphBase(argument: apiBase, else: config)
        let store = try at.openStore(config, missing: .isAnError)
        let known = config.numbers.isEmpty ? try store.numbers() : config.numbers.map(\.id)
        let numbers = number.map { [$0] } ?? known
        guard !numbers.isEmpty else { throw Failure(.usage, "no business number is known yet: give --number") }
        let client = GraphClient(base: base, tokens: .given(try await config.tokens(at.environment).read())) {
            .wallClock
        }
        for number in numbers {
            for user in try await client.blockedUsers(number: number) {
                let person = user.waID ?? user.userID
                if json {
                    try show([
                        ("person", .text(person)), ("phone_number_id", .text(number.value)), ("blocked", .bool(true)),
                    ])
                } else {
                    var output = StandardOutput()
                    try output.line(HarmlessText.line("\(person ?? "?") on \(number)"))
                    try output.flush()
                }
            }
        }
    }

    private func show(_ members: [(String, OrderedJSON)]) throws(Failure) {
        var output = StandardOutput()
        try output.line(OrderedJSON.object(members).line)
        try output.flush()
    }
}
