import Foundation
import Synchronization
import Testing

/// A terminal that is only a pair of descriptors: what the program writes is collected, what a test types it reads.
final class PseudoTerminal: Sendable {
    private let master: Int32
    private let slave: Int32
    private let seen = Mutex<[UInt8]>([])
    private let isDone = Mutex(false)

    init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (lock, number): (Int32, UInt32) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN of Linux: what unlockpt and ptsname do, which the module does not show.
        try #require(ioctl(master, 0x4004_5431, &lock) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(slave >= 0)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(slave, UInt(TIOCSWINSZ), &size) == 0)
        Thread.detachNewThread { [self] in collect() }
    }

    deinit { close(slave) }

    /// What a process is given as standard input and output.
    var handle: FileHandle { FileHandle(fileDescriptor: slave, closeOnDealloc: false) }

    /// Everything written so far.
    var output: String { seen.withLock { String(decoding: $0, as: UTF8.self) } }

    /// The modes, to be compared before and after.
    var modes: [UInt32] {
        var state = termios()
        tcgetattr(slave, &state)
        return [state.c_iflag, state.c_oflag, state.c_cflag, state.c_lflag]
    }

    func type(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    /// Waits until the output holds a text.
    func wait(for text: String) async throws -> Bool {
        for _ in 0..<2_400 {
            if output.contains(text) { return true }
            try await Task.sleep(for: .milliseconds(25))  // between two looks
        }
        return false
    }

    /// Ends the collecting; call it at the end of a test.
    func stop() { isDone.withLock { $0 = true } }

    private func collect() {
        defer { close(master) }
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while !isDone.withLock({ $0 }) {
            var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 20) > 0 else { continue }
            let count = read(master, &chunk, chunk.count)
            guard count > 0 else { return }
            seen.withLock { $0 += chunk[..<count] }
        }
    }
}
