import Inbox
import Screen

extension Painter {
    /// The conversation: who, their words, the hourglass, and the box to answer in.
    func pane(_ canvas: inout Canvas) {
        if case .detail(let state) = model.modes.last {
            detail(&canvas, state: state)
            return
        }
        if case .status(let state) = model.modes.last {
            status(&canvas, state: state)
            return
        }
        if case .reopen(let state) = model.modes.last {
            reopen(&canvas, state: state)
            return
        }
        if case .team(let state) = model.modes.last {
            team(&canvas, state: state)
            return
        }
        let parts = model.paneParts(in: Rect(canvas.size))
        if case .newConversation(let state) = model.modes.last {
            newConversation(&canvas, state: state)
            return
        }
        guard let open = model.conversation else {
            canvas.draw(in: parts.box) { lowerPart(&$0) }
            // The list says that it is empty; this says nothing beside it.
            guard model.modes.isEmpty, !model.list.rows.isEmpty || model.awaitedThread != nil else { return }
            let text = words(model.awaitedThread == nil ? .nothingSelected : .loading)
            canvas.put(text, at: Position(column: 2, row: 2), roles: [.hintText])
            return
        }
        canvas.draw(in: parts.header) { header(&$0, open) }
        canvas.draw(in: parts.messages) { messages(&$0, open) }
        canvas.draw(in: parts.rule) { rule(&$0, open) }
        canvas.draw(in: parts.box) { lowerPart(&$0) }
    }

    private func lowerPart(_ canvas: inout Canvas) {
        switch model.modes.last {
        case .picker(let state): picker(&canvas, state: state)
        case .form(let state): form(&canvas, state: state)
        case .choice(let state): choice(&canvas, state: state)
        case .build(let state): build(&canvas, state: state)
        case .note(let state): note(&canvas, state: state)
        case .stateOfPlay(let state): stateOfPlay(&canvas, state: state)
        case .switcher(let state): switcher(&canvas, state: state)
        case .palette(let state): palette(&canvas, state: state)
        case .newConversation(let state): newConversation(&canvas, state: state)
        case .theme(let state): themes(&canvas, state: state)
        case .attach(let state): attach(&canvas, state: state)
        case .save(let state): save(&canvas, state: state)
        case .pipe(let state): pipe(&canvas, state: state)
        case .identity(let state): identity(&canvas, state: state)
        case .help, .search, .detail, .status, .team, .tour, .confirm, .reopen, nil:
            guard model.conversation != nil else { return }
            if model.settings.isReader {
                readersBox(&canvas)
            } else if model.canWrite {
                composer(&canvas)
            } else {
                closedBox(&canvas)
            }
        }
    }

    private func header(_ canvas: inout Canvas, _ open: ConversationState) {
        let row = open.row
        canvas.fill(roles: [.title])
        var right: [SafeText] = model.shownAnchor == nil && !open.hasNewer ? [] : [words(.newerBelow)]
        if let company = model.companyNote { right.append(company) }
        right += headNotes(open)
        let name = model.displayName(row)
        // Who it is comes before everything that is said about them.
        let kept = min(name.width, Self.leastName)
        let note = shortened(right, columns: canvas.size.columns - kept - 3)
        let noteColumn = canvas.size.columns - note.width - (note.isEmpty ? 0 : 1)
        let room = max(kept, noteColumn - 2)
        let column = canvas.put(name.prefix(width: room), at: Position(column: 0, row: 0), roles: [.title]) + 2
        if let address = model.addressText(row.address), address != name {
            let free = noteColumn - column - (note.isEmpty ? 1 : 2)
            let shown = address.width <= free ? address : address.suffix(width: 5)
            if shown.width <= free {
                canvas.put(shown, at: Position(column: column, row: 0), roles: [.title, .listTime])
            }
        }
        canvas.put(note, at: Position(column: noteColumn, row: 0), roles: [.title, .listTime])
        guard canvas.size.rows > 1, let state = row.stateOfPlay else { return }
        canvas.fill(canvas.rectOfRow(1), roles: [.listPreview])
        stateLine(&canvas, state)
    }

    /// What is to be known of a conversation beside its words, first things first; the line mode says the same.
    func headNotes(_ open: ConversationState) -> [SafeText] {
        let row = open.row
        var notes: [SafeText] = row.isBlocked ? [words(.blocked)] : []
        notes += optOutNotes(row)
        notes += promiseNotes(row)
        if model.status.numbers.count > 1 { notes.append(model.numberTag(row.key.number, width: 12)) }
        if let pair = open.standing.pair, pair.paidAt > now {
            if let until = pair.heldUntil {
                notes.append(words(.pairHeld, times.clockWithSeconds(until)))
            } else if pair.isNear {
                notes.append(words(.pairNear, "\(pair.left)"))
            }
        }
        if open.standing.hasCandidates, !model.settings.isPlain {
            notes.append(words(.maybeSame, model.keyLabel(.identity, in: .list)))
        }
        if !open.noteDraft.isEmpty, !isWritingNote {
            notes.append(words(.noteBegun, model.keyLabel(.note, in: .compose)))
        }
        if row.isDone { notes.append(words(.done)) }
        notes += snoozeNotes(row)
        if let owner = row.owner(at: now) { notes.append(words(.owned, words.role(owner.role ?? ""))) }
        if let assignee = row.assignee {
            notes.append(
                assignee == model.settings.agent
                    ? words(.mine) : words(.assignedTo, SafeText(untrusted: assignee, limit: 20)))
        }
        return notes + careNotes(row)
    }

    /// Columns of a long name that nothing takes away.
    private static let leastName = 12

    /// As many of the notes as fit, first the first; an ellipsis for the others.
    private func shortened(_ notes: [SafeText], columns: Int) -> SafeText {
        let all = notes.joined(separator: " · ")
        guard all.width > columns else { return all }
        let more: SafeText = " …"
        for count in (1..<max(2, notes.count)).reversed() {
            let some = notes.prefix(count).joined(separator: " · ") + more
            if some.width <= columns { return some }
        }
        return columns > 4 ? notes[0].prefix(width: columns) : SafeText()
    }

    /// How soon they are to be answered, and that they wrote when nobody worked.
    private func promiseNotes(_ row: ThreadRow) -> [SafeText] {
        guard let since = row.waitingSince(at: now), !row.isDone else { return [] }
        var notes: [SafeText] = []
        if let hours = model.settings.hours, !hours.isOpen(at: since) { notes.append(words(.headWroteOutside)) }
        switch model.settings.serviceLevel?.standing(since: since, at: now) {
        case .left(let left): notes.append(words(.headDue, times.length(left)))
        case .late(let late): notes.append(words(.headLate, times.length(late)))
        case nil: break
        }
        return notes
    }

    /// What they do not want to be written, and that they ask for it.
    private func optOutNotes(_ row: ThreadRow) -> [SafeText] {
        if row.asksToStop { return [words(.headAsksToStop, model.keyLabel(.toggleOptOut, in: .compose))] }
        switch row.optOut {
        case .everything: return [words(.headOptedOut)]
        case .marketing: return [words(.headNoMarketing)]
        case nil: return []
        }
    }

    /// Labels and priority by name; the labels' number where their names are too long.
    private func careNotes(_ row: ThreadRow) -> [SafeText] {
        var notes: [SafeText] = []
        if row.priority != .normal { notes.append(words.priority(row.priority)) }
        guard !row.labels.isEmpty else { return notes }
        let names = row.labels.map { SafeText(untrusted: $0.name, policy: policy, limit: 80).singleLine }
        let all = names.joined(separator: " ")
        let isShort = model.settings.isPlain || all.width <= max(12, layout.pane.columns / 4)
        return notes + [isShort ? all : words(.labelCount, "\(names.count)")]
    }

    /// Until when it is out of sight, and whether that is too long; or since when it is back by the clock.
    func snoozeNotes(_ row: ThreadRow) -> [SafeText] {
        guard let snooze = row.snooze(at: now) else {
            guard let since = row.snooze?.until, since <= now, !row.isDone else { return [] }
            return [words(.headBack, times.date(since))]
        }
        let until = snooze.until.map { words(.headSnoozed, times.appointment($0)) } ?? words(.headSnoozedThey)
        return snooze.outlives(row.window(at: now), at: now) == nil ? [until] : [until, words(.headShutsFirst)]
    }

    private func messages(_ canvas: inout Canvas, _ open: ConversationState) {
        guard open.isLoaded else {
            canvas.put(words(.loading), at: Position(column: 2, row: 0), roles: [.hintText])
            return
        }
        guard !open.messages.isEmpty else {
            canvas.put(words(.emptyConversation), at: Position(column: 2, row: 1), roles: [.hintText])
            return
        }
        var timeline = Timeline(model, columns: canvas.size.columns)
        let rows = timeline.rows(anchor: model.shownAnchor, height: canvas.size.rows)
        defer { newAbove(&canvas, open, &timeline) }
        // Few words stand right above the box they are answered in.
        let offset = canvas.size.rows - rows.count
        var isWithinLink = false
        for (index, row) in rows.enumerated() {
            let y = offset + index
            if row.isRule, let role = row.pieces.first?.roles {
                canvas.fill(canvas.rectOfRow(y), glyphs.rule, roles: role)
            }
            for piece in row.pieces {
                canvas.put(piece.text, at: Position(column: piece.column, row: y), roles: piece.roles)
            }
            if let words = row.pieces.last, words.roles.areWords {
                let links = LinkSpans(
                    words.text, columns: canvas.size.columns - words.column, isContinued: isWithinLink && row.index > 0)
                for span in links.spans {
                    let place = Rect(column: words.column + span.lowerBound, row: y, columns: span.count, rows: 1)
                    canvas.addRole(.msgLink, in: place)
                }
                isWithinLink = links.goesOn
            }
            if let key = row.message, key == open.selected {
                canvas.addRole(.msgSelected, in: canvas.rectOfRow(y))
                if row.index == 0, model.focus == .messages, model.modes.isEmpty {
                    canvas.setCursor(Position(column: 0, row: y))
                }
            }
        }
    }

    /// On the first row, when a conversation opens so far behind that what is new begins above it.
    private func newAbove(_ canvas: inout Canvas, _ open: ConversationState, _ timeline: inout Timeline) {
        guard !open.sawDivider, canvas.size.rows >= 8 else { return }
        let count = timeline.newAbove(anchor: model.shownAnchor, height: canvas.size.rows)
        guard count > 0 else { return }
        let key = model.modes.isEmpty && model.focus != .list ? model.keyLabel(.pageUp, in: model.scope) : SafeText()
        let told = key.isEmpty ? words(.newAbove, "\(count)") : words(.newAboveKey, "\(count)", key)
        let label: SafeText = " \(told) "
        canvas.fill(canvas.rectOfRow(0), glyphs.rule, roles: [.dividerUnread])
        canvas.put(
            label, at: Position(column: max(0, (canvas.size.columns - label.width) / 2), row: 0),
            roles: [.dividerUnread])
    }

    // MARK: The hourglass

    /// Names the recipient, drains, and turns critical: hours at 24 h, minutes in the last fifteen.
    private func rule(_ canvas: inout Canvas, _ open: ConversationState) {
        let width = canvas.size.columns
        let window = open.row.window(at: now)
        if case .note = model.modes.last { return noteRule(&canvas, open, window) }
        let (lead, leadRoles, tail, tailRoles) = ruleWords(open, window, width: width)
        canvas.fill(glyphs.rule, roles: [gaugeEmptyRole(window)])
        let start = canvas.put(lead, at: Position(column: 0, row: 0), roles: leadRoles) + 1
        canvas.put(" ", at: Position(column: start - 1, row: 0), roles: leadRoles)
        let tailColumn = width - tail.width
        let room = max(0, tailColumn - start - 1)
        let filled = gaugeColumns(window, room: room)
        canvas.fill(
            Rect(column: start, row: 0, columns: filled, rows: 1), glyphs.gaugeLeft,
            roles: [.gaugeLeft, gaugeRole(window)])
        if tailColumn > start {
            canvas.put(" ", at: Position(column: tailColumn - 1, row: 0), roles: tailRoles)
            canvas.put(tail, at: Position(column: tailColumn, row: 0), roles: tailRoles)
        }
    }

    func leftRole(_ window: ServiceWindow) -> Role { timeLeft(window).1 }

    /// The colour of the words beside it, but never their reversal: a thin line drains, a block does not.
    private func gaugeRole(_ window: ServiceWindow) -> Role {
        if case .critical = window { return .gaugeCritical }
        return leftRole(window)
    }

    private func gaugeEmptyRole(_ window: ServiceWindow) -> Role {
        if case .closed = window { return .gaugeShut }
        return .gaugeSpent
    }

    private func gaugeColumns(_ window: ServiceWindow, room: Int) -> Int {
        guard let until = window.until, until > now else { return 0 }
        let left = until - now
        var isCritical = false
        if case .critical = window { isCritical = true }
        let whole = isCritical ? ServiceWindow.criticalSpan : ServiceWindow.length
        // Never empty while a millisecond is left, and never full before the whole span is.
        let columns = Int(left.milliseconds * Int64(room) / max(1, whole.milliseconds))
        return min(room, max(room > 0 ? 1 : 0, columns))
    }

    /// Who it goes to on the left, how long it may on the right: the longest words that leave room for each other.
    private func ruleWords(
        _ open: ConversationState, _ window: ServiceWindow, width: Int
    ) -> (SafeText, Roles, SafeText, Roles) {
        if case .closed = window, model.neverWrote {
            let lead = model.fitting([.neverWroteRule, .neverWroteShort], [], columns: width - 4)
            return (lead, [.windowClosed], SafeText(), [.windowClosed])
        }
        if case .closed(let since) = window {
            let ago = words(.ago, times.since(since))
            let lead = model.fitting(
                [.closedAt, .closedAtShort], [times.moment(since)], columns: width - ago.width - 4)
            return (lead, [.windowClosed], ago, [.windowClosed])
        }
        let tails = ruleTails(window)
        let name = model.displayName(open.row)
        let address = model.addressText(open.row.address).flatMap { $0 == name ? nil : $0 }
        let leads = [(24, 20), (16, 20), (16, 5), (12, 5), (10, 0)].map { nameWidth, addressWidth in
            let end = addressWidth == 0 ? nil : address?.suffix(width: addressWidth)
            return words(.recipient, [name.prefix(width: nameWidth), end].compactMap { $0 }.joined(separator: " "))
        }
        // An hourglass of a few columns tells nothing.
        let gauge = width >= 50 ? 15 : 6
        for (lead, tail) in [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (4, 1)]
        where leads[lead].width + tails[tail].width + gauge <= width {
            return (leads[lead], [.msgSender], tails[tail], [leftRole(window)])
        }
        let room = width - tails[1].width - 2
        return (
            leads[4].prefix(width: max(0, room)), [.msgSender], tails[1].prefix(width: width), [leftRole(window)]
        )
    }

    /// The right end of the rule, long and short.
    func ruleTails(_ window: ServiceWindow) -> [SafeText] {
        switch window {
        case .open(let until), .closing(let until), .critical(let until):
            // At most 24 h ahead: a clock says it, no day is needed.
            let left = times.left(until: until).fitted(width: 5, alignment: .right)
            let at = times.clockWithSeconds(until)
            return ["\(words(.closes, at))  \(left)", "\(at)  \(left)"]
        case .unknown, .closed: return [words(.windowUnknown), words(.windowUnknown)]
        case .disputed(_, let refusedAt):
            let at = times.clock(refusedAt)
            return [words(.windowDisputed, at), words(.windowDisputedShort, at)]
        case .likely(let until):
            let at = times.clock(until)
            return [words(.windowLikely, at), words(.windowLikelyShort, at)]
        }
    }
}
