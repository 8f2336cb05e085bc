import Inbox
import Screen

/// Searching the whole history as one types, and going to what was found.
extension Model {
    /// Hits a request asks for: more than the tallest screen shows.
    var hitCount: Int { max(50, size.rows) }

    /// Characters of a hit's text that are kept: what a row and the preview can show.
    static let longestHit = 1_000

    /// From the messages the search is one of this conversation. As long as the conversation stands open to which a
    /// search led, its hits come again as they were left.
    mutating func openSearch() -> [Effect] {
        if let last = lastSearch, last.selected?.thread == conversation?.row.key {
            var kept = last
            kept.isKept = !kept.editor.isEmpty
            modes.append(.search(kept))
        } else {
            modes.append(.search(SearchState(thread: focus == .messages ? conversation?.row.key : nil)))
        }
        return []
    }

    /// Asks for what is typed; the store stops looking for what was typed before.
    mutating func findHits() -> [Effect] {
        guard case .search(var state) = modes.last else { return [] }
        defer { modes[modes.count - 1] = .search(state) }
        guard let query = state.query else {
            let stop = stopped(state)
            state.hits = []
            state.hasMore = false
            state.index = 0
            state.asked = nil
            state.awaited = nil
            return stop
        }
        guard query != state.asked else { return [] }
        let token = token()
        state.asked = query
        state.awaited = token
        state.isPaging = false
        return [.search(query, within: state.thread, before: nil, count: hitCount, token: token)]
    }

    /// The next page, as the agent comes near the end of what is loaded.
    private mutating func findMoreHits() -> [Effect] {
        guard case .search(var state) = modes.last, let query = state.asked, let last = state.hits.last, state.hasMore,
            state.awaited == nil, state.index >= state.hits.count - max(10, size.rows)
        else { return [] }
        let token = token()
        state.awaited = token
        state.isPaging = true
        modes[modes.count - 1] = .search(state)
        return [.search(query, within: state.thread, before: last.key, count: hitCount, token: token)]
    }

    mutating func showHits(_ page: SearchPage, token: Int) -> [Effect] {
        if foundPlainly(page, token: token) { return [] }
        guard case .search(var state) = modes.last, state.awaited == token else { return [] }
        let hits = page.hits.map { hit in
            var hit = hit
            let shown = Excerpt.stretch(of: hit.text, matches: hit.matches, length: Self.longestHit)
            (hit.text, hit.matches) = (shown.text, shown.matches)
            // More of these than a preview has rows for are not shown.
            hit.beside = Array(hit.beside.prefix(8))
            return hit
        }
        if state.isPaging {
            state.hits += hits
        } else {
            state.hits = hits
            state.index = 0
        }
        state.hasMore = page.hasMore
        state.awaited = nil
        state.isPaging = false
        modes[modes.count - 1] = .search(state)
        return []
    }

    mutating func performInSearch(_ command: Command) -> [Effect] {
        guard case .search(var state) = modes.last else { return [] }
        let last = max(0, state.hits.count - 1)
        switch command {
        case .back:
            modes.removeLast()
            return stopped(state)
        case .help where state.query == nil || state.isAnswered: return performGlobally(.help) ?? []
        case .accept:
            guard state.query == nil || state.isAnswered else {
                tell(.searching)
                return []
            }
            guard let hit = state.selected else {
                if let problem = state.problem {
                    notice = Notice(words.queryError(problem, policy: settings.textPolicy), tone: .warning)
                } else {
                    tell(state.query == nil ? .searchShort : .searchNone)
                }
                return []
            }
            return go(to: hit, from: state)
        case .searchScope:
            guard let here = conversation?.row.key else { return nothingOpen() }
            state.thread = state.thread == nil ? here : nil
            state.asked = nil
            modes[modes.count - 1] = .search(state)
            return findHits()
        case .keepFilter: return keepSearch(state)
        case .down: state.index = min(last, state.index + 1)
        case .up: state.index = max(0, state.index - 1)
        case .pageDown: state.index = min(last, state.index + 10)
        case .pageUp: state.index = max(0, state.index - 10)
        case .deleteBackward where state.isKept, .deleteForward where state.isKept:
            state.isKept = false
            state.editor.clear()
            modes[modes.count - 1] = .search(state)
            return findHits()
        default:
            state.isKept = false
            modes[modes.count - 1] = .search(state)
            guard state.editor.perform(command) else { return [] }
            modes[modes.count - 1] = .search(state)
            return findHits()
        }
        modes[modes.count - 1] = .search(state)
        return findMoreHits()
    }

    private func stopped(_ state: SearchState) -> [Effect] { state.awaited == nil ? [] : [.stopSearch] }

    // MARK: Going to a hit

    /// Opens the hit's conversation at the hit, with the keyboard on it.
    private mutating func go(to hit: SearchHit, from state: SearchState) -> [Effect] {
        modes.removeLast()
        closeForm()
        focus = .messages
        var effects = stopped(state)
        if let open = conversation, open.row.key == hit.thread {
            if open.isLoaded, open.messages.contains(where: { $0.key == hit.key }) {
                land(on: hit.key)
                effects += markRead()
            } else {
                landing = hit.key
                effects.append(loadConversation(hit.thread))
            }
        } else {
            effects += leaveConversation()
            let row = (list.rows + list.justShut).first { $0.key == hit.thread }
            list.selected = hit.thread
            scrollListToSelection()
            conversation = row.map { ConversationState(row: $0) }
            opensToRead = true
            landing = hit.key
            effects.append(loadConversation(hit.thread))
            if row == nil { effects.append(loadPage(.around(hit.thread), for: .show)) }
        }
        var left = state
        left.isKept = false
        left.awaited = nil
        left.isPaging = false
        lastSearch = left
        return effects
    }

    /// The conversation that was loaded is to be shown at a message.
    mutating func landIfAwaited() {
        guard let key = landing else { return }
        landing = nil
        guard conversation?.messages.contains(where: { $0.key == key }) ?? false else {
            tell(.messageGone, tone: .warning)
            return
        }
        land(on: key)
    }

    /// Shows a loaded message, marked, a third down the pane: above it what led to it, below it what became of it.
    mutating func land(on key: MessageKey) {
        conversation?.selected = key
        conversation?.anchor = nil
        let height = messageHeight
        var timeline = Timeline(self, columns: layout.pane.columns)
        guard let item = timeline.item(of: key) else { return }
        let bottom = timeline.down(.init(item: item, row: 0), by: max(0, height - 1 - height / 3)).place
        conversation?.anchor = timeline.anchor(at: bottom, goingDown: true)
        scrollMessagesToSelection()
    }

    // MARK: A stretch of the past

    /// Newer messages, when the conversation was opened at an old one and is read on.
    mutating func loadNewer() -> [Effect] {
        guard let open = conversation, open.hasNewer, open.awaited == nil, let last = open.messages.last else {
            return []
        }
        let token = token()
        conversation?.awaited = token
        return [.loadNewer(open.row.key, after: last.key, count: messageCount, token: token)]
    }

    mutating func append(_ messages: [Message], hasNewer: Bool, token: Int) -> [Effect] {
        guard let open = conversation, token == open.awaited else { return [] }
        let known = Set(open.messages.map(\.key))
        if open.anchor == nil {
            // What is at the bottom stays there.
            var timeline = Timeline(self, columns: layout.pane.columns)
            conversation?.anchor = timeline.end().flatMap { timeline.anchor(at: $0, goingDown: true) }
        }
        conversation?.awaited = nil
        conversation?.hasNewer = hasNewer
        let held = conversation?.messages ?? []
        conversation?.messages = (held + messages.filter { !known.contains($0.key) }).inOrderOfArrival()
        return focus == .list ? [] : markRead()
    }

    /// From the past to the newest messages.
    mutating func returnToNewest() -> [Effect] {
        guard let key = conversation?.row.key else { return [] }
        conversation?.anchor = nil
        conversation?.selected = nil
        landing = nil
        return [loadConversation(key, newest: true)]
    }

    /// For what concerns the newest messages while others are loaded: shows the newest, and asks for the key again. Nil when
    /// they are loaded.
    mutating func newestFirst() -> [Effect]? {
        guard conversation?.hasNewer ?? false else { return nil }
        tell(.newestShown)
        return returnToNewest()
    }
}
