import Foundation

/// A private tmux server with one window: the terminal of tests.
final class Tmux: Sendable {
    private let socket = "oriel-\(UUID().uuidString.prefix(8))"
    private let columns: Int
    private let rows: Int

    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux") }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// - Parameter command: a line for the shell.
    func start(_ command: String) throws {
        try run(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-s", "o", command])
    }

    /// A key by tmux's name.
    func press(_ key: String) { _ = try? run(["send-keys", "-t", "o", key]) }  // a server that is gone fails the next wait

    func type(_ text: String) { _ = try? run(["send-keys", "-t", "o", "-l", text]) }  // as above

    var screen: [String] {
        let text = (try? run(["capture-pane", "-p", "-t", "o"])) ?? ""  // as above
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    struct TimedOut: Error, CustomStringConvertible {
        let screen: [String]
        var description: String { "the screen never came to that:\n" + screen.joined(separator: "\n") }
    }

    /// Looks again and again until the screen is as wanted, for half a minute at most.
    func wait(until isWanted: ([String]) -> Bool) async throws -> [String] {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(30)
        while clock.now < end {
            let screen = self.screen
            if isWanted(screen) { return screen }
            try await clock.sleep(for: .milliseconds(50))  // between two looks, bounded above
        }
        throw TimedOut(screen: screen)
    }

    func end() { _ = try? run(["kill-server"]) }  // it may have ended by itself

    /// The server that `new-session` leaves behind must not inherit what `Process` watches for the end of its child, or
    /// waiting would last as long as the server.
    private static let closing = """
        for f in /proc/$$/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; exec "$0" "$@"
        """

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", Self.closing, "tmux", "-L", socket, "-f", "/dev/null"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
