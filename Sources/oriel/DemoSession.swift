import Cloud
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Simulator
import Store
import Themes

/// A running demo: stage, cloud, screen.
@MainActor
struct DemoSession {
    let folder: DemoFolder
    let themeName: String?
    let clock: @Sendable () -> Instant
    /// What plays by itself until a key is touched.
    var script: DemoScript?
    var showsTour = false
    /// Lines instead of a screen.
    var isPlain = false

    func run() async throws -> ScreenSession.Outcome {
        let start = clock()
        let stage = try DemoStage(folder: folder.path, start: start)
        let token = try Token(stage.world.account.token)
        let cloud = DemoCloud(
            world: stage.world, token: token, spool: stage.spool, wishes: DemoWishes(folder: folder.path + "/say"),
            clock: clock)
        let client = GraphClient(
            base: .standard, transport: cloud.transport, tokens: .given(token), now: clock)
        let mailbox = Mailbox()
        let facts = StatusFacts()
        let shelf = MediaShelf(store: stage.store)
        let worker = OutboxWorker(
            store: stage.store, client: client, gate: SendGate(), clock: clock, mailbox: mailbox, facts: facts,
            shelf: shelf)
        let fetcher = MediaFetcher(store: stage.store, client: client, shelf: shelf, clock: clock, mailbox: mailbox)
        var services = Services(
            store: stage.store, agent: stage.world.agent, undoDelay: Self.undoDelay, clock: clock,
            uuid: { UUID().uuidString.lowercased() }, client: client,
            channel: stage.channel,
            spool: stage.spool, messageFolder: MessageFolder(path: folder.path + "/messages"),
            outboxChanged: { worker.wake() })
        let environment = ProcessInfo.processInfo.environment
        services.canned = { [canned = stage.canned] in canned.shelf }
        services.shelf = shelf
        services.pipeInput = { [store = stage.store] in try PipeInput(store: store).bytes($0) }
        services.opener = FileOpener.here(rules: [], environment: environment)
        services.home = environment["HOME"] ?? ""
        services.editor = Config.editor(nil, environment)
        services.temporary = Config.temporary(environment)
        services.mediaChanged = { fetcher.wake() }
        var settings = Settings(
            agent: stage.world.agent, zone: ZoneOffsets(.current, around: start), undoDelay: Self.undoDelay)
        settings.showsTour = showsTour
        settings.answerPause = Settings.pauseOfHands
        settings.configFile = Directories(environment).config + "/config.toml"
        settings.saveFolder = Config.downloads(environment)
        settings.drawsPictures = FileOpener.isProgram("chafa")
        let cues = try script?.cues() ?? []
        let player = Task.detached { await Self.play(cues, into: mailbox) }
        defer { player.cancel() }
        let session = ScreenSession(
            services: services, settings: settings, opening: try stage.opening(),
            themes: try GroundThemes.load(themeName, searchPaths: []),
            mailbox: mailbox, facts: facts,
            ingester: SpoolIngester(
                store: stage.store, directory: stage.spool, appSecret: nil, numbers: nil, clock: clock,
                mailbox: mailbox,
                facts: facts),
            worker: worker, fetcher: fetcher, touched: { player.cancel() }, logPath: folder.path + "/demo.log")
        let living = Task.detached { await cloud.run() }
        defer { living.cancel() }
        return try await isPlain ? session.runPlainly() : session.run()
    }

    /// Presses the keys at their times; whoever touches one of their own goes on alone.
    private nonisolated static func play(_ cues: [DemoScript.Cue], into mailbox: Mailbox) async {
        let start = ContinuousClock.now
        for cue in cues {
            do {
                let time = start + .milliseconds(cue.at.milliseconds)
                try await Task.sleep(until: time, clock: .continuous)  // keys are shown when the script says
            } catch { break }  // taken over
            mailbox.post(.action(.keysShown(cue.shown)))
            for stroke in cue.strokes { mailbox.post(.action(.key(stroke))) }
        }
        mailbox.post(.action(.keysShown(nil)))
    }

    /// Shorter than in real use, so that an answer is delivered within three seconds.
    nonisolated static let undoDelay = Span.seconds(1)
}

extension ScreenSession.Outcome {
    /// One line into the scrollback: what was done, and how to go on.
    func sayGoodbye() {
        let words = model.settings.words
        let tally = model.tally
        print(
            words(
                .goodbye, "\(tally.answered)", "\(tally.templatesSent)", "\(tally.windowsLost)", "\(tally.textsStopped)"
            ).string)
        print(words(.goodbyeSetUp).string)
    }
}
