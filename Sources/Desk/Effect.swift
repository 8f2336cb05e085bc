import Inbox
import Screen
import WhatsApp

/// Something `update` wants done outside. A comparable value; the engine does it and answers with actions.
/// Tokens come back with the answer, so that a stale one is dropped.
public enum Effect: Equatable, Sendable {
    /// Rows of the `folded` sections are not drawn: an engine that can leaves them out of the page (all but the row of
    /// `PagePlace.around`), so that what stands behind them is loaded instead; one that cannot may send them.
    case loadPage(Queue, PagePlace, count: Int, folded: Set<Section>, token: Int)
    /// The newest `count` messages, the row, the draft.
    case loadConversation(ThreadKey, count: Int, token: Int)
    case loadOlder(ThreadKey, before: MessageKey, count: Int, token: Int)
    case loadNewer(ThreadKey, after: MessageKey, count: Int, token: Int)
    /// As `loadConversation`, but the messages around one; the newest when it is not there any more.
    case loadStretch(ThreadKey, around: MessageKey, count: Int, token: Int)
    /// Looks for words, everywhere or in one conversation, in messages older than `before`. Stops the search before it.
    case search(SearchQuery, within: ThreadKey?, before: MessageKey?, count: Int, token: Int)
    /// Nobody waits for the search any more.
    case stopSearch
    case loadTemplates
    case loadMatches(String, token: Int)
    case loadRing(token: Int)
    case loadPayload(MessageKey, token: Int)
    /// Read the facts and files that led to something.
    case explain(Question, token: Int)
    /// What themes there are; answered by `themesLoaded`.
    case loadThemes(token: Int)
    /// Draws with a theme from now on; answered only when it cannot be.
    case showTheme(String, token: Int)
    /// Read again what the top line shows.
    case loadStatus

    /// Must be durable before the program ends; off the key path.
    case saveDraft(ThreadKey, text: String)
    case saveHeldText(ThreadKey, text: String?)
    /// First pass of the gate, then the outbox. `token` names nothing: the answer carries the thread.
    case enqueue(ThreadKey, Content, Consents, replaces: String?, optIn: String?)
    /// Takes back the newest message of the thread that has not left yet.
    case recall(ThreadKey)
    case record(ThreadKey, [AgentFact.Act])
    case openThread(Alias, name: String?, optIn: String?, token: Int)
    /// Tell the platform that the newest inbound message was read (blue ticks), per policy.
    case tellRead(ThreadKey, wamid: String)
    case syncTemplates
    /// The interactive messages that are kept as files.
    case loadSavedMessages(token: Int)
    /// Keeps one as a file; answered by `messageSaved` or `messageNameTaken`.
    case saveMessage(String, Interactive, replaces: Bool)

    case bell
    case copy(String)
    case setTitle(SafeText)
    case suspend
    case redraw
    case quit

    /// Effects that are finished before the program ends.
    public var mustFinish: Bool {
        switch self {
        case .saveDraft, .saveHeldText, .enqueue, .recall, .record, .openThread, .saveMessage: true
        default: false
        }
    }
}
