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

    /// `POSIX_SPAWN_SETSID` of glibc, which its header hides from strict C.
    private static let newSession: Int32 = 0x80

    private static func start(_ program: String, _ event: String, _ input: [UInt8]) -> pid_t? {
        var pipes: [Int32] = [0, 0]
        guard pipe(&pipes) == 0 else { return nil }
        defer { close(pipes[0]) }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // All of it before anybody reads: a hook that does not read can neither block nor break this.
        let written = write(pipes[1], input, input.count)
        close(pipes[1])
        guard written == input.count else { return nil }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_adddup2(&files, pipes[0], STDIN_FILENO)
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        sigdelset(&all, SIGKILL)
        sigdelset(&all, SIGSTOP)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | newSession))
        var child: pid_t = 0
        let given: [String] = [program, event]
        let words = given.map { strdup($0) } + [nil]
        let environment =
            ProcessInfo.processInfo.environment.filter { variables.contains($0.key) }
            .map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + environment { free(word) } }
        return posix_spawn(&child, program, &files, &attributes, words, environment) == 0 ? child : nil
    }
}
