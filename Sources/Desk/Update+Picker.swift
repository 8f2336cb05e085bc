import Inbox
import Screen

extension Model {
    // MARK: Template picker

    /// - Parameter boxText: what stands in the closed box, when a letter typed there opens it.
    mutating func openPicker(filter: String, boxText: String? = nil) -> [Effect] {
        guard conversation != nil else { return nothingOpen() }
        // A form stays below with its words until another template is chosen.
        var state = PickerState(filter: TextEditor(filter), boxText: boxText)
        state.seen = coveredSince ?? newestOfTheirs
        modes.append(.picker(state))
        focus = .compose
        // Webhooks may have told something of them since they were read.
        return [.loadTemplates]
    }

    /// What there is now; the cursor of an open picker stays on its template.
    mutating func adopt(_ shelf: TemplateShelf) {
        guard shelf != templates else { return }
        var chosen: TemplateKey?
        if case .picker(let state) = modes.last {
            let entries = rankedTemplates(state.filter.text)
            if entries.indices.contains(state.index) { chosen = entries[state.index].template.key }
        }
        templates = shelf
        guard let chosen, case .picker(var state) = modes.last,
            let place = rankedTemplates(state.filter.text).firstIndex(where: { $0.template.key == chosen })
        else { return }
        state.index = place
        modes[modes.count - 1] = .picker(state)
    }

    /// The templates as the picker lists them: usable ones first, best match first; the rest grey with their reasons.
    func rankedTemplates(_ filter: String) -> [TemplateRanking.Entry] {
        let measure = rankingMeasure
        return rankings.entries(filter, by: measure) ?? rank(filter, by: measure)
    }

    /// The words templates are measured by: the draft and what it answers, unless the template is for many.
    private var rankingMeasure: Rankings.Measure {
        guard !isReopening, let open = conversation else { return Rankings.Measure() }
        return Rankings.Measure(draft: open.composer.text, asked: unanswered(in: open))
    }

    /// The newest messages of the customer that nobody answered yet, as far as they can tell what is asked.
    private func unanswered(in open: ConversationState) -> String {
        guard open.row.waitingSince != nil else { return "" }
        let theirs = open.messages.reversed().prefix { !$0.isAnswer }.filter { $0.direction == .inbound }
        return theirs.prefix(Self.askedMessages).compactMap { $0.text?.head(scalars: Self.askedScalars) }
            .joined(separator: "\n")
    }

    /// How many messages tell what is asked, and how much of each.
    private static let (askedMessages, askedScalars) = (10, 500)

    private func rank(_ filter: String, by measure: Rankings.Measure) -> [TemplateRanking.Entry] {
        TemplateRanking.ranked(
            templates.templates, query: filter, uses: templates.uses, draft: measure.draft, asked: measure.asked)
    }

    /// Works out the orders that the next frames need, so that drawing hundreds of templates does not rank them each
    /// time.
    mutating func keepRankings() {
        var wanted: Set<String> = []
        switch modes.last {
        case .picker(let state): wanted = ["", state.filter.text]
        case .form: wanted = [""]
        case .choice(let state) where state.subject == .canned: wanted = ["", state.filter.text]
        case .help, .switcher, .palette, .search, .newConversation, .attach, .save, .theme, .identity, .confirm,
            .detail, .tour, .pipe,
            .status, .team, .choice, .build, .note, .stateOfPlay, .reopen, nil:
            if conversation != nil, !canWrite || !chord.isEmpty { wanted = [""] }
        }
        let measure = rankingMeasure
        let missing = wanted.filter { rankings.entries($0, by: measure) == nil }
        guard !missing.isEmpty else { return }
        let before = rankings
        rankings = Rankings(
            measure: measure,
            orders: before.measure == measure ? before.orders.filter { wanted.contains($0.key) } : [:])
        for filter in missing { rankings.orders[filter] = rank(filter, by: measure) }
        // What the customer writes meanwhile puts no other template under the finger.
        guard before.measure.draft == measure.draft, case .picker(var state) = modes.last,
            let listed = before.orders[state.filter.text], listed.indices.contains(state.index),
            let place = rankings.orders[state.filter.text]?.firstIndex(where: {
                $0.template.key == listed[state.index].template.key
            })
        else { return }
        state.index = place
        modes[modes.count - 1] = .picker(state)
    }

    mutating func performInPicker(_ command: Command) -> [Effect] {
        guard case .picker(var state) = modes.last else { return [] }
        let matches = rankedTemplates(state.filter.text)
        switch command {
        case .back:
            modes.removeLast()
            if state.boxText != nil, conversation?.composer.isBlank == false, !isWindowOpen { return tellDraftKept() }
            // Without a template there is nothing for many either; the marks stay.
            // Nor is there a way back to a template with nothing to fill in, which leads here again.
            if case .reopen(let below) = modes.last, below.form?.fields.isEmpty ?? true { modes.removeLast() }
            return []
        case .accept:
            guard matches.indices.contains(state.index) else { return takeTyped(state) }
            return choose(matches[state.index].template)
        case .syncTemplates:
            tell(.syncingTemplates)
            return [.syncTemplates]
        case .help: return performGlobally(.help) ?? []
        case .down, .up, .pageDown, .pageUp: state.index = command.index(after: state.index, among: matches.count)
        default:
            // The number beside a template chooses it.
            if let slot = command.slot { return pressSlot(slot) }
            let before = state.filter.text
            guard state.filter.perform(command) else { return [] }
            if state.filter.text != before { state.index = 0 }
        }
        modes[modes.count - 1] = .picker(state)
        return keepTyped()
    }

    mutating func choose(_ template: Template) -> [Effect] {
        if let unusable = template.unusable {
            tell(.templateUnusable(unusable))
            return []
        }
        let seen = coveredSince ?? newestOfTheirs
        if case .picker = modes.last { modes.removeLast() }
        if case .reopen = modes.last { return chooseForMany(template) }
        closeForm()
        openForm(template, because: canWrite ? .chosen : .forced)
        if case .form(var state) = modes.last {
            state.seen = seen
            modes[modes.count - 1] = .form(state)
        }
        return []
    }

    mutating func pressSlot(_ slot: Int) -> [Effect] {
        guard conversation != nil || isReopening else { return nothingOpen() }
        let number = SafeText(untrusted: String(slot))
        let template: Template
        switch slots.resolve(slot, among: templates.templates) {
        case .ready(let found), .unusable(let found, _): template = found
        case .missing(let wanted, _):
            tell(.slotWithoutTemplate, number, SafeText(untrusted: wanted.name), tone: .warning)
            return []
        case .empty:
            let key = keyLabel(.templates, in: .compose)
            if key.isEmpty { tell(.emptySlotNoKey, number) } else { tell(.emptySlot, number, key) }
            return []
        }
        if !isReopening { focus = .compose }
        return choose(template)
    }

    /// The slots as they are pressed: those of the configuration, or without any the usable templates, best first: what
    /// the strip over a closed box shows.
    public var slots: Slots {
        guard settings.slots == Slots() else { return settings.slots }
        if let shown = shownSlots, shown.thread == conversation?.row.key { return shown.slots }
        return bestSlots
    }

    /// What the numbers mean is settled when they come on screen, not when they are pressed: neither a word more in the
    /// draft nor templates that come in between may put another one under the finger.
    mutating func keepSlots() {
        // Before it is loaded neither draft nor question is known.
        guard let thread = conversation?.row.key, conversation?.isLoaded == true, settings.slots == Slots(), showsSlots
        else {
            shownSlots = nil
            return
        }
        if let shown = shownSlots, shown.thread == thread, shown.slots != Slots() { return }
        shownSlots = ShownSlots(thread: thread, slots: bestSlots)
    }

    /// Whether numbers of templates are on screen: in the picker, after a prefix key, or over a closed box.
    private var showsSlots: Bool {
        if !chord.isEmpty { return true }
        switch modes.last {
        case .picker: return true
        case .form, .choice, .build: return false
        default: return !canWrite
        }
    }

    private var bestSlots: Slots {
        var slots = Slots()
        // Usable ones come first, so that hundreds of templates cost nine.
        for (index, entry) in rankedTemplates("").prefix(Slots.range.upperBound).enumerated() {
            guard entry.template.unusable == nil else { break }
            slots[index + 1] = Slots.Assignment(name: entry.template.key.name, language: entry.template.key.language)
        }
        return slots
    }

    // MARK: Quick switch

    mutating func openSwitcher(joining thread: ThreadKey? = nil) -> [Effect] {
        var state = SwitcherState()
        state.joins = thread
        modes.append(.switcher(state))
        return findMatches()
    }

    private mutating func findMatches() -> [Effect] {
        guard case .switcher(var state) = modes.last else { return [] }
        let token = token()
        state.awaited = token
        modes[modes.count - 1] = .switcher(state)
        return [.loadMatches(state.filter.text, token: token)]
    }

    mutating func showMatches(_ rows: [ThreadRow], token: Int) -> [Effect] {
        guard case .switcher(var state) = modes.last, state.awaited == token else { return [] }
        state.matches = rows
        state.index = 0
        state.awaited = nil
        let isAccepted = state.acceptsOnAnswer
        state.acceptsOnAnswer = false
        modes[modes.count - 1] = .switcher(state)
        guard isAccepted else { return [] }
        if rows.isEmpty { heldInput = [] }
        return performInSwitcher(.accept)
    }

    mutating func performInSwitcher(_ command: Command) -> [Effect] {
        guard case .switcher(var state) = modes.last else { return [] }
        switch command {
        case .back:
            modes.removeLast()
            return []
        // An answer that is awaited must find its box on top.
        case .help where state.awaited == nil: return performGlobally(.help) ?? []
        case .accept:
            if state.awaited != nil {
                // What is listed belongs to what was typed before.
                state.acceptsOnAnswer = true
                modes[modes.count - 1] = .switcher(state)
                return []
            }
            guard state.matches.indices.contains(state.index) else {
                tell(.switcherNone, tone: .warning)
                return []
            }
            modes.removeLast()
            if let thread = state.joins { return askToJoin(thread, with: state.matches[state.index]) }
            return go(to: state.matches[state.index].key)
        case .down, .up, .pageDown, .pageUp: state.index = command.index(after: state.index, among: state.matches.count)
        default:
            let before = state.filter.text
            guard state.filter.perform(command) else { return [] }
            modes[modes.count - 1] = .switcher(state)
            return state.filter.text == before ? [] : findMatches()
        }
        modes[modes.count - 1] = .switcher(state)
        return []
    }

    // MARK: A new conversation

    mutating func performInNewConversation(_ command: Command) -> [Effect] {
        guard case .newConversation(var state) = modes.last else { return [] }
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .help where state.awaited == nil: return performGlobally(.help) ?? []
        case .nextField, .previousField: state.step = state.step == .address ? .optIn : .address
        case .accept:
            if state.step == .address {
                state.step = .optIn
            } else {
                return beginConversation(state)
            }
        default:
            if state.step == .address { _ = state.address.perform(command) } else { _ = state.optIn.perform(command) }
        }
        modes[modes.count - 1] = .newConversation(state)
        return []
    }

    /// The number a new conversation is with: the shown one, else that of the open conversation.
    var numberOfNew: NumberID? { shownNumber ?? conversation?.row.key.number }

    private mutating func beginConversation(_ input: NewConversationState) -> [Effect] {
        var state = input
        guard let alias = Alias(anyID: state.address.text.trimmed) else {
            state.step = .address
            modes[modes.count - 1] = .newConversation(state)
            tell(.addressUnreadable, tone: .warning)
            return []
        }
        let optIn = state.optIn.text.trimmed
        let token = token()
        state.awaited = token
        modes[modes.count - 1] = .newConversation(state)
        return [
            .openThread(alias, name: nil, optIn: optIn.isEmpty ? nil : optIn, from: numberOfNew, token: token)
        ]
    }

    mutating func openedThread(_ row: ThreadRow, token: Int) -> [Effect] {
        guard case .newConversation(let state) = modes.last, state.awaited == token else { return [] }
        modes.removeLast()
        let effects = open(row)
        list.selected = row.key
        focus = .compose
        plain.chosen = row.key
        (plain.written, plain.shownDraft) = (nil, nil)
        plain.wantsConversation = settings.isPlain
        let isShown = row.window(at: now).isOpen || settings.isPlain
        let shown = isShown ? [] : openPicker(filter: "")
        return effects + [loadPage(.around(row.key), for: .show)] + shown
    }

    // MARK: Typing into a mode

    mutating func insertInMode(_ text: String, typed character: Character?) -> [Effect] {
        func put(_ editor: inout TextEditor, singleLine: Bool = true) {
            let text = text.head(scalars: Self.longestDraft)
            let flat = singleLine ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
            if let character { editor.insert(character) } else { editor.insert(flat) }
        }
        switch modes.popLast() {
        case .picker(var state):
            put(&state.filter)
            state.index = 0
            modes.append(.picker(state))
            return keepTyped()
        case .switcher(var state):
            put(&state.filter)
            modes.append(.switcher(state))
            return findMatches()
        case .palette(var state):
            put(&state.filter)
            state.index = 0
            modes.append(.palette(state))
        case .search(var state):
            if state.isKept {
                state.isKept = false
                state.editor.clear()
            }
            put(&state.editor)
            modes.append(.search(state))
            return findHits()
        case .newConversation(var state):
            if state.step == .address { put(&state.address) } else { put(&state.optIn) }
            modes.append(.newConversation(state))
        case .form(var state):
            if let digit = state.digit.take(), character?.isWhitespace == true, conversation?.composer.isBlank == true {
                return typeIntoShutBox("\(digit) ")
            }
            _ = state.edit {
                put(&$0, singleLine: false)
                return true
            }
            modes.append(.form(state))
        case .reopen(var state):
            if state.step == .values, var form = state.form {
                _ = form.edit {
                    put(&$0, singleLine: false)
                    return true
                }
                state.form = form
            }
            modes.append(.reopen(state))
        case .note(var state):
            put(&state.editor, singleLine: false)
            modes.append(.note(state))
            return saveNoteDraft()
        case .stateOfPlay(var state):
            put(&state.editor)
            modes.append(.stateOfPlay(state))
        case .pipe(var state):
            if state.running == nil { put(&state.editor) }
            modes.append(.pipe(state))
        case .save(var state):
            put(&state.path)
            state.problem = nil
            modes.append(.save(state))
        case .choice(var state):
            put(&state.filter)
            state.index = 0
            modes.append(.choice(state))
            return filterLive()
        case .build(var state):
            let isBody = state.fields.indices.contains(state.index) && state.fields[state.index].slot == .body
            _ = state.edit {
                put(&$0, singleLine: !isBody)
                return true
            }
            modes.append(.build(state))
        case let other?: modes.append(other)
        case nil: break
        }
        return []
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

extension Command {
    /// Where a movement leads in a list that is chosen from; it stops at both ends.
    func index(after index: Int, among count: Int) -> Int {
        let step =
            switch self {
            case .down: 1
            case .up: -1
            case .pageDown: 10
            case .pageUp: -10
            default: 0
            }
        return max(0, min(count - 1, index + step))
    }
}
