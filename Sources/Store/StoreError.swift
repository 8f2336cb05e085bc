import GRDB
import Glibc
import Inbox

/// Why the store could not do what was asked: what happened, to which thing. Never holds message text. Its words, with
/// the way out, are in the catalogue (`Desk.Obstacle`).
public enum StoreError: Error, Hashable, Sendable {
    /// A later version of this program wrote the file.
    case newerVersion(path: String)
    /// An earlier version of this program wrote the file, and it was opened to be read only.
    case olderVersion(path: String)
    /// The store was opened to be read only.
    case readOnly(path: String)
    /// The file is damaged, or is no SQLite database.
    case corrupt(path: String)
    case noPermission(path: String)
    case noSuchFile(path: String)
    /// Another file stands at the path than the one that was opened, or none: it was moved away, deleted or restored under
    /// us. What is written goes into a file that nobody will find again.
    case replaced(path: String)
    case diskFull(path: String)
    /// Another process kept the file locked for longer than we wait.
    case busy(path: String)
    /// The operating system could not read or write the file.
    case inputOutput(path: String, code: Int)
    /// The outbox takes permits of the first pass only (law 3).
    case wrongPass
    case noSuchThread
    /// A message to somebody is on its way, so they cannot be erased this moment.
    case beingSent
    case noSuchItem(id: String)
    /// The person of the conversation does not have the address of this outbox row (any more): it may be a stranger's.
    case notTheirAddress(id: String)
    /// The row is not in a state from which this is possible; another process moved it first.
    case wrongState(id: String, state: OutboxState)
    /// SQLite reported something we have no better word for.
    case database(path: String, code: Int, message: String)
}

extension StoreError {
    /// Translates what GRDB throws; errors of our own pass unchanged.
    static func wrapping(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_FULL: return StoreError.diskFull(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return StoreError.corrupt(path: path)
        case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH, .SQLITE_CANTOPEN: return StoreError.noPermission(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.busy(path: path)
        // No room for the index that processes share is reported as a failure to write, not as a full disk.
        case .SQLITE_IOERR where hasNoRoom(path): return StoreError.diskFull(path: path)
        case .SQLITE_IOERR:
            return StoreError.inputOutput(path: path, code: Int(error.extendedResultCode.rawValue))
        default:
            return StoreError.database(
                path: path, code: Int(error.extendedResultCode.rawValue), message: error.message ?? "unknown error")
        }
    }

    private static func hasNoRoom(_ path: String) -> Bool {
        var disk = statvfs()
        return statvfs(path, &disk) == 0 && disk.f_bavail == 0
    }

    /// Why the database will not take one item, when the error is about that item; nil when it is about the file, the disk
    /// or the others that use it, so that no other item would fare better. Names tables and columns, never words of people.
    static func aboutOneItem(_ error: any Error) -> String? {
        if case StoreError.noSuchThread = error { return "the store cannot tell whose it is" }
        guard let error = error as? DatabaseError, oneItemCodes.contains(error.resultCode) else { return nil }
        return "the store cannot hold it: \(error.message ?? "\(error.resultCode)")"
    }

    private static let oneItemCodes: [ResultCode] = [
        .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE,
    ]

    /// Whether it is certainly about what was to be stored, not about the file, the disk or the others that use it.
    public var concernsOneItem: Bool {
        switch self {
        case .noSuchThread: true
        case .database(_, let code, _): Self.oneItemCodes.contains(ResultCode(rawValue: Int32(code & 0xFF)))
        default: false
        }
    }
}
