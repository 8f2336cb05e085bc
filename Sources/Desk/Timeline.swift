import Inbox
import Screen

/// One drawn row of the message pane: pieces of text at columns, and the message it belongs to.
struct TimelineRow: Hashable, Sendable {
    struct Piece: Hashable, Sendable {
        var column: Int
        var text: SafeText
        var roles: Roles
    }

    var pieces: [Piece]
    var message: MessageKey?
    /// Row within the message, 0 for its first.
    var index: Int
    /// Filled with a rule, with the pieces on top.
    var isRule: Bool
}

/// The open conversation as items, messages and what stands between them, so that scrolling, selecting and anchoring
/// know only one kind of thing. Lays out what it is asked for and nothing else: a thousand loaded messages cost what is
/// on screen.
struct Timeline {
    enum Item {
        case older
        /// The day rule above a message.
        case day(Int)
        case unread
        /// Index among the loaded messages.
        case message(Int)
    }

    /// A drawn row: an item and a row within it.
    struct Place: Comparable {
        var item: Int
        var row: Int

        static func < (a: Place, b: Place) -> Bool { (a.item, a.row) < (b.item, b.row) }
    }

    let items: [Item]
    private let messages: [Message]
    /// The last item is not the newest of the conversation.
    private let hasNewer: Bool
    private let layout: MessageLayout
    private var laidOut: [Int: [TimelineRow]] = [:]

    init(_ model: Model, columns: Int) {
        layout = MessageLayout(model, columns: columns)
        guard let open = model.conversation else {
            (items, messages, hasNewer) = ([], [], false)
            return
        }
        messages = open.messages
        hasNewer = open.hasNewer
        var items: [Item] = open.hasOlder ? [.older] : []
        items.reserveCapacity(messages.count + 16)
        var lastDay: Int64?
        for index in messages.indices {
            let day = model.settings.zone.civil(messages[index].timestamp).dayNumber
            if day != lastDay { items.append(.day(index)) }
            lastDay = day
            if messages[index].key == open.dividerBefore { items.append(.unread) }
            items.append(.message(index))
        }
        self.items = items
    }

    mutating func rows(of item: Int) -> [TimelineRow] {
        if let rows = laidOut[item] { return rows }
        let rows: [TimelineRow]
        switch items[item] {
        case .older: rows = [layout.olderRule]
        case .day(let index): rows = [layout.dayRule(messages[index].timestamp)]
        case .unread: rows = [layout.unreadRule]
        case .message(let index): rows = layout.rows(of: messages[index])
        }
        laidOut[item] = rows
        return rows
    }

    // MARK: Places

    /// The last row of all; nil when there is none.
    mutating func end() -> Place? {
        guard let last = items.indices.last else { return nil }
        return Place(item: last, row: rows(of: last).count - 1)
    }

    /// Where the bottom of the pane is: at the anchor, or at the newest.
    mutating func bottom(at anchor: ScrollAnchor?) -> Place? {
        guard let anchor, let item = self.item(of: anchor.message) else { return end() }
        return Place(item: item, row: min(anchor.row, rows(of: item).count - 1))
    }

    func item(of key: MessageKey) -> Int? {
        items.lastIndex { if case .message(let index) = $0 { messages[index].key == key } else { false } }
    }

    /// The message whose row this is; nil for a rule.
    func message(at item: Int) -> MessageKey? {
        if case .message(let index) = items[item] { messages[index].key } else { nil }
    }

    /// A number of rows higher, or the first row; and how many rows that was.
    mutating func up(_ place: Place, by count: Int) -> (place: Place, moved: Int) {
        var place = place
        var left = count
        while left > 0 {
            if place.row >= left { return (Place(item: place.item, row: place.row - left), count) }
            guard place.item > 0 else { return (Place(item: 0, row: 0), count - (left - place.row)) }
            left -= place.row + 1
            place = Place(item: place.item - 1, row: rows(of: place.item - 1).count - 1)
        }
        return (place, count)
    }

    /// A number of rows lower, or the last row; and how many rows that was.
    mutating func down(_ place: Place, by count: Int) -> (place: Place, moved: Int) {
        var place = place
        var left = count
        while left > 0 {
            let below = rows(of: place.item).count - 1 - place.row
            if below >= left { return (Place(item: place.item, row: place.row + left), count) }
            guard place.item + 1 < items.count else {
                return (Place(item: place.item, row: place.row + below), count - (left - below))
            }
            left -= below + 1
            place = Place(item: place.item + 1, row: 0)
        }
        return (place, count)
    }

    /// How many messages nobody had seen begin above a pane whose bottom is at the anchor, or on its first row: that is
    /// where it is said.
    mutating func newAbove(anchor: ScrollAnchor?, height: Int) -> Int {
        guard height > 0, let bottom = bottom(at: anchor),
            let divider = items.firstIndex(where: { if case .unread = $0 { true } else { false } })
        else { return 0 }
        let top = up(bottom, by: height - 1).place
        guard top.item > divider else { return 0 }
        return items[divider...top.item].count { item in
            guard case .message(let index) = item else { return false }
            return messages[index].isForUs
        }
    }

    /// The rows of a pane whose bottom is at the anchor. At the very top there may be room below it: it is filled.
    mutating func rows(anchor: ScrollAnchor?, height: Int) -> [TimelineRow] {
        guard height > 0, let bottom = bottom(at: anchor) else { return [] }
        let top = up(bottom, by: height - 1)
        let last = top.moved == height - 1 ? bottom : down(top.place, by: height - 1).place
        var rows: [TimelineRow] = []
        rows.reserveCapacity(height)
        for item in top.place.item...last.item {
            let all = self.rows(of: item)
            let from = item == top.place.item ? top.place.row : 0
            let to = item == last.item ? last.row : all.count - 1
            if from <= to { rows += all[from...to] }
        }
        return rows
    }

    /// The anchor that puts a row at the bottom of a pane: nil at the newest. Rules cannot be anchors: the next message
    /// in the direction of the movement is, so that every step goes somewhere.
    mutating func anchor(at place: Place, goingDown: Bool) -> ScrollAnchor? {
        guard let end = end(), place < end || hasNewer else { return nil }
        if let key = message(at: place.item) { return ScrollAnchor(message: key, row: place.row) }
        let above = items[..<place.item].indices.last { message(at: $0) != nil }
        let below = items.indices[(place.item + 1)...].first { message(at: $0) != nil }
        if !goingDown || below == nil, let above, let key = message(at: above) {
            return ScrollAnchor(message: key, row: rows(of: above).count - 1)
        }
        guard let below, let key = message(at: below) else { return nil }
        let isEnd = below == end.item && end.row == 0 && !hasNewer
        return isEnd ? nil : ScrollAnchor(message: key, row: 0)
    }
}

extension Model {
    /// What is at the bottom of the pane. Over a form or a picker that leaves a few rows the newest words of theirs stay
    /// in sight: what is chosen and filled answers them, and an event or a note below them does not.
    var shownAnchor: ScrollAnchor? {
        guard let open = conversation else { return nil }
        switch modes.last {
        case .form, .picker, .choice, .build: break
        default: return open.anchor
        }
        guard open.anchor == nil, let newest = open.messages.last(where: { $0.direction == .inbound }) else {
            return open.anchor
        }
        let height = messageHeight
        var timeline = Timeline(self, columns: layout.pane.columns)
        let shown = timeline.rows(anchor: nil, height: height)
        guard !shown.contains(where: { $0.message == newest.key }), let item = timeline.item(of: newest.key) else {
            return nil
        }
        return ScrollAnchor(message: newest.key, row: min(height, timeline.rows(of: item).count) - 1)
    }

    /// Moves the pane by drawn rows; reaching the newest lets go of the anchor.
    mutating func scrollMessages(by count: Int) -> [Effect] {
        guard let open = conversation else { return [] }
        let height = messageHeight
        var timeline = Timeline(self, columns: layout.pane.columns)
        guard let bottom = timeline.bottom(at: open.anchor) else { return [] }
        var target = count < 0 ? timeline.up(bottom, by: -count).place : timeline.down(bottom, by: count).place
        // The first page is full: no scrolling into the void above the oldest.
        let above = timeline.up(target, by: height - 1)
        let isTop = above.moved < height - 1
        if isTop { target = timeline.down(above.place, by: height - 1).place }
        let anchor = timeline.anchor(at: target, goingDown: count > 0)
        conversation?.anchor = anchor
        if focus == .messages { selectVisible(in: &timeline, anchor: anchor, height: height, top: count < 0) }
        if count < 0 { return timeline.up(target, by: height * 2).moved < height * 2 ? loadOlder() : [] }
        return timeline.down(target, by: height * 2).moved < height * 2 ? loadNewer() : []
    }

    /// The selection goes along with the page.
    private mutating func selectVisible(in timeline: inout Timeline, anchor: ScrollAnchor?, height: Int, top: Bool) {
        let keys = timeline.rows(anchor: anchor, height: height).compactMap(\.message)
        guard let key = top ? keys.first : keys.last else { return }
        conversation?.selected = key
    }

    /// Brings the selected message into view, moving as little as possible; of one higher than the pane its first rows.
    mutating func scrollMessagesToSelection() {
        guard let open = conversation, let selected = open.selected else { return }
        let height = messageHeight
        var timeline = Timeline(self, columns: layout.pane.columns)
        guard let bottom = timeline.bottom(at: open.anchor), let item = timeline.item(of: selected) else { return }
        let first = Timeline.Place(item: item, row: 0)
        let last = Timeline.Place(item: item, row: timeline.rows(of: item).count - 1)
        let top = timeline.up(bottom, by: height - 1).place
        if first < top {
            conversation?.anchor = timeline.anchor(at: timeline.down(first, by: height - 1).place, goingDown: false)
        } else if last > bottom {
            let page = timeline.down(first, by: height - 1).place
            conversation?.anchor = timeline.anchor(at: min(last, page), goingDown: true)
        }
    }
}
