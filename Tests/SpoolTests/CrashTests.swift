import Dispatch
import Glibc
import Testing

@testable import Spool

/// Real processes of this very test program, killed with SIGKILL from outside while they work.
@Suite("Killed processes")
struct CrashTests {
    @Test("A writer killed at any moment leaves whole files only")
    func writer() async throws {
        let spool = try TemporarySpool()
        let path = spool.directory.path
        let isReady = Self.killWhen(path) { spool.names(.new).count >= 40 }
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try Child.writeForever(path)
        }
        #expect(await isReady.first { _ in true } == true)

        var reader = SpoolReader(directory: spool.directory, appSecret: "s3cret")
        let batch = try reader.batch(now: 0, once: true)
        #expect(batch.envelopes.count >= 40)
        #expect(batch.quarantined.isEmpty && batch.problems.isEmpty)
        #expect(try spool.directory.countUnfinished() <= 1)
    }

    @Test("A consumer killed at any moment loses no file and doubles none, and its lock is free")
    func consumer() async throws {
        let spool = try TemporarySpool()
        let path = spool.directory.path
        let total = 3_000
        for index in 0..<total {
            let text = index % 10 == 0 ? "[\(index)" : #"{"index":\#(index)}"#
            try spool.drop("\(1_772_694_480_000 + index)-x.json", text)
        }
        let isReady = Self.killWhen(path) { spool.names(.done, day.description).count >= 60 }
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try Child.consumeForever(path)
        }
        #expect(await isReady.first { _ in true } == true)

        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: spool.directory, command: "second") else {
            Issue.record("the killed consumer still holds the lock")
            return
        }
        var reader = SpoolReader(directory: spool.directory)
        var backlog = 1
        while backlog > 0 {
            let batch = try reader.batch(now: 0, once: true)
            backlog = batch.backlog
            reader.finish(batch.envelopes.map(\.name), day: day)
        }
        lock.release()
        let quarantined = spool.names(.quarantine)
        #expect(spool.names(.new).isEmpty)
        #expect(spool.names(.done, day.description).count == total * 9 / 10)
        #expect(quarantined.filter { !$0.hasSuffix(".reason") }.count == total / 10)
        #expect(quarantined.filter { $0.hasSuffix(".reason") }.count == total / 10)
    }

    @Test("The lock names its holder, and is free as soon as the holder is killed")
    func takeOver() async throws {
        let spool = try TemporarySpool()
        let path = spool.directory.path
        let (holders, seen) = AsyncStream.makeStream(of: ConsumerLock.Holder.self)
        let isReady = Self.killWhen(path) {
            guard case .held(let holder) = try ConsumerLock.tryAcquire(in: spool.directory, command: "second"),
                holder.pid != nil
            else { return false }
            seen.yield(holder)
            return true
        }
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            try Child.holdForever(path)
        }
        #expect(await isReady.first { _ in true } == true)
        seen.finish()
        let holder = try #require(await holders.first { _ in true })
        #expect(holder.pid == Child.pid(path))
        #expect(holder.command == "oriel work --spool x")
        guard case .acquired = try ConsumerLock.tryAcquire(in: spool.directory, command: "second") else {
            Issue.record("the lock of a dead process is still held")
            return
        }
    }

    /// Kills the announced process as soon as `condition` holds, or when it does not within half a minute; tells
    /// whether it held. On a thread of its own: waiting for a child takes a thread of the pool that tests share.
    private static func killWhen(
        _ path: String, condition: @escaping @Sendable () throws -> Bool
    ) -> AsyncStream<Bool> {
        let (stream, continuation) = AsyncStream.makeStream(of: Bool.self)
        DispatchQueue(label: "killer").async {
            var holds = false
            for _ in 0..<30_000 where !holds {
                usleep(1_000)  // between two looks
                do {
                    holds = try Child.pid(path) != nil && condition()
                } catch {
                    Issue.record(error)
                    break
                }
            }
            if let pid = Child.pid(path) { kill(pid, SIGKILL) }
            continuation.yield(holds)
            continuation.finish()
        }
        return stream
    }
}
