/// An access token. It shows itself to nobody: not in descriptions, dumps, mirrors, errors or logs (design §11).
public struct Token: Hashable, Sendable {
    /// Only the transport reads it.
    let secret: String

    /// Takes the text as a file or a command gives it: white space around it is dropped.
    /// - Throws: `TokenError.Reason` when nothing is left, or what is left could not be a header's value.
    public init(_ text: String) throws(TokenError.Reason) {
        let trimmed = text.drop(while: \.isWhitespace)
        let secret = String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
        if secret.isEmpty { throw .empty }
        guard secret.utf8.count <= Self.longest, secret.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { throw .malformed }
        self.secret = secret
    }

    /// Whether a text, such as a command line somebody wrote, gives the token away.
    public func stands(in text: String) -> Bool { text.contains(secret) }

    /// Writes the token into a new file of mode 0600, whole or not at all.
    /// - Returns: the system's error code, or nil when it is there.
    public func write(newFile path: String) -> Int32? { TokenFile.create(path, text: secret + "\n") }

    /// In bytes; real tokens have about 200.
    static let longest = 4_096
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the text: a log shows what is printed by accident.
    public var description: String { "(token)" }
    /// Never the text either.
    public var debugDescription: String { description }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why no token could be had. Names the source, never its content.
public struct TokenError: Error, Hashable, Sendable {
    /// Where it was looked for.
    public var origin: TokenSource.Origin
    /// What was wrong.
    public var reason: Reason

    /// Why there is no token, and where it was looked for.
    public init(origin: TokenSource.Origin, reason: Reason) {
        self.origin = origin
        self.reason = reason
    }

    /// What can be wrong with a source.
    public enum Reason: Error, Hashable, Sendable {
        /// No source is configured, or the environment variable is not set.
        case missing
        case empty
        /// Longer than 4,096 bytes, or with characters a token cannot have (a line break in the middle, say).
        case malformed
        case fileNotFound
        /// A directory, a symbolic link, a pipe …
        case notRegularFile
        /// The file belongs to another user.
        case foreignOwner
        /// Others may read it: the mode must be 0600. The octal digits found.
        case openMode(UInt32)
        case unreadable(errno: Int32)
        case commandNotStarted(errno: Int32)
        /// The exit status, or 128 + the signal.
        case commandFailed(status: Int32)
        case commandTimedOut
    }

    /// A short stable word for logs and contracts.
    public var code: String {
        switch reason {
        case .missing: "token_missing"
        case .empty: "token_empty"
        case .malformed: "token_malformed"
        case .fileNotFound: "token_file_not_found"
        case .notRegularFile: "token_file_not_regular"
        case .foreignOwner: "token_file_foreign_owner"
        case .openMode: "token_file_mode"
        case .unreadable: "token_file_unreadable"
        case .commandNotStarted: "token_command_not_started"
        case .commandFailed: "token_command_failed"
        case .commandTimedOut: "token_command_timed_out"
        }
    }
}
