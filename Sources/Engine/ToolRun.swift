import Foundation
import Glibc

/// A program of the agent's machine that reads a file and prints text: started without a shell, in a session of its own,
/// with nothing on its standard input, for so long and for so many bytes and no more.
enum ToolRun {
    /// What a program printed, and how it ended.
    struct Output: Sendable {
        var bytes: [UInt8]
        /// Nil when it was ended for taking too long or printing too much.
        var status: Int32?
    }

    /// Runs it to its end; blocks.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked for in `PATH`, and what it is given.
    ///   - limit: bytes of output that are read; a program that prints more is ended.
    ///   - seconds: how long it may take.
    /// - Returns: nil when it cannot be started.
    static func run(_ arguments: [String], limit: Int, seconds: Int) -> Output? {
        var pipes: [Int32] = [0, 0]
        guard pipe(&pipes) == 0 else { return nil }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(pipes[0]) }
        let child = start(arguments, output: pipes[1])
        close(pipes[1])
        guard let child else { return nil }
        let (bytes, isWhole) = read(pipes[0], limit: limit, milliseconds: seconds * 1_000)
        // Its whole session: what it started itself must not stay.
        if !isWhole { kill(-child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let isExit = status & 0x7F == 0
        return Output(bytes: bytes, status: isWhole && isExit ? status >> 8 & 0xFF : nil)
    }

    /// Starts it and lets it go: for programs with windows of their own.
    ///
    /// - Returns: whether it started.
    static func detach(_ arguments: [String]) -> Bool {
        guard let child = start(arguments, output: nil) else { return false }
        // Its end is collected by nobody else.
        Thread.detachNewThread { @Sendable in
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        }
        return true
    }

    /// `POSIX_SPAWN_SETSID` of glibc, which its header hides from strict C.
    private static let newSession: Int32 = 0x80

    private static func start(_ arguments: [String], output: Int32?) -> pid_t? {
        guard let program = arguments.first, !program.isEmpty else { return nil }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
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
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | newSession
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var child: pid_t = 0
        let words = arguments.map { strdup($0) } + [nil]
        // The token is nobody else's business.
        let variables =
            ProcessInfo.processInfo.environment.filter { $0.key != "ORIEL_TOKEN" }
            .map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        return posix_spawnp(&child, program, &files, &attributes, words, variables) == 0 ? child : nil
    }

    private static func read(_ descriptor: Int32, limit: Int, milliseconds: Int) -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let end = MonotonicClock.milliseconds + Int64(milliseconds)
        while true {
            let left = end - MonotonicClock.milliseconds
            guard left > 0 else { return (bytes, false) }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let found = poll(&watched, 1, Int32(min(left, 1_000)))
            if found < 0, errno != EINTR { return (bytes, false) }
            guard found > 0 else { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return (bytes, true) }
            if count < 0 { if errno == EINTR { continue } else { return (bytes, false) } }
            guard bytes.count + count <= limit else {
                return (bytes + buffer[..<min(count, limit - bytes.count)], false)
            }
            bytes += buffer[..<count]
        }
    }
}
