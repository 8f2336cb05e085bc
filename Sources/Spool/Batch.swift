/// What one look at the source brought.
public struct Batch: Sendable {
    /// A file that was put into quarantine.
    public struct Quarantined: Hashable, Sendable {
        /// Its name in `new/`.
        public let name: SpoolName
        /// What its `.reason` says.
        public let reason: String

        /// A file and why it was put away.
        public init(name: SpoolName, reason: String) {
            self.name = name
            self.reason = reason
        }
    }

    /// Envelopes to take in, sorted by name. They stay with the reader until `finish`, `reject` or `release`.
    public var envelopes: [Envelope] = []
    /// Files the reader itself judged and moved: too large, no envelope, not signed.
    public var quarantined: [Quarantined] = []
    /// Entries seen for the first time that are never followed: links, sockets, FIFOs, directories, dot files.
    public var ignored: [SpoolName] = []
    /// Files left for a later look, because they may still be growing.
    public var deferred = 0
    /// Files that were gone when they were opened: somebody else moved them.
    public var vanished = 0
    /// Files still waiting behind this batch. 0 means that everything listed has been looked at: with `once`, the end.
    public var backlog = 0
    /// When the oldest file still waiting arrived, by its name, in milliseconds since 1970; nil when none waits or the
    /// name does not tell.
    public var oldestWaitingMilliseconds: Int64?
    /// When to look at deferred files again, on the clock given as `now`; nil when there are none.
    public var wakeAt: Int64?
    /// What went wrong with single files; they are still in `new/` and will be tried again.
    public var problems: [SpoolError] = []

    /// A batch with nothing in it, for a source to fill.
    public init() {}

    /// Whether there is neither anything to take in nor anything behind it.
    public var isEmpty: Bool { envelopes.isEmpty && quarantined.isEmpty && backlog == 0 }
}
