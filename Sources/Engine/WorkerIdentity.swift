import Glibc

/// Names this process in a claim, so that another one can tell whether the claimant still lives: a pid alone is used
/// again.
public struct WorkerIdentity: Hashable, Sendable {
    /// The process's number; used again after it died.
    public let pid: Int32
    /// Clock ticks since boot when the process started, from `/proc`; 0 when it cannot be read.
    public let startedAt: UInt64

    /// This process.
    public static var current: WorkerIdentity { of(getpid()) }

    /// A process that runs.
    static func of(_ pid: Int32) -> WorkerIdentity {
        WorkerIdentity(pid: pid, startedAt: process(pid)?.startedAt ?? 0)
    }

    /// A process by what a claim tells of it.
    public init(pid: Int32, startedAt: UInt64) {
        self.pid = pid
        self.startedAt = startedAt
    }

    /// As a claim stores it.
    public var word: String { "\(pid):\(startedAt)" }

    /// Whether the process that made a claim still runs. An unreadable word is taken for a dead one: its rows become
    /// *uncertain*, which loses nothing and sends nothing twice.
    public static func isAlive(_ word: String) -> Bool {
        let parts = word.split(separator: ":")
        guard parts.count == 2, let pid = Int32(parts[0]), let started = UInt64(parts[1]) else { return false }
        // Zero and below would ask after whole groups of processes.
        guard pid > 0, kill(pid, 0) == 0 || errno == EPERM else { return false }
        guard let process = process(pid) else { return true }
        return process.startedAt == started && !process.isDead
    }

    /// What `/proc/PID/stat` says. A process that died and that nobody has asked after keeps its number (in a
    /// container, for ever), but does nothing any more.
    private static func process(_ pid: Int32) -> (startedAt: UInt64, isDead: Bool)? {
        let file = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 2_048)
        let count = read(file, &bytes, bytes.count)
        // The name in field 2 may hold blanks and brackets, so counting starts after the last one, at field 3.
        guard count > 0, let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(end + 1)..<count].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, let startedAt = UInt64(String(decoding: fields[19], as: UTF8.self)) else { return nil }
        let state = fields[0].first
        return (startedAt, state == UInt8(ascii: "Z") || state == UInt8(ascii: "X"))
    }
}
