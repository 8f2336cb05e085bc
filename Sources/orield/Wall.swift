import Foundation
import Inbox

/// The machine's clock.
enum Wall {
    static var now: Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))) }
}
