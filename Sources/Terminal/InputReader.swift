import Foundation
import Glibc
import Screen

/// Reads the terminal on a thread of its own: bytes in blocks, events out, a lone Esc decided by waiting.
///
/// Nothing is shared with the thread but two descriptors and a semaphore, so it can be stopped for good before
/// another program reads the same terminal.
final class InputReader: Sendable {
    private let wake: (read: Int32, write: Int32)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts reading.
    /// - Parameters:
    ///   - descriptor: the terminal; stays the caller's.
    ///   - marksPastes: whether the terminal tells where a paste begins and ends; otherwise bursts of keys are looked at.
    ///   - deliver: called on the reading thread with what was read, never with nothing.
    ///   - lost: called once on the reading thread when the terminal is gone.
    /// - Throws: ``TerminalError/modesRefused(_:)`` when no pipe can be made.
    init(
        descriptor: Int32, marksPastes: Bool, deliver: @escaping @Sendable ([InputEvent]) -> Void,
        lost: @escaping @Sendable () -> Void
    ) throws(TerminalError) {
        wake = try Descriptor.pipe()
        let thread = Thread { @Sendable [wake, ended] in
            Self.read(descriptor, until: wake.read, marksPastes: marksPastes, deliver: deliver, lost: lost)
            ended.signal()
        }
        thread.name = "oriel-input"
        thread.start()
    }

    /// Stops and waits until the thread has let go of the terminal. Call once.
    func stop() {
        Descriptor.write([0], to: wake.write)
        ended.wait()
        close(wake.read)
        close(wake.write)
    }

    private static func read(
        _ descriptor: Int32, until wake: Int32, marksPastes: Bool, deliver: ([InputEvent]) -> Void, lost: () -> Void
    ) {
        var parser = InputParser()
        var burst: [InputEvent] = []
        func endBurst() {
            if !burst.isEmpty { deliver(PasteBurst.events(of: burst)) }
            burst = []
        }
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            var waits = [
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waits, 2, burst.isEmpty ? patience(parser.pending) : PasteBurst.patience)
            if ready < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return lost()
            }
            if waits[0].revents != 0 { return endBurst() }
            if ready == 0, !burst.isEmpty {
                endBurst()
                continue
            }
            if ready == 0 {
                let events = parser.timeout()
                if !events.isEmpty { deliver(events) }
                continue
            }
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            // Zero is end of input; EIO is what a closed window or connection leaves behind.
            guard count > 0 else {
                endBurst()
                return lost()
            }
            let events = parser.feed(block[..<count])
            if marksPastes {
                if !events.isEmpty { deliver(events) }
                continue
            }
            burst += events
            // A paste without an end must not grow without one either.
            if burst.count >= longestBurst { endBurst() }
        }
    }

    /// In events.
    private static let longestBurst = 100_000

    /// How long to wait for the rest, in milliseconds; −1 for ever. A lone Esc should feel like a key; a slow
    /// connection tears sequences apart, and half of one must not end up in the text (`terminal.md` §8c).
    private static func patience(_ pending: InputParser.Pending?) -> Int32 {
        switch pending {
        case nil: -1
        case .escape: 40
        case .sequence: 150
        case .string: 500
        case .paste: 1000
        }
    }
}
