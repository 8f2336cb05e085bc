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
    @OptionGroup var erasing: EraserArguments

    @Option(
        name: .customLong("older-than"),
        help: ArgumentHelp(
            "How long messages are kept: days or weeks, as in 90d or 12w; at least 2d; the config's [retention] if not given.",
            valueName: "time"),
        transform: RetainCommand.age)
    var age: Span?

    static func age(_ text: String) throws -> Span {
        guard let age = Retention.age(text) else {
            throw ValidationError("“\(text)” is no age: write \(Retention.expected)")
        }
        return age
    }

    func run() throws {
        let config = try at.loadConfig()
        guard let age = age ?? config.retention else {
            throw Failure(
                .usage,
                "how long messages are kept is not said: --older-than 90d, or messages in [retention] of the config")
        }
        let store = try at.openStore(config, missing: .isAnError, writes: true)
        let desk = try EraserDesk(store: store, spool: erasing.spool, config: config, command: "oriel retain")
        defer { desk.release() }
        let now = clock.frozen
        let account = try desk.forgetting.retain(since: now - age, isTrial: !erasing.yes)
        let receipt = Receipt(account, verification: nil, at: now, isTrial: !erasing.yes)
        var output = StandardOutput()
        for line in erasing.json ? [receipt.object.line] : receipt.lines { try output.line(line) }
        try output.flush()
        guard !erasing.yes || account.isCompact else {
            throw Failure(
                .temporary,
                "another process reads \(store.path): end it and run `oriel retain` again to empty the journal")
        }
    }
}
