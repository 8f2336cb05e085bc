import Inbox
import Screen

extension Model {
    /// Rows a request asks for: a few screens, so that scrolling seldom waits.
    var pageCount: Int { max(100, size.rows * 4) }

    /// Everything the first screen needs.
    public mutating func start() -> [Effect] {
        var opened: [Effect] = []
        if let opening {
            self.opening = nil
            opened = go(to: opening).filter { if case .loadPage = $0 { false } else { true } }
        }
        list.order = order(of: list.queue)
        let ordered: [Effect] = list.order == .own ? [] : [.orderList(list.order)]
        let toured = settings.showsTour ? openTour() + [.rememberTour] : []
        // The list is what the eye looks for; only what is news is settled before it, so that nothing that comes in
        // between is in neither.
        let news = askForNews()
        return ordered + news + [loadPage(.top, for: .show), .loadTemplates, .loadStatus] + opened + toured
    }

    mutating func loadPage(_ place: PagePlace, for purpose: ListState.Purpose) -> Effect {
        let token = token()
        list.awaited = token
        list.askedAt = now
        list.isStale = false
        list.purpose = purpose
        return .loadPage(list.queue, place, count: pageCount, folded: foldedSections, token: token)
    }

    /// The sections of which one line is drawn and no row.
    var foldedSections: Set<Section> { showsSections && !list.unfolded.contains(.shut) ? [.shut] : [] }

    /// The inbox as a whole is listed in sections.
    var showsSections: Bool { list.queue == .inbox && list.filter == nil }

    mutating func performInList(_ command: Command) -> [Effect] {
        let page = max(1, listHeight - 1)
        switch command {
        case .down: return step(by: 1)
        case .up: return step(by: -1)
        case .pageDown: return step(by: page)
        case .pageUp: return step(by: -page)
        case .halfPageDown: return step(by: max(1, page / 2))
        case .halfPageUp: return step(by: -max(1, page / 2))
        case .top: return jump(to: .top)
        case .bottom: return jump(to: .bottom)
        case .open: return openSelected()
        case .toggleUnread: return toggleUnread()
        case .toggleFold: return toggleFold()
        case .toggleMark: return toggleMark()
        case .markAll: return markAll()
        case .previousQueue: return stepQueue(by: -1)
        case .nextQueue: return stepQueue(by: 1)
        case .back where !list.marks.isEmpty: return dropMarks()
        case .back:
            return show(filter: nil, in: .inbox)
        default:
            if let name = command.queue, let queue = Queue(rawValue: name) {
                if queue == list.queue, list.filter == nil { tell(.queueIsShown, words.queue(queue)) }
                return show(queue: queue)
            }
            return []
        }
    }

    /// Moves the selection; the conversation pane follows it. Asks for more rows when it comes near the end of what is
    /// loaded.
    mutating func step(by count: Int) -> [Effect] {
        ring = nil
        let rows = shownRows
        guard !rows.isEmpty else { return [] }
        let index = rows.firstIndex { $0.key == list.selected }
        let target = index.map { max(0, min(rows.count - 1, $0 + count)) } ?? 0
        var effects = select(rows[target])
        if list.awaited == nil {
            let margin = max(10, listHeight)
            if target >= rows.count - margin && list.hasAfter || target < margin && list.hasBefore {
                effects.append(loadPage(.around(rows[target].key), for: .extend))
            }
        }
        return effects
    }

    mutating func jump(to place: PagePlace) -> [Effect] {
        ring = nil
        let rows = shownRows
        let isTop = place == .top
        if isTop ? !list.hasBefore : !list.hasAfter {
            guard let row = isTop ? rows.first : rows.last else { return [] }
            return select(row)
        }
        return [loadPage(place, for: .edge(isTop ? .top : .bottom))]
    }

    mutating func select(_ row: ThreadRow) -> [Effect] {
        list.selected = row.key
        scrollListToSelection()
        return open(row)
    }

    /// Enter: the conversation is opened to be answered.
    mutating func openSelected() -> [Effect] {
        guard conversation != nil else { return [] }
        return focus(on: .compose)
    }

    mutating func show(queue: Queue) -> [Effect] {
        show(filter: nil, in: queue)
    }

    /// Through the queues, then through the filters of the config, each over the inbox.
    mutating func stepQueue(by step: Int) -> [Effect] {
        let queues = Self.queueOrder
        let filters = settings.filters
        let count = queues.count + filters.count
        var index = queues.firstIndex(of: list.queue) ?? 0
        if let filter = list.filter, let place = filters.firstIndex(of: filter) { index = queues.count + place }
        let next = (index + step + count) % count
        guard next >= queues.count else { return show(queue: queues[next]) }
        return show(filter: filters[next - queues.count], in: .inbox)
    }

    /// The queues in the order of their keys.
    static let queueOrder: [Queue] = [
        .inbox, .mine, .unassigned, .closing, .waiting, .unread, .failed, .shut, .snoozed, .done, .all,
    ]

    mutating func toggleFold() -> [Effect] {
        guard showsSections, list.counts[Section.shut] > 0 else {
            tell(.nothingToFold)
            return []
        }
        if list.unfolded.remove(.shut) == nil { list.unfolded.insert(.shut) }
        // Its rows were not loaded, or are of no use any more.
        return [loadPage(list.top.map { .around($0) } ?? .top, for: .show)]
    }

    mutating func toggleUnread() -> [Effect] {
        if actsOnMarks { return toggleMarkedUnread() }
        guard let conversation else { return [] }
        if let effects = newestFirst() { return effects }
        let inbound = conversation.messages.filter(\.isForUs)
        if conversation.row.unread > 0 { return markRead(always: true) }
        guard let wamid = inbound.last?.wamid else {
            tell(.nothingUnread)
            return []
        }
        self.conversation?.staysUnread = true
        return [.record(conversation.row.key, [.unread([wamid])])]
    }

    mutating func assignToMe() -> [Effect] {
        if actsOnMarks { return assignMarkedToMe() }
        guard let conversation else { return nothingOpen() }
        let isMine = conversation.row.assignee == settings.agent
        return assign(conversation.row, to: isMine ? nil : settings.agent)
    }

    mutating func toggleDone() -> [Effect] {
        if actsOnMarks { return toggleMarkedDone() }
        guard let conversation else { return nothingOpen() }
        let row = conversation.row
        let name = displayName(row)
        if row.isDone {
            tell(.reopened, name)
            return [.record(row.key, [.reopen])]
        }
        if row.unread > 0, let effects = newestFirst() { return effects }
        let unread = conversation.messages.compactMap { $0.isForUs ? $0.wamid : nil }
        let hasWords = !conversation.composer.isBlank
        tell(hasWords ? .markedDoneUnsent : .markedDone, name, tone: hasWords ? .warning : .good)
        let facts: [AgentFact.Act] = (row.unread > 0 ? [.read(unread)] : []) + [.done]
        let effects: [Effect] = saveDraft() + [.record(row.key, facts)]
        // Lines name whom they are about: this one stays open for the next of them.
        if settings.isPlain { return effects }
        // Who walks through those that need them goes on walking.
        if ring != nil { return effects + walkRing() }
        // The next one stands where this one stood; the store's answer takes the row away.
        return list.queue == .all || list.queue == .done ? effects : effects + step(by: 1, orBack: true)
    }

    /// One down, or one up at the end of the list.
    /// The same by the keys that work in every pane, which say where the list ends.
    mutating func stepTold(by count: Int) -> [Effect] {
        let rows = shownRows
        let isEnd = count > 0 ? !list.hasAfter && rows.last?.key == list.selected : rows.first?.key == list.selected
        guard isEnd, !rows.isEmpty, count > 0 || !list.hasBefore else { return step(by: count) }
        ring = nil
        tell(count > 0 ? .lastOfList : .firstOfList)
        return []
    }

    mutating func step(by count: Int, orBack: Bool) -> [Effect] {
        let rows = shownRows
        let isLast = rows.last?.key == list.selected
        return step(by: isLast && orBack ? -count : count)
    }

    mutating func nothingOpen() -> [Effect] {
        tell(.nothingOpen)
        return []
    }

    // MARK: Next that needs me

    mutating func walkRing() -> [Effect] {
        if var ring {
            ring.index += 1
            if ring.index < ring.keys.count {
                self.ring = ring
                return stayingInList { $0.go(to: ring.keys[ring.index]) }
            }
            self.ring = nil
            tell(ring.home == nil ? .walkedAll : .walkedEverybody)
            let effects = ring.home.map { home in stayingInList { $0.go(to: home) } } ?? []
            // Where the walk began is nobody that the last order named.
            plain.chosen = nil
            return effects
        }
        let token = token()
        awaitedRing = token
        return [.loadRing(token: token)]
    }

    mutating func startRing(_ keys: [ThreadKey], token: Int) -> [Effect] {
        guard token == awaitedRing else { return [] }
        awaitedRing = nil
        let here = conversation?.row.key
        let others = keys.filter { $0 != here }
        guard let first = others.first else {
            heldInput = []
            tell(.nobodyNeedsYou, tone: .good)
            return []
        }
        let effects = stayingInList { $0.go(to: first) }
        ring = Ring(keys: others, index: 0, home: here)
        return effects
    }

    /// Goes where the walk leads; with the keyboard in the list where its letter was pressed there.
    private mutating func stayingInList(_ go: (inout Model) -> [Effect]) -> [Effect] {
        let stays = walksInList && focus == .list
        let effects = go(&self)
        if stays {
            focus = .list
            list.lastKeyAt = now
        }
        return effects
    }

    /// Opens a thread wherever it stands, to be answered.
    mutating func go(to key: ThreadKey) -> [Effect] {
        closeForm()
        if plain.chosen != key || conversation?.row.key != key { (plain.written, plain.shownDraft) = (nil, nil) }
        plain.chosen = key
        list.selected = key
        conversation?.selected = nil
        landing = nil
        if conversation?.row.key != key { lastSearch = nil }
        focus = .compose
        let row = (list.rows + list.justShut).first { $0.key == key }
        scrollListToSelection()
        let found: [Effect] = row == nil ? [loadPage(.around(key), for: .show)] : []
        if conversation?.row.key == key { return markRead() + found }
        let saved = leaveConversation()
        opensToRead = true
        if let row { return saved + open(row, isSaved: true) }
        conversation = nil
        return saved + [loadConversation(key)] + found
    }
}
