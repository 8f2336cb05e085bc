import Foundation
import Glibc
import Inbox
import WhatsApp

/// Which program shows a file, by its MIME type: the config's, then mailcap's, then `xdg-open`; without a display the line
/// that fetches it to a machine that has one. No name of a customer's is part of any command: a file lies under its hash.
public struct FileOpener: Hashable, Sendable {
    /// A program of the config.
    public struct Rule: Hashable, Sendable {
        /// A MIME type, or `image/*`, or `*`.
        public var pattern: String
        /// The program and its arguments; `{}` is the file's path, which comes last where there is none.
        public var arguments: [String]
        /// It takes over the terminal while it runs.
        public var isTerminal: Bool

        /// A program for files of some types.
        public init(pattern: String, arguments: [String], isTerminal: Bool = false) {
            self.pattern = pattern
            self.arguments = arguments
            self.isTerminal = isTerminal
        }

        /// Whether files of a type are its.
        public func fits(_ mimeType: String) -> Bool { FileOpener.fits(pattern, mimeType) }

        /// The command for one file.
        public func command(for path: String) -> [String] {
            arguments.contains { $0.contains("{}") }
                ? arguments.map { $0.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: path) }
                : arguments + [path]
        }
    }

    /// How a file is shown.
    public enum Way: Hashable, Sendable {
        /// In this terminal, which is given to the program meanwhile.
        case terminal([String])
        /// In a window of its own.
        case window([String])
        /// Nowhere here: this line fetches it.
        case line(String)
        case none
    }

    /// In the order they are asked.
    public var rules: [Rule]
    /// Entries of the mailcap files, the nearest file's first.
    public var mailcap: [MailcapEntry]
    /// Whether windows can be opened.
    public var hasDisplay: Bool
    /// Whether `xdg-open` is there.
    public var hasOpener: Bool
    /// `user@host`, as another machine reaches this one.
    public var host: String

    /// A choice among these; by default nothing opens anything.
    public init(
        rules: [Rule] = [], mailcap: [MailcapEntry] = [], hasDisplay: Bool = false, hasOpener: Bool = false,
        host: String = ""
    ) {
        self.rules = rules
        self.mailcap = mailcap
        self.hasDisplay = hasDisplay
        self.hasOpener = hasOpener
        self.host = host
    }

    /// How a file is shown.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - mimeType: may carry parameters.
    ///   - name: what it is called where it is fetched to; harmless already.
    public func way(to path: String, mimeType: String, name: String) -> Way {
        let type = MediaType.bare(mimeType)
        for rule in rules where rule.fits(type) && (rule.isTerminal || hasDisplay) {
            let command = rule.command(for: path)
            return rule.isTerminal ? .terminal(command) : .window(command)
        }
        for entry in mailcap where Self.fits(entry.pattern, type) {
            if entry.needsTerminal { return .terminal(entry.command(for: path, mimeType: type)) }
            if hasDisplay { return .window(entry.command(for: path, mimeType: type)) }
        }
        guard hasDisplay else { return host.isEmpty ? .none : .line(line(to: path, name: name)) }
        return hasOpener ? .window(["xdg-open", path]) : .none
    }

    /// The command for the machine the agent sits at.
    func line(to path: String, name: String) -> String {
        "scp \(Self.quoted("\(host):\(path)")) \(Self.quoted(name))"
    }

    /// For a shell: as it stands when nothing in it means anything, else in quotes.
    static func quoted(_ text: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@+,%[]".unicodeScalars)
        if !text.isEmpty, text.unicodeScalars.allSatisfy(plain.contains), !text.contains("[") { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    static func fits(_ pattern: String, _ type: String) -> Bool {
        let pattern = pattern.lowercased()
        if pattern == "*" || pattern == "*/*" || pattern == type { return true }
        guard pattern.hasSuffix("/*") else { return !pattern.contains("/") && type.hasPrefix(pattern + "/") }
        return type.hasPrefix(pattern.dropLast())
    }

    /// What this machine and this login offer.
    ///
    /// - Parameter rules: those of the config.
    public static func here(
        rules: [Rule], environment: [String: String], isProgram: (String) -> Bool = FileOpener.isProgram
    ) -> FileOpener {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(environment[$0] ?? "").isEmpty }
        return FileOpener(
            rules: rules, mailcap: MailcapEntry.all(environment), hasDisplay: hasDisplay,
            hasOpener: isProgram("xdg-open"), host: host(environment))
    }

    /// Whether a program is in `PATH`.
    public static func isProgram(_ name: String) -> Bool {
        if name.contains("/") { return access(name, X_OK) == 0 }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }

    /// The address this login came in by, because that one is known to be reachable; else the machine's name.
    static func host(_ environment: [String: String]) -> String {
        let user = environment["USER"] ?? environment["LOGNAME"] ?? ""
        let connection = (environment["SSH_CONNECTION"] ?? "").split(separator: " ")
        var host = connection.count == 4 ? String(connection[2]) : ""
        if host.contains(":") { host = "[\(host)]" }
        if host.isEmpty {
            var name = [CChar](repeating: 0, count: 256)
            guard gethostname(&name, name.count - 1) == 0 else { return "" }
            host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return user.isEmpty ? host : "\(user)@\(host)"
    }
}
