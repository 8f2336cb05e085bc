import Cloud
import Desk
import Inbox
import Spool
import Store

/// What effects are done with: the store, the way out, and who asks. Built by the executable, or by tests with a store
/// of their own.
public struct Services: Sendable {
    /// Where everything is kept.
    public var store: InboxStore
    /// The name of the agent at the screen: whose drafts, whose *mine*, and who signs what is sent.
    public var agent: String
    /// The number the inbox shows; nil shows all.
    public var number: NumberID?
    /// The gate of the first pass, with the guards of config.
    public var gate: SendGate
    /// Between Enter and departure; `OutboxItem.undoDelay(_:window:at:)` shortens it near a window's end.
    public var undoDelay: Span
    /// The current time; may be shifted (`--now`), and goes wherever a test wants it.
    public var clock: @Sendable () -> Instant
    /// Lower-case UUIDs.
    public var uuid: @Sendable () -> String
    /// Nil when this process has no token: it only shows and enqueues.
    public var client: GraphClient?
    /// When the platform is told that a message was read.
    public var readReceipts: ReadReceipts
    /// Whether customers see *typing…* while an answer is written.
    public var showsTyping = false
    /// Our numbers as the config names them.
    public var numbers: [OwnNumber] = []
    /// What the top line calls our side.
    public var channel: ChannelIdentity
    /// Where webhooks come in by; nil when this process knows of none.
    public var spool: SpoolDirectory?
    /// When a day begins for the agent: windows lost *today* are counted from there.
    public var zone: ZoneOffsets
    /// Where interactive messages are kept as files; nil when nowhere.
    public var messageFolder: MessageFolder?
    /// The canned replies as their files are at that moment; asked for each time they are to be seen.
    public var canned: @Sendable () -> CannedShelf = { CannedShelf() }
    /// The themes at hand.
    public var wardrobe: Wardrobe
    /// Where files are; nil when this desk has none.
    public var shelf: MediaShelf?
    /// Which programs show files.
    public var opener = FileOpener()
    /// What a command of the agent's reads of a conversation; may throw, and is asked off the main thread.
    public var pipeInput: @Sendable (PipeJob) throws -> [UInt8] = { _ in [] }
    /// Names this inbox among all of the machine, in what it tells of itself.
    public var process = WorkerIdentity.current.word
    /// Reads the config again; nil where there is none.
    public var reload: (@Sendable () -> Result<ReloadedConfig, ReloadProblem>)?
    /// A command line that edits a file.
    public var editor = "vi"
    /// Where files are for a moment.
    public var temporary = "/tmp"
    /// What `~` stands for in a path.
    public var home = ""
    /// Told when an agent asked for a file, or stopped one.
    public var mediaChanged: @Sendable () -> Void = {}
    /// Told when the outbox has something new.
    public var outboxChanged: @Sendable () -> Void

    /// What an inbox without a token and without a spool needs is the store, the agent, a clock and ids; the rest makes
    /// it whole.
    public init(
        store: InboxStore, agent: String, number: NumberID? = nil, gate: SendGate = SendGate(),
        undoDelay: Span = OutboxItem.undoDelay, clock: @escaping @Sendable () -> Instant,
        uuid: @escaping @Sendable () -> String, client: GraphClient? = nil, readReceipts: ReadReceipts = .onOpen,
        channel: ChannelIdentity = ChannelIdentity(), spool: SpoolDirectory? = nil, zone: ZoneOffsets = .utc,
        messageFolder: MessageFolder? = nil, wardrobe: Wardrobe = Wardrobe(),
        outboxChanged: @escaping @Sendable () -> Void = {}
    ) {
        self.store = store
        self.agent = agent
        self.number = number
        self.gate = gate
        self.undoDelay = undoDelay
        self.clock = clock
        self.uuid = uuid
        self.client = client
        self.readReceipts = readReceipts
        self.channel = channel
        self.spool = spool
        self.zone = zone
        self.messageFolder = messageFolder
        self.wardrobe = wardrobe
        self.outboxChanged = outboxChanged
    }

    /// A store that is only read is written by nobody, and nobody behind it sends.
    func mayBegin(_ effect: Effect) -> Bool { !store.isReadOnly || !effect.writes }

    /// Looks at paths an agent types.
    var look: FileLook { FileLook(home: home) }

    /// What the words of a query stand for, asked now by this agent.
    var queryContext: QueryContext {
        QueryContext(
            agent: agent, now: clock(), zone: zone,
            numberNames: Dictionary(numbers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }

    /// How far our clock may be off, as measured from the API's answers.
    var skew: Span { client?.skew?.guardSpan ?? .zero }
}

/// Which number and business the screen is about.
public struct ChannelIdentity: Hashable, Sendable {
    /// The business's name; empty when nobody told it.
    public var name: String
    /// Our number as people write it; empty when all numbers are shown.
    public var displayNumber: String

    /// Nothing known unless told.
    public init(name: String = "", displayNumber: String = "") {
        self.name = name
        self.displayNumber = displayNumber
    }
}

/// When the platform is told that a message was read.
public enum ReadReceipts: String, CaseIterable, Hashable, Sendable {
    case onOpen = "open"
    case onReply = "reply"
    case never
}

/// Why the config could not be read again.
public struct ReloadProblem: Error, Hashable, Sendable {
    /// File, line and what would be right.
    public var message: String

    /// What is told.
    public init(_ message: String) { self.message = message }
}
