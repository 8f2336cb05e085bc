import ArgumentParser
import Cloud
import Engine
import Foundation
import Inbox
import Store

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Set Oriel up by a few questions, each answer checked at once.",
        discussion: """
            Asks where the token comes from, for the phone_number_id, the WhatsApp Business Account, the app secret and \
            the spool, shows what it will write, and writes it after a yes: the config, the spool's folders, and a file \
            for a secret that was typed. Nothing is written before; an old config is kept beside the new one. The token \
            is never shown and never written into the config. Answers may come down a pipe, one a line. With --json the \
            questions go to standard error and one object is printed: config, backup, number, waba, spool, templates. \
            Exit status 0 done or declined, 66 the answers ended early, 69 and 73 something could not be made.
            """)

    @OptionGroup var at: StoreArguments
    @OptionGroup var clock: ClockArguments

    @Option(help: ArgumentHelp("The Graph API; written into the config if given.", valueName: "url"))
    var apiBase: String?

    @Flag(help: "Print what was made as one JSON object.")
    var json = false

    func run() async throws {
        let environment = at.environment
        let directories = Directories(environment)
        let target = Self.absolute(at.config ?? directories.config + "/config.toml")
        let base = try apiBase.map { _ in try GraphBase(argument: apiBase, else: Config(directories: directories)) }
        let questions = Questions(output: json ? STDERR_FILENO : STDOUT_FILENO)
        var setUp = SetUp(
            questions: questions, base: base ?? .standard, environment: environment,
            defaults: Config(directories: directories), target: target)
        setUp.text.base = base?.text
        guard try await setUp.converse() else {
            questions.say("Nothing was written.")
            return
        }
        let made = try setUp.write()
        let templates = try await fetchTemplates(&setUp)
        questions.show(Self.farewell(setUp.text))
        guard json else { return }
        var output = StandardOutput()
        try output.line(
            OrderedJSON.object([
                ("config", .text(target)), ("backup", .text(made.backup)),
                ("number", .text(setUp.text.number.id.value)),
                ("waba", .text(setUp.text.waba)), ("spool", .text(setUp.text.spool)), ("templates", .number(templates)),
            ]).line)
        try output.flush()
    }

    /// The set-up stands whether or not this works.
    private func fetchTemplates(_ setUp: inout SetUp) async throws -> Int? {
        // No more answers means no.
        let wanted: Bool
        do {
            wanted = try setUp.questions.confirm("Fetch the templates now?", isYesUsual: true)
        } catch {
            wanted = false
        }
        guard wanted, let client = setUp.client else { return nil }
        do {
            let config = try Config.load(path: setUp.target, environment: at.environment)
            let store = try at.openStore(config, missing: .isMade, writes: true)
            let counts = try await TemplateSync.run(
                store: store, client: client, waba: setUp.text.waba, at: clock.running())
            let count = counts.values.reduce(0, +)
            setUp.questions.say(count == 1 ? "1 template." : "\(count) templates.")
            return count
        } catch {
            let why = Failure(reporting: error)?.message ?? "\(error)"
            setUp.questions.say("That did not work: \(why). Run `oriel templates sync` later.")
            return nil
        }
    }

    private static func farewell(_ text: ConfigText) -> [String] {
        let secret = text.appSecretFile ?? "FILE"
        return [
            "", "How it goes on:", "  oriel doctor      looks at everything once more",
            "  orield receive --spool \(text.spool) --port 8085 --verify-token-file FILE --app-secret-file \(secret)",
            "                    takes webhooks in; FILE holds the verify token of your choice, mode 0600",
            "  oriel             opens the inbox",
        ]
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
