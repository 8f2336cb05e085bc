import Glibc
import Spool
import Testing

@Suite("Notifications", .timeLimit(.minutes(1)))
struct SpoolWatcherTests {
    @Test("A file that is renamed into the spool is told")
    func arrival() async throws {
        let spool = try TemporarySpool()
        let events = try SpoolWatcher.events(of: spool.directory)
        try SpoolWriter(directory: spool.directory).write(body: Array("{}".utf8), receivedAtMilliseconds: 0)
        #expect(await events.first { _ in true } == .arrived)
    }

    @Test("A file that is written in place is told when it is closed")
    func inPlace() async throws {
        let spool = try TemporarySpool()
        let events = try SpoolWatcher.events(of: spool.directory)
        try spool.drop("a.json", "{}")
        #expect(await events.first { _ in true } == .arrived)
    }

    @Test("A folder that is removed is told, and the stream ends")
    func loss() async throws {
        let spool = try TemporarySpool()
        let events = try SpoolWatcher.events(of: spool.directory)
        #expect(rmdir(spool.directory.path(of: .new)) == 0)
        var told: [SpoolWatcher.Event] = []
        for await event in events { told.append(event) }
        #expect(told == [.lost])
    }

    @Test("Taking files out tells nothing, so that the consumer does not wake itself")
    func ownMoves() async throws {
        let spool = try TemporarySpool()
        try spool.drop("a.json", "{}")
        let events = try SpoolWatcher.events(of: spool.directory)
        SpoolArchive(directory: spool.directory).finish([try .of("a.json")], day: day)
        // The next thing told is the removal of the folder: nothing came before it.
        #expect(rmdir(spool.directory.path(of: .new)) == 0)
        #expect(await events.first { _ in true } == .lost)
    }

    @Test("A spool that is not there cannot be watched")
    func gone() throws {
        let spool = try TemporarySpool()
        #expect(rmdir(spool.directory.path(of: .new)) == 0)
        #expect(throws: SpoolError.vanished(path: spool.directory.path(of: .new))) {
            try SpoolWatcher(directory: spool.directory) { _ in }
        }
    }

    @Test("A dropped watcher leaves no descriptor behind")
    func cleanUp() async throws {
        let spool = try TemporarySpool()
        await #expect(processExitsWith: .success) { [path = spool.directory.path as String] in
            try await Child.watchAndDrop(path)
        }
    }
}
