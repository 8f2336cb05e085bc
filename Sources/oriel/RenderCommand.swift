import ArgumentParser
import Desk
import Engine
import Foundation
import Inbox
import Screen
import Store
import Themes

struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print the screen after some keys, without a terminal.",
        discussion: """
            Works on a private copy of the store: nothing reaches the file or the network. Keys: plain characters, \
            <Enter> <Esc> <Tab> <S-Tab> <Space> <BS> <Del> <Up> <Down> <Left> <Right> <Home> <End> <PageUp> \
            <PageDown> <F1>…<F12> <C-x> <M-x>, and <lt> for <.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// The bare rows.
        case text
        /// The form snapshots are kept in.
        case frame
        case svg
    }

    @Option(help: ArgumentHelp("The config; no config if not given.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The store; an empty one if not given.", valueName: "file"))
    var store: String?

    @OptionGroup var clock: ClockArguments

    @Option(help: "Columns and rows, up to 1000x400.", transform: RenderCommand.size)
    var size = Size(columns: 120, rows: 40)

    @Option(
        parsing: .unconditional, help: "What is pressed, as in \"<C-n>hello<Enter>\".", transform: RenderCommand.keys)
    var keys: [KeyStroke] = []

    @Option(help: ArgumentHelp("A theme's name or file, for the picture.", valueName: "name"))
    var theme: String?

    @Option(help: "The queue it opens on.")
    var queue = Queue.inbox

    @Option(
        help: ArgumentHelp("Only conversations with this business number.", valueName: "phone-number-id"),
        transform: NumberArgument.parse)
    var number: NumberID?

    @Option(help: "Who sits at the keyboard.")
    var agent: String?

    @Option(help: ArgumentHelp("The time zone, as in America/Sao_Paulo.", valueName: "zone"))
    var tz = "UTC"

    @Option(help: "text: the bare rows; frame: with roles, as snapshots; svg: a picture.")
    var format = Format.text

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        // The same arguments must give the same screen, so the config counts only when it is named.
        let config =
            try self.config.map { path throws(Failure) in try Config.load(path: path, environment: environment) }
            ?? Config(directories: Directories(environment))
        guard let zone = TimeZone(identifier: tz) else {
            let nearest = Spelling.nearest(to: tz, among: TimeZone.knownTimeZoneIdentifiers)
            let cure = nearest.map { "did you mean \($0)?" } ?? "write it as in Europe/Lisbon"
            throw Failure(.usage, "there is no time zone “\(tz)”; \(cure)")
        }
        let theme = try Theme.load(name: theme ?? "dark", searchPaths: config.themeDirectories)
        if let store { try Self.check(store) }
        let copy = try PrivateCopy(of: store)
        defer { copy.remove() }
        let desk = try desk(config, zone, copy)
        desk.press(keys)
        let text = print(desk.model, desk.frame, theme, desk.palette)
        // Drafts are written beside the copy, which is about to go.
        await desk.finish()
        var output = StandardOutput()
        try output.line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        try output.flush()
    }

    private func desk(_ config: Config, _ zone: TimeZone, _ copy: PrivateCopy) throws -> HeadlessDesk {
        let now = clock.frozen
        let opened: InboxStore
        do {
            opened = try InboxStore(path: copy.store)
        } catch let error as StoreError {
            // People know the file by the name they gave.
            throw error.about(store ?? copy.store)
        }
        if let words = config.stopWords { try opened.setStopWords(words) }
        let agent = agent ?? config.agent ?? AgentName.standard
        let known = number.map { id in config.numbers.first { $0.id == id } } ?? config.numbers.first
        var services = Services(
            store: opened, agent: agent, number: number, gate: config.gate, undoDelay: config.undoDelay,
            clock: { now }, uuid: { UUID().uuidString.lowercased() }, readReceipts: .never,
            channel: ChannelIdentity(name: known?.name ?? "", displayNumber: known?.display ?? ""),
            wardrobe: Wardrobe(searchPaths: config.themeDirectories))
        services.numbers = config.numbers.map { OwnNumber(id: $0.id, name: $0.name, display: $0.display) }
        if config.path != nil { services.canned = { CannedFolder(path: config.cannedPath).shelf } }
        var settings = Settings(
            agent: agent, zone: ZoneOffsets(zone, around: now), gate: config.gate, undoDelay: config.undoDelay,
            enterSends: config.enterSends, textPolicy: TextPolicy(emoji: config.emoji), keys: config.keys,
            slots: config.slots(among: try opened.templates()), theme: theme ?? "dark",
            asciiOnly: config.glyphs == .ascii)
        settings.number = number
        settings.labels = config.labels
        settings.pipes = config.pipes
        settings.borders = config.borders
        settings.reducesMotion = config.motion == .reduced
        settings.team = config.team
        settings.orders = config.orders
        config.officeSettings(&settings, at: now)
        settings.stopWords = try opened.stopWords()
        settings.filters = config.filters
        settings.configFile = config.path ?? "config.toml"
        return HeadlessDesk(model: Model(now: now, size: size, settings: settings, queue: queue), services: services)
    }

    private func print(_ model: Model, _ frame: Frame, _ theme: Theme, _ palette: Palette?) -> String {
        switch format {
        case .text: FrameText.bare(frame)
        case .frame: FrameText.print(frame, focus: model.scope.rawValue, clock: model.now.rfc3339)
        case .svg:
            FrameSVG.print(
                frame, palette: palette ?? theme.palette(depth: .truecolor),
                page: theme.appearance == .light ? .light : .dark)
        }
    }

    private static func check(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? StoreError.noSuchFile(path: path) : .noPermission(path: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.noInput, "\(path) is not a file; name the store's file")
        }
        guard access(path, R_OK) == 0 else { throw StoreError.noPermission(path: path) }
    }

    private static func size(_ text: String) throws -> Size {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], 1...1_000 ~= columns, 1...400 ~= rows
        else {
            throw ValidationError("write columns x rows, from 1x1 to 1000x400, as in 120x40")
        }
        return Size(columns: columns, rows: rows)
    }

    /// Keys as an argument: what cannot be read is wrong usage.
    static func keys(_ text: String) throws -> [KeyStroke] {
        do {
            return try KeyNotation.parse(text)
        } catch {
            throw ValidationError(error.description)
        }
    }
}

extension StoreError {
    /// The same trouble, told of another path.
    func about(_ path: String) -> StoreError {
        switch self {
        case .newerVersion: .newerVersion(path: path)
        case .olderVersion: .olderVersion(path: path)
        case .readOnly: .readOnly(path: path)
        case .corrupt: .corrupt(path: path)
        case .noPermission: .noPermission(path: path)
        case .noSuchFile: .noSuchFile(path: path)
        case .replaced: .replaced(path: path)
        case .diskFull: .diskFull(path: path)
        case .busy: .busy(path: path)
        case .inputOutput(_, let code): .inputOutput(path: path, code: code)
        case .database(_, let code, let message): .database(path: path, code: code, message: message)
        case .wrongPass, .noSuchThread, .beingSent, .noSuchItem, .notTheirAddress, .wrongState: self
        }
    }
}
