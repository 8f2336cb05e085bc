import Glibc

/// The thread that waits for the kernel. It owns what it reads from.
final class WatchLoop: Sendable {
    private let notifications: Descriptor
    private let stop: Descriptor
    private let onEvent: @Sendable (SpoolWatcher.Event) -> Void

    init(
        notifications: consuming Descriptor, stop: consuming Descriptor,
        onEvent: @escaping @Sendable (SpoolWatcher.Event) -> Void
    ) {
        self.notifications = notifications
        self.stop = stop
        self.onEvent = onEvent
    }

    func start(path: String) throws(SpoolError) {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<WatchLoop>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw SpoolError(code: code, path: path, action: "watch")
        }
        pthread_detach(thread)
    }

    /// Waits and tells, until told to stop or until the folder is lost.
    private func run() {
        while true {
            var waits = [
                pollfd(fd: notifications.raw, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop.raw, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&waits, 2, -1) < 0 {
                if errno == EINTR { continue }
                return onEvent(.lost)
            }
            if waits[1].revents != 0 { return }
            switch drain() {
            case .arrived?: onEvent(.arrived)
            case .lost?: return onEvent(.lost)
            case nil: break
            }
        }
    }

    /// Empties the queue; the most important event in it.
    private func drain() -> SpoolWatcher.Event? {
        var result: SpoolWatcher.Event?
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(notifications.raw, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return result }
            if Self.tellsLoss(buffer.prefix(count)) { return .lost }
            result = .arrived
        }
    }

    private static func tellsLoss(_ events: ArraySlice<UInt8>) -> Bool {
        let gone = UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)
        return events.withUnsafeBytes { bytes in
            var offset = 0
            let head = MemoryLayout<inotify_event>.size
            while offset + head <= bytes.count {
                let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                if event.mask & gone != 0 { return true }
                offset += head + Int(event.len)
            }
            return false
        }
    }
}
