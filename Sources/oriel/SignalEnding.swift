import Engine
import Glibc

/// Thrown by a command whose work a signal ended, when everything is saved: the program then ends by that signal, so that
/// the shell, or whatever started it, learns of it as of any other program (status 128 and its number).
struct SignalEnding: Error {
    let number: Int32

    /// - Returns: nil when the agent quit, or has read enough. A terminal that is gone counts as SIGHUP, which mostly comes with it.
    init?(_ ending: Ending) {
        switch ending {
        case .quit, .readerGone: return nil
        case .signal(let number): self.number = number
        case .terminalLost: number = SIGHUP
        }
    }

    /// Ends the process.
    /// - Returns: the status to exit with where nothing came of the signal.
    func carryOut() -> Int32 {
        fflush(nil)
        signal(number, SIG_DFL)
        // The threads that tasks run on take no signals.
        var ending = sigset_t()
        sigemptyset(&ending)
        sigaddset(&ending, number)
        pthread_sigmask(SIG_UNBLOCK, &ending, nil)
        raise(number)
        return 128 + number
    }
}
