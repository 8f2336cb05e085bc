import Glibc
import Testing

@testable import Spool

@Suite("The spool's directories")
struct SpoolDirectoryTests {
    @Test("A spool is made with its parents, for its owner alone, and opening it again changes nothing")
    func creation() throws {
        let spool = try TemporarySpool()
        let deep = spool.root + "/a/b/c"
        let directory = try SpoolDirectory(path: deep + "//")
        #expect(directory.path == deep)
        for folder in SpoolDirectory.Folder.allCases {
            var status = stat()
            #expect(stat(directory.path(of: folder), &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
        #expect(try SpoolDirectory(path: deep) == directory)
    }

    @Test("A file in the way is named")
    func fileInTheWay() throws {
        let spool = try TemporarySpool()
        try spool.drop("plain", "x")
        let path = spool.directory.path(of: .new) + "/plain"
        #expect(throws: SpoolError.notADirectory(path: path)) { try SpoolDirectory(path: path) }
        #expect(throws: SpoolError.self) { try SpoolDirectory(path: path + "/below") }

        #expect(rmdir(spool.directory.path(of: .quarantine)) == 0)
        try spool.drop("quarantine", "x", in: .tmp)
        #expect(rename(spool.directory.path(of: .tmp) + "/quarantine", spool.directory.path(of: .quarantine)) == 0)
        #expect(throws: SpoolError.notADirectory(path: spool.directory.path(of: .quarantine))) {
            try SpoolDirectory(path: spool.directory.path)
        }
    }

    @Test("A folder that went away is named, and can be made again")
    func vanished() throws {
        let spool = try TemporarySpool()
        #expect(rmdir(spool.directory.path(of: .done)) == 0)
        #expect(throws: SpoolError.vanished(path: spool.directory.path(of: .done))) { try spool.directory.validate() }
        try spool.directory.create()
        try spool.directory.validate()
    }

    @Test("A folder on another disk is refused")
    func otherDisk() throws {
        let spool = try TemporarySpool()
        var (here, there) = (stat(), stat())
        guard stat("/dev/shm", &there) == 0, stat(spool.root, &here) == 0, here.st_dev != there.st_dev else { return }
        let path = spool.directory.path(of: .done)
        #expect(rmdir(path) == 0 && symlink("/dev/shm", path) == 0)
        #expect(throws: SpoolError.otherDisk(path: path)) { try spool.directory.validate() }
    }

    @Test("What writers left behind is counted and stays")
    func unfinished() throws {
        let spool = try TemporarySpool()
        try spool.drop("1772694489123-a.json", #"{"half":"#, in: .tmp)
        var reader = SpoolReader(directory: spool.directory)
        #expect(try spool.directory.countUnfinished() == 1)
        #expect(try reader.batch(now: 1_000_000, once: true).isEmpty)
        #expect(spool.names(.tmp) == ["1772694489123-a.json"])
    }

    @Test("Without permission the path is named")
    func noPermission() async throws {
        let spool = try TemporarySpool()
        #expect(chmod(spool.root, 0o755) == 0 && chmod(spool.directory.path, 0o755) == 0)
        await #expect(processExitsWith: .success) { [path = spool.directory.path as String] in
            try Child.openForbidden(path)
        }
    }

    @Test(
        "System codes become words that name the path and the cure",
        arguments: [
            (ENOSPC, .diskFull(path: "/s"), true), (EDQUOT, .diskFull(path: "/s"), true),
            (EACCES, .noPermission(path: "/s", action: "open"), true),
            (EPERM, .noPermission(path: "/s", action: "open"), true),
            (ENOENT, .vanished(path: "/s"), true), (ENOTDIR, .notADirectory(path: "/s"), false),
            (EXDEV, .otherDisk(path: "/s"), false), (EMFILE, .tooManyOpenFiles(path: "/s"), true),
            (EROFS, .readOnly(path: "/s"), true), (EIO, .system(path: "/s", action: "open", code: EIO), true),
        ] as [(Int32, SpoolError, Bool)])
    func words(code: Int32, error: SpoolError, isRetryable: Bool) {
        #expect(SpoolError(code: code, path: "/s", action: "open") == error)
        #expect(error.isRetryable == isRetryable)
        #expect(error.description.contains("/s"))
        #expect(!error.cure.isEmpty)
    }
}
