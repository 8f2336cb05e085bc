import Foundation
import Glibc
import Synchronization

/// A program that a test runs beside itself: it inherits its three standard files and nothing else, and is gone with
/// this value.
///
/// Not Foundation's `Process`: that one learns of a child's end from a descriptor which every other child started
/// meanwhile inherits too, so a test would wait for its neighbours' servers, and it keeps a thread busy as it waits.
public final class ChildProcess: Sendable {
    public enum Failure: Error {
        case cannotStart(program: String, why: String)
    }

    private enum State {
        case running
        /// The exit code, or 128 and the signal's number.
        case ended(Int32)
    }

    public let id: Int32
    private let state = Mutex(State.running)

    /// - Parameters:
    ///   - environment: all of it; nil passes this process's own on.
    ///   - input, output, errors: descriptors that stay the caller's; nil is `/dev/null`.
    /// - Throws: `Failure.cannotStart`, with the system's reason.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, input: Int32? = nil,
        output: Int32? = nil, errors: Int32? = nil
    ) throws {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        for (standard, given) in [input, output, errors].enumerated() {
            if let given {
                posix_spawn_file_actions_adddup2(&files, given, Int32(standard))
            } else {
                posix_spawn_file_actions_addopen(
                    &files, Int32(standard), "/dev/null", standard == 0 ? O_RDONLY : O_WRONLY, 0)
            }
        }
        // What other tests have open; closing what is not open is no error.
        for descriptor in 3..<Int32(256) { posix_spawn_file_actions_addclose(&files, descriptor) }
        let variables = environment ?? ProcessInfo.processInfo.environment
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, program, &files, nil, &argv, &envp)
        guard failure == 0 else {
            throw Failure.cannotStart(program: program, why: String(cString: strerror(failure)))
        }
        id = child
    }

    deinit {
        guard status == nil else { return }
        Glibc.kill(id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    /// The exit code, or 128 and the signal's number; nil while it runs.
    public var status: Int32? {
        state.withLock { state in
            if case .ended(let code) = state { return code }
            var status: Int32 = 0
            guard waitpid(id, &status, WNOHANG) == id else { return nil }
            let signal = status & 0x7F
            let code = signal == 0 ? status >> 8 & 0xFF : 128 + signal
            state = .ended(code)
            return code
        }
    }

    /// Its number is free for others once it has ended, so nobody is signalled then.
    public func signal(_ number: Int32) {
        if status == nil { Glibc.kill(id, number) }
    }

    /// Waits for its end.
    /// - Returns: see `status`.
    /// - Throws: `Overdue`.
    public nonisolated(nonsending) func end(within seconds: Double = 120) async throws -> Int32 {
        try await eventually("the end of process \(id)", within: seconds) { status != nil }
        return try await value("its status") { status }
    }

    /// Kills it and waits until it is gone.
    public func kill() {
        signal(SIGKILL)
        while status == nil { poll(nil, 0, 1) }
    }

    /// A program beside this test program, where the build puts both.
    public static func built(_ name: String) -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""  // Linux has it
        return (own as NSString).deletingLastPathComponent + "/" + name
    }
}
