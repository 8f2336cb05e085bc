import WhatsApp

/// Words sent outside the service window without a template: Direct Send, for utility messages of accounts that Meta
/// enabled it for (`whatsapp.md` §4.9). Misuse earns the account strikes, so it is never anybody's default.
public struct DirectContent: Hashable, Sendable {
    /// 1…1,024 characters; the gate checks, never cuts.
    public var body: String
    /// How long the platform may go on delivering it, within `Limits.Direct.seconds`; then it is dropped silently.
    public let seconds: Int

    /// The words as the agent wrote them.
    ///
    /// - Parameter seconds: brought into the platform's range.
    public init(body: String, seconds: Int = Limits.Direct.seconds.upperBound) {
        self.body = body
        self.seconds = min(max(seconds, Limits.Direct.seconds.lowerBound), Limits.Direct.seconds.upperBound)
    }
}
