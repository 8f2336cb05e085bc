import Inbox

/// What the line mode has still to say, and what it has said.
struct PlainState: Equatable, Sendable {
    var wantsList = false
    var wantsConversation = false
    var wantsStatus = false
    var wantsHelp = false
    var wantsDraft = false
    var wantsForm = false
    var wantsFiles = false
    var wantsKinds = false
    /// Messages before this one are to be printed when they come.
    var wantsOlderThan: MessageKey?
    /// The search that is waited for.
    var awaitedFind: Int?
    /// What it found, to be said.
    var found: SearchPage?
    /// The conversations printed last, by their numbers.
    var listed: [ThreadKey] = []
    /// What is new since the last report.
    var news: [News] = []

    /// The conversation that an order named, by its number, its name or *next*.
    var chosen: ThreadKey?
    /// What `reply` put into the box of `chosen`: nothing else of a box is sent.
    var written: String?
    /// A draft of the screen that was shown instead of being replaced.
    var shownDraft: String?

    /// The files printed last, by their numbers.
    var files: [MessageKey] = []
    /// Which message with more than words was asked for; until the saved ones are here.
    var awaitedKind: String?

    /// What is known of the outbox at the end of the input.
    enum StatusAtEnd: Hashable, Sendable { case unasked, asked, known }
    var statusAtEnd = StatusAtEnd.unasked

    /// When everything that was wanted has been said.
    var said: PlainState {
        var said = PlainState()
        said.listed = listed
        said.awaitedFind = awaitedFind
        (said.chosen, said.written, said.shownDraft) = (chosen, written, shownDraft)
        (said.files, said.awaitedKind) = (files, awaitedKind)
        said.statusAtEnd = statusAtEnd
        return said
    }
}
