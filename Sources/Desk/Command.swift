/// Everything a key can do, by the name that configuration, help and `oriel keys` use. Commands say what is wanted.
public enum Command: String, CaseIterable, Hashable, Sendable {
    // Everywhere
    case focusNext = "focus-next"
    case focusPrevious = "focus-previous"
    case nextConversation = "next-conversation"
    case previousConversation = "previous-conversation"
    case switchConversation = "switch-conversation"
    case search
    case nextThatNeedsMe = "next-that-needs-me"
    case templates = "templates"
    case slot1 = "slot-1"
    case slot2 = "slot-2"
    case slot3 = "slot-3"
    case slot4 = "slot-4"
    case slot5 = "slot-5"
    case slot6 = "slot-6"
    case slot7 = "slot-7"
    case slot8 = "slot-8"
    case slot9 = "slot-9"
    case replyToNewest = "reply-to-newest"
    case recall = "recall"
    case assignToMe = "assign-to-me"
    case assign
    case claimNext = "claim-next"
    case toggleDone = "done-or-reopen"
    case snooze = "snooze-or-end"
    case note = "write-note"
    case stateOfPlay = "state-of-play"
    case labels
    case priority
    case newConversation = "new-conversation"
    case holdDraft = "hold-draft"
    case sendDirectly = "send-directly"
    case attachFile = "attach-file"
    case otherKinds = "other-kinds"
    case cannedReplies = "canned-replies"
    case editOutside = "edit-outside"
    case filterList = "filter-list"
    case chooseOrder = "choose-order"
    case explainWindow = "explain-window"
    case explainPerson = "explain-person"
    case identity = "who-is-who"
    case toggleBlock = "block-or-unblock"
    case reopenShut = "reopen-shut"
    case toggleOptOut = "opt-out-or-in"
    case nextNumber = "next-number"
    case nextAccount = "next-account"
    case status
    case today
    case team
    case syncTemplates = "sync-templates"
    case chooseTheme = "choose-theme"
    case toggleMouse = "toggle-mouse"
    case reloadConfig = "reload-config"
    case zoom = "zoom-or-back"
    case narrowList = "narrow-list"
    case widenList = "widen-list"
    case palette = "palette"
    case tour = "tour"
    case help = "help"
    case redraw = "redraw"
    case suspend = "suspend"
    case quit = "quit"
    case back = "back"

    // List and messages
    case up, down
    case pageUp = "page-up"
    case pageDown = "page-down"
    case halfPageUp = "half-page-up"
    case halfPageDown = "half-page-down"
    case top, bottom
    case open
    case toggleUnread = "toggle-unread"
    case toggleFold = "toggle-fold"
    case toggleMark = "mark"
    case markAll = "mark-all"
    case previousQueue = "previous-queue"
    case nextQueue = "next-queue"
    case queueInbox = "queue-inbox"
    case queueMine = "queue-mine"
    case queueUnassigned = "queue-unassigned"
    case queueClosing = "queue-closing"
    case queueWaiting = "queue-waiting"
    case queueUnread = "queue-unread"
    case queueFailed = "queue-failed"
    case queueShut = "queue-shut"
    case queueSnoozed = "queue-snoozed"
    case queueDone = "queue-done"
    case queueAll = "queue-all"

    // Messages
    case reply, react
    case showQuoted = "show-quoted"
    case copyText = "copy-text"
    case showPayload = "show-payload"
    case openFile = "open-file"
    case saveFile = "save-file"
    case pipe = "pipe-to-command"
    case stopTransfer = "stop-transfer"
    case retryFailed = "retry-failed"
    case dismissFailure = "dismiss-failure"
    case explainStatus = "explain-status"
    case previousTrouble = "previous-trouble"
    case nextTrouble = "next-trouble"

    // Compose and every other box of text
    case send
    case newLine = "new-line"
    case lineStart = "line-start"
    case lineEnd = "line-end"
    case left, right
    case wordLeft = "word-left"
    case wordRight = "word-right"
    case deleteBackward = "delete-backward"
    case deleteForward = "delete-forward"
    case killToLineEnd = "kill-to-line-end"
    case killToLineStart = "kill-to-line-start"
    case killWordBackward = "kill-word-backward"
    case killWordForward = "kill-word-forward"
    case yank, undo, redo
    case clearText = "clear-text"

    // The box of a private note
    case keepNote = "keep-note"

    // The status page
    case explainSpool = "explain-spool"
    case explainWebhooks = "explain-webhooks"
    case explainOutbox = "explain-outbox"
    case explainLimits = "explain-limits"
    case explainClock = "explain-clock"
    case explainWork = "explain-work"
    case explainQuarantine = "explain-quarantine"
    case explainUnrouted = "explain-unrouted"
    case explainChannel = "explain-channel"

    // Who has what
    case giveBack = "give-back"

    // Pickers, forms, questions
    case accept
    case acceptAndStay = "accept-and-stay"
    case searchScope = "search-here-or-everywhere"
    case keepFilter = "keep-filter"
    case nextField = "next-field"
    case previousField = "previous-field"
    case otherTemplate = "other-template"
    case editDraft = "edit-draft"
    case leaveOut = "leave-out"
    case addHeading = "add-heading"
    case saveMessage = "save-message"
    case yes
    case no

    /// The command that presses a slot; nil for a number that none has.
    public init?(slot: Int) { self.init(rawValue: "slot-\(slot)") }

    /// The slot a slot command presses.
    public var slot: Int? {
        guard rawValue.hasPrefix("slot-") else { return nil }
        return Int(rawValue.dropFirst(5))
    }

    /// The queue a queue command opens.
    public var queue: String? { rawValue.hasPrefix("queue-") ? String(rawValue.dropFirst(6)) : nil }
}

/// Where a key has its meaning. One table each; `global` wins over the panes.
public enum Scope: String, CaseIterable, Hashable, Sendable {
    case global, list, messages, compose
    /// Before `compose`, while its box is empty.
    case composeEmpty = "compose-empty"
    /// Before `compose`, while the window is shut.
    case composeShut = "compose-shut"
    /// Before the panes, within a second after Esc left the box: for terminals that keep Alt to themselves.
    case afterEscape = "after-escape"
    case picker
    /// Before `picker`, while nothing is looked for.
    case pickerUnfiltered = "picker-unfiltered"
    /// One template for many: what is the same for all.
    case reopen
    /// One template for many: what each will read.
    case reopenCheck = "reopen-check"
    case form, build, note, play, choice, switcher, palette, search, new, attach, save, theme, identity, detail, status,
        team,
        help, tour, pipe,
        confirm

    /// Asked before another scope while a condition holds; what it does not bind, that one may.
    var isBeforeAnother: Bool {
        switch self {
        case .composeEmpty, .composeShut, .afterEscape, .pickerUnfiltered: true
        default: false
        }
    }
}
