/// Where the access token comes from: `ORIEL_TOKEN`, `token_file` or `token_command`; never the config itself.
///
/// Read again when the platform says 190, so that a renewed token is taken up without a restart.
public struct TokenSource: Sendable {
    /// What the token comes from, in words for `doctor` and errors.
    public enum Origin: Hashable, Sendable {
        case environment(variable: String)
        case file(path: String)
        /// The command itself is not told: people write secrets into commands.
        case command
        /// Given by the program itself: the demo's.
        case given
        case nowhere
    }

    /// Where it looks.
    public let origin: Origin
    private let readToken: @Sendable () async throws(TokenError.Reason) -> Token

    init(_ origin: Origin, _ readToken: @escaping @Sendable () async throws(TokenError.Reason) -> Token) {
        self.origin = origin
        self.readToken = readToken
    }

    /// Reads the token afresh.
    /// - Throws: `TokenError`.
    public func read() async throws(TokenError) -> Token {
        do {
            return try await readToken()
        } catch {
            throw TokenError(origin: origin, reason: error)
        }
    }

    /// A variable of an environment that is handed in.
    public static func environment(_ environment: [String: String], variable: String = "ORIEL_TOKEN") -> TokenSource {
        let text = environment[variable]
        return TokenSource(.environment(variable: variable)) { () async throws(TokenError.Reason) in
            guard let text else { throw .missing }
            return try Token(text)
        }
    }

    /// A regular file of mode 0600 that belongs to this user; symbolic links are refused.
    public static func file(_ path: String) -> TokenSource {
        TokenSource(.file(path: path)) { () async throws(TokenError.Reason) in
            try Token(TokenFile.read(path))
        }
    }

    /// The output of a shell command. Its standard error is dropped: it must reach neither screen nor log.
    /// - Parameter seconds: how long it may take before it is killed with everything it started.
    public static func command(_ line: String, within seconds: Int = 10) -> TokenSource {
        TokenSource(.command) { () async throws(TokenError.Reason) in
            try Token(await TokenCommand.output(of: line, within: seconds).get())
        }
    }

    /// A token the program has already: the demo's, or a test's.
    public static func given(_ token: Token) -> TokenSource {
        TokenSource(.given) { () async throws(TokenError.Reason) in token }
    }

    /// No source at all; reading it says so.
    public static let none = TokenSource(.nowhere) { () async throws(TokenError.Reason) in throw .missing }

    /// The usual choice: the environment when it has the variable, then the command, then the file.
    public static func chosen(environment: [String: String], command: String?, file: String?) -> TokenSource {
        if environment["ORIEL_TOKEN"] != nil { return .environment(environment) }
        if let command { return .command(command) }
        if let file { return .file(file) }
        return .none
    }
}
