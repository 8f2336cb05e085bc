import Inbox
import Screen

/// Something that happened: a key, a tick, or an effect that came back. Named in the past tense; `update` alone reads
/// it.
public enum Action: Equatable, Sendable {
    case key(KeyStroke)
    case pasted(String)
    case mouse(MouseEvent)
    case resized(Size)
    case focusChanged(Bool)
    /// Time passed; nothing else did.
    case ticked
    /// A demo plays keys, and shows which; nil shows none any more.
    case keysShown(SafeText?)

    // The store answered.
    case pageLoaded(LoadedPage, token: Int)
    case conversationLoaded(LoadedConversation, token: Int)
    case olderLoaded([Message], hasOlder: Bool, token: Int)
    case templatesLoaded(TemplateShelf)
    case matchesLoaded([ThreadRow], token: Int)
    case hitsLoaded(SearchPage, token: Int)
    case newerLoaded([Message], hasNewer: Bool, token: Int)
    case ringLoaded([ThreadKey], token: Int)
    case payloadLoaded(String?, token: Int)
    case explained(Explanation, token: Int)
    case themesLoaded(ThemeOffers, token: Int)
    /// A theme cannot be shown.
    case themeRefused(Obstacle, token: Int)
    case statusChanged(ChannelStatus)
    /// A line of the line mode asked for something.
    case ordered(PlainOrder)
    /// A line was none.
    case misordered(PlainOrder.Mistake)
    /// A command ended, or was ended.
    case piped(PipeOutput, token: Int)
    /// The config is to be read again: a signal said so.
    case reloadAsked
    case configReloaded(ReloadedConfig)
    /// The config is wrong: file, line and what would be right. Untrusted text.
    case configRefused(String)
    /// Everything that may be news now; what is new of it, the desk knows.
    case newsLoaded([News])
    /// Facts changed these threads; nil when any may have changed.
    case storeChanged(Set<ThreadKey>?)

    // The outbox answered.
    case enqueued(OutboxItem, thread: ThreadKey)
    case sendRefused(Refusal, thread: ThreadKey, content: Content)
    /// The message could not be put into the outbox (a full disk, a lost file).
    case sendFailed(Obstacle, thread: ThreadKey, content: Content)
    /// The row was taken back in time (nil: it had left already).
    case recalled(OutboxItem?, thread: ThreadKey)
    case threadOpened(ThreadRow, token: Int)
    /// The platform answered, or could not be asked, whether the person of a conversation is blocked now.
    case blockAnswered(BlockAnswer, Bool, thread: ThreadKey)
    /// Everybody who ever acted in the store.
    case agentsLoaded([String], token: Int)
    case teamLoaded(TeamReport, token: Int)
    /// The conversation that is ours now; nil when nobody waits.
    case claimed(ThreadRow?, token: Int)
    case labelsLoaded([Label], token: Int)
    case savedMessagesLoaded([SavedMessage], token: Int)
    case cannedLoaded(CannedShelf, token: Int)
    /// It is a file of that name now.
    case messageSaved(String)
    /// There is a file of that name already.
    case messageNameTaken(String)
    /// What was wanted of many was done to those that allow it.
    case recordedForMany(BulkReport)
    /// An editor of the agent's ended.
    case edited(OutsideEdit, EditedText, token: Int)
    /// Who may be written to again by one template.
    case reopeningGathered(Reopening.Gathering, token: Int)
    /// How far the messages came; who is missing was taken back.
    case reopeningFollowed([ThreadKey: Delivery], token: Int)
    /// What became of one template for many.
    case reopened(Reopening.Report, token: Int)
    /// The note of a conversation stands among its messages.
    case noteKept(thread: ThreadKey)
    case noteFailed(Obstacle, thread: ThreadKey, PrivateNote)
    case draftSaved(thread: ThreadKey, text: String)

    // Files.
    case fileInspected(FileReport, token: Int)
    case fileTaken(MediaContent, token: Int)
    case fileRefused(Obstacle, token: Int)
    case fileSaved(String, token: Int)
    /// A program shows the file: its name.
    case fileOpened(String)
    /// There is no display here: the command that fetches the file to another machine.
    case fileLine(String)
    /// No program is known for a MIME type.
    case fileUnopened(String)
    /// A picture in character cells, by the hash of its file; no lines when none can be drawn. Untrusted text.
    case previewLoaded(String, [String])

    /// An effect could not be done.
    case effectFailed(Obstacle)
    /// What is being written is in memory only, until `draftsTakenAgain`.
    case draftsRefused(Obstacle)
    case draftsTakenAgain
}

/// What opening a conversation needs.
public struct LoadedConversation: Equatable, Sendable {
    /// Its row as the store has it now.
    public var row: ThreadRow
    /// The newest messages, oldest first, or those around the one that was asked for.
    public var messages: [Message]
    /// Whether the store has older messages than the first of these.
    public var hasOlder: Bool
    /// Whether the store has newer messages than the last of these.
    public var hasNewer: Bool
    /// The unsent text; empty when there is none.
    public var draft: String
    /// A text that is kept to be offered when they write again; nil when there is none.
    public var heldText: String?
    /// A private note that was begun; empty when there is none.
    public var noteDraft: String
    /// What else is known of it.
    public var standing: ConversationStanding

    /// A conversation as the engine read it, with what the agent left in it.
    public init(
        row: ThreadRow, messages: [Message], hasOlder: Bool, hasNewer: Bool = false, draft: String,
        heldText: String? = nil, noteDraft: String = "", standing: ConversationStanding = ConversationStanding()
    ) {
        self.row = row
        self.messages = messages
        self.hasOlder = hasOlder
        self.hasNewer = hasNewer
        self.draft = draft
        self.heldText = heldText
        self.noteDraft = noteDraft
        self.standing = standing
    }
}
