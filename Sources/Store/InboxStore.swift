import GRDB
import Glibc
import Inbox

/// The inbox in one SQLite file: facts in, projections out (design §4). Safe to use from any task, and by several processes
/// at once; every function may block on the disk, so none belongs on the main actor while keys are pressed.
///
/// Every function throws `StoreError`.
public final class InboxStore: Sendable {
    /// The database file, as it was opened.
    public let path: String
    /// Whether it was opened to be read only.
    public let isReadOnly: Bool
    let pool: DatabasePool
    /// The file as it was when it was opened.
    private let file: FileIdentity?
    /// What bodies read lately tell besides the words of their messages.
    let readings = BodyReadings()

    /// Opens the store, creates or migrates the file.
    ///
    /// - Throws: `StoreError`: a newer version's file, damage, no permission, a full disk.
    public init(path: String, options: StoreOptions = StoreOptions()) throws {
        self.path = path
        isReadOnly = options.isReadOnly
        try Self.prepareFile(path, options)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration(options))
            file = FileIdentity(path: path)
            let migrator = Schema.migrator
            if try pool.read({ try migrator.hasBeenSuperseded($0) }) { throw StoreError.newerVersion(path: path) }
            let former = try pool.read { try migrator.appliedIdentifiers($0) }
            if options.isReadOnly {
                guard former.count == migrator.migrations.count, try !isToBeReadOnceMore() else {
                    throw StoreError.olderVersion(path: path)
                }
                return
            }
            if former.count < migrator.migrations.count {
                try migrator.migrate(pool)
                // What an older version folded, this one may fold otherwise.
                if !former.isEmpty { try rebuild() }
            }
            if try readOnceMore() { try rebuild() }
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
    }

    /// Makes the file with its final mode before SQLite opens it: the journal files take theirs from it.
    private static func prepareFile(_ path: String, _ options: StoreOptions) throws {
        if options.isReadOnly {
            guard access(path, F_OK) == 0 else { throw StoreError.noSuchFile(path: path) }
            guard access(path, R_OK) == 0 else { throw StoreError.noPermission(path: path) }
        } else if access(path, F_OK) != 0 {
            guard options.createsFile else { throw StoreError.noSuchFile(path: path) }
            let mode: mode_t = options.isShared ? 0o660 : 0o600
            let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, mode)
            guard descriptor >= 0 else {
                switch errno {
                case ENOSPC, EDQUOT: throw StoreError.diskFull(path: path)
                case ENOENT: throw StoreError.noSuchFile(path: path)
                case EACCES, EPERM, EROFS: throw StoreError.noPermission(path: path)
                default: throw StoreError.inputOutput(path: path, code: Int(errno))
                }
            }
            // The process's umask may have taken the group's bits away.
            fchmod(descriptor, mode)
            close(descriptor)
        } else if access(path, R_OK | W_OK) != 0 {
            throw StoreError.noPermission(path: path)
        }
    }

    private static func configuration(_ options: StoreOptions) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = options.isReadOnly
        configuration.busyMode = .timeout(options.busySeconds)
        configuration.maximumReaderCount = max(1, options.readers)
        configuration.prepareDatabase { db in
            // FULL: a file leaves the spool after the commit, so a commit must survive a power cut (performance.md).
            try db.execute(
                sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000; PRAGMA temp_store = MEMORY")
            // Kilobytes. A fold touches pages all over the file; a reader draws a screen of them.
            try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -8_000 : -48_000)")
            if !db.configuration.readonly { try db.execute(sql: Ledger.freshTable) }
        }
        return configuration
    }

    /// Whether the file that was opened still stands at its path.
    ///
    /// - Throws: `StoreError.replaced` when another does, or none.
    public func checkInPlace() throws {
        guard FileIdentity(path: path) == file else { throw StoreError.replaced(path: path) }
    }

    /// One write transaction. It begins by taking the lock, so that what was read inside stays true until the commit.
    func write<T>(_ body: (Ledger) throws -> T) throws -> T {
        guard !isReadOnly else { throw StoreError.readOnly(path: path) }
        try checkInPlace()
        do {
            return try pool.writeWithoutTransaction { db in
                var result: T?
                try db.inTransaction(.immediate) {
                    let ledger = try Ledger(db)
                    result = try body(ledger)
                    try ledger.settle()
                    return .commit
                }
                guard let result else {
                    throw StoreError.database(path: path, code: 0, message: "transaction without result")
                }
                return result
            }
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try pool.read(body)
        } catch {
            throw StoreError.wrapping(error, path: path)
        }
    }
}
