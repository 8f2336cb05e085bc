import Foundation
import Glibc

/// Another program that gets the terminal for a while: an editor, a pager.
enum ExternalProgram {
    /// Starts it with the terminal as its three standard files, all signals unblocked and at their defaults.
    /// - Returns: its process id.
    static func start(
        _ arguments: [String], environment: [String: String], input: Int32, output: Int32
    ) throws(TerminalError) -> pid_t {
        guard let program = arguments.first, !program.isEmpty else {
            throw .cannotRun(program: "the editor", why: "no name was given")
        }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO)

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
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var child: pid_t = 0
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        let failure = CStringList.with(arguments) { argv in
            CStringList.with(variables) { envp in
                posix_spawnp(&child, program, &files, &attributes, argv, envp)
            }
        }
        guard failure == 0 else { throw .cannotRun(program: program, why: String(cString: strerror(failure))) }
        return child
    }

    /// Waits for its end on a thread of its own, so that the main actor goes on working.
    static func outcome(of child: pid_t) async -> ProgramOutcome {
        await withCheckedContinuation { continuation in
            let thread = Thread { @Sendable in
                var status: Int32 = 0
                while waitpid(child, &status, 0) < 0 {
                    // Someone else collected it: there is nothing more to learn.
                    guard errno == EINTR else { return continuation.resume(returning: .exited(-1)) }
                }
                let signal = status & 0x7F
                let outcome: ProgramOutcome = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
                continuation.resume(returning: outcome)
            }
            thread.name = "oriel-wait"
            thread.start()
        }
    }
}

/// How another program ended. Anything but `.exited(0)` means that what it wrote is not to be used.
public enum ProgramOutcome: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    /// It was told to end, because this program is to.
    case broughtDown
}
