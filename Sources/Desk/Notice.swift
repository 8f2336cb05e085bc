import Inbox
import Screen

/// One line for the agent.
public struct Notice: Hashable, Sendable {
    /// How it is meant: said by the way, a success, or something to look at.
    public enum Tone: Hashable, Sendable { case plain, good, warning }

    /// Words of the catalogue with untrusted parts already made safe.
    public var text: SafeText
    /// How it is meant.
    public var tone: Tone
    /// From when on it would not be true any more; nil for what stays true.
    public var validUntil: Instant?
    /// Whether it says that the open conversation's window is shut, which a message of theirs makes untrue.
    public var isOfShutWindow = false

    /// Words of the catalogue, as the agent reads them.
    public init(_ text: SafeText, tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }
}
