import Glibc

/// What went wrong with the spool itself, to which path, and what to do about it. Nothing is lost by any of these:
/// what was not finished is still in `new/`, and the same call may be made again.
public enum SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No space (or no quota) is left where `path` lies.
    case diskFull(path: String)
    /// This user may not `action` (a verb: `read`, `write in`, …) `path`.
    case noPermission(path: String, action: String)
    /// `path` is gone: a directory was removed, or a disk unmounted.
    case vanished(path: String)
    /// `path` is there but is no directory.
    case notADirectory(path: String)
    /// `path` lies on another disk than the rest of the spool, so that no file can be renamed into it.
    case otherDisk(path: String)
    /// The process or the machine has no file descriptor left.
    case tooManyOpenFiles(path: String)
    /// The disk at `path` is mounted read-only.
    case readOnly(path: String)
    /// A body of `size` bytes is over the `limit` a reader would take.
    case bodyTooLarge(size: Int, limit: Int)
    /// Anything else the system said: `action` (a verb) on `path` failed with `code`.
    case system(path: String, action: String, code: Int32)

    /// Makes an error of the system's `code`.
    init(code: Int32, path: String, action: String) {
        self =
            switch code {
            case ENOSPC, EDQUOT: .diskFull(path: path)
            case EACCES, EPERM: .noPermission(path: path, action: action)
            case ENOENT, ESTALE: .vanished(path: path)
            case ENOTDIR: .notADirectory(path: path)
            case EXDEV: .otherDisk(path: path)
            case EMFILE, ENFILE: .tooManyOpenFiles(path: path)
            case EROFS: .readOnly(path: path)
            default: .system(path: path, action: action, code: code)
            }
    }

    /// Whether the same call may succeed later without anybody changing the arguments.
    public var isRetryable: Bool {
        switch self {
        case .diskFull, .noPermission, .vanished, .tooManyOpenFiles, .readOnly, .system: true
        case .notADirectory, .otherDisk, .bodyTooLarge: false
        }
    }

    /// What happened, to which thing.
    public var summary: String {
        switch self {
        case .diskFull(let path): "No space left on the disk of \(path)."
        case .noPermission(let path, let action): "No permission to \(action) \(path)."
        case .vanished(let path): "\(path) is not there."
        case .notADirectory(let path): "\(path) is not a directory."
        case .otherDisk(let path): "\(path) lies on another disk than the rest of the spool."
        case .tooManyOpenFiles(let path): "Too many open files, met at \(path)."
        case .readOnly(let path): "The disk of \(path) is mounted read-only."
        case .bodyTooLarge(let size, let limit): "A body of \(size) bytes is over the limit of \(limit)."
        case .system(let path, let action, let code):
            "Could not \(action) \(path): \(String(cString: strerror(code)))."
        }
    }

    /// What to do about it.
    public var cure: String {
        switch self {
        case .diskFull: "Free some space; reading goes on by itself."
        case .noPermission: "Give the user who runs this read, write and search permission on it."
        case .vanished: "Mount it or create it again; reading goes on by itself when it is back."
        case .notADirectory: "Move it away, or name another spool directory."
        case .otherDisk: "Keep tmp, new, done and quarantine on one disk, so that files can be renamed between them."
        case .tooManyOpenFiles: "Close other programs or raise the limit (ulimit -n); reading goes on by itself."
        case .readOnly: "Mount it writable; reading goes on by itself."
        case .bodyTooLarge: "No webhook of the platform is so large: refuse it."
        case .system: "See that the disk is healthy; it is tried again."
        }
    }

    /// ``summary`` and ``cure``.
    public var description: String { summary + " " + cure }
}
