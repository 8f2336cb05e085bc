import Inbox

/// A place in a conversation: keyset, never an offset. A message that arrives late does not move it.
public struct MessageCursor: Hashable, Sendable {
    public var timestamp: Instant
    public var key: MessageKey

    public init(timestamp: Instant, key: MessageKey) {
        self.timestamp = timestamp
        self.key = key
    }

    public init(_ message: Message) { self.init(timestamp: message.timestamp, key: message.key) }
}

/// Some neighbouring messages of a conversation, oldest first.
public struct MessagePage: Hashable, Sendable {
    public var messages: [Message]
    /// Whether the conversation has older ones than the first.
    public var hasBefore: Bool
    /// Whether the conversation has newer ones than the last.
    public var hasAfter: Bool

    public init(messages: [Message] = [], hasBefore: Bool = false, hasAfter: Bool = false) {
        self.messages = messages
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
    }
}
