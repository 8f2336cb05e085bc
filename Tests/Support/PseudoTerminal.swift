import Foundation
import Glibc
import Synchronization

/// A terminal without a window: a program's end that is a real tty, and a thread that keeps what is written to it.
public final class PseudoTerminal: Sendable {
    /// The side a program draws on.
    public let terminal: Int32
    /// Its path, for another process.
    public let path: String
    private let master: Int32
    private let window = Window()

    /// What the thread and the test share.
    private final class Window: Sendable {
        let written = Mutex<[UInt8]>([])
        let isOpen = Atomic(true)
    }

    public init(columns: Int = 80, rows: Int = 24) throws {
        // posix_openpt and its kin are not in the Glibc module; these are the requests they make.
        let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var isLocked: Int32 = 0
        var index: Int32 = 0
        guard master >= 0, ioctl(master, unlock, &isLocked) == 0, ioctl(master, number, &index) == 0 else {
            throw Failure.noTerminal(errno)
        }
        path = "/dev/pts/\(index)"
        terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { throw Failure.noTerminal(errno) }
        resize(columns: columns, rows: rows)
        Thread { @Sendable [master, window] in Self.read(master, window) }.start()
    }

    deinit {
        hangUp()
        close(terminal)
    }

    public enum Failure: Error {
        case noTerminal(Int32)
    }

    /// The thread closes the window itself, for an end that is being read cannot be closed by another.
    private static func read(_ master: Int32, _ window: Window) {
        var block = [UInt8](repeating: 0, count: 65_536)
        while window.isOpen.load(ordering: .acquiring) {
            var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 10) > 0 else { continue }
            let count = Glibc.read(master, &block, block.count)
            guard count > 0 else { continue }
            window.written.withLock { $0.append(contentsOf: block[..<count]) }
        }
        close(master)
    }

    /// Types at the keyboard.
    public func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Closes the window.
    public func hangUp() { window.isOpen.store(false, ordering: .releasing) }

    public func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Everything written so far.
    public var output: String { window.written.withLock { String(decoding: $0, as: UTF8.self) } }

    /// Forgets what was written so far.
    public func forget() { window.written.withLock { $0.removeAll() } }

    /// Waits until the output holds a text.
    public nonisolated(nonsending) func wait(for text: String) async throws {
        try await eventually("“\(text)” on the terminal, which shows \(output)") { output.contains(text) }
    }

    /// The flags that decide what keys do, for comparison.
    public var modes: [UInt32] {
        var found = termios()
        guard tcgetattr(terminal, &found) == 0 else { return [] }
        return [found.c_iflag, found.c_oflag, found.c_cflag, found.c_lflag]
    }
}
