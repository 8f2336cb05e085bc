import Glibc

/// Looking at a lock without taking it.
extension ConsumerLock {
    /// How a lock stands.
    public enum Standing: Hashable, Sendable {
        /// Nobody has it.
        case free
        /// Nobody has it, and the last holder ended without giving it up.
        case abandoned(by: Holder)
        case held(by: Holder)
    }

    /// What can be seen of a lock from outside.
    public struct Sight: Hashable, Sendable {
        /// Whether somebody has it, and who.
        public var standing: Standing
        /// What the holder last added with ``tell(_:)``; empty when nothing.
        public var told: String
        /// When the holder last said that it is at work (``touch(at:)``), in milliseconds since 1970; nil without a file.
        public var at: Int64?
    }

    /// Looks at the lock of a file. Takes a shared lock for an instant, which does not keep others from looking; who wants
    /// the lock itself may meet it and should try again.
    ///
    /// - Throws: ``SpoolError`` when the file is there and may not be read.
    public static func look(at path: String) throws(SpoolError) -> Sight {
        let raw = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard raw >= 0 else {
            guard errno == ENOENT else { throw SpoolError(code: errno, path: path, action: "open") }
            return Sight(standing: .free, told: "", at: nil)
        }
        let file = Descriptor(raw: raw)
        let isHeld = flock(file.raw, LOCK_SH | LOCK_NB) != 0
        if !isHeld { flock(file.raw, LOCK_UN) }
        let holder = holder(in: file.raw)
        var status = stat()
        fstat(file.raw, &status)
        let at = Int64(status.st_mtim.tv_sec) * 1_000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        let standing: Standing =
            isHeld ? .held(by: holder) : holder.pid == nil ? .free : .abandoned(by: holder)
        return Sight(standing: standing, told: told(in: file.raw), at: at)
    }

    /// Adds something to the note that others read: how the holder's work stands. Replaces what was told before.
    ///
    /// - Parameter text: lines without control characters; cut so that the note stays under a kilobyte.
    public func tell(_ text: String) {
        let (head, _) = Self.parts(of: file.raw)
        let bytes = (head + Array(text.utf8)).prefix(Self.maximumNote)
        // One call, so that nobody reads half of the old and half of the new.
        let count = bytes.withContiguousStorageIfAvailable { pwrite(file.raw, $0.baseAddress, $0.count, 0) } ?? 0
        if count == bytes.count { ftruncate(file.raw, off_t(bytes.count)) }
    }

    /// Says that the holder is at work: others see when it last was.
    ///
    /// - Parameter milliseconds: the time since 1970, by the holder's clock.
    public func touch(at milliseconds: Int64) {
        let time = timespec(
            tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000) * 1_000_000)
        let times = [time, time]
        futimens(file.raw, times)
    }

    private static func told(in file: Int32) -> String { String(decoding: parts(of: file).told, as: UTF8.self) }

    /// The two lines that name the holder, and what it told.
    private static func parts(of file: Int32) -> (head: [UInt8], told: [UInt8]) {
        var note = [UInt8](repeating: 0, count: maximumNote)
        let count = max(0, pread(file, &note, note.count, 0))
        var breaks = 0
        for index in 0..<count where note[index] == UInt8(ascii: "\n") {
            breaks += 1
            if breaks == 2 { return (Array(note[...index]), Array(note[(index + 1)..<count])) }
        }
        return (Array(note[..<count]), [])
    }
}
