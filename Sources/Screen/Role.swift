/// What a cell means. A theme gives each role its colours and attributes; nothing else knows a colour.
///
/// The list is closed; the raw value is the dotted name used in themes and snapshots.
public enum Role: String, CaseIterable, Sendable {
    // The page.
    case `default` = "default"
    case border = "border"
    case borderFocused = "border.focused"
    case title = "title"
    case notice = "notice"
    case hintKey = "hint.key"
    case hintText = "hint.text"
    case status = "status"
    case statusError = "status.error"
    case topCount = "top.count"
    case topLabel = "top.label"
    case topAlarm = "top.alarm"
    case helpTitle = "help.title"
    case helpKey = "help.key"
    case helpText = "help.text"

    // The list of threads.
    case listRow = "list.row"
    case listRowSelected = "list.row.selected"
    case listRowSelectedInactive = "list.row.selected.inactive"
    case listUnread = "list.unread"
    case listName = "list.name"
    case listPreview = "list.preview"
    case listTime = "list.time"
    case listSection = "list.section"
    case listWait = "list.wait"

    // The service window, wherever it is shown.
    case windowOpen = "window.open"
    case windowSoon = "window.soon"
    case windowCritical = "window.critical"
    case windowClosed = "window.closed"
    case windowUnknown = "window.unknown"
    case windowDisputed = "window.disputed"
    case windowLikely = "window.likely"
    case gaugeLeft = "gauge.left"
    case gaugeCritical = "gauge.critical"
    case gaugeSpent = "gauge.spent"
    case gaugeShut = "gauge.shut"

    // Messages.
    case msgIn = "msg.in"
    case msgOut = "msg.out"
    case msgSystem = "msg.system"
    case msgTemplate = "msg.template"
    case msgNote = "msg.note"
    case msgMachine = "msg.machine"
    case msgSender = "msg.sender"
    case msgTime = "msg.time"
    case msgQuote = "msg.quote"
    case msgLink = "msg.link"
    case msgBold = "msg.bold"
    case msgItalic = "msg.italic"
    case msgStrike = "msg.strike"
    case msgCode = "msg.code"
    case msgSearch = "msg.search"
    case msgSelected = "msg.selected"
    case dividerDay = "divider.day"
    case dividerUnread = "divider.unread"

    // Delivery.
    case statePending = "state.pending"
    case stateSent = "state.sent"
    case stateDelivered = "state.delivered"
    case stateRead = "state.read"
    case statePlayed = "state.played"
    case stateFailed = "state.failed"
    case stateUncertain = "state.uncertain"

    // Writing.
    case compose = "compose"
    case composeDisabled = "compose.disabled"
    case composePlaceholder = "compose.placeholder"
    case draftKept = "draft.kept"
    case formLabel = "form.label"
    case formField = "form.field"
    case formValue = "form.value"
    case formSource = "form.source"
    case formMissing = "form.missing"
    case formPreview = "form.preview"

    // Pickers.
    case pickerRow = "picker.row"
    case pickerSelected = "picker.selected"
    case pickerMatch = "picker.match"
    case pickerDisabled = "picker.disabled"
    case pickerKey = "picker.key"
    case pickerPreview = "picker.preview"

    /// A mark that stands for a hidden character someone sent.
    case unsafe = "unsafe"

    /// The role's place in `allCases`, for tables.
    public var index: UInt8 {
        // A case without payload in an enum of at most 256 is stored as its position; a test compares every case.
        // A lookup by name or hash would cost more than drawing the cell.
        unsafeBitCast(self, to: UInt8.self)
    }

    /// The cases once: the synthesised `allCases` builds its array at every call.
    static let table = Array(allCases)
}
