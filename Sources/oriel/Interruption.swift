import Glibc
import Synchronization

/// Notes the first SIGINT, SIGTERM or SIGHUP instead of ending by it, so that what was begun can be taken back and said. The
/// second one ends the program at once, as if nobody had listened.
enum Interruption {
    private static let hasCome = Atomic(false)

    /// Whether somebody asked for the end.
    static var isAsked: Bool { hasCome.load(ordering: .relaxed) }

    /// Listens from now on, to the end of the process.
    static func listen() {
        // Made now: the handler may do little more than store into it.
        hasCome.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in
                Interruption.hasCome.store(true, ordering: .relaxed)
                signal(SIGINT, SIG_DFL)
                signal(SIGTERM, SIG_DFL)
                signal(SIGHUP, SIG_DFL)
            }
        }
    }
}
