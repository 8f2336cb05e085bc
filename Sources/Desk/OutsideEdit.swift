import Inbox

/// Words of the agent's that go into an editor of their own choice for a while.
public struct OutsideEdit: Hashable, Sendable {
    /// Which words.
    public enum Target: Hashable, Sendable {
        /// The draft in the box.
        case draft
        /// The private note being written.
        case note
    }

    /// Whose conversation.
    public var thread: ThreadKey
    /// Which of its texts.
    public var target: Target
    /// As they stand.
    public var text: String
}

/// What an editor left.
public enum EditedText: Equatable, Sendable {
    /// The file as it stands now; untrusted text.
    case text(String)
    /// Nothing is to be changed, and why.
    case failed(Obstacle)
}
