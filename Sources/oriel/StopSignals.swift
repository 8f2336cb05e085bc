import Dispatch
import Glibc

/// Waits for the signals that ask a program to end in peace.
enum StopSignals {
    /// Returns at the first SIGINT, SIGTERM or SIGHUP.
    ///
    /// - Parameter whenReady: called when the signals are waited for: who is told then may send one.
    static func first(whenReady: () throws -> Void) async rethrows {
        let (arrivals, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { @Sendable in continuation.yield() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try whenReady()
        for await _ in arrivals { break }
    }
}
