import Glibc

/// System calls on file descriptors, with their interruptions handled.
enum Descriptor {
    /// A pipe that does not survive `exec`; neither end blocks a writer.
    static func pipe() throws(TerminalError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw .modesRefused(lastError()) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }

    /// A copy that does not survive `exec`, or nil.
    static func copy(_ descriptor: Int32) -> Int32? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        return copy < 0 ? nil : copy
    }

    /// Writes all bytes, waiting where it must. A terminal that is gone swallows them: the reader reports it.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if written < 0, errno == EAGAIN {
                var waits = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
                guard poll(&waits, 1, 1000) > 0 else { return }
            } else if !(written < 0 && errno == EINTR) {
                return
            }
        }
    }

    /// The system's words for the last failure.
    static func lastError() -> String { String(cString: strerror(errno)) }
}
