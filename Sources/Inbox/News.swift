/// Something that somebody who does not look at the screen may want to hear of.
public struct News: Equatable, Sendable {
    /// What kind of thing it is. The raw value is what a notification command is told.
    public enum Event: String, CaseIterable, Hashable, Sendable {
        /// They wrote.
        case message
        /// A window is about to close on somebody who waits for an answer.
        case closing
        /// A message of ours was not delivered.
        case failure
    }

    /// What makes it the same piece of news when the store is read again.
    public struct ID: Hashable, Sendable {
        /// What kind of thing it is.
        public var event: Event
        /// The message's row, or the conversation's.
        public var row: Int64
        /// Tells apart what happens to a row several times: the end of the window, in milliseconds; else 0.
        public var turn: Int64

        /// The identity of a piece of news.
        public init(_ event: Event, row: Int64, turn: Int64 = 0) {
            self.event = event
            self.row = row
            self.turn = turn
        }
    }

    /// The same for the same piece, whenever it is read.
    public var id: ID
    /// Whose conversation it is in.
    public var thread: ThreadKey
    /// Who has the conversation; nil for nobody.
    public var assignee: String?
    /// Their name, else their address; untrusted text.
    public var name: String
    /// What they wrote, or what was not delivered; nil for what has no words. Untrusted text, cut after 200 characters.
    public var text: String?
    /// The platform's time of a message, or when the window closes.
    public var at: Instant

    /// What kind of thing it is.
    public var event: Event { id.event }

    /// A piece of news as it was read.
    public init(id: ID, thread: ThreadKey, assignee: String?, name: String, text: String?, at: Instant) {
        self.id = id
        self.thread = thread
        self.assignee = assignee
        self.name = name
        self.text = text
        self.at = at
    }

    /// How far back a message counts as news when it is read: what is older is history, however it came in.
    public static let span = Span.minutes(10)
    /// From how long before its end a window counts as about to close.
    public static let closingSpan = ServiceWindow.criticalSpan
    /// How far back a message of ours that failed is looked for.
    public static let failureSpan = Span.hours(7 * 24)
}

/// Which pieces of news were there before. The first look remembers what it sees and finds nothing new: what stood in the
/// store when the program began is no news.
public struct NewsMemory: Equatable, Sendable {
    private var known: Set<News.ID>?

    /// Nothing looked at yet.
    public init() {}

    /// Looks at everything that may be news now.
    ///
    /// - Returns: what was not there at the look before, in the order given.
    public mutating func fresh(_ items: [News]) -> [News] {
        defer { known = Set(items.map(\.id)) }
        guard let known else { return [] }
        return items.filter { !known.contains($0.id) }
    }
}
