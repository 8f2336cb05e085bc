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
    /// A theme cannot be shown; the words say why and are already safe.
    case themeRefused(SafeText, token: Int)
    case statusChanged(ChannelStatus)
    /// Facts changed these threads; nil when any may have changed.
    case storeChanged(Set<ThreadKey>?)

    // The outbox answered.
    case enqueued(OutboxItem, thread: ThreadKey)
    case sendRefused(Refusal, thread: ThreadKey, content: Content)
    /// The message could not be put into the outbox (a full disk, a lost file); the words say why and are already safe.
    case sendFailed(SafeText, thread: ThreadKey, content: Content)
    /// The row was taken back in time (nil: it had left already).
    case recalled(OutboxItem?, thread: ThreadKey)
    case threadOpened(ThreadRow, token: Int)
    case draftSaved(thread: ThreadKey, text: String)

    /// An effect could not be done; the words are for the agent and already safe.
    case effectFailed(SafeText)
}

/// What opening a conversation needs.
public struct LoadedConversation: Equatable, Sendable {
    public var row: ThreadRow
    /// The newest messages, oldest first, or those around the one that was asked for.
    public var messages: [Message]
    public var hasOlder: Bool
    public var hasNewer: Bool
    public var draft: String
    public var heldText: String?

    public init(
        row: ThreadRow, messages: [Message], hasOlder: Bool, hasNewer: Bool = false, draft: String,
        heldText: String? = nil
    ) {
        self.row = row
        self.messages = messages
        self.hasOlder = hasOlder
        self.hasNewer = hasNewer
        self.draft = draft
        self.heldText = heldText
    }
}
