import Foundation
import Glibc

/// A program that has the terminal, and what it started. They share our group of processes, so that `^Z` stops all of us, and
/// can therefore only be ended one by one.
struct ProgramFamily: Sendable {
    /// The program that was started.
    let child: pid_t

    /// How long whoever was told to end may take, in milliseconds.
    private static let patience: Int32 = 2_000
    private static let step: Int32 = 20

    /// A process that is not mistaken for another of its number.
    private struct Member: Hashable {
        var id: pid_t
        /// In ticks since the machine started.
        var startedAt: UInt64
    }

    /// Tells all of them to end (SIGTERM), and ends those who have not after two seconds (SIGKILL). Returns
    /// when none is left: a shell that ends at once may have been waiting for one that does not.
    func end() async {
        await withCheckedContinuation { continuation in
            let thread = Thread { @Sendable in
                endAll()
                continuation.resume()
            }
            thread.name = "oriel-family"
            thread.start()
        }
    }

    private func endAll() {
        var told: Set<Member> = []
        for _ in 0..<Self.patience / Self.step {
            let left = members().union(told.filter(Self.isAlive))
            if left.isEmpty, !isRunning { return }
            for member in left.subtracting(told) {
                kill(member.id, SIGTERM)
                // Whoever is stopped hears nothing.
                kill(member.id, SIGCONT)
            }
            if told.isEmpty, left.isEmpty, isRunning { kill(child, SIGTERM) }
            told.formUnion(left)
            poll(nil, 0, Self.step)
        }
        for member in members().union(told.filter(Self.isAlive)) { kill(member.id, SIGKILL) }
        if isRunning { kill(child, SIGKILL) }
    }

    /// It has not ended, or nobody has collected it yet: its number is nobody else's.
    private var isRunning: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo == 0
    }

    /// The child and what it started, as far as it is of our session: what took itself away goes its own ways.
    private func members() -> Set<Member> {
        var parents: [pid_t: (parent: pid_t, member: Member)] = [:]
        let session = getsid(0)
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc")  // without it, the child alone
        for name in names ?? [] {
            guard let id = pid_t(name), let line = Self.line(id), line.session == session else { continue }
            parents[id] = (line.parent, Member(id: id, startedAt: line.startedAt))
        }
        return Set(
            parents.values.filter { entry in
                var id = entry.member.id
                // A chain of parents is no longer than there are processes.
                for _ in 0..<parents.count {
                    if id == child { return true }
                    guard let parent = parents[id]?.parent else { return false }
                    id = parent
                }
                return false
            }.map(\.member))
    }

    private static func isAlive(_ member: Member) -> Bool { line(member.id)?.startedAt == member.startedAt }

    /// Of `/proc/PID/stat`; nil for what has ended.
    private static func line(_ id: pid_t) -> (parent: pid_t, session: pid_t, startedAt: UInt64)? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),  // it has ended
            // A name may have blanks and brackets in it.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X", let parent = pid_t(fields[1]),
            let session = pid_t(fields[3]), let start = UInt64(fields[19])
        else { return nil }
        return (parent, session, start)
    }
}
