/// How much one batch may hold. A small batch shows a message soon; a large one makes a backlog cheap, because most of
/// the cost of taking in is the commit (`performance.md`).
public struct BatchLimits: Hashable, Sendable {
    /// The largest file read, in bytes (8 MiB); a larger one is quarantined.
    public static let fileSize = 8 * 1_048_576

    /// Files in a batch while there is no backlog.
    public var files: Int
    /// The number of waiting files above which a batch grows to ``backlogFiles``.
    public var backlogThreshold: Int
    /// Files in a batch while there is a backlog.
    public var backlogFiles: Int
    /// Bytes in a batch, at any time; the first file is always taken.
    public var bytes: Int

    /// Limits of at least one; by default 500 files, 4,000 over a backlog of 2,000, and 8 MiB: two batches are in memory at
    /// a time, read and understood, which takes many times their bytes.
    public init(
        files: Int = 500, backlogThreshold: Int = 2_000, backlogFiles: Int = 4_000, bytes: Int = 8 * 1_048_576
    ) {
        self.files = max(1, files)
        self.backlogThreshold = max(1, backlogThreshold)
        self.backlogFiles = max(1, backlogFiles)
        self.bytes = max(1, bytes)
    }

    /// The number of files to take when `waiting` are there.
    func fileCount(waiting: Int) -> Int { waiting > backlogThreshold ? backlogFiles : files }
}
