import Inbox
import Screen

/// What configuration decides; fixed while the program runs, apart from the theme.
public struct Settings: Equatable, Sendable {
    /// Who is at the keyboard: the actor of facts and the author of messages.
    public var agent: String
    /// What a clock on the agent's wall shows, and when their day begins.
    public var zone: ZoneOffsets
    /// The gate that says beforehand what may be sent; the engine asks it again.
    public var gate: SendGate
    /// Between Enter and departure.
    public var undoDelay: Span
    /// Whether Enter sends (and `^J` breaks the line) or the other way round.
    public var enterSends: Bool
    /// What becomes of emoji and of characters whose width terminals disagree on.
    public var textPolicy: TextPolicy
    /// Which keys do what.
    public var keys: KeyMap
    /// The catalogue in the agent's language.
    public var words: Words
    /// Template slots 1…9 as configured; empty means the most fitting templates in order.
    public var slots: Slots
    /// The theme on screen when none is being tried, by the name or path it was loaded by.
    public var theme: String
    /// The only number of ours that is shown at first; nil shows all.
    public var number: NumberID?
    /// Whose store this is, by the config's name for it.
    public var account = ""
    /// The accounts the config knows; one of them is on screen.
    public var accounts: [String] = []
    /// Labels to choose from beside those in use.
    public var labels: [Label] = []
    /// In which order queues are listed at first; those that are missing in their own.
    public var orders: [Queue: ListOrder] = [:]
    /// Colleagues to assign to beside those who ever acted in the store.
    public var team: [String] = []
    /// Messages that are one of these words ask to hear no more (`StopWords.folded`).
    public var stopWords: Set<String> = []
    /// When the team works; nil is always.
    public var hours: BusinessHours?
    /// How soon who waits is to be answered; nil promises nothing.
    public var serviceLevel: ServiceLevel?
    /// Draw with ASCII twins of every glyph.
    public var asciiOnly: Bool
    /// Whether the program asks for the mouse from the start; a key changes it.
    public var usesMouse: Bool
    /// Queries the config has names for, in the order they stand behind the queues.
    public var filters: [ListFilter] = []
    /// Where the config is, or would be.
    public var configFile = ""
    /// Where webhooks are looked for, and where the store is; empty where nobody needs to be told.
    public var spoolPath = ""
    /// See `spoolPath`.
    public var storePath = ""
    /// Whether the store never took anything in while the archive of the spool is full: it may have taken a lost one's place.
    public var lacksArchive = false
    /// Where files are saved unless the agent says otherwise.
    public var saveFolder = ""
    /// Of what an agent who looks away is told, and how.
    public var notify = NotifyRules()
    /// Commands with names, to pipe to.
    public var pipes: [NamedPipe] = []
    /// Commands that were piped to in earlier sittings, newest first.
    public var pipeHistory: [String] = []
    /// How wide the panes are at first.
    public var panes = PaneShape()
    /// What panes and headings are ruled off with.
    public var borders = Borders.line
    /// Nothing on screen counts by the second.
    public var reducesMotion = false
    /// Begin with the tour: nobody of this name has sat here before.
    public var showsTour = false
    /// Whoever sits here only reads: nothing is written, sent or begun.
    public var isReader = false
    /// There is no screen: what changes is told in lines.
    public var isPlain = false
    /// Draw pictures in character cells.
    public var drawsPictures = false
    /// How long no key may have come before one answers a question, and how long after an answer keys do no more than
    /// write: hands that type on answer nothing and begin nothing. Zero where keys come out of a script, all at once.
    public var answerPause = Span.zero
    /// The pause of an agent at the keyboard.
    public static let pauseOfHands = Span(milliseconds: 150)
    /// Milliseconds of idle list after which its order may change again (design §9).
    var orderFreeze: Span

    /// What a config without a line decides, but for who is at the keyboard.
    public init(
        agent: String, zone: ZoneOffsets = .utc, gate: SendGate = SendGate(), undoDelay: Span = OutboxItem.undoDelay,
        enterSends: Bool = true, textPolicy: TextPolicy = TextPolicy(), keys: KeyMap = .standard,
        words: Words = .english,
        slots: Slots = Slots(), theme: String = "dark", asciiOnly: Bool = false, usesMouse: Bool = false,
        orderFreeze: Span = .seconds(3)
    ) {
        self.agent = agent
        self.zone = zone
        self.gate = gate
        self.undoDelay = undoDelay
        self.enterSends = enterSends
        self.textPolicy = textPolicy
        self.keys = keys
        self.words = words
        self.slots = slots
        self.theme = theme
        self.asciiOnly = asciiOnly
        self.usesMouse = usesMouse
        self.orderFreeze = orderFreeze
    }
}
