import Inbox

/// A place in a conversation: keyset, never an offset. A message that arrives late does not move it.
public struct MessageCursor: Hashable, Sendable {
    /// The stamp of the message at that place.
    public var timestamp: Instant
    /// The message itself: where it stands among those of one stamp.
    public var key: MessageKey

    /// A place by its message; it stays one when the message is gone.
    public init(timestamp: Instant, key: MessageKey) {
        self.timestamp = timestamp
        self.key = key
    }

    /// The place of a message.
    public init(_ message: Message) { self.init(timestamp: message.timestamp, key: message.key) }
}

/// Some neighbouring messages of a conversation, oldest first.
public struct MessagePage: Hashable, Sendable {
    /// Oldest first.
    public var messages: [Message]
    /// Whether the conversation has older ones than the first.
    public var hasBefore: Bool
    /// Whether the conversation has newer ones than the last.
    public var hasAfter: Bool

    /// A page; the empty one is that of a conversation without messages.
    public init(messages: [Message] = [], hasBefore: Bool = false, hasAfter: Bool = false) {
        self.messages = messages
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
    }
}
