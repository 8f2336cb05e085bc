import Foundation
import Glibc

/// One run of a hook: in a session of its own, without a shell, with the event on its standard input and its name as the only
/// argument, for so long and no longer.
enum HookProcess {
    /// How it ended.
    enum Ending: Hashable, Sendable {
        case status(Int32)
        case signal(Int32)
        /// It ran too long and was killed, with everything it started.
        case killed
        case notStarted
    }

    /// What a hook gets to know of the environment: no token, and nothing of ours.
    static let variables: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR",
    ]

    /// Runs it to its end; blocks.
    ///
    /// - Parameters:
    ///   - input: at most 60,000 bytes, which is what a pipe takes without a reader.
    ///   - milliseconds: how long it may take.
    static func run(_ program: String, event: String, input: [UInt8], milliseconds: Int64) -> Ending {
        guard input.count <= 60_000, let child = start(program, event, input) else { return .notStarted }
        let end = MonotonicClock.milliseconds + milliseconds
        var pause: useconds_t = 1_000
        var status: Int32 = 0
        while true {
            let found = waitpid(child, &status, WNOHANG)
            if found == child { break }
            if found < 0, errno != EINTR { return .notStarted }
            guard MonotonicClock.milliseconds < end else {
                kill(-child, SIGKILL)
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                return .killed
            }
            usleep(pause)
            pause = min(50_000, pause * 2)
        }
        let signal = status & 0x7F
        return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
    }

    private static func start(_ program: String, _ event: String, _ input: [UInt8]) -> pid_t? {
        var pipes: [Int32] = [0, 0]
        guard pipe(&pipes) == 0 else { return nil }
        defer { close(pipes[0]) }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // All of it before anybody reads: a hook that does not read can neither block nor break this.
        let written = write(pipes[1], input, input.count)
        close(pipes[1])
        guard written == input.count else { return nil }
        return ToolRun.start([program, event], input: pipes[0]) { variables.contains($0) }
    }
}
