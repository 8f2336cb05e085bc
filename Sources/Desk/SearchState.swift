import Inbox

/// Looking for words: what is typed, and what the store found for it so far.
public struct SearchState: Equatable, Sendable {
    public var editor: TextEditor
    /// The only conversation that is searched; nil searches every one.
    public var thread: ThreadKey?
    /// Newest first, their texts cut to what a screen can show.
    public var hits: [SearchHit]
    /// Older messages match, too.
    public var hasMore: Bool
    public var index: Int
    /// What the hits answer, or will answer: nothing is asked for again that is known.
    public var asked: SearchQuery?
    /// The request that is waited for.
    public var awaited: Int?
    /// That request continues the hits there are.
    public var isPaging: Bool

    public init(thread: ThreadKey? = nil) {
        editor = TextEditor()
        self.thread = thread
        hits = []
        hasMore = false
        index = 0
        asked = nil
        awaited = nil
        isPaging = false
    }

    /// Nil when too little is typed to look for.
    public var query: SearchQuery? { SearchQuery(editor.text) }

    /// What is shown answers what is typed.
    public var isAnswered: Bool { asked != nil && (awaited == nil || isPaging) }

    public var selected: SearchHit? { hits.indices.contains(index) ? hits[index] : nil }
}
