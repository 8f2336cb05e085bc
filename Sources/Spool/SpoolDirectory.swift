import Glibc

/// A directory used as a queue of webhook files, with Maildir's discipline: a writer creates in `tmp`, flushes, and
/// renames into `new`; the consumer renames into `done/<yyyy-mm-dd>/` or `quarantine/`.
///
/// A value of one path and no open file: it stays good when the directory is unmounted and comes back.
public struct SpoolDirectory: Hashable, Sendable {
    /// The four folders of a spool.
    public enum Folder: String, CaseIterable, Sendable {
        /// Where files grow; nothing in it has arrived yet.
        case tmp
        /// Complete files that nobody has taken in yet.
        case new
        /// Files taken in, in one folder for each UTC day of taking in.
        case done
        /// Files that could not be taken in, each beside a `.reason`.
        case quarantine
    }

    /// The path of the spool, without a slash at its end.
    public let path: String

    /// Opens the spool at `path`, creating it and its folders (mode 0700) where they are missing, parents included.
    ///
    /// - Throws: ``SpoolError`` when a folder cannot be created, is no directory, lies on another disk than `new`, or
    ///   may not be read, written and searched by this user.
    public init(path: String) throws(SpoolError) {
        self.init(existing: path)
        try create()
        try validate()
    }

    /// Names a spool without looking at it.
    init(existing path: String) {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed = trimmed.dropLast() }
        self.path = String(trimmed)
    }

    /// The path of one of its folders.
    public func path(of folder: Folder) -> String { path + "/" + folder.rawValue }

    /// Creates what is missing, as ``init(path:)`` does: for a spool that vanished while it was in use.
    public func create() throws(SpoolError) {
        try Self.makeDirectory(path, withParents: true)
        _ = try Self.disk(of: path)
        for folder in Folder.allCases { try Self.makeDirectory(self.path(of: folder), withParents: false) }
    }

    /// Checks that all folders are there and usable, without creating any.
    public func validate() throws(SpoolError) {
        let disk = try Self.disk(of: path(of: .new))
        for folder in Folder.allCases {
            let path = path(of: folder)
            guard try Self.disk(of: path) == disk else { throw .otherDisk(path: path) }
            guard access(path, R_OK | W_OK | X_OK) == 0 else {
                throw SpoolError(code: errno, path: path, action: "read, write and search")
            }
        }
    }

    /// How many files lie in `tmp`: being written at this moment, or left by a writer that died. They are never read
    /// and never removed, because nothing but a file time could tell the two apart.
    public func countUnfinished() throws(SpoolError) -> Int {
        try SpoolListing(path: path(of: .tmp)).remaining
    }

    private static func makeDirectory(_ path: String, withParents: Bool) throws(SpoolError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, withParents, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw SpoolError(code: code, path: path, action: "create")
        }
        // Each step is one component shorter, so that this ends at the root or at the first parent that exists.
        try makeDirectory(String(path[..<slash]), withParents: true)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw SpoolError(code: errno, path: path, action: "create")
        }
    }

    private static func disk(of path: String) throws(SpoolError) -> dev_t {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SpoolError(code: errno, path: path, action: "look at") }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .notADirectory(path: path) }
        return status.st_dev
    }
}
