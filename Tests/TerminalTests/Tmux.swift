import Foundation
import Glibc

@testable import Terminal

/// A private tmux: a terminal emulator that tells what it shows. Its pane runs nothing that reads or writes; the test
/// draws on the pane's tty.
final class Tmux: Sendable {
    /// Where the program is, or nil: tests that need it are then skipped, and say so.
    static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    enum Failure: Error {
        case failed(String)
    }

    private let socket: String
    /// The pane's tty.
    let path: String

    init(columns: Int, rows: Int) async throws {
        socket = NSTemporaryDirectory() + "oriel-tmux-\(UUID().uuidString.prefix(8))"
        let start = [
            "-u", "-f", "/dev/null", "-S", socket, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "sleep 600", ";", "set", "-g", "status", "off", ";", "resize-window", "-x", "\(columns)", "-y", "\(rows)",
        ]
        _ = try await Self.run(start)
        path = try await Self.run(["-S", socket, "display-message", "-p", "#{pane_tty}"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The rows as shown, without trailing blanks.
    func rows() async throws -> [String] {
        let text = try await Self.run(["-u", "-S", socket, "capture-pane", "-p"])
        var rows = text.components(separatedBy: "\n")
        if rows.last == "" { rows.removeLast() }
        return rows
    }

    func resize(columns: Int, rows: Int) async throws {
        _ = try await Self.run(["-S", socket, "resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Types keys by tmux's names.
    func type(_ keys: String...) async throws {
        _ = try await Self.run(["-u", "-S", socket, "send-keys"] + keys)
    }

    func close() async throws {
        _ = try await Self.run(["-S", socket, "kill-server"])
        try FileManager.default.removeItem(atPath: socket)
    }

    /// Not by Foundation's `Process`: its pipes are inherited by the server that tmux leaves behind, which is then
    /// waited for.
    private static func run(_ arguments: [String]) async throws -> String {
        guard let program else { throw Failure.failed("tmux is missing") }
        let file = NSTemporaryDirectory() + "oriel-tmux-output-\(UUID().uuidString)"
        let output = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer {
            Glibc.close(output)
            Glibc.close(input)
            unlink(file)
        }
        let child = try ExternalProgram.start(
            [program] + arguments,
            environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"],
            input: input, output: output)
        let outcome = await ExternalProgram.outcome(of: child)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        guard outcome == .exited(0) else { throw Failure.failed("\(outcome) \(arguments): \(text)") }
        return text
    }
}
