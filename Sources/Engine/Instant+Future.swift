import Inbox

extension Instant {
    static let distantFuture = Instant(milliseconds: .max)
}
