import CRescue
import Glibc

/// What the executable does once, before it takes the screen, so that no way of ending leaves a broken terminal and
/// every fault leaves a backtrace in the log instead of on the screen (`style.md` §7.9).
///
/// Order: `restartForBacktraces`, then `sendErrors(to:)`, then `catchFaults(notice:)`, then ``CursesSurface``.
public enum Rescue {
    /// The variable the Swift runtime reads before any of our code runs.
    static let variable = "SWIFT_BACKTRACE"
    /// Not interactive, or the backtracer waits for a key, because standard input is a terminal. No registers, because
    /// it shows the memory they point at, which may be a token or somebody's message.
    static let setting = "enable=yes,interactive=no,color=no,registers=none"

    /// The environment to start again with, or nil when `SWIFT_BACKTRACE` is set and the process may go on.
    public static func restartEnvironment(_ environment: [String: String]) -> [String: String]? {
        guard environment[variable] == nil else { return nil }
        return environment.merging([variable: setting]) { _, new in new }
    }

    /// Replaces the process by itself with `SWIFT_BACKTRACE` set; returns only when it was set already. Call it first,
    /// for whatever was done before is done again.
    /// - Parameters:
    ///   - environment: the process's variables.
    ///   - arguments: the command line, its first word included.
    /// - Throws: ``TerminalError/cannotRestart(_:)``; the program can go on, faults are then reported worse.
    public static func restartForBacktraces(
        environment: [String: String], arguments: [String]
    ) throws(TerminalError) {
        guard let wanted = restartEnvironment(environment) else { return }
        let variables = wanted.map { "\($0.key)=\($0.value)" }.sorted()
        CStringList.with(arguments) { argv in
            CStringList.with(variables) { envp in
                _ = execve("/proc/self/exe", argv, envp)
            }
        }
        throw .cannotRestart(Descriptor.lastError())
    }

    /// Points standard error at a log file (made with mode 0600, appended to), so that nothing is ever written over
    /// the screen.
    /// - Returns: what to hand to `restoreErrors(_:)` after the screen is closed.
    /// - Throws: ``TerminalError/file(path:why:)``.
    public static func sendErrors(to path: String) throws(TerminalError) -> SavedErrors {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .file(path: path, why: Descriptor.lastError()) }
        defer { close(file) }
        guard let saved = Descriptor.copy(STDERR_FILENO) else {
            throw .file(path: path, why: Descriptor.lastError())
        }
        guard dup2(file, STDERR_FILENO) >= 0 else {
            let why = Descriptor.lastError()
            close(saved)
            throw .file(path: path, why: why)
        }
        return SavedErrors(descriptor: saved)
    }

    /// Standard error as it was before `sendErrors(to:)`.
    public struct SavedErrors: Sendable {
        let descriptor: Int32
    }

    /// Points standard error back. Call once.
    public static func restoreErrors(_ saved: SavedErrors) {
        dup2(saved.descriptor, STDERR_FILENO)
        close(saved.descriptor)
    }

    /// Gives a terminal its modes back when a signal ends the process meanwhile: for a question whose answer is not shown.
    /// For a program that opens no ``CursesSurface`` afterwards.
    /// - Parameter modes: as they were found.
    public static func keepingModes<Answer>(
        _ modes: termios, of terminal: Int32, _ body: () throws -> Answer
    ) rethrows -> Answer {
        var modes = modes
        _ = rescue_arm(terminal, -1, &modes, "", 0)
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { _ = rescue_end_on(signal) }
        defer { rescue_disarm() }
        return try body()
    }

    /// Catches faults for the life of the process: the terminal is given back, one line says so, and the Swift
    /// runtime's own handler goes on to write the backtrace.
    /// - Parameter notice: the line, for example where the log is; the signal's name is put before it.
    /// - Throws: ``TerminalError/modesRefused(_:)``.
    public static func catchFaults(notice: String) throws(TerminalError) {
        rescue_set_notice(notice + "\r\n")
        guard rescue_catch_faults() == 0 else { throw .modesRefused(Descriptor.lastError()) }
    }
}

/// Swift strings as the null-terminated list of C strings that `exec` and `posix_spawn` take.
enum CStringList {
    static func with<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeBufferPointer { buffer in
            // The buffer holds at least the terminating null, so it has an address.
            body(buffer.baseAddress!)  // never nil: the array is not empty
        }
    }
}
