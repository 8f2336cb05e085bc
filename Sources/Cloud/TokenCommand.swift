import Foundation

/// Runs a token command under a time limit, with what it starts, in a process group of its own.
enum TokenCommand {
    static func output(of line: String, within seconds: Int) async -> Result<String, TokenError.Reason> {
        await withCheckedContinuation { continuation in
            // Waiting for a child blocks; that must not hold up a thread of the cooperative pool.
            DispatchQueue.global(qos: .userInitiated).async { @Sendable in
                continuation.resume(returning: run(line, within: seconds))
            }
        }
    }

    private static func run(_ line: String, within seconds: Int) -> Result<String, TokenError.Reason> {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .failure(.commandNotStarted(errno: errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let started = spawn(line, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        switch started {
        case .failure(let reason): return .failure(reason)
        case .success(let child):
            let output = collect(from: ends[0], until: deadline(in: seconds))
            // The whole group goes: a child that kept running would keep the pipe open. It may be gone already.
            if case .failure = output { kill(-child, SIGKILL) }
            let status = wait(for: child, until: deadline(in: output.isFailure ? 5 : seconds))
            return output.flatMap { text in
                switch status {
                case 0?: .success(text)
                case let status?: .failure(.commandFailed(status: status))
                case nil: .failure(.commandTimedOut)
                }
            }
        }
    }

    private static func spawn(_ line: String, output: Int32) -> Result<pid_t, TokenError.Reason> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setpgroup(&attributes, 0)
        // The program ignores and blocks signals of its own; the command starts with a clean slate.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var child: pid_t = 0
        let arguments = terminatedList(["/bin/sh", "-c", line])
        defer { for argument in arguments { free(argument) } }
        let variables = terminatedList(ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" })
        defer { for variable in variables { free(variable) } }
        let failure = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, variables)
        return failure == 0 ? .success(child) : .failure(.commandNotStarted(errno: failure))
    }

    /// Copies for C, with the null at the end; the caller frees them.
    private static func terminatedList(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        var list: [UnsafeMutablePointer<CChar>?] = texts.map { text in strdup(text) }
        list.append(nil)
        return list
    }

    /// Everything until the end of output; too much of it, or none in time, is a failure.
    private static func collect(from descriptor: Int32, until deadline: UInt64) -> Result<String, TokenError.Reason> {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while bytes.count <= 4 * Token.longest {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < deadline else { return .failure(.commandTimedOut) }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, Int32(min((deadline - now) / 1_000_000 + 1, 60_000)))
            if ready == 0 || (ready < 0 && errno == EINTR) { continue }
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return .success(String(decoding: bytes, as: UTF8.self)) }
            bytes += chunk[..<count]
        }
        return .failure(.malformed)
    }

    /// The exit status, 128 + the signal, or nil when it closed its output and kept running; then it is killed.
    private static func wait(for child: pid_t, until deadline: UInt64) -> Int32? {
        var status: Int32 = 0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F) }
            if ended < 0, errno != EINTR { return 127 }
            if DispatchTime.now().uptimeNanoseconds >= deadline { break }
            poll(nil, 0, 5)
        }
        kill(-child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return nil
    }

    private static func deadline(in seconds: Int) -> UInt64 {
        DispatchTime.now().uptimeNanoseconds + UInt64(max(seconds, 0)) * 1_000_000_000
    }
}

extension Result {
    fileprivate var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
