import Foundation
import Glibc

/// A program of the agent's machine: started without a shell of ours, in a session of its own, with nothing or what it is
/// given on its standard input, for so long and for so many bytes of output and no more.
enum ToolRun {
    /// Why a program was ended before it ended itself.
    enum Cut: Hashable, Sendable {
        case time, size, stopped
    }

    /// What a program printed, and how it ended.
    struct Output: Sendable {
        var bytes: [UInt8]
        /// Nil when it was ended, by us or by a signal.
        var status: Int32?
        /// Why we ended it; nil when we did not.
        var cut: Cut?
    }

    /// Runs it to its end; blocks.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked for in `PATH`, and what it is given.
    ///   - input: what it reads; nothing at all when nil. A program that does not read it is none the worse.
    ///   - joinsErrors: what it says of errors comes with its output; else nobody sees it.
    ///   - limit: bytes of output that are read; a program that prints more is ended.
    ///   - seconds: how long it may take.
    ///   - isStopped: asked ten times a second; a program that is stopped is ended.
    /// - Returns: nil when it cannot be started.
    static func run(
        _ arguments: [String], input: [UInt8]? = nil, joinsErrors: Bool = false, limit: Int, seconds: Int,
        isStopped: () -> Bool = { false }
    ) -> Output? {
        guard let output = pipeEnds() else { return nil }
        defer { close(output.read) }
        let feed = input == nil ? nil : pipeEnds()
        let child = start(arguments, input: feed?.read, output: output.write, joinsErrors: joinsErrors)
        close(output.write)
        if let feed { close(feed.read) }
        guard let child else {
            if let feed { close(feed.write) }
            return nil
        }
        var talk = Talk(output: output.read, input: feed?.write, rest: (input ?? [])[...])
        let end = MonotonicClock.milliseconds + Int64(seconds) * 1_000
        var ending: Int32?
        func hasEnded() -> Bool {
            var status: Int32 = 0
            if ending == nil, waitpid(child, &status, WNOHANG) == child { ending = status }
            return ending != nil
        }
        var cut = withoutBrokenPipes { talk.run(limit: limit, until: end, isStopped: isStopped, hasEnded: hasEnded) }
        talk.endInput()
        // Who closed its output may go on for as long as it likes.
        while cut == nil, !hasEnded() {
            if MonotonicClock.milliseconds >= end {
                cut = .time
            } else if isStopped() {
                cut = .stopped
            } else {
                usleep(5_000)  // between two looks
            }
        }
        // Its whole session: what it started itself must not stay.
        if cut != nil, ending == nil { kill(-child, SIGKILL) }
        var status = ending ?? 0
        if ending == nil { while waitpid(child, &status, 0) < 0, errno == EINTR {} }
        let isExit = status & 0x7F == 0
        return Output(bytes: talk.bytes, status: cut == nil && isExit ? status >> 8 & 0xFF : nil, cut: cut)
    }

    /// Starts it and lets it go: for programs with windows of their own.
    ///
    /// - Returns: whether it started.
    static func detach(_ arguments: [String]) -> Bool {
        guard let child = start(arguments, input: nil, output: nil, joinsErrors: false) else { return false }
        // Its end is collected by nobody else.
        Thread.detachNewThread { @Sendable in
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        }
        return true
    }

    private typealias ClosingPipe = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32

    /// `pipe2` of glibc, which its header hides from strict C: a pipe whose ends are closed in programs from its first moment.
    private static let closingPipe: ClosingPipe = {
        guard let found = dlsym(nil, "pipe2") else { return { ends, _ in pipe(ends) } }
        return unsafeBitCast(found, to: ClosingPipe.self)
    }()

    /// Both ends of a pipe that no program inherits which another thread starts at this very moment.
    static func pipeEnds() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [0, 0]
        guard closingPipe(&ends, O_CLOEXEC) == 0 else { return nil }
        return (ends[0], ends[1])
    }

    /// A program may end without reading: that is an error of `write`, not the end of ours.
    static func withoutBrokenPipes<Result>(_ body: () -> Result) -> Result {
        var broken = sigset_t()
        var before = sigset_t()
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &broken, &before)
        let result = body()
        var none = timespec()
        while sigtimedwait(&broken, nil, &none) > 0 {}
        pthread_sigmask(SIG_SETMASK, &before, nil)
        return result
    }

    /// `POSIX_SPAWN_SETSID` of glibc, which its header hides from strict C.
    private static let newSession: Int32 = 0x80

    /// Starts a program in a session of its own, with every signal as usual; it can be killed with all it starts.
    ///
    /// - Parameters:
    ///   - input: what it reads; nothing when nil.
    ///   - output: where it writes; nowhere when nil.
    ///   - joinsErrors: whether what it complains goes there, too.
    ///   - passes: which of our variables it gets. The token is nobody else's business.
    /// - Returns: nil when it cannot be started.
    static func start(
        _ arguments: [String], input: Int32? = nil, output: Int32? = nil, joinsErrors: Bool = false,
        passes: (String) -> Bool = { $0 != "ORIEL_TOKEN" }
    ) -> pid_t? {
        guard let program = arguments.first, !program.isEmpty else { return nil }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        if let input {
            posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        if let output {
            posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        if joinsErrors, let output {
            posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
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
        let variables =
            ProcessInfo.processInfo.environment.filter { passes($0.key) }
            .map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        return posix_spawnp(&child, program, &files, &attributes, words, variables) == 0 ? child : nil
    }

    /// Gives a program its input and takes its output, whichever is ready.
    private struct Talk {
        let output: Int32
        var input: Int32?
        var rest: ArraySlice<UInt8>
        private(set) var bytes: [UInt8] = []

        init(output: Int32, input: Int32?, rest: ArraySlice<UInt8>) {
            self.output = output
            self.input = input
            self.rest = rest
            if let input { _ = fcntl(input, F_SETFL, O_NONBLOCK) }
        }

        /// - Parameter hasEnded: whether the program has: what it left behind may keep its output open, and is let be.
        /// - Returns: why it was broken off; nil at the end of the output.
        mutating func run(limit: Int, until end: Int64, isStopped: () -> Bool, hasEnded: () -> Bool) -> Cut? {
            if rest.isEmpty { endInput() }
            while true {
                let left = end - MonotonicClock.milliseconds
                guard left > 0 else { return .time }
                if isStopped() { return .stopped }
                var watched = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
                if let input { watched.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
                let found = poll(&watched, nfds_t(watched.count), Int32(min(left, 100)))
                if found < 0, errno != EINTR { return .time }
                guard found > 0 else {
                    if found == 0, hasEnded() { return nil }
                    continue
                }
                if watched.count > 1, watched[1].revents != 0 { give() }
                guard watched[0].revents != 0 else { continue }
                switch take(limit: limit) {
                case .more: break
                case .end: return nil
                case .tooMuch: return .size
                }
            }
        }

        mutating func endInput() {
            if let input { close(input) }
            input = nil
        }

        private mutating func give() {
            guard let input else { return }
            let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) }
            let isOver = count < 0 && errno != EAGAIN && errno != EINTR
            if rest.isEmpty || isOver { endInput() }
        }

        private enum Taken { case more, end, tooMuch }

        private mutating func take(limit: Int) -> Taken {
            var buffer = [UInt8](repeating: 0, count: 1 << 14)
            let count = Glibc.read(output, &buffer, buffer.count)
            if count == 0 { return .end }
            if count < 0 { return errno == EINTR ? .more : .end }
            let room = limit - bytes.count
            bytes += buffer[..<min(count, room)]
            return count > room ? .tooMuch : .more
        }
    }
}
