import ArgumentParser
import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Logging
import Screen
import Spool
import Store

struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Do the background work of a shared store: take webhooks in and send.",
        discussion: """
            Runs until SIGTERM, SIGINT or SIGHUP, and finishes what is under way. It alone needs the token: while it \
            runs, inboxes on the store only show and queue; when it stops they say so within two seconds, and those with \
            a token do the work themselves. Exit status 75 when another worker has the store (its process is named), 78 \
            without a token.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("The spool; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Option(help: ArgumentHelp("The Graph API's address; the config's if not given.", valueName: "url"))
    var apiBase: String?

    @Flag(help: "Print one JSON object when the work begins: process, store, spool.")
    var json = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let config = try at.loadConfig()
        let secret = try config.appSecret()
        let base = try GraphBase(argument: apiBase, else: config)
        let tokens = config.tokens(environment)
        if tokens.origin == .nowhere { throw EngineError.noToken }
        // A token that cannot be read is told now, and not by the first message that does not leave.
        _ = try await tokens.read()
        if spool == nil, config.spool == nil { try Directories.make(config.accountDirectory) }
        let directory = try SpoolDirectory(path: spool ?? config.spoolPath)
        let store = try at.openStore(config, missing: .isMade, writes: true)
        try at.settle(config, store)
        let hooks = try HookDirectory.open(config)
        let seat = try WorkerSeat(store: store).take(command: Self.name)
        // From the first webhook on; and what nobody is told of is not written down.
        try store.setHookWish(hooks != nil)
        let work = BackgroundWork(
            seat: seat, store: store, spool: directory, appSecret: secret, numbers: config.numberIDs,
            interval: config.pollInterval.milliseconds,
            // Skew is measured against this machine's clock, never a shifted one.
            client: GraphClient(base: base, tokens: tokens, now: { .wallClock }), gate: config.gate,
            clock: clock.running(), command: Self.name, mediaLimit: config.files.limit, tools: config.files.tools,
            hooks: hooks.map { (folder: $0, includesText: config.hooksText) })
        let log = openLog(config)
        try await work.run(
            log: { tell($0, log) },
            until: {
                log?.info("working", metadata: ["store": "\(store.path)", "spool": "\(directory.path)"])
                try await StopSignals.first { try announce(store, directory) }
                log?.info("ending")
            })
        log?.info("ended", metadata: ["files": "\(work.files)"])
    }

    private static let name = "oriel work"

    private func announce(_ store: InboxStore, _ directory: SpoolDirectory) throws {
        var output = StandardOutput()
        if json {
            let process = ProcessInfo.processInfo.processIdentifier
            try output.line(
                OrderedJSON.object([
                    ("process", OrderedJSON.number(Int(process))), ("store", OrderedJSON.text(store.path)),
                    ("spool", OrderedJSON.text(directory.path)),
                ]).line)
        } else {
            try output.line("working on \(store.path), with the spool \(directory.path)")
        }
        try output.flush()
    }

    /// Nil when there is nowhere to write one; the work goes on.
    private func openLog(_ config: Config) -> Logger? {
        do {
            try Directories.make(config.accountDirectory)
            return try LogFile(path: config.accountDirectory + "/work.log").logger("oriel.work")
        } catch {
            StandardError.tell("no log is kept: \(error.message)")
            return nil
        }
    }

    /// What keeps the work from going on, and when that is over; never what anybody wrote.
    private func tell(_ event: BackgroundWork.Event, _ log: Logger?) {
        switch event {
        case .trouble(let trouble):
            let words = Words.english.trouble(trouble).string
            StandardError.tell(words)
            log?.error("\(words)")
        case .hook(let failure):
            let words = Words.english.hookFailure(failure).string
            StandardError.tell(words)
            log?.warning("\(words)")
        case .goingOn:
            StandardError.tell("going on")
            log?.info("going on")
        case .templatesSynced(let count): log?.info("templates fetched", metadata: ["count": "\(count)"])
        case .templatesFailed(let error):
            let words = Failure(reporting: error)?.message ?? "unknown"
            log?.warning("templates not fetched: \(words)")
        }
    }
}
