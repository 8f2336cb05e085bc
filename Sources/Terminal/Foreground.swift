import CRescue
import Glibc

/// Whose turn it is on the terminal: ours, or that of the shell and what it started since.
enum Foreground {
    /// How long after a stop an end that came with it is looked for, in milliseconds.
    private static let patience: Int32 = 100
    /// Continued in the background this often, nobody is going to bring us to the front; nor if nobody can stop us there.
    private static let mostStops = 100

    /// Whether another group of processes has the terminal. One that is not ours to ask about counts as ours.
    static func isElsewhere(_ terminal: Int32) -> Bool {
        let front = tcgetpgrp(terminal)
        return front > 0 && front != getpgrp()
    }

    /// Waits, stopped as the terminal itself would stop us, until our group is in front. Does not leave it to the
    /// terminal (SIGTTOU): continued only to be ended (`kill %1`), the process would be stopped once more instead.
    /// - Returns: false when the end was asked for, or nobody is there to bring us to the front; the terminal is then not
    ///   to be touched.
    @discardableResult
    static func wait(on terminal: Int32, isEndAsked: () -> Bool) -> Bool {
        for _ in 0..<mostStops {
            guard isElsewhere(terminal) else { return true }
            // What came together with the continuation may be on its way still.
            for _ in 0..<patience / 10 where !isEndAsked() { poll(nil, 0, 10) }
            guard isElsewhere(terminal) else { return true }
            if isEndAsked() { return false }
            rescue_stop_self(SIGTTOU)
        }
        return false
    }

    /// Writes to a terminal that another group has, which would stop us where `stty tostop` is set.
    static func write(_ bytes: [UInt8], to terminal: Int32) {
        var stopping = sigset_t()
        var before = sigset_t()
        sigemptyset(&stopping)
        sigaddset(&stopping, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &stopping, &before)
        Descriptor.write(bytes, to: terminal)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
