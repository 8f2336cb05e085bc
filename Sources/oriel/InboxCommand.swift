import ArgumentParser
import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Spool
import Store
import Synchronization
import Terminal
import Themes

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Open the inbox (the default).",
        discussion: """
            Reads the spool and sends what the outbox holds while it is open. When another process reads the spool it shows \
            along and takes over within two seconds of that one's end. Without a token it shows and queues, and says so. \
            While `oriel work` does the work of the store it only shows and queues.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("The spool; the config's, or the account's own, if not given.", valueName: "directory"))
    var spool: String?

    @Option(help: "The queue it opens on.")
    var queue = Queue.inbox

    @Option(
        help: ArgumentHelp("Only conversations with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(help: "Who sits at the keyboard.")
    var agent: String?

    @Option(help: ArgumentHelp("A theme's name or file, or auto.", valueName: "name"))
    var theme: String?

    @Option(help: ArgumentHelp("The Graph API's address; the config's if not given.", valueName: "url"))
    var apiBase: String?

    @Flag(help: "No screen: orders and news as plain lines, for a screen reader or a pipe; `help` lists the orders.")
    var plain = false

    @Flag(help: "Look and search; change and send nothing, take nothing in. The store is opened to be read only.")
    var readOnly = false

    @Flag(
        inversion: .prefixedNo,
        help: "Begin with the tour, or without it; by itself it is shown once to everybody.")
    var tour: Bool?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        if !plain { try Self.checkTerminal() }
        if !plain {
            // A trap must leave a sane terminal and a readable trace; without the restart the trace is only worse.
            try? Rescue.restartForBacktraces(environment: environment, arguments: CommandLine.arguments)  // see above
        }
        var wanted = at.account
        var outcome: ScreenSession.Outcome
        repeat {
            // Another account is another store, another token and another sitting.
            let session = try await session(environment, account: wanted)
            outcome = plain ? try await session.runPlainly() : try await session.run()
            if let ending = SignalEnding(outcome.ending) { throw ending }
            if outcome.ending == .readerGone { return }
            wanted = outcome.model.nextAccount
        } while wanted != nil
        let tally = outcome.model.tally
        print(
            outcome.model.settings.words(
                .goodbye, "\(tally.answered)", "\(tally.templatesSent)", "\(tally.windowsLost)", "\(tally.textsStopped)"
            ).string)
    }

    /// Before anything is made on disk: without a terminal there is nothing to open.
    private static func checkTerminal() throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw TerminalError.notATerminal }
    }

    @MainActor
    private func session(_ environment: [String: String], account: String?) async throws -> ScreenSession {
        let config = try Config.load(path: at.config, environment: environment, account: account)
        let secret = try config.appSecret()
        let themes = try config.loadThemes(named: theme)
        let store = try at.openStore(config, missing: .isMade, isReadOnly: readOnly)
        if store.isReadOnly { return try readersSession(config, store, themes, environment) }
        let directory = try openSpool(config)
        try Directories.make(config.accountDirectory)
        let now = clock.running()
        let mailbox = Mailbox()
        let facts = StatusFacts()
        let client = try await client(config, environment)
        if client == nil { facts.noteMissingToken() }
        let shelf = MediaShelf(store: store)
        let worker = client.map {
            OutboxWorker(
                store: store, client: $0, gate: config.gate, clock: now, mailbox: mailbox, facts: facts, shelf: shelf,
                isResting: { facts.hasLiveWorker })
        }
        let reader = MachineReader(
            store: store, shelf: shelf, tools: config.files.tools, clock: now, mailbox: mailbox)
        let fetcher = client.map {
            MediaFetcher(
                store: store, client: $0, shelf: shelf, limit: config.files.limit, clock: now, mailbox: mailbox,
                isResting: { facts.hasLiveWorker }, arrived: { reader.read($0, mimeType: $1) })
        }
        let ingester = SpoolIngester(
            store: store, directory: directory, appSecret: secret, numbers: config.numberIDs,
            interval: config.pollInterval.milliseconds, clock: now, mailbox: mailbox, facts: facts,
            isResting: { facts.hasLiveWorker })
        let watch = WorkerWatch(
            seat: WorkerSeat(store: store), spool: directory, facts: facts, mailbox: mailbox, clock: now,
            changed: {
                ingester.reconsider()
                worker?.wake()
                fetcher?.wake()
            })
        // Before anything is begun: a live worker is not interfered with for a moment.
        watch.look()
        if !facts.hasLiveWorker { try at.settle(config, store) }
        let agent = agent ?? config.agent ?? AgentName.standard
        var settings = try Self.settings(config, store, agent, now(), number)
        settings.lacksArchive = try !store.hasTakenIn() && !SpoolArchive(directory: directory).isEmpty()
        settings.spoolPath = directory.path
        settings.storePath = store.path
        settings.showsTour = try tour ?? (store.remembered(EffectRunner.tourName, agent: agent) == nil)
        var session = ScreenSession(
            services: services(config, store, agent, client, now, worker, directory, shelf, fetcher, environment),
            settings: settings, queue: queue, themes: themes,
            searchPaths: config.themeDirectories, configFile: config.path ?? config.directories.config + "/config.toml",
            color: config.color, glyphs: config.glyphs, mailbox: mailbox, facts: facts,
            ingester: ingester, workerWatch: watch, worker: worker, fetcher: fetcher,
            reload: Self.reloading(config, path: at.config, environment, store, agent, now, number),
            logPath: config.accountDirectory + "/oriel.log")
        session.hooks = try HookDirectory.runner(
            config, store: store, clock: now, facts: facts, told: { _ in mailbox.post(.storeChanged([])) })
        return session
    }

    /// Nothing is taken in, sent, fetched or told to hooks; what others do is seen.
    @MainActor
    private func readersSession(
        _ config: Config, _ store: InboxStore, _ themes: GroundThemes, _ environment: [String: String]
    ) throws -> ScreenSession {
        // Where the log is.
        try Directories.make(config.accountDirectory)
        let now = clock.running()
        let agent = agent ?? config.agent ?? AgentName.standard
        var settings = try Self.settings(config, store, agent, now(), number)
        // That it was shown cannot be kept.
        settings.showsTour = tour ?? false
        return ScreenSession(
            services: services(config, store, agent, nil, now, nil, nil, MediaShelf(store: store), nil, environment),
            settings: settings, queue: queue, themes: themes, searchPaths: config.themeDirectories,
            configFile: config.path ?? config.directories.config + "/config.toml", color: config.color,
            glyphs: config.glyphs, mailbox: Mailbox(), facts: StatusFacts(),
            reload: Self.reloading(config, path: at.config, environment, store, agent, now, number),
            logPath: config.accountDirectory + "/oriel.log")
    }

    private func openSpool(_ config: Config) throws -> SpoolDirectory {
        if spool == nil, config.spool == nil { try Directories.make(config.accountDirectory) }
        return try SpoolDirectory(path: spool ?? config.spoolPath)
    }

    /// The way out; nil when nobody gave a token.
    private func client(_ config: Config, _ environment: [String: String]) async throws -> GraphClient? {
        let base = try GraphBase(argument: apiBase, else: config)
        let tokens = config.tokens(environment)
        switch tokens.origin {
        case .nowhere: return nil
        // A token that cannot be read is told now, and not by the first message that does not leave.
        case .file, .environment: _ = try await tokens.read()
        // A command may take seconds, and may work later; until then the status line says what is wrong with it.
        case .command, .given: break
        }
        // Skew is measured against this machine's clock, never a shifted one.
        return GraphClient(base: base, tokens: tokens, now: { .wallClock })
    }

    private func services(
        _ config: Config, _ store: InboxStore, _ agent: String, _ client: GraphClient?,
        _ now: @escaping @Sendable () -> Instant,
        _ worker: OutboxWorker?, _ spool: SpoolDirectory?, _ shelf: MediaShelf, _ fetcher: MediaFetcher?,
        _ environment: [String: String]
    ) -> Services {
        let known = config.numbers.first { number == nil || $0.id == number }
        var services = Services(
            store: store, agent: agent, number: number, gate: config.gate, undoDelay: config.undoDelay, clock: now,
            uuid: { UUID().uuidString.lowercased() }, client: client, readReceipts: config.readReceipts,
            channel: ChannelIdentity(
                name: config.accounts.count > 1 ? config.account : known?.name ?? "",
                displayNumber: known?.display ?? ""),
            spool: spool, messageFolder: MessageFolder(path: Directories(environment).config + "/messages"),
            outboxChanged: { worker?.wake() })
        services.showsTyping = config.showsTyping
        services.shelf = shelf
        services.pipeInput = { try PipeInput(store: store).bytes($0) }
        services.canned = { [path = config.cannedPath] in CannedFolder(path: path).shelf }
        services.opener = config.opener(environment)
        services.home = environment["HOME"] ?? ""
        services.editor = Config.editor(config.files.editor, environment)
        services.temporary = Config.temporary(environment)
        services.mediaChanged = { fetcher?.wake() }
        services.numbers = config.numbers.map { OwnNumber(id: $0.id, name: $0.name, display: $0.display) }
        return services
    }

    /// Reads the config again, as this inbox was opened with it.
    static func reloading(
        _ config: Config, path: String?, _ environment: [String: String], _ store: InboxStore, _ agent: String,
        _ now: @escaping @Sendable () -> Instant, _ number: NumberID?
    ) -> @Sendable () -> Result<FreshConfig, ReloadProblem> {
        let account = config.accounts.isEmpty ? nil : config.account
        // A theme the agent chose since stays, unless the file names another than when it was last read.
        let named = Mutex(config.namedTheme)
        return { [old = config] in
            do {
                let fresh = try Config.load(path: path, environment: environment, account: account)
                let settings = try settings(fresh.running(as: old), store, agent, now(), number)
                if let theme = fresh.namedTheme {
                    _ = try GroundThemes.load(theme, searchPaths: fresh.themeDirectories)
                }
                let isNew = named.withLock { former in
                    defer { former = fresh.namedTheme }
                    return former != fresh.namedTheme
                }
                return .success(
                    FreshConfig(
                        config: ReloadedConfig(
                            settings: settings, theme: isNew ? fresh.namedTheme : nil,
                            later: fresh.fixedDifferences(from: old)),
                        glyphs: fresh.glyphs))
            } catch {
                return .failure(ReloadProblem((error as? Failure)?.message ?? "\(error)"))
            }
        }
    }

    static func settings(
        _ config: Config, _ store: InboxStore, _ agent: String, _ now: Instant, _ number: NumberID?
    ) throws -> Settings {
        let zone = config.timezone.flatMap { TimeZone(identifier: $0) } ?? .current
        var settings = Settings(
            agent: agent, zone: ZoneOffsets(zone, around: now), gate: config.gate, undoDelay: config.undoDelay,
            enterSends: config.enterSends, textPolicy: TextPolicy(emoji: config.emoji), keys: config.keys,
            slots: config.slots(among: try store.templates()), usesMouse: config.mouse == .on)
        settings.isReader = store.isReadOnly
        settings.answerPause = Settings.pauseOfHands
        settings.saveFolder = config.saveFolder(ProcessInfo.processInfo.environment)
        settings.drawsPictures = config.files.preview && FileOpener.isProgram("chafa")
        settings.number = number
        settings.labels = config.labels
        settings.borders = config.borders
        settings.reducesMotion = config.motion == .reduced
        settings.notify = config.notify
        settings.pipes = config.pipes
        settings.pipeHistory =
            try store.remembered(EffectRunner.pipesName, agent: agent)?.split(separator: "\n").map(String.init) ?? []
        settings.panes =
            try store.remembered(EffectRunner.panesName, agent: agent).flatMap(PaneShape.init(code:))
            ?? PaneShape()
        settings.team = config.team
        settings.orders = config.orders
        config.officeSettings(&settings, at: now)
        settings.stopWords = try store.stopWords()
        settings.filters = config.filters
        settings.configFile = config.path ?? config.directories.config + "/config.toml"
        settings.account = config.account
        settings.accounts = config.accounts
        return settings
    }
}
