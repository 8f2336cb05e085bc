import Inbox
import Screen

/// Everything the program knows that a screen can show: one value, changed by `update` alone, drawn by `view` alone.
/// It holds loaded rows only; the store holds the rest.
public struct Model: Equatable, Sendable {
    /// The last time any action told; views show time left by it and read no clock.
    public var now: Instant
    var size: Size
    /// What configuration decides.
    public var settings: Settings
    var list: ListState
    /// The conversation that stands open; nil while none does.
    public var conversation: ConversationState?
    /// Innermost last: the mode that has the keyboard. Empty when the panes have it.
    var modes: [Mode]
    var focus: Pane
    /// What the line mode has still to say.
    var plain = PlainState()
    /// What was asked for in lines and waits.
    var plainOrders: [PlainOrder] = []
    /// Commands that were piped to, newest first.
    var pipeHistory: [String]
    /// How wide the panes are.
    var panes: PaneShape
    /// What is to be told to an agent who looks away, and when.
    var notifier = Notifier()
    /// Keys of a chord pressed so far (`^X` …).
    var chord: [KeyStroke] { didSet { if chord.isEmpty { chordTurns = 0 } } }
    /// How often the page of what can follow it was turned.
    var chordTurns = 0
    var templates: TemplateShelf { didSet { rankings = Rankings() } }
    /// The templates in the order of the picker, as last worked out.
    var rankings: Rankings
    /// The numbers of templates that are on screen: as long as they are, none of them changes.
    var shownSlots: ShownSlots?
    /// The help page while it is open.
    var helpPage: HelpPage
    /// A payload's page while it is open.
    var payloadPage: PayloadPage
    var status: ChannelStatus
    /// The only number of ours whose conversations are shown; nil shows all.
    var shownNumber: NumberID?
    /// One line that says what just happened or why a key did nothing; gone with the next key.
    public var notice: Notice?
    /// The last key was no answer to the question that is asked: what it takes is said in full.
    var missesQuestion = false
    /// Keys that a demo presses, shown while it does.
    public var keysShown: SafeText?
    /// The terminal has the focus, as far as it told us.
    var isFocused: Bool
    /// The terminal reports the mouse to us.
    var isMouseOn: Bool
    /// Set when the program is to end.
    public var isQuitting: Bool
    /// The account whose sitting follows this one; nil when the program ends for good.
    public internal(set) var nextAccount: String?
    /// Makes tokens for effects, so that a stale answer can be told from the one that is waited for.
    var nextToken: Int
    /// The conversation that stands open at first, to be answered; nil opens the first of the queue in the list.
    public var opening: ThreadKey?
    /// Tally for the line that is printed on leaving.
    public var tally: Tally
    /// They wrote, and the words of the box came back to it by themselves: no Enter before this sends them.
    var boxTakesNoEnterBefore: Instant?
    /// When the last key came.
    var pressedAt: Instant?
    /// Since when the question is asked that is asked now.
    var askedSince: Instant?
    /// The walk through who needs an answer goes on in the list.
    var walksInList = false
    /// A key was pressed in vain while the terminal is too small to draw anything.
    var pressedUnseen = false
    /// The last key answered a question.
    var justAnswered = false
    /// When Esc was last pressed with no mode open: a digit right after it is a template slot.
    var escapedAt: Instant?
    /// The walk through who needs an answer, fixed when it starts.
    var ring: Ring?
    /// The ring request that is waited for.
    var awaitedRing: Int?
    /// In which order queues are listed since the agent chose it.
    var orders: [Queue: ListOrder] = [:]
    /// The people to be reopened that are waited for.
    var awaitedReopening: Int?
    /// What was typed for all into templates for many, until the program ends.
    var reopenValues: [TemplateKey: [ParameterKey: String]] = [:]
    /// The editor that has the terminal, or is about to.
    var awaitedEdit: Int?
    /// The claim that is waited for.
    var awaitedClaim: Int?
    /// What was told of which conversation stands open here.
    var presence = PresenceState()
    /// What was last given away from the page of the team.
    var handedOver: HandedOver?
    /// What this agent said of whose conversations are.
    var assignments: [ThreadKey: Assignment] = [:]
    /// What was put in while another conversation was on its way.
    var heldInput: [HeldInput]
    /// Since when that is so.
    var openingSince: Instant?
    /// The conversation request that is waited for.
    var awaitedThread: Int?
    /// When that request was made.
    var askedThreadAt: Instant?
    /// Messages on their way into the outbox whose conversations were left meanwhile.
    var leftInFlight: [ThreadKey: LeftInFlight]
    /// The template form that stands open, wherever among the modes.
    var filling: FormState?
    var leftForms: LeftForms
    var leftBuilds: LeftBuilds
    /// Where messages of ours wait out their undo delay, oldest first.
    var undoable: [Undoable]
    /// Which conversations hold words of ours.
    var drafted = DraftMarks()
    /// Typed into conversations that were left before their draft was loaded.
    var typedUnloaded: [ThreadKey: String]
    /// The payload request that is waited for.
    var awaitedPayload: Int?
    /// The disk takes no drafts: they are in memory only.
    var draftsAreUnsaved = false
    /// Of conversations with words in the box: how they ended when those were begun.
    var tails: [ThreadKey: SeenTail] = [:]
    /// The look at a pasted path that is waited for.
    var awaitedPaste: Int?
    /// Pictures in character cells, by the hash of their file.
    var previews: [String: PicturePreview]
    /// The message at which the conversation that is being loaded is to be shown.
    var landing: MessageKey?
    /// The search that led to the open conversation: looked at again, it goes on where it was.
    var lastSearch: SearchState?
    /// The conversation that is being loaded was asked for, not passed by: its messages count as seen.
    var opensToRead: Bool

    /// The program before its first effect: nothing loaded, the list in focus. `start()` asks for what is needed.
    public init(now: Instant, size: Size, settings: Settings, queue: Queue = .inbox) {
        self.now = now
        self.size = size
        self.settings = settings
        list = ListState(queue: queue)
        conversation = nil
        modes = []
        focus = .list
        panes = settings.panes
        pipeHistory = settings.pipeHistory
        chord = []
        templates = TemplateShelf()
        rankings = Rankings()
        shownSlots = nil
        helpPage = HelpPage()
        payloadPage = PayloadPage()
        status = ChannelStatus()
        shownNumber = settings.number
        notice = settings.lacksArchive ? Notice(settings.words(.lacksArchive), tone: .warning) : nil
        keysShown = nil
        isFocused = true
        isMouseOn = settings.usesMouse
        isQuitting = false
        nextToken = 1
        opening = nil
        tally = Tally()
        escapedAt = nil
        ring = nil
        awaitedRing = nil
        heldInput = []
        openingSince = nil
        awaitedThread = nil
        askedThreadAt = nil
        leftInFlight = [:]
        leftForms = LeftForms()
        leftBuilds = LeftBuilds()
        undoable = []
        typedUnloaded = [:]
        awaitedPayload = nil
        awaitedPaste = nil
        previews = [:]
        landing = nil
        lastSearch = nil
        opensToRead = false
    }
}

/// *Next that needs me*: the threads in the order they needed somebody when the walk began, and where it began.
struct Ring: Hashable, Sendable {
    var keys: [ThreadKey]
    var index: Int
    /// Where the walk returns to after its last thread.
    var home: ThreadKey?
}

/// The three panes of the main screen.
enum Pane: String, CaseIterable, Hashable, Sendable {
    case list, messages, compose
}

/// The conversation list: a loaded stretch of a queue's order.
struct ListState: Equatable, Sendable {
    var queue: Queue
    /// Another than the queue's own.
    var order = ListOrder.own
    /// Only conversations of the queue that pass it are listed.
    var filter: ListFilter?
    /// In the queue's order; a contiguous stretch of it.
    var rows: [ThreadRow]
    var hasBefore: Bool
    var hasAfter: Bool
    /// A thread, never an index (design §9).
    var selected: ThreadKey?
    /// Marked by the agent, each as its row was when it was marked.
    var marks: [ThreadKey: ThreadRow] = [:]
    /// The thread at the top of the pane, so that rows sliding in above never move what is read.
    var top: ThreadKey?
    var counts: QueueCounts
    var unfolded: Set<Section>
    /// Threads that closed last, of a folded section.
    var justShut: [ThreadRow]
    /// When the first of the loaded rows comes to stand in another section than it was loaded in.
    var nextCrossing: Instant?
    /// The newest page that came while the order was frozen.
    var heldPage: LoadedPage?
    /// When the last key came while the list had focus.
    var lastKeyAt: Instant?
    /// The moment by which rows stand in their sections: it stands still while the order is frozen.
    var sectionTime: Instant?
    /// The page request that is waited for.
    var awaited: Int?
    /// When that request was made.
    var askedAt: Instant?
    /// Something changed while a page was waited for: it is asked for once more.
    var isStale: Bool
    /// What the page that is waited for is for.
    var purpose: Purpose
    var isLoaded: Bool
    /// Until the first rows are here, keys wait for them; not for ever.
    var holdsKeys: Bool

    enum Edge: Hashable, Sendable { case top, bottom }

    enum Purpose: Hashable, Sendable {
        /// Something changed outside: nothing may move while the agent walks through the list.
        case refresh
        /// The agent comes near the end of what is loaded: rows are added, none moves.
        case extend
        /// The agent asked for other rows: they are shown at once.
        case show
        /// *Top* or *bottom*: shown at once, and the row at that end is selected.
        case edge(Edge)
    }

    init(queue: Queue) {
        self.queue = queue
        rows = []
        hasBefore = false
        hasAfter = false
        selected = nil
        top = nil
        counts = QueueCounts()
        unfolded = []
        justShut = []
        nextCrossing = nil
        heldPage = nil
        lastKeyAt = nil
        sectionTime = nil
        awaited = nil
        askedAt = nil
        isStale = false
        purpose = .show
        isLoaded = false
        holdsKeys = true
    }
}

/// The open conversation.
public struct ConversationState: Equatable, Sendable {
    var row: ThreadRow
    /// Oldest first; a contiguous stretch that reaches the newest unless `hasNewer`.
    var messages: [Message]
    var hasOlder: Bool
    var hasNewer: Bool
    var isLoaded: Bool
    /// What is at the bottom of the pane: nil follows the newest.
    var anchor: ScrollAnchor?
    /// The message keys of the messages pane act on.
    var selected: MessageKey?
    /// What the agent is writing.
    public var composer: TextEditor
    /// The cursor was put behind a blank: what is typed next takes its place.
    var standsOnBlank = false
    /// The wamid being quoted.
    var replyTo: String?
    /// The first message unread when the conversation was opened: the divider stays above it.
    var dividerBefore: MessageKey?
    /// Whether the divider has been on screen since: until then the pane says how much stands above it.
    var sawDivider = false
    /// The end of the conversation when the words in the box were begun; nil while there are none.
    var seenTail: SeenTail?
    /// The draft as the store has it.
    var savedDraft: String
    /// What was sent and is not in the outbox yet: the draft on disk stays until it is.
    var inFlight: Content?
    /// The words that left the box with it.
    var textInFlight: String
    /// A message that reached the outbox while this conversation was being loaded: its words are no draft any more.
    var goneMeanwhile: LeftInFlight?
    var awaited: Int?
    /// Something changed while the conversation was being loaded: it is loaded once more.
    var isStale: Bool
    /// The agent marked it unread: being looked at does not undo that.
    var staysUnread: Bool
    /// The failed message that the one being written stands in for.
    var replaces: String?
    /// What the agent agreed to for the message being written.
    var consents: Consents
    /// What the gate asked a question about, when it is not the text in the box.
    var pending: PendingContent?
    /// The window was open when we last looked: the moment it is not any more, the box snaps to its closed look.
    var wasOpen: Bool
    /// Text kept to be offered when the customer writes again (`^X h`).
    var heldText: String?
    /// A private note that was begun and not kept; never the text in the box.
    var noteDraft: String
    /// What else is known of it.
    var standing: ConversationStanding

    init(row: ThreadRow) {
        self.row = row
        messages = []
        hasOlder = false
        hasNewer = false
        isLoaded = false
        anchor = nil
        selected = nil
        composer = TextEditor()
        replyTo = nil
        dividerBefore = nil
        seenTail = nil
        savedDraft = ""
        inFlight = nil
        textInFlight = ""
        goneMeanwhile = nil
        awaited = nil
        isStale = false
        staysUnread = false
        replaces = nil
        consents = Consents()
        pending = nil
        wasOpen = false
        heldText = nil
        noteDraft = ""
        standing = ConversationStanding()
    }
}

/// A place in the message pane that new messages do not move: a message and a row within it.
struct ScrollAnchor: Hashable, Sendable {
    var message: MessageKey
    /// 0 is the message's first row.
    var row: Int

    init(message: MessageKey, row: Int) {
        self.message = message
        self.row = row
    }
}

/// Templates as synced, with what this store knows of their use.
public struct TemplateShelf: Equatable, Sendable {
    /// Every synced template, usable or not.
    public var templates: [Template]
    /// How often each was sent; a template that is missing never was.
    public var uses: [TemplateKey: Int]
    /// The values each was last sent with.
    public var lastValues: [TemplateKey: [ParameterKey: String]]
    /// When they were last synced; nil when never.
    public var syncedAt: Instant?

    /// What the store has; nothing by default.
    public init(
        templates: [Template] = [], uses: [TemplateKey: Int] = [:],
        lastValues: [TemplateKey: [ParameterKey: String]] = [:], syncedAt: Instant? = nil
    ) {
        self.templates = templates
        self.uses = uses
        self.lastValues = lastValues
        self.syncedAt = syncedAt
    }
}
