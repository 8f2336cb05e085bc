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
    /// From now on only conversations with this number of ours are loaded; all when nil.
    case showNumber(NumberID?)
    /// From now on only conversations that pass this query are loaded into the list; the whole queue when nil.
    case filterList(SearchQuery?)
    /// Read what may be news; answered by `newsLoaded`.
    case loadNews
    /// From now on the list is loaded in this order.
    case orderList(ListOrder)
    /// Read again what the top line shows.
    case loadStatus
    /// The agent looked at what was told of the channel, up to the event of that id.
    case markChannelSeen(Int64)

    /// Must be durable before the program ends; off the key path.
    case saveDraft(ThreadKey, text: String)
    case saveHeldText(ThreadKey, text: String?)
    case saveNoteDraft(ThreadKey, text: String?)
    /// Keeps words for colleagues; answered by `noteKept` or `noteFailed`. No effect sends one.
    case keepNote(ThreadKey, PrivateNote)
    /// First pass of the gate, then the outbox. `token` names nothing: the answer carries the thread.
    case enqueue(ThreadKey, Content, Consents, replaces: String?, optIn: String?)
    /// Takes back the newest message of the thread that has not left yet.
    case recall(ThreadKey)
    case record(ThreadKey, [AgentFact.Act])
    /// Does that to each of them that allows it; answered by `recordedForMany`.
    case recordForMany([ThreadKey], BulkVerb)
    /// Looks who wrote, was never answered and is shut: of these conversations, or in the queue when nil; answered by
    /// `reopeningGathered`.
    case gatherReopening([ThreadKey]?, token: Int)
    /// Looks how far the templates came that went to these since; answered by `reopeningFollowed`.
    case followReopening([ThreadKey], since: Instant, token: Int)
    /// For each of them the first pass of the gate, then a row of the outbox of their own; answered by `reopened`.
    case reopen([Reopening.Order], token: Int)
    /// Gives every open conversation of one agent to another, or to nobody; answered by `recordedForMany`.
    case reassign(from: String, to: String?)
    /// Says which conversation stands open here, and whether it is written in; of no use when it is late.
    case tellPresence(ThreadKey, isTyping: Bool)
    /// Reads who has what; answered by `teamLoaded`.
    case loadTeam([String], token: Int)
    /// Assigns the unassigned conversation that needs an answer first to the agent; answered by `claimed`.
    case claimNext(token: Int)
    /// Says that the person of a conversation and another are one.
    case join(ThreadKey, PersonKey)
    /// Ask the platform to block the person of a conversation, or not to any more.
    case block(ThreadKey, Inbox.Address, Bool)
    /// From a number of ours; the shown one, or the first, when nil.
    case openThread(Alias, name: String?, optIn: String?, from: NumberID?, token: Int)
    /// Tell the platform that the newest inbound message was read (blue ticks), per policy.
    case tellRead(ThreadKey, wamid: String)
    case syncTemplates
    /// Takes back a row that has not left yet, by its UUID.
    case recallRow(String, ThreadKey)

    /// Fetch the file of a message now, whatever became of it before.
    case fetchFile(MessageKey, ThreadKey)
    /// Do not fetch it, or no further.
    case stopFile(MessageKey, ThreadKey)
    /// Shows a file that is here with a program of the agent's; answered by `fileOpened`, `fileLine` or `fileUnopened`.
    case openFile(MessageMedia)
    /// Copies a file that is here to a new path; answered by `fileSaved` or `fileRefused`.
    case saveFile(MessageMedia, path: String, token: Int)
    /// What stands at a path; answered by `fileInspected`.
    case inspectFile(String, token: Int)
    /// Copies a file of the agent's onto our shelf, to be sent; answered by `fileTaken` or `fileRefused`.
    case takeFile(String, token: Int)
    /// Draws a picture that is here in character cells; answered by `previewLoaded`.
    case loadPreview(MessageMedia, size: Size)
    /// The interactive messages that are kept as files.
    case loadSavedMessages(token: Int)
    /// The canned replies, their files read anew.
    case loadCanned(token: Int)
    /// Who ever acted in the store; answered by `agentsLoaded`.
    case loadAgents(token: Int)
    /// The labels that are in use; answered by `labelsLoaded`.
    case loadLabels(token: Int)
    /// Keeps one as a file; answered by `messageSaved` or `messageNameTaken`.
    case saveMessage(String, Interactive, replaces: Bool)

    case bell
    /// Tell an agent who looks away, by the terminal.
    case announce(Announcement, NotificationForm)
    /// The same by a program and its arguments.
    case tellProgram([String], Announcement)
    /// Puts something through a command; answered by `piped`.
    case pipe(PipeJob, token: Int)
    /// Ends the command that runs; it is answered all the same.
    case stopPipe
    case rememberPipes([String])
    /// Reads the config again; answered by `configReloaded` or `configRefused`.
    case reloadConfig
    /// The tour was begun, and need never be again by itself.
    case rememberTour
    /// Keep how wide the panes are for the next sitting.
    case rememberPanes(PaneShape)
    case copy(String)
    case setTitle(SafeText)
    /// Whether the terminal reports the mouse to us.
    case setMouse(Bool)
    /// Lends the terminal to the agent's editor with a text; answered by `edited`.
    case editOutside(OutsideEdit, token: Int)
    case suspend
    case redraw
    case quit

    /// Effects that are finished before the program ends.
    public var mustFinish: Bool {
        switch self {
        case .saveDraft, .saveHeldText, .saveNoteDraft, .keepNote, .enqueue, .recall, .recallRow, .record,
            .recordForMany, .reopen, .reassign, .claimNext, .join,
            .openThread,
            .saveMessage:
            true
        default: false
        }
    }
}
