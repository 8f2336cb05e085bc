import Glibc

/// The right to take files out of a spool: a `flock` on `.lock` in it. The kernel releases it when the process ends,
/// however it ends. Held as long as the value is; dropping it or ``release()`` gives it up.
public final class ConsumerLock: Sendable {
    /// Who holds a lock, as written in the lock file.
    public struct Holder: Hashable, Sendable, CustomStringConvertible {
        /// The process id; nil when the holder has not written it yet.
        public let pid: Int32?
        /// What it runs, in its own words.
        public let command: String

        /// `oriel work (process 4711)`.
        public var description: String {
            let who = command.isEmpty ? "another program" : command
            return pid.map { "\(who) (process \($0))" } ?? who
        }
    }

    /// How trying ended.
    public enum Attempt: Sendable {
        /// It is ours.
        case acquired(ConsumerLock)
        /// Somebody else has it.
        case held(by: Holder)
    }

    static let maximumNote = 1_024

    let file: Descriptor
    private let path: String

    private init(file: consuming Descriptor, path: String) {
        self.file = file
        self.path = path
    }

    /// Takes the lock of `directory` if it is free, and says who has it if it is not. Never waits.
    ///
    /// - Parameters:
    ///   - directory: The spool.
    ///   - command: See ``tryAcquire(at:command:mode:pid:)``.
    ///   - pid: The process id to write.
    /// - Throws: ``SpoolError`` when the lock file cannot be made or locked at all.
    public static func tryAcquire(
        in directory: SpoolDirectory, command: String, pid: Int32 = getpid()
    ) throws(SpoolError) -> Attempt {
        try tryAcquire(at: path(in: directory), command: command, pid: pid)
    }

    /// Where the lock of a spool lies.
    public static func path(in directory: SpoolDirectory) -> String { directory.path + "/.lock" }

    /// Takes the lock that a file stands for if it is free, and says who has it if it is not. Never waits.
    ///
    /// - Parameters:
    ///   - path: The file; made when it is missing, never removed.
    ///   - mode: Who may look at it, when it is made.
    ///   - command: What this process runs, for others to read; no secrets. Control characters become spaces.
    ///   - pid: The process id to write.
    /// - Throws: ``SpoolError`` when the lock file cannot be made or locked at all.
    public static func tryAcquire(
        at path: String, command: String, mode: mode_t = 0o600, pid: Int32 = getpid()
    ) throws(SpoolError) -> Attempt {
        // Somebody may remove the file between opening and locking; then the lock would be of a file nobody sees.
        for _ in 0..<10 {
            let raw = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode)
            guard raw >= 0 else {
                // The file is made when it is missing: what is not there is where it belongs.
                let code = errno
                let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
                throw SpoolError(code: code, path: code == ENOENT ? folder : path, action: "open")
            }
            let file = Descriptor(raw: raw)
            if flock(file.raw, LOCK_EX | LOCK_NB) != 0 {
                if errno == EINTR { continue }
                guard errno == EWOULDBLOCK else {
                    throw SpoolError(code: errno, path: path, action: "lock")
                }
                return .held(by: holder(in: file.raw))
            }
            let lock = ConsumerLock(file: file, path: path)
            if lock.isCurrent {
                // The process's umask may have taken away what the group is to have.
                if mode != 0o600 { fchmod(lock.file.raw, mode) }
                try lock.write(pid: pid, command: command)
                return .acquired(lock)
            }
        }
        throw SpoolError(code: EAGAIN, path: path, action: "lock")
    }

    /// Whether the locked file is still the one that others see: false after it, or the whole spool, was removed or
    /// replaced, when somebody else may hold the new one. Worth a look before each batch.
    public var isCurrent: Bool {
        var mine = stat()
        var visible = stat()
        return fstat(file.raw, &mine) == 0 && lstat(path, &visible) == 0
            && mine.st_ino == visible.st_ino && mine.st_dev == visible.st_dev
    }

    /// Gives the lock up. The file stays: removing it would let two processes lock two files of one name.
    public func release() {
        ftruncate(file.raw, 0)
        flock(file.raw, LOCK_UN)
    }

    private func write(pid: Int32, command: String) throws(SpoolError) {
        let line = command.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
        ftruncate(file.raw, 0)
        lseek(file.raw, 0, SEEK_SET)
        try file.write(Array("\(pid)\n".utf8) + line.prefix(Self.maximumNote - 32) + [UInt8(ascii: "\n")], path: path)
    }

    static func holder(in file: Int32) -> Holder {
        var note = [UInt8](repeating: 0, count: maximumNote)
        let count = max(0, pread(file, &note, note.count, 0))
        let lines = note.prefix(count).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
        guard let first = lines.first, let pid = Int32(String(decoding: first, as: UTF8.self)) else {
            return Holder(pid: nil, command: "")
        }
        let command = lines.count > 1 ? String(decoding: lines[1].trimmingBlanks(), as: UTF8.self) : ""
        return Holder(pid: pid, command: command)
    }
}
