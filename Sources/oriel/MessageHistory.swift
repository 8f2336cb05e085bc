import Inbox
import Store

/// What was said in some conversations, oldest first, read a page at a time: a history of any length takes the same memory.
struct MessageHistory {
    private var parts: [Part]

    init(store: InboxStore, keys: [ThreadKey]) { parts = keys.map { Part(store: store, key: $0) } }

    /// The oldest of what the conversations still have; nil at the end.
    mutating func next() throws -> Message? {
        var oldest: (index: Int, message: Message)?
        for index in parts.indices {
            guard let message = try parts[index].peek() else { continue }
            if let current = oldest, current.message.timestamp <= message.timestamp { continue }
            oldest = (index, message)
        }
        if let oldest { parts[oldest.index].drop() }
        return oldest?.message
    }

    /// One conversation from its beginning.
    private struct Part {
        let store: InboxStore
        let key: ThreadKey
        private var place = MessageCursor(timestamp: Instant(milliseconds: .min), key: MessageKey(.min))
        private var page: ArraySlice<Message> = []
        private var hasMore = true

        init(store: InboxStore, key: ThreadKey) {
            self.store = store
            self.key = key
        }

        mutating func peek() throws -> Message? {
            if page.isEmpty, hasMore {
                let next = try store.messages(key, after: place, count: 500)
                // The cursor is the store's own order.
                if let last = next.messages.last { place = MessageCursor(last) }
                page = next.messages.inOrderOfArrival()[...]
                hasMore = next.hasAfter
            }
            return page.first
        }

        mutating func drop() { page = page.dropFirst() }
    }
}
