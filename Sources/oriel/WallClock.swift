import Foundation
import Inbox

extension Instant {
    /// The machine's clock, read here and nowhere below the executable (law 12).
    static var wallClock: Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
