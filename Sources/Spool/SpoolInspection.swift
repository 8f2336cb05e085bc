import Glibc

/// How a spool stands, looked at without taking anything out of it and without taking its lock.
public struct SpoolInspection: Hashable, Sendable {
    /// Files in `new`, not taken in yet.
    public let backlog: Int
    /// Files in quarantine, without the reasons beside them.
    public let quarantined: Int
    /// Files in `tmp`: being written, or left by a writer that died.
    public let unfinished: Int
    /// Who reads it now; nil when nobody does.
    public let holder: ConsumerLock.Holder?

    /// Looks at a spool that is there.
    ///
    /// - Throws: ``SpoolError`` when a folder is missing, on another disk, or may not be used.
    public init(path: String) throws(SpoolError) {
        let directory = SpoolDirectory(existing: path)
        try directory.validate()
        backlog = try SpoolListing(path: directory.path(of: .new)).remaining
        let ending = Array(SpoolArchive.reasonExtension.utf8)
        let names = try SpoolListing(path: directory.path(of: .quarantine)).names
        quarantined = names.count { !$0.bytes.suffix(ending.count).elementsEqual(ending) }
        unfinished = try directory.countUnfinished()
        holder = ConsumerLock.holder(in: directory)
    }
}

extension ConsumerLock {
    /// Who holds the lock, without trying to take it: even for a moment that could send another reader away.
    static func holder(in directory: SpoolDirectory) -> Holder? {
        let raw = open(directory.path + "/.lock", O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard raw >= 0 else { return nil }
        let file = Descriptor(raw: raw)
        var status = stat()
        guard fstat(file.raw, &status) == 0, isLocked(inode: UInt64(status.st_ino)) else { return nil }
        return holder(in: file.raw)
    }

    /// Whether the kernel's list of locks has a `flock` on the file.
    private static func isLocked(inode: UInt64) -> Bool {
        let raw = open("/proc/locks", O_RDONLY | O_CLOEXEC)
        guard raw >= 0 else { return false }
        let list = Descriptor(raw: raw)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(list.raw, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        // 1: FLOCK  ADVISORY  WRITE 4711 08:01:123456 0 EOF
        return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
            let words = line.split(separator: UInt8(ascii: " "))
            guard words.count > 5, words[1].elementsEqual("FLOCK".utf8) else { return false }
            return words[5].split(separator: UInt8(ascii: ":")).last?.elementsEqual(String(inode).utf8) ?? false
        }
    }
}
