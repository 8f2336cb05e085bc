import Inbox
import Screen

/// What has the keyboard instead of the panes. Modes are a stack; dispatch over them is an exhaustive switch.
enum Mode: Equatable, Sendable {
    /// Choose a template: fuzzy, with the reasons of those that cannot be sent.
    case picker(PickerState)
    /// Fill a template's values with an exact preview; Enter sends when all are valid.
    case form(FormState)
    /// One template for many who wrote and were never answered.
    case reopen(ReopenState)
    /// Choose an emoji, or what to send besides words.
    case choice(ChoiceState)
    /// Put together a message with buttons, a list, a link, a place, a card.
    case build(BuildState)
    /// Write to colleagues, where nothing can be sent.
    case note(NoteState)
    /// Say in one line how things stand.
    case stateOfPlay(LineState)
    /// Put a message or the conversation through a command.
    case pipe(PipeState)
    case help(HelpState)
    /// A card of the tour.
    case tour(TourCard)
    /// Go to a conversation by name or number.
    case switcher(SwitcherState)
    /// Any action by its name.
    case palette(PaletteState)
    /// Look for words in every message, or in those of the open conversation.
    case search(SearchState)
    /// Write first to somebody who never wrote to us.
    case newConversation(NewConversationState)
    /// Choose a file to send, and the words under it.
    case attach(AttachState)
    /// Say where a customer's file is to be saved.
    case save(SaveState)
    /// Choose how the screen looks, by looking at it.
    case theme(ThemeState)
    /// Say who is who, or take it back.
    case identity(IdentityState)
    /// A question answered by one key.
    case confirm(Confirmation)
    /// The raw payload of a message, or something explained.
    case detail(DetailState)
    /// What can be trusted of all that is shown: a line a fact.
    case status(StatusState)
    /// Who has what: a line an agent.
    case team(TeamState)
}

struct PickerState: Equatable, Sendable {
    var filter: TextEditor
    /// Index among the ranked matches.
    var index: Int
    /// What stood in the closed box when a letter typed there opened it: then what is typed may be an answer, which is
    /// never lost. Nil when a key of its own opened it.
    var boxText: String?
    /// Their newest message when it opened: what came since is told in it.
    var seen: MessageKey?

    init(filter: TextEditor = TextEditor(), index: Int = 0, boxText: String? = nil) {
        self.filter = filter
        self.index = index
        self.boxText = boxText
    }
}

struct HelpState: Equatable, Sendable {
    var top: Int
    init(top: Int = 0) { self.top = top }
}

struct SwitcherState: Equatable, Sendable {
    var filter: TextEditor
    var matches: [ThreadRow]
    var index: Int
    /// The request whose answer fits the filter; nil once it is here.
    var awaited: Int?
    /// Enter was pressed before the matches came: the first of them is meant.
    var acceptsOnAnswer = false
    /// Whoever is chosen is to be merged with the person of this conversation.
    var joins: ThreadKey?

    init(filter: TextEditor = TextEditor(), matches: [ThreadRow] = [], index: Int = 0, awaited: Int? = nil) {
        self.filter = filter
        self.matches = matches
        self.index = index
        self.awaited = awaited
    }
}

struct NewConversationState: Equatable, Sendable {
    enum Step: Hashable, Sendable { case address, optIn }

    var address: TextEditor
    /// How and when they agreed to be written to.
    var optIn: TextEditor
    var step: Step
    var awaited: Int?

    init() {
        address = TextEditor()
        optIn = TextEditor()
        step = .address
        awaited = nil
    }
}

/// A question with one key as its *yes*; Esc and `n` are *no*.
enum Confirmation: Equatable, Sendable {
    /// Drafts are unsent or the outbox is not empty.
    case quit(drafts: Int, outbox: Int)
    /// The window is not known to be open: try all the same.
    case tryAnyway(Refusal)
    /// The person's address changed since we last sent.
    case newAddress(from: Address, to: Address)
    /// Somebody else of ours answered while this one was being written.
    case answeredMeanwhile(by: SafeText, words: SafeText)
    /// Send again what may have arrived.
    case resend(MessageKey, who: SafeText)
    /// Somebody else of ours is writing in it just now.
    case writingToo(by: SafeText)
    /// Give all that one agent has to another, or to nobody.
    case reassign(from: String, to: String?, Int, who: SafeText, toWhom: SafeText)
    /// Send the draft without a template after the window shut.
    case sendDirectly(who: SafeText)
    /// Block a person, or unblock them.
    case block(ThreadKey, Address, Bool, who: SafeText)
    /// Write nothing but answers to a person from now on, or take that back.
    case optOut(ThreadKey, GateContext.OptOut?, who: SafeText)
    /// Say who is who.
    case identity(ThreadKey, IdentityWish)
    /// Do that to all that are marked, some of which may not be in the list, or be shut before anybody sees them again.
    case marked(BulkVerb, what: SafeText, Int, unseen: Int, shut: Int)
    /// A paste that is long or has many lines.
    case paste(String)
}

struct DetailState: Equatable, Sendable {
    enum Subject: Equatable, Sendable {
        /// The payload as it came, pretty-printed by the view.
        case payload(String)
        /// Where a message stands and why; a failed one with cause and cure.
        case message(MessageTrail)
        /// Why the window is as it is; nil while the webhooks behind it are being loaded.
        case window(WindowTrail?)
        /// Who the person is to us, and why.
        case person(PersonTrail?)
        /// What a command said.
        case output(PipeOutput)
        /// A line of the status page; nil while the rows behind it are being loaded.
        case fact(StatusFact, StatusReport?)
        /// How the day goes; nil while it is counted.
        case today(TodayReport?)
    }

    var subject: Subject
    var top: Int
    /// The payloads of what the page lists stand under it.
    var showsPayloads = false
    /// The answer that is waited for.
    var awaited: Int?

    /// Whether there is a payload to show.
    var hasPayloads: Bool {
        guard case .fact(_, .channel(let events)) = subject else { return false }
        return events.contains { if case .news = $0.content { true } else { false } }
    }

    init(subject: Subject, top: Int = 0, awaited: Int? = nil) {
        self.subject = subject
        self.top = top
        self.awaited = awaited
    }
}
