import CRescue
import Foundation
import Glibc

/// Turns signals into calls on a thread of its own, through a pipe that a C handler writes one byte to.
///
/// Dispatch's signal sources would do, but they leave the signals blocked, and every program started from here
/// would inherit that: an editor that never learns its window's size.
final class SignalWatch: Sendable {
    private let pipe: (read: Int32, write: Int32)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts watching. One watch at a time in a process, for signals belong to the process.
    /// - Parameter deliver: called on the watching thread, once for each number in a burst.
    init(_ signals: [Int32], deliver: @escaping @Sendable (Int32) -> Void) throws(TerminalError) {
        pipe = try Descriptor.pipe()
        for signal in signals where rescue_watch(signal, pipe.write) != 0 {
            let why = Descriptor.lastError()
            rescue_unwatch()
            close(pipe.read)
            close(pipe.write)
            throw .modesRefused("signal \(signal) cannot be watched, \(why)")
        }
        let thread = Thread { @Sendable [pipe, ended] in
            Self.read(pipe.read, deliver: deliver)
            ended.signal()
        }
        thread.name = "oriel-signals"
        thread.start()
    }

    /// Puts the earlier actions back and ends the thread. Call once.
    func stop() {
        rescue_unwatch()
        Descriptor.write([0], to: pipe.write)
        ended.wait()
        close(pipe.read)
        close(pipe.write)
    }

    /// Until a zero, which no signal has.
    private static func read(_ descriptor: Int32, deliver: (Int32) -> Void) {
        var block = [UInt8](repeating: 0, count: 256)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            var seen: Set<UInt8> = []
            for byte in block[..<count] {
                if byte == 0 { return }
                if seen.insert(byte).inserted { deliver(Int32(byte)) }
            }
        }
    }
}
