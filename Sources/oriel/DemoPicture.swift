import ArgumentParser
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Simulator
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

    @Flag(
        help: "A picture that moves: the script of `demo --play` (svg). With --later, its frame after so many seconds.")
    var play = false

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
        guard !play || format == .svg || later > 0 else {
            throw ValidationError("only --format svg moves; --later SECONDS takes one frame out of it")
        }
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
            channel: stage.channel)
        let settings = Settings(
            agent: stage.world.agent, zone: ZoneOffsets(zone, around: start), undoDelay: DemoSession.undoDelay,
            theme: theme)
        var model = Model(now: start, size: Size(columns: parts[0], rows: parts[1]), settings: settings)
        model.opening = try stage.opening()
        if play { return try await movie(DemoRehearsal(stage: stage, start: start, model: model)) }
        let desk = HeadlessDesk(model: model, services: services)
        desk.press(strokes)
        if later > 0 {
            clock.set(start + .seconds(Int64(later)))
            desk.apply(.ticked)
        }
        desk.press(laterStrokes)
        try print(desk.frame, focus: desk.model.scope.rawValue, palette: desk.palette)
    }

    private func print(_ frame: Frame, focus: String, palette: Palette?) throws {
        switch format {
        case .text: Swift.print(FrameText.bare(frame))
        case .frame:
            Swift.print(FrameText.print(frame, focus: focus, clock: now), terminator: "")
        case .svg:
            let theme = try Theme.load(name: theme, searchPaths: [])
            Swift.print(
                FrameSVG.print(
                    frame, palette: palette ?? theme.palette(depth: .truecolor),
                    page: theme.appearance == .light ? .light : .dark)
            )
        }
    }

    private func movie(_ rehearsal: DemoRehearsal) async throws {
        let script = DemoScript.firstMinute
        let moments = try await rehearsal.moments(of: script)
        if later > 0 {
            let moment = moments.last { $0.at <= .seconds(Int64(later)) } ?? moments[0]
            return try print(moment.frame, focus: "demo", palette: nil)
        }
        let rests = try script.rests()
        let theme = try Theme.load(name: theme, searchPaths: [])
        var movie = FrameMovie(
            palette: theme.palette(depth: .truecolor), page: theme.appearance == .light ? .light : .dark)
        for (moment, next) in zip(moments, moments.dropFirst()) {
            let isHurried = rests.contains { $0.contains(moment.at) }
            let stay = Int((next.at - moment.at).milliseconds)
            movie.add(moment.frame, milliseconds: isHurried ? max(40, stay / 12) : stay)
        }
        if let last = moments.last { movie.add(last.frame, milliseconds: 3_000) }
        Swift.print(movie.text, terminator: "")
    }
}
