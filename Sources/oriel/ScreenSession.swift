import Desk
import Engine
import Foundation
import Inbox
import Screen
import Store
import Terminal
import Themes

/// One sitting at the full screen: takes the terminal, runs the desk with its background work, and gives the terminal back
/// on every way out.
@MainActor
struct ScreenSession {
    var services: Services
    var settings: Settings
    var queue = Queue.inbox
    /// The conversation that stands open at first; nil opens the first of the queue.
    var opening: ThreadKey?
    var themes: GroundThemes
    /// Where themes of one's own are; none for the demo.
    var searchPaths: [String] = []
    /// The file a theme is kept in; nil when nothing outlives the sitting.
    var configFile: String?
    var color = ColorSetting.auto
    var glyphs = Config.GlyphSetting.auto
    var mailbox: Mailbox
    var facts: StatusFacts
    /// Nil when another process does the work, or there is no spool.
    var ingester: SpoolIngester?
    var hooks: HookRunner?
    /// Nil when no other process can be the store's worker.
    var workerWatch: WorkerWatch?
    /// Nil when this process has no token.
    var worker: OutboxWorker?
    /// Nil when this process has no token.
    var fetcher: MediaFetcher?
    /// Reads the config again; nil where there is none.
    var reload: (@Sendable () -> Result<FreshConfig, ReloadProblem>)?
    /// Called when hands touch the keyboard.
    var touched: @Sendable () -> Void = {}
    /// Where standard error goes while the screen is taken.
    var logPath: String

    /// What is left to say when the screen is gone.
    struct Outcome {
        var ending: Ending
        var model: Model
    }

    func run() async throws -> Outcome {
        let environment = ProcessInfo.processInfo.environment
        let errors = try Rescue.sendErrors(to: logPath)
        defer { Rescue.restoreErrors(errors) }
        try Rescue.catchFaults(notice: "oriel stopped; the reason is in \(logPath)")
        let surface = try CursesSurface(environment: environment, color: color, mouse: settings.usesMouse)
        defer { surface.close() }
        let theme = await chosenTheme(surface, environment)
        surface.setPalette(theme.palette(depth: surface.depth))
        var services = services
        services.zone = settings.zone
        services.wardrobe = Wardrobe(searchPaths: searchPaths, depth: surface.depth, configFile: configFile)
        var settings = settings
        settings.theme = theme.name
        settings.asciiOnly = glyphs == .ascii || glyphs == .auto && !surface.drawsSigns
        // An emoji without UTF-8 would be a question mark; its name is not.
        if !surface.drawsUnicode { settings.textPolicy.emoji = .text }
        if let reload {
            let (signs, unicode) = (surface.drawsSigns, surface.drawsUnicode)
            services.reload = { reload().map { $0.adapted(drawsSigns: signs, drawsUnicode: unicode) } }
        }

        var model = Model(now: services.clock(), size: surface.size, settings: settings, queue: queue)
        model.opening = opening
        if !surface.drawsUnicode { model.notice = Notice(settings.words(.plainLetters), tone: .warning) }
        let loop = DeskLoop(
            model: model, surface: surface,
            runner: EffectRunner(services: services, mailbox: mailbox, facts: facts), mailbox: mailbox,
            clock: services.clock,
            stop: { [ingester] in
                // A stopped program must not keep the spool from the others.
                ingester?.stop()
                surface.stop()
                ingester?.start()
            },
            runProgram: { command in
                // What it says of why is told as that it could not be started.
                let outcome = try? await surface.run(command, environment: environment)  // see above
                switch outcome {
                case .exited(let status): return .exited(status)
                case .killed(let signal): return .exited(128 + signal)
                case .broughtDown: return .broughtDown
                case nil: return .notStarted
                }
            })
        let keys = forward(surface.events)
        let ending = await runWithCompany(loop, services) { keys.cancel() }
        surface.close()
        // In the scrollback is their only copy.
        for text in loop.unsaved.values {
            let words = SafeText(untrusted: text, policy: TextPolicy(emoji: .full)).string
            print("a draft could not be saved; its words were:\n\(words)")
        }
        if let place = loop.leftBehind { print("your editor left what it rescued in \(place)") }
        return Outcome(ending: ending, model: loop.model)
    }

    /// The terminal itself is asked only where the answer matters; it is quick or not waited for.
    private func chosenTheme(_ surface: CursesSurface, _ environment: [String: String]) async -> Theme {
        guard themes.dependOnGround else { return themes.dark }
        if let ground = await surface.ground() { return themes.on(Theme.Appearance(ground: ground)) }
        return themes.on(Theme.Appearance(environment: environment))
    }

    /// Terminal events become events of the main loop.
    private func forward(_ events: AsyncStream<TerminalEvent>) -> Task<Void, Never> {
        Task.detached { [mailbox, touched] in
            for await event in events {
                if case .input(.key) = event { touched() }
                switch event {
                case .input(.key(let key)): mailbox.post(.key(key))
                case .input(.paste(let text)): mailbox.post(.pasted(text))
                case .input(.mouse(let mouse)): mailbox.post(.mouse(mouse))
                case .input(.focus(let focused)): mailbox.post(.focusChanged(focused))
                case .input(.resize(let size)): mailbox.post(.resized(size))
                case .input(.reply): break
                case .reloadRequested: mailbox.post(.reloadRequested)
                case .stopRequested: mailbox.post(.stopRequested)
                case .resumed: mailbox.post(.resumed)
                case .terminate(let signal): mailbox.post(.ended(.signal(signal)))
                case .lost: mailbox.post(.ended(.terminalLost))
                }
            }
        }
    }
}
