import Inbox
import Screen

/// The screen a model shows at its size. Pure: the same model gives the same frame, and drawing changes nothing (law
/// 11).
public func view(_ model: Model) -> Frame {
    var frame = Frame(size: model.size, roles: [.default])
    let painter = Painter(model)
    let layout = painter.layout
    guard layout.kind != .tooSmall else {
        let lines = TextWrap.wrap(
            model.words(model.pressedUnseen ? .tooSmallKeys : .tooSmall), columns: max(1, model.size.columns),
            limit: max(1, model.size.rows))
        let first = max(0, min(model.size.rows / 2, model.size.rows - lines.count))
        for (row, line) in lines.enumerated() {
            frame.put(
                line.prefix(width: model.size.columns), at: Position(column: 0, row: first + row), roles: [.notice])
        }
        return frame
    }
    frame.draw(in: layout.top) { painter.top(&$0) }
    if case .help(let state) = model.modes.last {
        frame.draw(in: layout.body) { painter.help(&$0, state: state) }
    } else if case .search(let state) = model.modes.last {
        frame.draw(in: layout.body) { painter.search(&$0, state: state) }
    } else {
        if !layout.list.isEmpty { frame.draw(in: layout.list) { painter.list(&$0) } }
        if !layout.border.isEmpty {
            let hasListFocus = model.focus == .list && model.modes.isEmpty
            frame.fill(layout.border, painter.glyphs.vertical, roles: [hasListFocus ? .border : .borderFocused])
        }
        if !layout.pane.isEmpty { frame.draw(in: layout.pane) { painter.pane(&$0) } }
    }
    if !layout.trouble.isEmpty { frame.draw(in: layout.trouble) { painter.trouble(&$0) } }
    if case .tour(let card) = model.modes.last { painter.tour(&frame, card: card) }
    if !model.chord.isEmpty { painter.chordPanel(&frame) }
    frame.draw(in: layout.hint) { painter.hint(&$0) }
    painter.message(&frame)
    painter.keysShown(&frame)
    if painter.glyphs.isASCII { frame.replace(Glyphs.twins) }
    frame.title = painter.title
    return frame
}

/// Draws the parts of a screen from one model. Each part writes only inside the canvas it is given. What several parts
/// need is worked out once.
struct Painter {
    let model: Model
    let words: Words
    let glyphs: Glyphs
    let times: TimeWords
    let layout: Layout
    /// The items of the list that are on screen; empty when the list is not.
    let items: [ListItem]
    /// Something on screen counts by the second: then clocks show seconds too.
    let isTicking: Bool
    var policy: TextPolicy { model.settings.textPolicy }
    var now: Instant { model.now }

    init(_ model: Model) {
        self.model = model
        words = model.settings.words
        glyphs = Glyphs(model.settings)
        times = TimeWords(
            zone: model.settings.zone, now: model.now, words: model.settings.words, ticks: !model.settings.reducesMotion
        )
        layout = model.layout
        items = layout.list.isEmpty ? [] : model.visibleListItems
        isTicking = model.isTicking(showing: items)
    }

    /// Counts only: a customer's words do not belong on a shared desktop's task bar.
    var title: SafeText {
        words.title(closing: model.list.counts[Queue.closing], waiting: model.list.counts[Queue.waiting])
    }

    // MARK: Top line

    /// What an agent asks without a key: how many where, what is lost, whether anything comes in and goes out.
    func top(_ canvas: inout Canvas) {
        canvas.fill(roles: [.status])
        let width = canvas.size.columns
        let alarms = topAlarms
        let folded = foldedAlarms(alarms.count, in: width)
        // What is wrong has its place on the narrowest line, at least as a count and the key that explains it; so has
        // what was lost.
        let lost = model.status.lostToday == 0 ? 0 : words(.lostToday, "\(model.status.lostToday)").width + 2
        let queues = topQueues(in: width - (width >= 110 || alarms.isEmpty ? 0 : folded.width + 2) - lost)
        var column = 1
        var rightStart = width - 1
        let needed = queues.reduce(0) { $0 + $1.width + 2 }
        var pieces = alarms + topRight(wide: width >= 110)
        func taken() -> Int { pieces.reduce(0) { $0 + $1.text.width + 2 } }
        if taken() > width - needed, !alarms.isEmpty {
            pieces = topRight(wide: width >= 110)
            pieces.insert(TopPiece(text: folded, roles: [.status, .topAlarm], rank: 0), at: pieces.count - 1)
        }
        // The counts come before what is only good to know on the right.
        while taken() > width - needed, let worst = pieces.indices.max(by: { pieces[$0].rank < pieces[$1].rank }),
            pieces[worst].rank > 0
        {
            pieces.remove(at: worst)
        }
        for piece in pieces.reversed() {
            let start = rightStart - piece.text.width
            guard start >= 1 + needed || rightStart == width - 1 else { break }
            canvas.put(piece.text, at: Position(column: start, row: 0), roles: piece.roles)
            rightStart = start - 2
        }
        if width >= 110 {
            let brand = words(.brand)
            let room = rightStart - needed + 2 - column - brand.width
            if room > 3 {
                column += canvas.put(brand, at: Position(column: column, row: 0), roles: [.status, .title]) + 3
            }
            // The business and its number where both fit, else the business alone.
            if let channel = channelNames.first(where: { $0.width + 2 < room - 2 }) {
                let place = Position(column: column - 1, row: 0)
                column += canvas.put(channel, at: place, roles: [.status, .topLabel]) + 2
            }
        }
        for queue in queues {
            let labelRoles: Roles = queue.isShown ? [.status, .title] : [.status, .topLabel]
            column += canvas.put(queue.label, at: Position(column: column, row: 0), roles: labelRoles) + 1
            let roles: Roles = queue.isAlarm ? [.status, .topAlarm] : [.status, .topCount]
            column += canvas.put("\(queue.count)", at: Position(column: column, row: 0), roles: roles) + 2
        }
    }

    private var channelNames: [SafeText] {
        let name = SafeText(untrusted: model.status.channelName, policy: policy, limit: 40).singleLine
        let number = SafeText(untrusted: model.status.displayNumber, limit: 24).singleLine
        let whole = name.isEmpty ? number : "\(name) \(number)"
        return [whole, name.prefix(width: 32)].filter { !$0.isEmpty && $0.width <= 40 }
    }

    private struct TopQueue {
        let queue: Queue
        let label: SafeText
        let count: Int
        let isAlarm: Bool
        let isShown: Bool

        var width: Int { label.width + 1 + String(count).count }
    }

    /// The queue on screen, and as many of the others as fit: what may be lost first, then one's own.
    private func topQueues(in width: Int) -> [TopQueue] {
        let shown = model.list.queue
        var order: [Queue] = [.inbox, .mine, .closing, .shut, .failed]
        if !order.contains(shown) { order.insert(shown, at: 0) }
        let all = order.map { queue in
            let count = model.list.counts[queue]
            return TopQueue(
                queue: queue, label: words.queue(queue), count: count,
                isAlarm: count > 0 && (queue == .closing || queue == .failed),
                isShown: queue == shown && model.list.filter == nil)
        }
        // The clock, a blank at either end and one before it are spoken for; the first has no gap before it.
        var room = width - 11 + 2
        var kept: Set<Queue> = []
        let ranking: [Queue] = [shown, .failed, .closing, .inbox, .mine, .shut]
        for queue in ranking where !kept.contains(queue) {
            guard let entry = all.first(where: { $0.queue == queue }), room >= entry.width + 2 else { continue }
            // An empty alarm says nothing that is worth a narrow line.
            if width < 60, entry.count == 0, !entry.isShown { continue }
            room -= entry.width + 2
            kept.insert(queue)
        }
        return all.filter { kept.contains($0.queue) }
    }

    /// Something on the right of the top line; those of the highest rank make room first, those of rank 0 never.
    private struct TopPiece {
        let text: SafeText
        let roles: Roles
        let rank: Int
    }

    /// What is not as it should be, each with its count.
    private var topAlarms: [TopPiece] {
        let status = model.status
        var pieces: [SafeText] = []
        if status.isSpoolUnread, let at = status.lastPollAt { pieces.append("\(words(.factSpool)) \(times.wait(at))") }
        if let until = status.throttledUntil, until > now { pieces.append(words(.limitsHeld, times.clock(until))) }
        if let skew = status.skew, skew.isShown {
            let sign: SafeText = skew.offset < .zero ? "" : "+"
            pieces.append("\(words(.factClock)) \(sign)\(skew.offset.wholeSeconds)s")
        }
        if status.unrouted > 0 { pieces.append(words(.unroutedCount, "\(status.unrouted)")) }
        if status.unseenNews > 0 { pieces.append(words(.channelCount, "\(status.unseenNews)")) }
        if status.quarantined > 0 { pieces.append(words(.quarantinedCount, "\(status.quarantined)")) }
        return pieces.map { TopPiece(text: $0, roles: [.status, .topAlarm], rank: 0) }
    }

    /// `! 2 ^X s`; without its key where that would push out a queue, or what waits to leave.
    private func foldedAlarms(_ count: Int, in width: Int) -> SafeText {
        let whole = foldedAlarms(count)
        guard count > 0, width < 110 else { return whole }
        let lost = model.status.lostToday == 0 ? 0 : words(.lostToday, "\(model.status.lostToday)").width + 2
        let out = words(.outDepth, "\(model.status.outboxDepth)").width + 2
        let queues = [Queue.inbox, .mine, .closing, .shut, .failed].reduce(0) {
            $0 + words.queue($1).width + 3 + String(model.list.counts[$1]).count
        }
        return queues + whole.width + 2 + lost + out + 11 <= width ? whole : words(.topAlarmsShort, "\(count)")
    }

    private func foldedAlarms(_ count: Int) -> SafeText {
        words(.topAlarms, "\(count)", SafeText(untrusted: model.settings.keys.label(.status, in: .global) ?? ""))
    }

    private func topRight(wide: Bool) -> [TopPiece] {
        let status = model.status
        var pieces: [TopPiece] = []
        if wide || status.lostToday > 0 {
            let isLost = status.lostToday > 0
            pieces.append(
                TopPiece(
                    text: words(.lostToday, "\(status.lostToday)"),
                    roles: [.status, isLost ? .topAlarm : .topLabel], rank: isLost ? 0 : 4))
        }
        if let hours = model.settings.hours, !hours.isOpen(at: now) {
            pieces.append(TopPiece(text: words(.outsideHours), roles: [.status, .topCount], rank: 1))
        }
        if model.settings.isReader {
            pieces.append(TopPiece(text: words(.readerTop), roles: [.status, .topCount], rank: 1))
        }
        let age = status.lastWebhookAt.map { words(.inAge, isTicking ? times.since($0) : times.wait($0)) }
        pieces.append(TopPiece(text: age ?? words(.inNever), roles: [.status, .topLabel], rank: 2))
        let waits = status.outboxDepth > 0
        pieces.append(
            TopPiece(
                text: words(.outDepth, "\(status.outboxDepth)"), roles: [.status, waits ? .topCount : .topLabel],
                rank: waits ? 1 : 3))
        let clock = isTicking ? times.clockWithSeconds(now) : times.clock(now)
        return pieces + [TopPiece(text: clock, roles: [.status, .topCount], rank: 0)]
    }
}
