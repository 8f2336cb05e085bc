import ArgumentParser
import Desk
import Engine
import Foundation
import Inbox
import Logging
import Screen
import Spool
import Store

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take webhooks from the spool into the store.",
        discussion: """
            Goes on until it is interrupted, or ends when the spool is empty with --once. With --json it prints one \
            object in the end: files, messages, statuses, others, duplicates, quarantined, ignored, seconds. Exit \
            status 75 when somebody else reads the spool.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("The spool; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Flag(help: "End when everything that is there was taken in.")
    var once = false

    @Flag(help: "Print the counts as one JSON object.")
    var json = false

    func run() async throws {
        let config = try at.loadConfig()
        let secret = try config.appSecret()
        let directory = try openSpool(config)
        let start = ContinuousClock.now
        let totals: SpoolIntake.Totals
        switch try ConsumerLock.tryAcquire(in: directory, command: "oriel ingest") {
        case .held(let holder): throw EngineError.busy(holder: "\(holder)")
        case .acquired(let lock):
            let store = try at.openStore(config, missing: .isMade, writes: true)
            try at.settle(config, store)
            if once {
                totals = try drain(directory, into: store, secret: secret, config)
                lock.release()
            } else {
                // The ingester takes it by itself, and takes it again should it lose it.
                lock.release()
                totals = await keepOn(directory, into: store, secret: secret, config)
            }
        }
        var output = StandardOutput()
        let report = IngestJSON(totals: totals, start: start)
        try output.line(json ? report.line : report.words)
        try output.flush()
    }

    private func openSpool(_ config: Config) throws -> SpoolDirectory {
        if let spool {
            var status = stat()
            guard stat(spool, &status) == 0 || errno != ENOENT else {
                throw Failure(.noInput, "there is no spool \(spool); make the directory, or check the path")
            }
        }
        return try SpoolDirectory(path: spool ?? config.spoolPath)
    }

    private func drain(
        _ directory: SpoolDirectory, into store: InboxStore, secret: String?, _ config: Config
    ) throws -> SpoolIntake.Totals {
        let now = clock.frozen
        let intake = SpoolIntake(
            store: store, reader: SpoolReader(directory: directory, appSecret: secret), numbers: config.numberIDs,
            once: true, clock: { now })
        var totals = SpoolIntake.Totals()
        _ = try intake.drain(&totals)
        return totals
    }

    private func keepOn(
        _ directory: SpoolDirectory, into store: InboxStore, secret: String?, _ config: Config
    ) async -> SpoolIntake.Totals {
        let mailbox = Mailbox()
        let facts = StatusFacts()
        let ingester = SpoolIngester(
            store: store, directory: directory, appSecret: secret, numbers: config.numberIDs,
            interval: config.pollInterval.milliseconds, clock: clock.running(), mailbox: mailbox, facts: facts,
            command: "oriel ingest")
        let log = openLog(config)
        let telling = Task.detached { await Self.tellTrouble(mailbox, facts, log) }
        // Who reads that it ingests may ask it to end: by then the signal must be waited for.
        await StopSignals.first {
            log?.info("ingesting", metadata: ["spool": "\(directory.path)", "store": "\(store.path)"])
            ingester.start()
        }
        ingester.stop()
        telling.cancel()
        log?.info("ended", metadata: ["files": "\(ingester.totals.report.files)"])
        return ingester.totals
    }

    /// Nil when there is nowhere to write one; the work goes on.
    private func openLog(_ config: Config) -> Logger? {
        do {
            try Directories.make(config.accountDirectory)
            return try LogFile(path: config.accountDirectory + "/ingest.log").logger("oriel.ingest")
        } catch {
            StandardError.tell("no log is kept: \(error.message)")
            return nil
        }
    }

    /// Says when something keeps webhooks from coming in, and when that is over.
    private static func tellTrouble(_ mailbox: Mailbox, _ facts: StatusFacts, _ log: Logger?) async {
        var told: Trouble?
        for await _ in mailbox.arrivals {
            _ = mailbox.take()
            let trouble = facts.current.trouble
            guard trouble != told else { continue }
            told = trouble
            switch trouble {
            case .spool(let obstacle)?, .store(let obstacle)?:
                let words = Words.english.obstacle(obstacle).string
                StandardError.tell(words)
                log?.error("\(words)")
            case nil:
                StandardError.tell("going on")
                log?.info("going on")
            default: break
            }
        }
    }
}

/// The counts of `ingest` (design §11).
struct IngestJSON {
    let totals: SpoolIntake.Totals
    let start: ContinuousClock.Instant

    private var counts: [(String, Int)] {
        let report = totals.report
        return [
            ("files", report.files), ("messages", report.messages), ("statuses", report.statuses),
            ("others", report.others), ("duplicates", report.duplicates), ("quarantined", totals.quarantined),
            ("ignored", totals.ignored),
        ]
    }

    var line: String {
        let members = counts.map { ($0.0, OrderedJSON.number($0.1)) } + [("seconds", .seconds(since: start))]
        return OrderedJSON.object(members).line
    }

    var words: String { counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ") }
}
