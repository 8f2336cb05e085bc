import Glibc
import Testing

@testable import Spool

/// What this test program does when it is started again as a process of its own, to be killed, or to lose rights and
/// resources that the tests beside it need. Functions of the file, because such a body may capture nothing.
enum Child {
    /// Writes signed files until it is killed.
    static func writeForever(_ path: String) throws {
        let directory = try SpoolDirectory(path: path)
        try announce(path)
        for index in 0..<1_000_000 {
            let text = #"{"index":\#(index),"text":"\#(String(repeating: "x", count: 20_000))"}"#
            let body = Array(text.utf8)
            let signature = HeaderField(Signature.headerName, Signature.sign(body: body, appSecret: "s3cret"))
            try SpoolWriter(directory: directory).write(
                body: body, receivedAtMilliseconds: 1_772_694_489_000 + Int64(index), headers: [signature])
        }
    }

    /// Takes files in, a few at a time, and looks again when there are none, until it is killed.
    static func consumeForever(_ path: String) throws {
        let directory = try SpoolDirectory(path: path)
        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: directory, command: "first") else { return }
        try announce(path)
        var reader = SpoolReader(directory: directory, limits: BatchLimits(files: 20, backlogFiles: 20))
        while lock.isCurrent {
            let batch = try reader.batch(now: 0, once: true)
            reader.finish(batch.envelopes.map(\.name), day: day)
        }
    }

    /// Holds the lock until it is killed, for a minute at most: a test that failed kills nobody.
    static func holdForever(_ path: String) throws {
        let directory = try SpoolDirectory(path: path)
        let attempt = try ConsumerLock.tryAcquire(in: directory, command: "oriel work\n--spool x")
        guard case .acquired(let lock) = attempt else { return }
        try announce(path)
        for _ in 0..<600 where lock.isCurrent { poll(nil, 0, 100) }  // it is killed meanwhile; a minute at most
    }

    /// Opens a spool that it may not use.
    static func openForbidden(_ path: String) throws {
        // Root may do anything, so this process becomes somebody who may not.
        if getuid() == 0 {
            try #require(setgid(65_534) == 0 && setuid(65_534) == 0)
        } else {
            try #require(chmod(path + "/tmp", 0) == 0)
        }
        defer { _ = chmod(path + "/tmp", 0o700) }
        #expect(throws: SpoolError.noPermission(path: path + "/tmp", action: "read, write and search")) {
            try SpoolDirectory(path: path)
        }
    }

    /// Writes a file that is larger than it may write.
    static func writeTooMuch(_ path: String) throws {
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
        try #require(setrlimit(__rlimit_resource_t(1), &limit) == 0)  // 1 is RLIMIT_FSIZE on Linux
        let writer = SpoolWriter(directory: try SpoolDirectory(path: path))
        #expect(throws: SpoolError.self) {
            try writer.write(body: [UInt8](repeating: 0x20, count: 5_000), receivedAtMilliseconds: 0)
        }
    }

    /// Reads a spool with one descriptor free: enough for the folder, not for a file in it.
    static func readWithoutDescriptors(_ path: String) throws {
        var reader = SpoolReader(directory: try SpoolDirectory(path: path), limits: BatchLimits(files: 2))
        _ = try reader.batch(now: 0)
        let free = dup(0)
        var limit = rlimit()
        try #require(getrlimit(__rlimit_resource_t(7), &limit) == 0)  // 7 is RLIMIT_NOFILE on Linux
        var tight = limit
        tight.rlim_cur = rlim_t(free) + 1
        try #require(setrlimit(__rlimit_resource_t(7), &tight) == 0)
        close(free)
        #expect(throws: SpoolError.tooManyOpenFiles(path: path + "/new")) { try reader.batch(now: 1) }
        try #require(setrlimit(__rlimit_resource_t(7), &limit) == 0)
        #expect(try reader.batch(now: 2).envelopes.map(\.name.description) == ["2.json", "3.json"])
    }

    /// Makes and drops watchers; none may leave a descriptor behind.
    static func watchAndDrop(_ path: String) async throws {
        let directory = try SpoolDirectory(path: path)
        for _ in 0..<50 { _ = try SpoolWatcher(directory: directory) { _ in } }
        let isClean = try await eventually { openNotificationQueues() == 0 }
        #expect(isClean)
    }

    /// How many descriptors of this process are inotify queues.
    private static func openNotificationQueues() -> Int {
        (0..<1_024).count { (descriptor: Int) in
            var target = [CChar](repeating: 0, count: 64)
            let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
            return length > 0 && strstr(&target, "inotify") != nil
        }
    }

    /// The announced process of the spool at `path`; nil before it is.
    static func pid(_ path: String) -> Int32? {
        let file = open(path + "/pid", O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var text = [UInt8](repeating: 0, count: 32)
        let count = read(file, &text, text.count)
        return Int32(String(decoding: text.prefix(max(0, count)), as: UTF8.self))
    }

    /// Tells the parent which process to kill.
    private static func announce(_ path: String) throws {
        let file = open(path + "/pid.tmp", O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try #require(file >= 0)
        let text = Array("\(getpid())".utf8)
        try #require(write(file, text, text.count) == text.count)
        close(file)
        try #require(rename(path + "/pid.tmp", path + "/pid") == 0)
    }
}
