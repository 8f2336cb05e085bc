import Inbox

/// Looking for words: what is typed, and what the store found for it so far.
struct SearchState: Equatable, Sendable {
    var editor: TextEditor
    /// The only conversation that is searched; nil searches every one.
    var thread: ThreadKey?
    /// Newest first, their texts cut to what a screen can show.
    var hits: [SearchHit]
    /// Older messages match, too.
    var hasMore: Bool
    var index: Int
    /// What the hits answer, or will answer: nothing is asked for again that is known.
    var asked: SearchQuery?
    /// The request that is waited for.
    var awaited: Int?
    /// That request continues the hits there are.
    var isPaging: Bool
    /// What stands in the box is from the last search: it is as if selected, and what is typed takes its place.
    var isKept = false

    init(thread: ThreadKey? = nil) {
        editor = TextEditor()
        self.thread = thread
        hits = []
        hasMore = false
        index = 0
        asked = nil
        awaited = nil
        isPaging = false
    }

    /// Nil when too little is typed to look for, or something in it is wrong.
    var query: SearchQuery? { SearchQuery(editor.text) }

    /// What is wrong with what is typed.
    var problem: QueryError? {
        do {
            _ = try SearchQuery.read(editor.text)
            return nil
        } catch {
            return error
        }
    }

    /// What is shown answers what is typed.
    var isAnswered: Bool { asked != nil && (awaited == nil || isPaging) }

    var selected: SearchHit? { hits.indices.contains(index) ? hits[index] : nil }
}
