import Inbox
import Screen

/// Narrowing the list by a query, live, and the queries the config has names for.
extension Model {
    /// `^X f`: a line to write the query on, over the list as it is with what stands there.
    mutating func openFilter() -> [Effect] {
        var state = ChoiceState(subject: .filter(list.filter))
        state.filter = TextEditor(list.filter?.text ?? "")
        modes.append(.choice(state))
        return []
    }

    /// What is typed narrows the list at once; what cannot be read leaves it as it is.
    mutating func filterLive() -> [Effect] {
        guard case .choice(let state) = modes.last, case .filter = state.subject else { return [] }
        do {
            return show(filter: try ListFilter(state.filter.text), in: list.queue)
        } catch {
            return []  // the box says why, under the character
        }
    }

    /// Nil shows the queue whole again.
    mutating func show(filter: ListFilter?, in queue: Queue) -> [Effect] {
        guard filter != list.filter || queue != list.queue else { return [] }
        let isSame = filter?.query == list.filter?.query
        ring = nil
        _ = dropMarks()
        let (counts, selected) = (list.counts, queue == list.queue ? list.selected : nil)
        let before = list.order
        list = ListState(queue: queue)
        list.order = order(of: queue)
        list.counts = counts
        // Who passes stays selected.
        list.selected = selected
        list.filter = filter
        list.lastKeyAt = now
        return (isSame ? [] : [.filterList(filter?.query)]) + (before == list.order ? [] : [.orderList(list.order)]) + [
            loadPage(.top, for: .show)
        ]
    }

    /// Ends the box: as it was, or by one of the config's.
    mutating func leaveFilter(_ state: ChoiceState, choosing entry: ChoiceEntry?) -> [Effect] {
        guard case .filter(let before) = state.subject else { return [] }
        guard let entry else {
            modes.removeLast()
            return show(filter: before, in: list.queue)
        }
        if case .filter(let saved?) = entry.choice {
            modes.removeLast()
            return show(filter: saved, in: list.queue)
        }
        do {
            let filter = try ListFilter(state.filter.text)
            modes.removeLast()
            focus = .list
            let effects = show(filter: filter, in: list.queue)
            if let filter { notice = Notice(keepingLine(filter.text)) }
            return effects
        } catch {
            notice = Notice(words.queryError(error, policy: settings.textPolicy), tone: .warning)
            return []
        }
    }

    /// What is typed first, then those the config has names for.
    func filterEntries(_ state: ChoiceState) -> [ChoiceEntry] {
        let typed = words(state.filter.isBlank ? .filterNone : .filterTyped)
        return [ChoiceEntry(choice: .filter(nil), label: typed)]
            + settings.filters.map { filter in
                ChoiceEntry(
                    choice: .filter(filter),
                    label: SafeText(untrusted: filter.name ?? "", policy: settings.textPolicy, limit: 40).singleLine)
            }
    }

    // MARK: Keeping

    /// The line that gives a query a name, and where it goes: this program writes no config.
    func keepingLine(_ text: String) -> SafeText {
        words(
            .filterKeep,
            SafeText(untrusted: words.configLine(text), policy: settings.textPolicy, limit: 400).singleLine,
            SafeText(untrusted: settings.configFile, policy: settings.textPolicy, limit: 400).singleLine)
    }

    /// From the search: the line for the config, into the clipboard, too.
    mutating func keepSearch(_ state: SearchState) -> [Effect] {
        if let problem = state.problem {
            notice = Notice(words.queryError(problem, policy: settings.textPolicy), tone: .warning)
            return []
        }
        guard state.query != nil else {
            tell(.searchShort)
            return []
        }
        notice = Notice(keepingLine(state.editor.text), tone: .good)
        return [.copy(words.configLine(state.editor.text))]
    }
}
