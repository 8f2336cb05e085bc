import Glibc

/// Tells when something arrives in `new/`, by inotify, so that a look can be made before its time. Thin on purpose:
/// what follows from it is ``PollSchedule``'s. Watches until it is dropped.
public final class SpoolWatcher: Sendable {
    /// What a watcher tells. Several files may be told by one event.
    public enum Event: Hashable, Sendable {
        /// Something arrived.
        case arrived
        /// The folder was removed, moved or unmounted. Nothing more will come: make a new watcher when it is back.
        case lost
    }

    /// Closing this end wakes the thread and ends it.
    private let stop: Descriptor

    /// Watches `directory`, calling `onEvent` on a thread of its own.
    ///
    /// - Throws: ``SpoolError`` when it cannot be watched: it is not there, or the system's limit of watches is
    ///   reached. Polling goes on without it.
    public init(directory: SpoolDirectory, onEvent: @escaping @Sendable (Event) -> Void) throws(SpoolError) {
        let path = directory.path(of: .new)
        let queue = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard queue >= 0 else { throw SpoolError(code: errno, path: path, action: "watch") }
        let notifications = Descriptor(raw: queue)
        let mask = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR
        guard inotify_add_watch(notifications.raw, path, UInt32(mask)) >= 0 else {
            // Here ENOSPC says that the user has too many watches, not that the disk is full.
            throw errno == ENOSPC
                ? .system(path: path, action: "watch", code: ENOSPC)
                : SpoolError(code: errno, path: path, action: "watch")
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SpoolError(code: errno, path: path, action: "watch") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stop = Descriptor(raw: ends[1])
        let loop = WatchLoop(notifications: notifications, stop: Descriptor(raw: ends[0]), onEvent: onEvent)
        try loop.start(path: path)
    }

    /// The events as a stream that keeps the newest one. Ending the iteration ends the watch.
    public static func events(of directory: SpoolDirectory) throws(SpoolError) -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(1))
        let watcher = try SpoolWatcher(directory: directory) { event in
            continuation.yield(event)
            if event == .lost { continuation.finish() }
        }
        continuation.onTermination = { _ in withExtendedLifetime(watcher) {} }
        return stream
    }
}
