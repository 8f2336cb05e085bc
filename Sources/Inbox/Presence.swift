/// A colleague who has a conversation open just now. No fact: it is true for seconds, nobody asks for it later, and neither
/// fold nor dump knows of it.
public struct Presence: Hashable, Sendable {
    /// How long what a process told is believed; a killed one is forgotten after it.
    public static let life = Span.seconds(15)

    /// As their facts are marked.
    public var agent: String
    /// They write; otherwise they only look.
    public var isTyping: Bool
    /// When they told it last.
    public var at: Instant

    /// Who is there, as told at a moment.
    public init(agent: String, isTyping: Bool, at: Instant) {
        self.agent = agent
        self.isTyping = isTyping
        self.at = at
    }

    /// Whether it is still believed at `now`.
    public func isFresh(at now: Instant) -> Bool { now - at < Self.life }
}
