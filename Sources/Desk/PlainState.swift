import Inbox
import Screen

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
    var wantsMessages = false
    /// Templates are to be said: all, or those that match.
    var wantsTemplates: String?
    /// What can be chosen, to be said.
    var choices: [SafeText] = []
    /// An order was carried out: what it says is said, though the one before said the same.
    var isAnew = false
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
    /// The messages printed last, by their numbers.
    var messages: [MessageKey] = []
    /// What can be said of who somebody is, as it was printed last.
    var who: IdentityState?
    /// Who has what, as it was printed last.
    var team: TeamReport?
    /// What is to be done as soon as what can be chosen is here.
    var wish: Wish?
    /// Templates are said when they have been looked at once more.
    var awaitsTemplates = false

    /// What an order asks of a choice.
    enum Wish: Equatable, Sendable {
        /// A kind of message, by its number or its name.
        case kind(String)
        /// Whose it is to be; nil says who there is.
        case agent(String?)
        /// The same of all that are marked.
        case agentOfMarked(String)
        case labels
        case label(Label, isOn: Bool)
        /// A reply, by its number, its shortcut or its name; nil says which there are.
        case canned(String?)
    }

    /// What is known of the outbox at the end of the input.
    enum StatusAtEnd: Hashable, Sendable { case unasked, asked, known }
    var statusAtEnd = StatusAtEnd.unasked

    /// When everything that was wanted has been said.
    var said: PlainState {
        var said = PlainState()
        said.listed = listed
        said.awaitedFind = awaitedFind
        (said.chosen, said.written, said.shownDraft) = (chosen, written, shownDraft)
        (said.files, said.messages) = (files, messages)
        (said.who, said.team) = (who, team)
        (said.wish, said.awaitsTemplates) = (wish, awaitsTemplates)
        said.statusAtEnd = statusAtEnd
        return said
    }
}
