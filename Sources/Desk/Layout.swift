import Inbox
import Screen

/// Where the panes are at a size (design §9): two panes from 80 columns, one at a time below, a plain notice under
/// 40×10.
struct Layout: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case tooSmall
        /// One pane at a time.
        case narrow
        case wide
    }

    let kind: Kind
    let top: Rect
    /// Empty when the list is not shown.
    let list: Rect
    /// The one vertical line; empty when there is none.
    let border: Rect
    /// Empty when the conversation is not shown.
    let pane: Rect
    /// Everything between the top line and what stands at the foot.
    var body: Rect {
        Rect(column: 0, row: top.rows, columns: top.columns, rows: max(0, hint.row - top.rows - trouble.rows))
    }
    /// A line for what keeps messages from coming or going, and one for an alarm; empty when all is well.
    let trouble: Rect
    let hint: Rect
    /// Whether list rows have room for last words and assignee.
    let hasPreview: Bool

    static let smallest = Size(columns: 40, rows: 10)

    /// - Parameter showsConversation: which of the two a narrow terminal shows.
    /// From so many columns on, list and conversation stand side by side.
    static let columnsForTwo = 80

    /// - Parameter troubleRows: how many lines over the hints say what is wrong.
    /// - Parameter shape: how the agent wants the panes.
    init(size: Size, showsConversation: Bool, troubleRows: Int = 0, shape: PaneShape = PaneShape()) {
        let whole = Rect(size)
        guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
            let none = Rect(column: 0, row: 0, columns: 0, rows: 0)
            (kind, top, list, border, pane, hint, hasPreview) = (.tooSmall, none, none, none, none, none, false)
            trouble = none
            return
        }
        let (top, rest) = whole.splitTop(1)
        let (upper, hint) = rest.splitBottom(1)
        let (body, trouble) = upper.splitBottom(troubleRows)
        self.trouble = trouble
        self.top = top
        self.hint = hint
        if size.columns < Self.columnsForTwo || shape.isZoomed {
            kind = .narrow
            let none = Rect(column: 0, row: 0, columns: 0, rows: 0)
            list = showsConversation ? none : body
            pane = showsConversation ? body : none
            border = none
            hasPreview = !showsConversation && size.columns >= 56
            return
        }
        kind = .wide
        let listColumns = shape.list(of: size.columns)
        let (left, right) = body.splitLeft(listColumns)
        list = left
        (border, pane) = right.splitLeft(1)
        hasPreview = listColumns >= 44
    }
}

extension Model {
    var layout: Layout { layout(for: size) }

    private var troubleRows: Int { troubleLines.count }

    /// What keeps messages from coming or going, on as many rows as the words need: the end of such a line says what to
    /// do about it. A small screen gives it one row, any other at most three.
    var troubleLines: [SafeText] {
        let (mark, width) = (Glyphs(ascii: settings.asciiOnly).trouble, max(1, size.columns - 2))
        let limit = size.rows < 20 ? 1 : 3
        let told: [SafeText?] = [securityBanner, status.trouble.map { words.trouble($0) }]
        return told.compactMap { $0 }.flatMap { line -> [SafeText] in
            let marked: SafeText = "\(mark) \(line)"
            let rows = TextWrap.wrap(marked, columns: width, limit: limit + 1)
            guard rows.count > limit else { return rows }
            let rest: SafeText = "\(rows[limit - 1]) \(rows[limit])"
            return rows.prefix(limit - 1) + [rest.prefix(width: width)]
        }
    }

    func layout(for size: Size) -> Layout {
        Layout(
            size: size, showsConversation: focus != .list || modeNeedsPane, troubleRows: troubleRows, shape: panes)
    }

    /// Whether the mode is drawn where the conversation is.
    private var modeNeedsPane: Bool {
        switch modes.last {
        case .picker, .form, .reopen, .choice, .build, .note, .stateOfPlay, .switcher, .palette, .newConversation,
            .attach,
            .save, .pipe, .theme,
            .identity,
            .detail, .status, .team:
            true
        case .help, .search, .confirm, .tour, nil: false
        }
    }

    /// The layout with the list on screen: where it is while something stands over it, its place must not change.
    private var listLayout: Layout {
        Layout(size: size, showsConversation: false, troubleRows: troubleRows, shape: panes)
    }

    /// Rows of the list pane.
    var listHeight: Int { max(1, listLayout.list.rows) }

    /// Rows of the list pane that persons and their rules have: all but its head, and the rule that counts marks.
    var listRowsHeight: Int {
        max(1, listHeight - (listLayout.hasPreview ? 1 : 0) - (list.marks.isEmpty ? 0 : 1))
    }

    /// Rows of the message area, without header, rule and box.
    var messageHeight: Int { max(1, paneParts(in: layout.pane).messages.rows) }

    /// The conversation pane from top to bottom.
    struct PaneParts {
        var header: Rect
        var messages: Rect
        /// The rule that is the hourglass.
        var rule: Rect
        /// Compose box, closed look, form or picker.
        var box: Rect
    }

    func paneParts(in pane: Rect) -> PaneParts {
        let (header, all) = pane.splitTop(headerRows(in: pane))
        let (rest, _) = all.splitBottom(min(coveredRows, max(0, all.rows - 8)))
        let wanted = boxRows(columns: pane.columns)
        // At least two rows of the customer's words stay visible under anything.
        let room = max(1, rest.rows - 3)
        let (upper, box) = rest.splitBottom(min(wanted, room))
        let (messages, rule) = upper.splitBottom(1)
        return PaneParts(header: header, messages: messages, rule: rule, box: box)
    }

    /// Name and standing; and how things stand, where a line can be spared for it.
    private func headerRows(in pane: Rect) -> Int {
        conversation?.row.stateOfPlay == nil || pane.rows < 10 ? 1 : 2
    }

    /// How many rows the lower part of the pane wants.
    func boxRows(columns: Int) -> Int {
        switch modes.last {
        case .picker: return max(8, min(18, size.rows / 2))
        case .form(let state): return FormLines(self, state: state, columns: columns).rows
        case .choice(let state):
            switch state.subject {
            case .canned, .filter: return max(8, min(18, size.rows / 2))
            case .reaction, .kinds, .snooze, .labels, .agent, .order: return max(8, min(14, size.rows / 2))
            }
        case .build(let state): return BuildLines(self, state: state, columns: columns).rows
        case .note(let state): return noteRows(state, columns: columns)
        case .switcher: return max(8, min(14, size.rows / 2))
        case .palette: return max(8, min(20, size.rows * 2 / 3))
        case .newConversation, .reopen: return 0
        case .attach: return 7
        case .save: return 4
        case .stateOfPlay: return 3
        case .pipe: return 4
        case .theme(let state): return min(max(8, size.rows / 2), 3 + max(5, state.offers.options.count))
        case .identity(let state): return min(max(8, size.rows / 2), 3 + max(5, state.items.count))
        case .help, .search, .detail, .status, .team, .confirm, .tour, nil: break
        }
        guard conversation != nil else { return 1 }
        if settings.isReader { return TextWrap.wrap(words(.readerBox), columns: max(1, columns), limit: 2).count }
        if !canWrite { return closedRows(columns: columns).count }
        let quote = conversation?.replyTo == nil ? 0 : 1
        return quote + min(max(2, composerRows(columns: columns).count), max(3, size.rows / 3))
    }
}
