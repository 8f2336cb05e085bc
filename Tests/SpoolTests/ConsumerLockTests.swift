import Glibc
import Spool
import Testing

@Suite("One consumer at a time")
struct ConsumerLockTests {
    @Test("A second consumer learns who the first is; dropping or releasing the lock frees it")
    func exclusion() throws {
        let spool = try TemporarySpool()
        do {
            guard
                case .acquired(let first) = try ConsumerLock.tryAcquire(
                    in: spool.directory, command: "oriel ingest\u{1B}", pid: 4_711)
            else {
                Issue.record("a free lock was not given")
                return
            }
            guard case .held(let holder) = try ConsumerLock.tryAcquire(in: spool.directory, command: "second") else {
                Issue.record("the lock was given twice")
                return
            }
            #expect(holder.pid == 4_711 && holder.command == "oriel ingest")
            #expect(holder.description == "oriel ingest (process 4711)")
            #expect(first.isCurrent)
        }
        guard case .acquired(let second) = try ConsumerLock.tryAcquire(in: spool.directory, command: "second") else {
            Issue.record("a dropped lock is still held")
            return
        }
        second.release()
        guard case .acquired = try ConsumerLock.tryAcquire(in: spool.directory, command: "third") else {
            Issue.record("a released lock is still held")
            return
        }
    }

    @Test("A lock whose file was replaced says that it guards nothing any more")
    func replaced() throws {
        let spool = try TemporarySpool()
        guard case .acquired(let lock) = try ConsumerLock.tryAcquire(in: spool.directory, command: "first") else {
            Issue.record("a free lock was not given")
            return
        }
        #expect(unlink(spool.directory.path + "/.lock") == 0)
        #expect(!lock.isCurrent)
        guard case .acquired(let other) = try ConsumerLock.tryAcquire(in: spool.directory, command: "second") else {
            Issue.record("a new lock file was not locked")
            return
        }
        #expect(other.isCurrent && !lock.isCurrent)
    }

    @Test("A spool that is gone is named")
    func gone() throws {
        let spool = try TemporarySpool()
        #expect(rename(spool.directory.path, spool.root + "/away") == 0)
        #expect(throws: SpoolError.vanished(path: spool.directory.path)) {
            try ConsumerLock.tryAcquire(in: spool.directory, command: "x")
        }
    }

    @Test("A holder that has written nothing yet is still a holder")
    func unknownHolder() throws {
        let spool = try TemporarySpool()
        let file = open(spool.directory.path + "/.lock", O_RDWR | O_CREAT, 0o600)
        defer { close(file) }
        #expect(flock(file, LOCK_EX) == 0)
        guard case .held(let holder) = try ConsumerLock.tryAcquire(in: spool.directory, command: "x") else {
            Issue.record("the lock was given twice")
            return
        }
        #expect(holder.pid == nil && holder.description == "another program")
    }
}
