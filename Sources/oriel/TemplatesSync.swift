import ArgumentParser
import Cloud
import Engine
import Store

struct TemplatesSync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Fetch all templates of an account from the platform.",
        discussion: "All pages or none: a page that fails keeps the old set.")

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(
        help: ArgumentHelp("The account; the config's, or every one the store knows, if not given.", valueName: "id"))
    var waba: String?

    @Option(help: ArgumentHelp("The Graph API; the config's if not given.", valueName: "url"))
    var apiBase: String?

    @Flag(help: "One object a line: {\"waba\",\"templates\"}.")
    var json = false

    func run() async throws {
        let config = try at.loadConfig()
        let base = try GraphBase(argument: apiBase, else: config)
        let tokens = config.tokens(at.environment)
        let token = try await tokens.read()
        let store = try at.openStore(config, missing: .isMade, writes: true)
        let client = GraphClient(base: base, tokens: .given(token)) { .wallClock }
        let counts = try await TemplateSync.run(
            store: store, client: client, waba: waba ?? config.waba, at: clock.running())
        var output = StandardOutput()
        for (waba, count) in counts.sorted(by: { $0.key < $1.key }) {
            let report = OrderedJSON.object([("waba", .text(waba)), ("templates", .number(count))])
            try output.line(json ? report.line : HarmlessText.line("\(waba): \(count) templates"))
        }
        try output.flush()
    }
}

extension GraphBase {
    /// `--api-base`, else the config's.
    init(argument: String?, else config: Config) throws(Failure) {
        guard let argument else {
            self = config.base
            return
        }
        do {
            try self.init(argument)
        } catch {
            throw Failure(.usage, "--api-base cannot be “\(argument)”: it must be \(error.expected)")
        }
    }
}
