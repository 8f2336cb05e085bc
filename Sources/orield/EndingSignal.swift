import Dispatch
import Glibc

/// Tells, once, that SIGTERM or SIGINT came, beside the server's own handling: answers that are held back on purpose
/// must not hold back the end.
struct EndingSignal {
    private let sources: [any DispatchSourceSignal]

    init(_ act: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: DispatchWorkItem(block: act))
            source.resume()
            return source
        }
    }

    func cancel() {
        for source in sources { source.cancel() }
    }
}
