import Foundation
import Inbox
import Screen
import Simulator
import Store
import Synchronization
import TestSupport
import Testing
import Themes
import WhatsApp

@testable import Desk
@testable import Engine

/// The main loop over a recording screen, a real store and a simulated platform.
@MainActor
struct DeskLoopTests {
    private let shop: Shop
    private let surface = RecordingSurface()
    private let key: ThreadKey

    init() throws {
        shop = try Shop()
        key = try shop.hears("Cadê meu pedido?")
        shop.clock.advance(.minutes(1))
    }

    private func loop(
        wardrobe: Wardrobe = Wardrobe(), stop: @escaping @MainActor () -> Void = {}
    ) -> DeskLoop {
        var services = shop.services(undoDelay: .seconds(5))
        services.wardrobe = wardrobe
        var model = Model(now: shop.clock.now, size: surface.size, settings: Settings(agent: Shop.agent))
        model.opening = key
        return DeskLoop(
            model: model, surface: surface,
            runner: EffectRunner(services: services, mailbox: shop.mailbox, facts: shop.facts),
            mailbox: shop.mailbox, clock: { [clock = shop.clock] in clock.now }, stop: stop)
    }

    private func press(_ keys: String) throws {
        for key in try KeyNotation.parse(keys) { shop.mailbox.post(.key(key)) }
    }

    private var text: String { surface.frames.last.map(FrameText.bare) ?? "" }

    /// Runs the loop while `body` acts, until it ends by itself.
    private func running(_ loop: DeskLoop, _ body: () async throws -> Void) async throws -> Ending {
        let hasEnded = Ended()
        let running = Task {
            let ending = await loop.run()
            hasEnded.isSo = true
            return ending
        }
        do {
            try await eventually("the conversation on screen") { loop.model.conversation?.isLoaded ?? false }
            try await body()
            try await eventually("the loop's end") { hasEnded.isSo }
        } catch {
            shop.mailbox.post(.ended(.terminalLost))
            _ = await running.value
            throw error
        }
        return await running.value
    }

    private func queued() throws -> [OutboxItem] { try shop.store.openItems(limit: 100) }
    private func draft() throws -> String? { try InboxStore(path: shop.store.path).draft(key, agent: Shop.agent) }

    @Test func keysBecomeAMessageInTheOutbox() async throws {
        let loop = loop()
        let ending = try await running(loop) {
            try press("Sai hoje!<Enter>")
            try await eventually("the row") { try queued().count == 1 }
            try await eventually("the message on screen") { text.contains("Sai hoje!") }
            // It asks, because something still waits to leave.
            try press("<C-q>y")
        }
        #expect(ending == .quit)
        #expect(try queued().map(\.content.plainText) == ["Sai hoje!"])
        #expect(try draft() == nil)
    }

    @Test func aThemeIsOnTheScreenWhileItIsLookedAt() async throws {
        let loop = loop()
        let names = ["light", "high-contrast", "dark"]
        let palettes = try names.map { try Theme(named: $0).palette(depth: .truecolor) }
        _ = try await running(loop) {
            try press("<C-x>y")
            try await eventually("the list") { text.contains("lamplight") }
            let frames = surface.frames.count
            try press("j")
            try await eventually("light") { surface.palettes == Array(palettes.prefix(1)) }
            try await eventually("a frame in it") { surface.frames.count > frames }
            try press("j")
            try await eventually("high contrast") { surface.palettes == Array(palettes.prefix(2)) }
            try press("<Esc>")
            try await eventually("as it was") { surface.palettes == palettes }
            #expect(loop.model.modes.isEmpty)
            try press("<C-q>")
        }
    }

    @Test func aThemeOfOnesOwnThatIsWrongSaysWhyAndLeavesTheScreenAlone() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("oriel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder
        try Data("\"list.row\" = \"no-such-colour\"\n".utf8).write(to: folder.appendingPathComponent("wrong.toml"))
        let loop = loop(wardrobe: Wardrobe(searchPaths: [folder.path], configFile: "/etc/oriel/config.toml"))
        _ = try await running(loop) {
            try press("<C-x>y")
            try await eventually("the list") { text.contains("lamplight") }
            try press("G")
            try await eventually("the reason") {
                guard case .theme(let state) = loop.model.modes.last else { return false }
                return state.problem?.string.contains("wrong.toml:1") ?? false
            }
            #expect(surface.palettes.isEmpty)
            try press("k")
            try await eventually("mono") { surface.palettes.count == 1 }
            try press("<Enter>")
            try await eventually("the line that keeps it") {
                text.contains("theme = \"mono\"") && text.contains("/etc/oriel/config.toml")
            }
            try press("<C-q>")
        }
    }

    /// Enter and quit in one breath: the message is in the outbox, once, and no draft is left that would be sent again.
    @Test(arguments: 0..<5)
    func enterAndQuitAtOnceKeepTheMessageAndNoDraft(round: Int) async throws {
        let loop = loop()
        _ = try await running(loop) { try press("Sai hoje!<Enter><C-q>") }
        #expect(try queued().map(\.content.plainText) == ["Sai hoje!"])
        #expect(try draft() == nil)
    }

    @Test(arguments: [Ending.signal(15), .terminalLost])
    func whateverEndsItTheDraftIsOnDisk(ending: Ending) async throws {
        let loop = loop()
        let ended = try await running(loop) {
            try press("meio escri")
            shop.mailbox.post(.ended(ending))
        }
        #expect(ended == ending)
        #expect(loop.unsaved.isEmpty)
        #expect(try draft() == "meio escri")
    }

    @Test func whatTheGateRefusesAsTheProgramEndsIsADraftAgain() async throws {
        let loop = loop()
        _ = try await running(loop) {
            try press("tarde demais")
            try await eventually("the letters") { loop.model.conversation?.composer.text == "tarde demais" }
            // The loop has not noticed yet that the window is shut.
            shop.clock.advance(.hours(24) + -Span.minutes(1) + -Span.seconds(5))
            try press("<Enter>")
            shop.mailbox.post(.ended(.signal(15)))
        }
        #expect(try queued().isEmpty)
        #expect(try draft() == "tarde demais")
    }

    @Test func aDiskThatRefusesAtTheEndHandsTheDraftBack() async throws {
        let impatient = try InboxStore(path: shop.store.path, options: StoreOptions(busySeconds: 0.02))
        var services = shop.services()
        services.store = impatient
        var model = Model(now: shop.clock.now, size: surface.size, settings: Settings(agent: Shop.agent))
        model.opening = key
        let loop = DeskLoop(
            model: model, surface: surface, runner: EffectRunner(services: services, mailbox: shop.mailbox),
            mailbox: shop.mailbox, clock: { [clock = shop.clock] in clock.now }, stop: {})
        let blocker = try Blocker(shop.store.path)
        _ = try await running(loop) {
            try press("não me perca")
            shop.mailbox.post(.ended(.signal(1)))
        }
        #expect(loop.unsaved == [key: "não me perca"])
        try blocker.release()
    }

    /// Stopped, none of our threads runs: the draft must be on disk before.
    @Test func aDraftIsOnDiskBeforeTheProgramStops() async throws {
        let seen = Mutex<String?>(nil)
        let path = shop.store.path
        let loop = loop(stop: { [key] in
            let store = try? InboxStore(path: path)  // compared below
            let text = (try? store?.draft(key, agent: Shop.agent)) ?? nil  // the same
            seen.withLock { $0 = text }
        })
        _ = try await running(loop) {
            try press("rascunho<C-z>")
            try await eventually("the stop") { seen.withLock { $0 } != nil }
            try press("<C-q>y")
        }
        #expect(seen.withLock { $0 } == "rascunho")
        #expect(surface.redraws >= 1)
    }

    @Test func aBurstIsOneFrame() async throws {
        let loop = loop()
        _ = try await running(loop) {
            try await eventually("quiet") { !(loop.model.list.rows.isEmpty) }
            let before = surface.frames.count
            try press(String(repeating: "x", count: 400))
            try await eventually("the letters") { loop.model.conversation?.composer.text.count == 400 }
            // The whole burst was there before the loop could look, but answers of the disk may come in between.
            #expect(surface.frames.count - before < 40)
            try press("<C-q>y")
        }
    }

    @Test func theSameFrameIsNotPresentedTwice() async throws {
        let loop = loop()
        _ = try await running(loop) {
            for _ in 0..<20 { shop.mailbox.post(.ticked) }
            try press("<C-q>y")
        }
        for (frame, next) in zip(surface.frames, surface.frames.dropFirst()) { #expect(frame != next) }
    }
}

/// Whether a loop has ended.
@MainActor
private final class Ended {
    var isSo = false
}
