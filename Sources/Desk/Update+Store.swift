import Inbox
import Screen

extension Model {
    // MARK: The list

    mutating func show(_ page: LoadedPage, token: Int) -> [Effect] {
        noteAssignments(page.rows)
        drafted.adopt(page.drafts, now: now)
        guard page.queue == list.queue else { return [] }
        list.counts = page.counts
        guard token == list.awaited else { return [] }
        list.awaited = nil
        var effects: [Effect] = []
        switch list.purpose {
        case .refresh where isOrderFrozen && list.isLoaded:
            list.heldPage = page
            refreshRowsInPlace(from: page)
        case .extend where isOrderFrozen && list.isLoaded && list.rows.count < pageCount * 8: extend(with: page)
        case .edge(let edge): effects = adopt(page, edge: edge)
        case .refresh, .extend, .show: effects = adopt(page)
        }
        if list.isStale { effects += refreshList() }
        return effects
    }

    /// While the list has focus and a key came within the last seconds, nothing moves under the cursor (design §9).
    var isOrderFrozen: Bool {
        guard focus == .list, let last = list.lastKeyAt else { return false }
        return now - last < settings.orderFreeze
    }

    /// By when rows are put into their sections.
    var sectionTime: Instant { isOrderFrozen ? list.sectionTime ?? now : now }

    /// Shows what a row became without moving it.
    private mutating func refreshRowsInPlace(from page: LoadedPage) {
        let fresh = Dictionary(
            (page.rows + page.justShut).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for index in list.rows.indices {
            if let row = fresh[list.rows[index].key] { list.rows[index] = row }
        }
        list.justShut = page.justShut
    }

    /// Adds the rows of a page at either end of what is loaded, and moves none.
    private mutating func extend(with page: LoadedPage) {
        let known = Set(list.rows.map(\.key))
        guard let firstKnown = page.rows.firstIndex(where: { known.contains($0.key) }),
            let lastKnown = page.rows.lastIndex(where: { known.contains($0.key) })
        else {
            list.heldPage = page
            return
        }
        refreshRowsInPlace(from: page)
        // Only what continues the loaded stretch may be added: beyond it the page would leave a gap.
        if page.rows[lastKnown].key == list.rows.last?.key {
            list.rows += page.rows[(lastKnown + 1)...]
            list.hasAfter = page.hasAfter
        }
        if page.rows[firstKnown].key == list.rows.first?.key {
            list.rows = page.rows[..<firstKnown] + list.rows
            list.hasBefore = page.hasBefore
        }
        noteCrossing()
    }

    mutating func adopt(_ page: LoadedPage, edge: ListState.Edge? = nil) -> [Effect] {
        let before = shownRows.map(\.key)
        list.heldPage = nil
        list.sectionTime = now
        list.rows = page.rows
        list.justShut = page.justShut
        list.hasBefore = page.hasBefore
        list.hasAfter = page.hasAfter
        list.isLoaded = true
        noteCrossing()
        var effects: [Effect] = []
        if let edge {
            if let row = edge == .top ? shownRows.first : shownRows.last { effects = select(row) }
        } else if !shownRows.contains(where: { $0.key == list.selected }) {
            effects = landBeside(before)
        }
        scrollListToSelection()
        return effects
    }

    /// The selected thread is not in the list (any more): its next neighbour that still is becomes selected, unless its
    /// conversation is being written in.
    private mutating func landBeside(_ before: [ThreadKey]) -> [Effect] {
        if focus != .list, conversation != nil || awaitedThread != nil { return [] }
        let rows = shownRows
        guard let first = rows.first else {
            list.selected = nil
            guard focus == .list else { return [] }
            let saved = saveDraft()
            conversation = nil
            return saved
        }
        guard let old = before.firstIndex(where: { $0 == list.selected }) else { return select(first) }
        let places = Dictionary(rows.indices.map { (rows[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
        let neighbour =
            before[(old + 1)...].lazy.compactMap { places[$0] }.first
            ?? before[..<old].reversed().lazy.compactMap { places[$0] }.first
        return select(rows[neighbour ?? 0])
    }

    /// The order may move again: what came meanwhile is shown.
    mutating func thaw() -> [Effect] {
        guard let page = list.heldPage, !isOrderFrozen else { return [] }
        return adopt(page)
    }

    mutating func refresh(_ keys: Set<ThreadKey>?) -> [Effect] {
        var effects = refreshList()
        // Webhooks change templates too; whoever chooses one must see what it is now.
        if showsTemplates { effects.append(.loadTemplates) }
        if let key = conversation?.row.key, keys?.contains(key) ?? true { effects += reloadConversation(key) }
        effects.append(.loadStatus)
        return effects + followReopening() + refreshExplanation() + askForNews()
    }

    /// Asks for the rows on screen again. While an answer is awaited the question waits for it: changes that come
    /// faster than answers must not starve the screen. An answer that is long overdue is given up.
    mutating func refreshList() -> [Effect] {
        if list.awaited != nil, let asked = list.askedAt, now - asked < Self.patience {
            list.isStale = true
            return []
        }
        let index = list.rows.firstIndex { $0.key == list.selected } ?? 0
        guard list.hasBefore || index > pageCount / 2 else { return [loadPage(.top, for: .refresh)] }
        let middle = list.selected ?? list.top ?? list.rows.first?.key
        return [loadPage(middle.map { .around($0) } ?? .top, for: .refresh)]
    }

    /// How long an answer may take before it is asked for again.
    static let patience = Span.seconds(5)

    mutating func reloadConversation(_ key: ThreadKey) -> [Effect] {
        if awaitedThread != nil, let asked = askedThreadAt, now - asked < Self.patience {
            conversation?.isStale = true
            return []
        }
        return [loadConversation(key)]
    }

    /// The newest messages, at least as many as are on screen; those around a message when one of the past is to be shown,
    /// or is.
    mutating func loadConversation(_ key: ThreadKey, newest: Bool = false) -> Effect {
        let token = token()
        awaitedThread = token
        askedThreadAt = now
        let loaded = conversation?.row.key == key ? conversation?.messages.count ?? 0 : 0
        if conversation?.row.key == key { conversation?.isStale = false }
        var middle = newest ? nil : landing
        if !newest, middle == nil, let open = conversation, open.row.key == key, open.hasNewer {
            middle = open.messages[open.messages.count / 2].key
        }
        let count = newest || landing != nil ? messageCount : max(messageCount, loaded)
        if let middle { return .loadStretch(key, around: middle, count: count, token: token) }
        return .loadConversation(key, count: count, token: token)
    }

    // MARK: The conversation

    mutating func show(_ loaded: LoadedConversation, token: Int) -> [Effect] {
        guard token == awaitedThread else { return [] }
        awaitedThread = nil
        noteAssignments([loaded.row])
        if conversation == nil || conversation?.row.key != loaded.row.key {
            conversation = ConversationState(row: loaded.row)
        }
        guard var open = conversation else { return [] }
        let isFirst = !open.isLoaded
        let newest = open.messages.last(where: \.isForUs)?.key
        let trigger = open.row.evidence.trigger
        let isPast = open.hasNewer || loaded.hasNewer
        open.row = loaded.row
        open.messages = loaded.messages.inOrderOfArrival()
        open.hasOlder = loaded.hasOlder
        open.hasNewer = loaded.hasNewer
        // What was asked for beside the messages there were does not belong beside these.
        open.awaited = nil
        open.isLoaded = true
        if isFirst {
            // What was typed while the conversation was loading comes after what was written before.
            let typed = (typedUnloaded.removeValue(forKey: open.row.key) ?? "") + open.composer.text
            open.composer = TextEditor(draft(of: loaded, in: &open))
            if !typed.isEmpty { open.composer.insert(typed) }
            if !loaded.draft.isEmpty, tails[open.row.key] == nil { tails[open.row.key] = SeenTail(before: open) }
            open.savedDraft = loaded.draft
            open.heldText = loaded.heldText
            open.noteDraft = loaded.noteDraft
            open.dividerBefore = firstUnread(of: loaded)
        }
        open.standing = loaded.standing
        open.wasOpen = open.row.window(at: now).isOpen
        if let anchor = open.anchor, !open.messages.contains(where: { $0.key == anchor.message }) { open.anchor = nil }
        if let selected = open.selected, !open.messages.contains(where: { $0.key == selected }) {
            open.selected = open.messages.last?.key
        }
        if focus == .messages, open.selected == nil { open.selected = open.messages.last?.key }
        let theyWrote =
            isFirst
            ? open.row.waitingSince != nil
            : isPast
                ? open.row.evidence.trigger != trigger
                : open.messages.last(where: \.isForUs)?.key != newest
        conversation = open
        if isFirst { seeCovered() }
        landIfAwaited()
        replaceRow(loaded.row)
        var effects: [Effect] = []
        if opensToRead || focus != .list { effects += markRead() }
        opensToRead = false
        if theyWrote, open.wasOpen { effects += offerHeldText() }
        // Hands on a fast walk go on where the cursor stands: words of another hour must not leave with theirs.
        let isFound = isFirst && canWrite && !loaded.draft.trimmed.isEmpty
        if isFound, notice?.tone != .warning, focus == .compose, modes.isEmpty, !settings.isPlain {
            tell(.draftFound, keyLabel(.clearText, in: .compose))
        }
        if open.isStale { effects.append(loadConversation(open.row.key)) }
        effects += saveDraft()
        return effects
    }

    /// The draft as the box shows it: without the words of a message that is still on its way, or went meanwhile. A
    /// second Enter must not send them a second time.
    private mutating func draft(of loaded: LoadedConversation, in open: inout ConversationState) -> String {
        if let left = leftInFlight.removeValue(forKey: open.row.key) {
            open.inFlight = left.content
            open.textInFlight = left.sent
            if loaded.draft == left.whole { return left.rest }
        }
        if let gone = open.goneMeanwhile, loaded.draft == gone.whole {
            open.goneMeanwhile = nil
            return gone.rest
        }
        return loaded.draft
    }

    private mutating func replaceRow(_ row: ThreadRow) {
        if let index = list.rows.firstIndex(where: { $0.key == row.key }) { list.rows[index] = row }
        if let index = list.justShut.firstIndex(where: { $0.key == row.key }) { list.justShut[index] = row }
    }

    /// The divider stands above the first message nobody had seen when the conversation was opened.
    private func firstUnread(of loaded: LoadedConversation) -> MessageKey? {
        guard loaded.row.unread > 0, !loaded.hasNewer else { return nil }
        let inbound = loaded.messages.filter(\.isForUs)
        return inbound.suffix(loaded.row.unread).first?.key
    }

    mutating func prepend(_ messages: [Message], hasOlder: Bool, token: Int) -> [Effect] {
        guard token == conversation?.awaited else { return [] }
        let known = Set(conversation?.messages.map(\.key) ?? [])
        conversation?.awaited = nil
        conversation?.hasOlder = hasOlder
        let held = conversation?.messages ?? []
        conversation?.messages = (messages.filter { !known.contains($0.key) } + held).inOrderOfArrival()
        return []
    }

    /// The customer wrote and the window is open: the template that stood in for the answer is not needed any more, and
    /// a held text is offered. A form in which the agent has typed stays: its words are theirs.
    private mutating func offerHeldText() -> [Effect] {
        guard let open = conversation else { return [] }
        let name = displayName(open.row)
        if case .form(let state) = modes.last, state.isForced, state.thread == open.row.key {
            if state.isTouched {
                tell(.openAgain, name, keyLabel(.back, in: .form), tone: .good)
            } else {
                modes.removeLast()
            }
        }
        if case .picker(let state) = modes.last, isAnswer(state) { returnToBox() }
        // Nobody is told any more that nothing can be sent: under a picker the way back is named instead.
        if notice?.isOfShutWindow == true {
            if modes.isEmpty { notice = nil } else { tell(.openAgain, name, keyLabel(.back, in: .picker), tone: .good) }
        }
        guard let held = open.heldText else { return [] }
        guard open.composer.isBlank, modes.isEmpty else {
            tell(.heldTextWaits, name, tone: .good)
            return []
        }
        conversation?.composer.replaceAll(with: held)
        conversation?.heldText = nil
        if focus != .list { focus = .compose }
        let went = open.messages.contains {
            $0.template != nil && $0.isFromOutbox && $0.text?.contains(held.trimmed) == true
        }
        tell(went ? .heldTextWent : .heldTextOffered, name, tone: went ? .warning : .good)
        return [.saveHeldText(open.row.key, text: nil)]
    }
}
