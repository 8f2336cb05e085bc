import ArgumentParser
import Engine
import Inbox
import Store

struct RetainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: "Erase messages that are older than a time.",
        discussion: """
            Counts what would go; with --yes it goes: messages with their statuses, files that no younger message has, \
            and their items in the spool's done, new and quarantine. Conversations of which nothing is left go, too; \
            consents, assignments and notes of agents stay, and so does what waits to leave or is uncertain. Somebody \
            whose messages are all gone counts as one who never wrote: a template to them needs an opt-in on record. \
            End `oriel work` and other inboxes first; exit status 75 while one reads the spool.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(
        name: .customLong("older-than"),
        help: ArgumentHelp(
            "How long messages are kept: days or weeks, as in 90d or 12w; at least 2d.", valueName: "time"),
        transform: RetainCommand.age)
    var age: Span

    @Option(help: ArgumentHelp("The spool; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Flag(name: .customLong("dry-run"), help: "Only count, as without --yes.")
    var isTrial = false

    @Flag(help: "Erase.")
    var yes = false

    @Flag(help: "Print the counts as one JSON object.")
    var json = false

    func validate() throws {
        if isTrial, yes { throw ValidationError("--dry-run and --yes exclude each other") }
    }

    /// Two days at the least: younger messages may hold a service window open.
    static func age(_ text: String) throws -> Span {
        guard let unit = text.last, let days = Int64(text.dropLast()), text.first?.isNumber == true,
            let factor = ["d": Int64(1), "w": 7][unit],
            (2...36_500).contains(days.multipliedReportingOverflow(by: factor).0)
        else { throw ValidationError("“\(text)” is no age: write days or weeks, as in 90d or 12w, at least 2d") }
        return .hours(24 * days * factor)
    }

    func run() throws {
        let config = try at.loadConfig()
        let store = try at.openStore(config, missing: .isAnError)
        let desk = try EraserDesk(store: store, spool: spool, config: config, command: "oriel retain")
        defer { desk.release() }
        let now = clock.frozen
        let account = try desk.forgetting.retain(since: now - age, isTrial: !yes)
        let receipt = Receipt(account, verification: nil, at: now, isTrial: !yes)
        var output = StandardOutput()
        for line in json ? [receipt.object.line] : receipt.lines { try output.line(line) }
        try output.flush()
        guard !yes || account.isCompact else {
            throw Failure(
                .temporary,
                "another process reads \(store.path): end it and run `oriel retain` again to empty the journal")
        }
    }
}
