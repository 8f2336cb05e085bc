import Cloud
import Foundation
import Inbox

/// The questions of `oriel init`. Nothing is written before `write`.
struct SetUp {
    var questions: Questions
    let base: GraphBase
    let environment: [String: String]
    /// A config that says nothing, for what is usual.
    let defaults: Config
    /// The config to write.
    let target: String

    var text = ConfigText()
    /// A client with the token that was found last.
    private(set) var client: GraphClient?
    /// Typed, and to be written to its file in the end.
    var typedToken: Token?
    var typedAppSecret: String?

    init(
        questions: Questions, base: GraphBase, environment: [String: String], defaults: Config, target: String
    ) {
        self.questions = questions
        self.base = base
        self.environment = environment
        self.defaults = defaults
        self.target = target
    }

    /// Asks everything.
    /// - Returns: whether to write it.
    /// - Throws: `Failure` when the answers end.
    mutating func converse() async throws(Failure) -> Bool {
        questions.say("Setting Oriel up. Enter takes what stands in brackets; ^C ends it, and nothing is written.")
        if access(target, F_OK) == 0 {
            questions.say("There is a config already: \(target)")
            guard
                try questions.confirm(
                    "Replace it in the end? A copy stays beside it, with all its keys.", isYesUsual: false)
            else { return false }
        }
        try await askToken()
        try await askNumber()
        try await askAccount()
        try askAppSecret()
        try askSpool()
        questions.show(["", "This goes into \(target):", ""] + text.lines.map { "    " + $0 } + [""])
        if typedToken != nil, case .file(let path) = text.token {
            questions.say("The token goes into \(path), mode 0600.")
        }
        if typedAppSecret != nil, let path = text.appSecretFile {
            questions.say("The app secret goes into \(path), mode 0600.")
        }
        return try questions.confirm("Write it?", isYesUsual: true)
    }

    // MARK: Token

    mutating func askToken() async throws(Failure) {
        let usual = environment["ORIEL_TOKEN"] == nil ? "command" : "environment"
        questions.show([
            "", "1. Where does the access token come from?",
            "   command      a command prints it, such as a password store",
            "   file         a file of mode 0600 holds it", "   environment  the variable ORIEL_TOKEN",
        ])
        while true {
            let choice = try questions.ask("   command, file or environment", proposal: usual).lowercased()
            let source: TokenSource?
            switch choice {
            case "command", "c": source = try askCommand()
            case "file", "f": source = try askFile()
            case "environment", "e":
                text.token = .environment
                source = .environment(environment)
            default:
                questions.say("   “\(choice)” is none of the three.")
                continue
            }
            guard let source, let token = await read(source) else { continue }
            if case .command(let line) = text.token, token.stands(in: line) {
                questions.say(
                    "   The token itself stands in that command, and would stand in the config: choose file instead.")
                continue
            }
            if choice.first != "e", environment["ORIEL_TOKEN"] != nil {
                questions.say("   Note: ORIEL_TOKEN is set here, and wins over the config wherever it is set.")
            }
            client = GraphClient(base: base, tokens: .given(token)) { .wallClock }
            questions.say("   A token is there.")
            return
        }
    }

    private mutating func askCommand() throws(Failure) -> TokenSource {
        typedToken = nil
        let line = try questions.ask("   The command, as a shell runs it")
        text.token = .command(line)
        return .command(line)
    }

    /// Nil when there is no such file and none was typed.
    private mutating func askFile() throws(Failure) -> TokenSource? {
        typedToken = nil
        let path = try askPath("   The file", proposal: defaults.directories.config + "/token")
        text.token = .file(path)
        guard access(path, F_OK) != 0, errno == ENOENT else { return .file(path) }
        questions.say("   There is no file \(path) yet: type the token to have it made, or nothing to choose again.")
        let typed = try questions.secret("   The token")
        guard !typed.isEmpty else { return nil }
        do {
            let token = try Token(typed)
            typedToken = token
            return .given(token)
        } catch {
            questions.say("   That is no token: it should be one line without blanks.")
            return nil
        }
    }

    private mutating func read(_ source: TokenSource) async -> Token? {
        do {
            return try await source.read()
        } catch {
            questions.say("   " + Failure.words(error) + ".")
            return nil
        }
    }

    mutating func askPath(_ question: String, proposal: String) throws(Failure) -> String {
        let answer = try questions.ask(question, proposal: proposal)
        if answer.hasPrefix("~/") { return (environment["HOME"] ?? "") + answer.dropFirst() }
        return InitCommand.absolute(answer)
    }
}
