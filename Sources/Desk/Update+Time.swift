import Inbox
import Screen

extension Model {
    /// What the passing of time alone does: the open conversation's window shuts under the agent's hands, and rows
    /// whose window ran out move to their section.
    mutating func noticeTime() -> [Effect] {
        var effects: [Effect] = []
        if let until = notice?.validUntil, now >= until { notice = nil }
        if !isOrderFrozen { list.sectionTime = now }
        if var open = conversation, open.isLoaded {
            let isOpen = open.row.window(at: now).isOpen
            if open.wasOpen, !isOpen {
                open.wasOpen = false
                conversation = open
                effects += shut(open)
            } else if open.wasOpen != isOpen {
                conversation?.wasOpen = isOpen
            }
        }
        if let crossing = nextCrossing, now >= crossing, list.isLoaded, !isOrderFrozen {
            // Asked for once: the page that comes says when the next row crosses.
            list.nextCrossing = nil
            list.counts.nextReturn = nil
            effects += refreshList()
        }
        return effects
    }

    /// The box snaps to its closed look at that second. Every letter is kept; with text in the box the template that
    /// fits it stands open with the text in its slot.
    private mutating func shut(_ open: ConversationState) -> [Effect] {
        if open.row.waitingSince != nil { tally.windowsLost += 1 }
        guard case .closed = open.row.window(at: now) else { return [] }
        var effects = saveDraft()
        guard modes.isEmpty, focus == .compose, !open.composer.isBlank else { return effects }
        tally.textsStopped += 1
        effects += openForcedForm(because: .clock)
        return effects
    }

    /// When the next of the loaded rows stands elsewhere, or a snoozed conversation comes back.
    private var nextCrossing: Instant? { [list.nextCrossing, list.counts.nextReturn].compactMap { $0 }.min() }

    /// When the passing of time alone puts the first of the loaded rows into another section (or the window's end makes
    /// it leave the queue): then the store's order is another one. Worked out once a page, so that a page that does not
    /// bring the order one expects cannot be asked for again and again.
    mutating func noteCrossing() {
        list.nextCrossing = list.rows.compactMap { row -> Instant? in
            guard row.waitingSince != nil || list.queue != .inbox else { return nil }
            switch row.window(at: now) {
            // With two hours left to the millisecond it is open still.
            case .open(let until): return until - ServiceWindow.closingSpan + Span(milliseconds: 1)
            case .closing(let until), .critical(let until), .likely(let until), .disputed(let until, _): return until
            case .unknown: return row.evidence.listeningSince.map { $0 + ServiceWindow.length }
            case .closed: return nil
            }
        }.filter { $0 > now }.min()
    }

    /// When the picture changes next by time alone; nil when it does not. The engine sleeps until then, so that an idle
    /// screen costs nothing: by the second only while a countdown under five minutes is on screen, else by the minute.
    public var nextTick: Instant? {
        func end(of row: ThreadRow) -> Instant? {
            guard let until = row.window(at: now).until, until > now, row.window(at: now).isOpen else { return nil }
            return until
        }
        var ticking = visibleRows.compactMap { row in
            end(of: row).map { (until: $0, inSeconds: row.waitingSince != nil) }
        }
        if let open = conversation.flatMap({ end(of: $0.row) }) { ticking.append((open, true)) }
        let nextMinute = Instant(milliseconds: (now.milliseconds.floorDivided(by: 60_000) + 1) * 60_000)
        var wake = nextMinute
        for (until, inSeconds) in ticking {
            let left = until - now
            let showsSeconds = inSeconds && !settings.reducesMotion
            if showsSeconds, left <= Self.secondsShownUnder {
                wake = min(wake, now + Self.untilShownLess(left, unit: 1_000))
            } else {
                let unit: Int64 = left < .hours(2) ? 60_000 : 3_600_000
                wake = min(wake, now + Self.untilShownLess(left, unit: unit))
                // Seconds begin.
                if showsSeconds { wake = min(wake, until - Self.secondsShownUnder) }
            }
            // No text leaves any more.
            let last = until - settings.gate.keyPressGuard + Span(milliseconds: 1)
            if last > now { wake = min(wake, last) }
            // The end itself.
            wake = min(wake, until)
        }
        if let shut = conversation.flatMap({ shutSeconds(of: $0.row) }) {
            wake = min(wake, now + Span(milliseconds: 1_000 - shut.milliseconds.floorRemainder(by: 1_000)))
        }
        if let crossing = nextCrossing, crossing > now { wake = min(wake, crossing) }
        if list.heldPage != nil || nextCrossing.map({ $0 <= now }) ?? false, let last = list.lastKeyAt {
            wake = min(wake, max(last + settings.orderFreeze, now + Span(milliseconds: 1)))
        }
        if let due = conversation?.messages.compactMap(\.dueAt).filter({ $0 > now }).min() {
            let rest = (due - now).milliseconds.floorRemainder(by: 1_000)
            wake = min(wake, settings.reducesMotion ? due : now + Span(milliseconds: rest == 0 ? 1_000 : rest))
        }
        if let until = notice?.validUntil { wake = min(wake, until) }
        // The hint about the digits goes with the second it is about.
        if let escaped = escapedAt, now - escaped <= Self.escapeSpan {
            wake = min(wake, escaped + Self.escapeSpan + Span(milliseconds: 1))
        }
        if let due = notifier.dueAt { wake = min(wake, due) }
        if let due = presenceDue { wake = min(wake, due) }
        if showsStatus, !settings.reducesMotion { wake = min(wake, now + .seconds(1)) }
        return wake > now ? wake : now + Span(milliseconds: 1)
    }

    /// What is left is shown in whole units, rounded down: it changes a millisecond after a whole one is left.
    private static func untilShownLess(_ left: Span, unit: Int64) -> Span {
        Span(milliseconds: left.milliseconds.floorRemainder(by: unit) + 1)
    }

    /// Time left is shown with seconds under this (design §9).
    static let secondsShownUnder = Span.minutes(5)

    /// Whether anything on screen counts by the second: then the clock shows seconds too.
    var isTicking: Bool { isTicking(showing: layout.list.isEmpty ? [] : visibleListItems) }

    func isTicking(showing items: [ListItem]) -> Bool {
        if let row = conversation?.row, secondsCount(of: row) || shutSeconds(of: row) != nil { return true }
        return items.contains {
            if case .row(let row) = $0 { row.waitingSince != nil && secondsCount(of: row) } else { false }
        }
    }

    private func secondsCount(of row: ThreadRow) -> Bool {
        let window = row.window(at: now)
        guard window.isOpen, let until = window.until, !settings.reducesMotion else { return false }
        return until - now <= Self.secondsShownUnder
    }

    /// How long the window has been shut, while that is shown in seconds.
    private func shutSeconds(of row: ThreadRow) -> Span? {
        guard case .closed(let since) = row.window(at: now), now - since < .minutes(1), !settings.reducesMotion else {
            return nil
        }
        return now - since
    }
}
