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

    /// Runs it to its end; blocks. A hook that does not read what it is given, or reads it slowly, is none the worse, and
    /// holds up nothing but itself.
    ///
    /// - Parameters:
    ///   - milliseconds: how long it may take.
    ///   - isStopped: asked twenty times a second; a hook that is stopped is killed.
    static func run(
        _ program: String, event: String, input: [UInt8], milliseconds: Int64, isStopped: () -> Bool = { false }
    ) -> Ending {
        guard let feed = ToolRun.pipeEnds() else { return .notStarted }
        let started = ToolRun.start([program, event], input: feed.read) { variables.contains($0) }
        close(feed.read)
        // What a pipe does not take is given as it is read.
        _ = fcntl(feed.write, F_SETFL, O_NONBLOCK)
        var gift = Gift(end: feed.write, rest: input[...])
        guard let child = started else {
            gift.end()
            return .notStarted
        }
        let end = MonotonicClock.milliseconds + milliseconds
        return ToolRun.withoutBrokenPipes {
            var pause: useconds_t = 1_000
            var status: Int32 = 0
            defer { gift.end() }
            while true {
                gift.give()
                let found = waitpid(child, &status, WNOHANG)
                if found == child { break }
                if found < 0, errno != EINTR { return .notStarted }
                guard MonotonicClock.milliseconds < end, !isStopped() else {
                    kill(-child, SIGKILL)
                    while waitpid(child, &status, 0) < 0, errno == EINTR {}
                    return .killed
                }
                usleep(pause)  // between two looks
                pause = min(50_000, pause * 2)
            }
            let signal = status & 0x7F
            return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
        }
    }

    /// What a hook is still to be given.
    private struct Gift {
        private var descriptor: Int32?
        private var rest: ArraySlice<UInt8>

        init(end: Int32, rest: ArraySlice<UInt8>) {
            descriptor = end
            self.rest = rest
        }

        mutating func give() {
            while let descriptor {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN { return }
                if count > 0 { rest = rest.dropFirst(count) }
                if count < 0 || rest.isEmpty { end() }
            }
        }

        mutating func end() {
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }
}
