import Foundation
import Glibc

/// A private tmux with one window: a terminal emulator that tells what it shows.
public final class Tmux: Sendable {
    /// Where the program is, or nil: tests that need it are then skipped, and say so.
    public static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    public enum Failure: Error {
        case failed(String)
        case neverCameToThat(screen: [String])
    }

    private let socket: String
    /// The pane's tty.
    public let path: String
    private let server: pid_t

    /// - Parameter command: a line for the shell; by itself the pane runs nothing that reads or writes, so that a test
    ///   can draw on its tty.
    public init(columns: Int, rows: Int, command: String = "sleep 600") async throws {
        socket = NSTemporaryDirectory() + "oriel-tmux-\(UUID().uuidString.prefix(8))"
        let start = [
            "-u", "-f", "/dev/null", "-S", socket, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", command,
            ";", "set", "-g", "status", "off", ";", "resize-window", "-x", "\(columns)", "-y", "\(rows)",
        ]
        _ = try await Self.run(start)
        let told = try await Self.run(["-S", socket, "display-message", "-p", "#{pid} #{pane_tty}"])
        let words = told.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let server = pid_t(words[0]) else { throw Failure.failed(told) }
        self.server = server
        path = String(words[1])
    }

    /// The rows as shown, without trailing blanks.
    public func rows() async throws -> [String] {
        let text = try await Self.run(["-u", "-S", socket, "capture-pane", "-p"])
        var rows = text.components(separatedBy: "\n")
        if rows.last == "" { rows.removeLast() }
        return rows
    }

    /// Every character as shown, with its look and the state of the terminal.
    public func view() async throws -> PaneView {
        PaneView(
            told: try await Self.run([
                "-u", "-S", socket, "display-message", "-p", PaneView.format, ";", "capture-pane", "-p", "-e", "-N",
            ]))
    }

    /// Pastes as people do: in brackets where the program asked for them.
    public func paste(_ text: String) async throws {
        _ = try await Self.run([
            "-u", "-S", socket, "set-buffer", "-b", "pasted", "--", text, ";", "paste-buffer", "-p", "-d", "-b",
            "pasted",
        ])
    }

    public func resize(columns: Int, rows: Int) async throws {
        _ = try await Self.run(["-S", socket, "resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Types keys by tmux's names.
    public func type(_ keys: String...) async throws {
        _ = try await Self.run(["-u", "-S", socket, "send-keys"] + keys)
    }

    /// Types text as it is.
    public func type(text: String) async throws {
        _ = try await Self.run(["-u", "-S", socket, "send-keys", "-l", text])
    }

    /// Looks again and again until the screen is as wanted, for a minute at most.
    @discardableResult
    public nonisolated(nonsending) func wait(until isWanted: ([String]) -> Bool) async throws -> [String] {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let screen = try await rows()
            if isWanted(screen) { return screen }
            guard ContinuousClock.now < end else { throw Failure.neverCameToThat(screen: screen) }
            try await Task.sleep(for: .milliseconds(50))  // between two looks
        }
    }

    /// Answers a question once it stands there and has been read: a key that comes sooner is taken for one of what was
    /// being typed.
    public nonisolated(nonsending) func answer(_ key: String, to question: String) async throws {
        try await wait { $0.contains { $0.contains(question) } }
        let isRead = ContinuousClock.now + .milliseconds(300)
        try await eventually("hands that have read “\(question)”") { ContinuousClock.now >= isRead }
        try await type(text: key)
        try await wait { !$0.contains { $0.contains(question) } }
    }

    public func close() async throws {
        _ = try await Self.run(["-S", socket, "kill-server"])
        // It may wait for what runs in it, and would stay for ever.
        kill(server, SIGKILL)
        try FileManager.default.removeItem(atPath: socket)
    }

    private static func run(_ arguments: [String]) async throws -> String {
        guard let program else { throw Failure.failed("tmux is missing") }
        let file = NSTemporaryDirectory() + "oriel-tmux-output-\(UUID().uuidString)"
        let output = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer {
            Glibc.close(output)
            unlink(file)
        }
        let status = try await ChildProcess(
            program, arguments,
            environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"],
            output: output, errors: output
        ).end()
        let text = try String(contentsOfFile: file, encoding: .utf8)
        guard status == 0 else { throw Failure.failed("\(status) \(arguments): \(text)") }
        return text
    }
}
