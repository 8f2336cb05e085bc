/// A message that a search found, with what a line of the result needs. Its strings are untrusted: a view makes them safe.
public struct SearchHit: Hashable, Sendable {
    /// The message, to jump to.
    public var key: MessageKey
    /// The conversation it is in.
    public var thread: ThreadKey
    /// The platform's id; nil while a message of ours has none.
    public var wamid: String?
    /// Who speaks.
    public var direction: Direction
    /// The platform's word for the type.
    public var type: String
    /// Its words: text, caption or rendered template; empty when it has none.
    public var text: String
    /// Where the words of the query stand, as offsets of `Character`s in `text`, in order; empty when that is not certain.
    public var matches: [Range<Int>]
    /// Where else in the message they stand; empty when only the text has them.
    public var beside: [Beside] = []
    /// The words are what a tool read in the message's file, not anybody's own.
    public var isMachine = false
    /// When it was sent, as `Message.timestamp`: results are sorted by it, newest first.
    public var timestamp: Instant
    /// Who wrote it: the agent's name for our own, nil otherwise.
    public var author: String?
    /// The person's exported id.
    public var person: String
    /// The name the person goes by; nil when nobody gave one.
    public var name: String?
    /// Their username, without `@`.
    public var username: String?
    /// Where the conversation's next message would go.
    public var address: Address?

    /// What to show of it where there is room for one thing: nil is its text, unless only words beside that were found.
    public var outside: Beside? { matches.isEmpty ? beside.first : nil }

    /// Whether its words are the message itself, not a caption of something.
    public var isSpoken: Bool { Message.isSpoken(type) }

    /// A hit as the store found it.
    public init(
        key: MessageKey, thread: ThreadKey, wamid: String? = nil, direction: Direction, type: String = "text",
        text: String, matches: [Range<Int>] = [], timestamp: Instant, author: String? = nil, person: String,
        name: String? = nil, username: String? = nil, address: Address? = nil
    ) {
        self.key = key
        self.thread = thread
        self.wamid = wamid
        self.direction = direction
        self.type = type
        self.text = text
        self.matches = matches
        self.timestamp = timestamp
        self.author = author
        self.person = person
        self.name = name
        self.username = username
        self.address = address
    }
}

/// Some hits, newest first.
public struct SearchPage: Hashable, Sendable {
    /// The messages that were found, newest first.
    public var hits: [SearchHit]
    /// Whether older messages match, too: the next page begins before the last hit.
    public var hasMore: Bool

    /// A page of results; the empty one is the last.
    public init(hits: [SearchHit] = [], hasMore: Bool = false) {
        self.hits = hits
        self.hasMore = hasMore
    }
}

/// Where a search looks.
public enum SearchScope: Hashable, Sendable {
    /// Every conversation with one of our numbers, or with all of them.
    case everywhere(NumberID?)
    case threads([ThreadKey])
}
