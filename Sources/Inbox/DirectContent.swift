import WhatsApp

/// Words sent outside the service window without a template, or words with buttons: Direct Send, for utility messages of
/// accounts that Meta enabled it for (`whatsapp.md` §4.9). Misuse earns the account strikes, so it is never anybody's
/// default.
public struct DirectContent: Hashable, Sendable {
    /// 1…1,024 characters; the gate checks, never cuts.
    public let body: String
    /// How long the platform may go on delivering it, within `Limits.Direct.seconds`; then it is dropped silently.
    public let seconds: Int
    /// The whole message when it is more than words: `body` is its body.
    public let interactive: Interactive?

    /// The words as the agent wrote them.
    ///
    /// - Parameter seconds: brought into the platform's range.
    public init(body: String, seconds: Int = Limits.Direct.seconds.upperBound) {
        self.body = body
        self.seconds = Self.fitting(seconds)
        interactive = nil
    }

    /// A message with something to tap; nil for kinds that need an open window: only reply buttons, a button that opens a
    /// page and one that calls go without.
    ///
    /// - Parameter seconds: brought into the platform's range.
    public init?(_ message: Interactive, seconds: Int = Limits.Direct.seconds.upperBound) {
        switch message.action {
        case .buttons, .mixed, .link, .call: break
        default: return nil
        }
        body = message.body
        self.seconds = Self.fitting(seconds)
        interactive = message
    }

    private static func fitting(_ seconds: Int) -> Int {
        min(max(seconds, Limits.Direct.seconds.lowerBound), Limits.Direct.seconds.upperBound)
    }
}
