import Glibc
import Inbox
import Spool
import Store

/// The one place for a background worker beside a store (`oriel work`): a lock on `STORE.worker`, whose note also tells
/// how the work stands, so that every inbox can show it without asking the database.
public struct WorkerSeat: Sendable {
    /// The lock file.
    public let path: String
    private let mode: mode_t

    /// The seat beside an open store.
    public init(store: InboxStore) { self.init(storePath: store.path) }

    /// - Parameter storePath: the store's file, whose mode the lock file takes.
    public init(storePath: String) {
        path = storePath + ".worker"
        var status = stat()
        mode = stat(storePath, &status) == 0 ? status.st_mode & 0o660 : 0o600
    }

    /// Takes the seat. An inbox that looks just then is not taken for another worker.
    ///
    /// - Throws: `EngineError.hasWorker`, naming the other one; `SpoolError`.
    public func take(command: String) throws -> ConsumerLock {
        var other: ConsumerLock.Holder?
        for _ in 0..<20 {
            switch try ConsumerLock.tryAcquire(at: path, command: command, mode: mode) {
            case .acquired(let lock): return lock
            case .held(let holder):
                other = holder
                poll(nil, 0, 25)
            }
        }
        throw EngineError.hasWorker(holder: other.map { "\($0)" } ?? "another program")
    }

    /// How the seat stands, with what its holder tells; a lock that cannot be read counts as free.
    func look() -> (standing: ConsumerLock.Standing, report: WorkerReport?) {
        guard let sight = try? ConsumerLock.look(at: path) else { return (.free, nil) }  // then it works itself
        return (sight.standing, WorkerReport(sight.told))
    }
}
