import Inbox

/// How a store file is opened.
public struct StoreOptions: Hashable, Sendable {
    /// Whether the file is shared by a group (mode 0660 instead of 0600); its directory should be setgid (design §4).
    public var isShared: Bool
    /// How long a write waits for another process that is writing, in seconds; more than 0.
    public var busySeconds: Double
    /// How many connections may read at the same time; at least 1.
    public var readers: Int
    /// Whether a missing file is created. When false, a missing file is `StoreError.noSuchFile`.
    public var createsFile: Bool

    /// Whether nothing is written: no migration, no fold, no fact. A file that needs a migration is
    /// `StoreError.olderVersion`; every function that writes throws `StoreError.readOnly`.
    public var isReadOnly: Bool

    /// The options of one agent's own store, unless said otherwise.
    public init(
        isShared: Bool = false, busySeconds: Double = 10, readers: Int = 4, createsFile: Bool = true,
        isReadOnly: Bool = false
    ) {
        self.isShared = isShared
        self.busySeconds = busySeconds
        self.readers = readers
        self.createsFile = createsFile
        self.isReadOnly = isReadOnly
    }
}
