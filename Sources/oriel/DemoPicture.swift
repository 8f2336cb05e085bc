import ArgumentParser
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Simulator
import Synchronization
import Themes

/// The demo's first frame without a terminal: the README's picture, made by the code it shows.
struct DemoPicture: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "picture", abstract: "Print the demo's first frame, or the frame after some keys, headless.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, frame, svg }

    @Option(help: "Columns and rows, as 120x40.")
    var size = "120x40"

    @Option(help: "When the demo begins; RFC 3339.")
    var now = "2026-11-24T12:41:07.000Z"

    @Option(help: "Keys to press, as in `oriel render`.")
    var keys = ""

    @Option(help: "Seconds that pass after the keys.")
    var later = 0

    @Option(name: .customLong("then"), help: "Keys to press after that.")
    var laterKeys = ""

    @Option(help: "The time zone the clock shows.")
    var tz = "America/Sao_Paulo"

    @Option(help: "A theme name or file.")
    var theme = "dark"

    @Option(help: "text, frame or svg.")
    var format = Format.text

    func run() async throws {
        let parts = size.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, (1...1_000).contains(parts[0]), (1...400).contains(parts[1]) else {
            throw ValidationError("'\(size)' is no size: write columns x rows, as 120x40")
        }
        guard let start = Instant(rfc3339: now) else { throw ValidationError("'\(now)' is no RFC 3339 time") }
        guard let zone = TimeZone(identifier: tz) else { throw ValidationError("'\(tz)' is no time zone") }
        let (strokes, laterStrokes) = (try RenderCommand.keys(keys), try RenderCommand.keys(laterKeys))
        let clock = SetClock(start)
        let folder = NSTemporaryDirectory() + "/oriel-picture-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }  // a temporary folder
        let stage = try DemoStage(folder: folder, start: start)
        let services = Services(
            store: stage.store, agent: stage.world.agent, undoDelay: DemoSession.undoDelay, clock: { clock.now },
            uuid: { UUID().uuidString.lowercased() },
            channel: ChannelIdentity(
                name: stage.world.account.verifiedName, displayNumber: stage.world.account.displayPhone))
        let settings = Settings(
            agent: stage.world.agent, zone: ZoneOffsets(zone, around: start), undoDelay: DemoSession.undoDelay,
            theme: theme)
        var model = Model(now: start, size: Size(columns: parts[0], rows: parts[1]), settings: settings)
        model.opening = try stage.opening()
        let desk = HeadlessDesk(model: model, services: services)
        desk.press(strokes)
        if later > 0 {
            clock.set(start + .seconds(Int64(later)))
            desk.apply(.ticked)
        }
        desk.press(laterStrokes)
        let frame = desk.frame
        switch format {
        case .text: print(FrameText.bare(frame))
        case .frame:
            print(FrameText.print(frame, focus: desk.model.scope.rawValue, clock: start.rfc3339), terminator: "")
        case .svg:
            let theme = try Theme.load(name: theme, searchPaths: [])
            print(
                FrameSVG.print(
                    frame, palette: desk.palette ?? theme.palette(depth: .truecolor),
                    page: theme.appearance == .light ? .light : .dark)
            )
        }
    }
}

/// A clock that stands still until it is set.
private final class SetClock: Sendable {
    private let time: Mutex<Instant>

    init(_ time: Instant) { self.time = Mutex(time) }

    var now: Instant { time.withLock { $0 } }

    func set(_ instant: Instant) { time.withLock { $0 = instant } }
}
