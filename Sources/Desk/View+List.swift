import Inbox
import Screen

extension Painter {
    /// One row a person in fixed columns, read like a mail index.
    func list(_ canvas: inout Canvas) {
        var row = 0
        let columns = ListColumns(width: canvas.size.columns)
        if model.layout.hasPreview {
            listHead(&canvas, columns)
            row = 1
        }
        if !model.list.marks.isEmpty {
            let unseen = model.marksOutOfSight
            let count: SafeText = "\(model.list.marks.count)"
            section(
                &canvas, canvas.rectOfRow(canvas.size.rows - 1),
                unseen == 0 ? words(.marksCount, count) : words(.marksUnseen, count, "\(unseen)"), note: nil)
        }
        guard model.list.isLoaded else {
            canvas.put(words(.loading), at: Position(column: 2, row: row), roles: [.hintText])
            return
        }
        if model.list.rows.isEmpty, model.list.counts[Section.shut] == 0 || !model.showsSections {
            emptyList(&canvas, row: row + items.count)
        }
        for item in items {
            let line = canvas.rectOfRow(row)
            switch item {
            case .queue(let queue, let count):
                section(&canvas, line, ordered("\(words.queue(queue)) \(count)"), note: snoozedNote(queue))
            case .filter(let filter, let queue, let count, let isMore):
                let text = SafeText(untrusted: filter.name ?? filter.text, policy: policy, limit: 120).singleLine
                section(&canvas, line, ordered(filterHead(text, queue, count, isMore, in: line.columns)), note: nil)
            case .section(let section, let count, let isFolded):
                let name = words(Self.phrase(section), "\(count)") + elsewhere(section)
                self.section(&canvas, line, name, note: isFolded ? foldNote(in: line.columns - name.width - 2) : nil)
            case .justShut(let count): section(&canvas, line, words(.sectionJustShut, "\(count)"), note: nil)
            case .row(let thread): listRow(&canvas, line, thread, columns)
            }
            row += 1
        }
    }

    /// What the queue of that name counts and this section does not: of those behind a shut window some stand above, since
    /// something was not delivered to them, and of what was not delivered some is in conversations that are done.
    private func elsewhere(_ section: Section) -> SafeText {
        let counts = model.list.counts
        let (more, phrase): (Int, Phrase) =
            switch section {
            case .shut: (counts[Queue.shut] - counts[section], .sectionAbove)
            case .notDelivered: (counts[Queue.failed] - counts[section], .sectionInDone)
            case .closing, .waiting, .unknown, .answered, .snoozed: (0, .sectionAbove)
            }
        return more > 0 ? words(phrase, "\(more)") : SafeText()
    }

    /// `mine 12 by name`, where the order is not the queue's own.
    private func ordered(_ name: SafeText) -> SafeText {
        model.list.order == .own ? name : words(.queueOrdered, name, words.order(model.list.order))
    }

    /// `inbox: is:unread 12+`: of a long query the beginning, and always how many.
    private func filterHead(
        _ text: SafeText, _ queue: Queue, _ count: Int, _ isMore: Bool, in columns: Int
    ) -> SafeText {
        let number: SafeText = isMore ? "\(count)+" : "\(count)"
        let bare = words(.filterHead, words.queue(queue), SafeText(), number)
        return words(.filterHead, words.queue(queue), text.prefix(width: max(1, columns - bare.width - 1)), number)
    }

    /// The longest way of saying that rows are hidden here that fits, with the keys that do something where the keyboard
    /// is now.
    private func foldNote(in columns: Int) -> SafeText {
        let shows = model.settings.keys.label(.toggleFold, in: model.scope).map { SafeText(untrusted: $0) }
        let reopens = model.settings.keys.label(.reopenShut, in: model.scope).map { SafeText(untrusted: $0) }
        var notes: [SafeText] = []
        if let shows, let reopens { notes.append(words(.foldReopens, shows, reopens)) }
        if let shows { notes += [words(.foldHint, shows), words(.foldKey, shows)] }
        if shows == nil, let reopens { notes += [words(.foldOnlyReopens, reopens), words(.foldReopensKey, reopens)] }
        return notes.map { "\(glyphs.fold) \($0)" }.first { $0.width <= columns } ?? glyphs.fold
    }

    /// `1 snoozed: Z shows`: one's own queue does not hide that somebody handed over what sleeps.
    private func snoozedNote(_ queue: Queue) -> SafeText? {
        guard queue == .mine, model.list.counts.mineSnoozed > 0 else { return nil }
        let count: SafeText = "\(model.list.counts.mineSnoozed)"
        guard let key = model.settings.keys.label(.queueSnoozed, in: .list) else {
            return words(.sectionSnoozed, count)
        }
        return words(.mineSnoozed, count, SafeText(untrusted: key))
    }

    private func emptyList(_ canvas: inout Canvas, row: Int) {
        let isNew = model.list.queue == .inbox && model.list.counts[.all] == 0
        // Whoever named another spool or store by mistake sees here that nothing comes there.
        let paths = [model.settings.spoolPath, model.settings.storePath].map { SafeText(untrusted: $0, limit: 512) }
        let empty = paths.contains(where: \.isEmpty) ? words(.emptyStore) : words.fill(.emptyStoreAt, paths)
        let text = [isNew ? empty : words(.emptyQueue)] + [snoozedNote(model.list.queue)].compactMap { $0 }
        let lines = text.flatMap { TextWrap.wrap($0, columns: canvas.size.columns - 4, limit: 12) }
        for (index, line) in lines.enumerated() {
            canvas.put(line, at: Position(column: 2, row: row + 1 + index), roles: [.hintText])
        }
    }

    private func listHead(_ canvas: inout Canvas, _ columns: ListColumns) {
        let roles: Roles = [.listSection]
        canvas.put(words(.headLeft), at: Position(column: columns.left, row: 0), roles: roles)
        canvas.put(words(.headWho), at: Position(column: columns.name, row: 0), roles: roles)
        if let preview = columns.preview {
            canvas.put(words(.headLast), at: Position(column: preview, row: 0), roles: roles)
        }
        canvas.put(words(.headWait), at: Position(column: columns.wait, row: 0), roles: roles)
        if let by = columns.by { canvas.put(words(.headBy), at: Position(column: by, row: 0), roles: roles) }
    }

    /// A thin rule that states the order, so that nobody wonders why a row stands where it stands.
    private func section(_ canvas: inout Canvas, _ line: Rect, _ name: SafeText, note: SafeText?) {
        canvas.fill(line, glyphs.rule, roles: [.listSection])
        var column = canvas.put(name, at: Position(column: 0, row: line.row), roles: [.listSection, .title])
        if let note {
            column += canvas.put(
                " \(note)", at: Position(column: column, row: line.row), roles: [.listSection],
                maxColumns: line.columns - column)
        }
        canvas.put(" ", at: Position(column: column, row: line.row), roles: [.listSection])
    }

    static func phrase(_ section: Section) -> Phrase {
        switch section {
        case .notDelivered: .sectionNotDelivered
        case .closing: .sectionClosing
        case .waiting: .sectionWaiting
        case .unknown: .sectionUnknown
        case .shut: .sectionShut
        case .answered: .sectionAnswered
        case .snoozed: .sectionSnoozed
        }
    }

    private func listRow(_ canvas: inout Canvas, _ line: Rect, _ thread: ThreadRow, _ columns: ListColumns) {
        let base: Roles = thread.unread > 0 ? [.listRow, .listUnread] : [.listRow]
        let row = line.row
        canvas.fill(line, roles: [.listRow])
        let (flag, flagRole) = flag(thread)
        canvas.put(flag, at: Position(column: 0, row: row), roles: base.adding(flagRole))
        let window = thread.window(at: now)
        // Nobody waits for seconds where nobody waits for an answer.
        let (left, leftRole) = timeLeft(window, ticks: thread.waitingSince != nil)
        canvas.put(
            left.prefix(width: 5), at: Position(column: columns.left, row: row),
            roles: Roles(.listRow).adding(leftRole))
        if model.list.marks[thread.key] != nil {
            canvas.put(glyphs.mark, at: Position(column: columns.name - 1, row: row), roles: [.listRow, .title])
        } else if model.hasDraft(thread.key) {
            canvas.put(glyphs.draft, at: Position(column: columns.name - 1, row: row), roles: [.listRow, .listTime])
        }
        var nameWidth = columns.nameWidth
        if model.showsNumbers {
            let tag = model.numberTag(thread.key.number, width: nameWidth >= 18 ? 6 : 4)
            nameWidth -= tag.width + 1
            canvas.put(
                tag, at: Position(column: columns.name + columns.nameWidth - tag.width, row: row),
                roles: [.listRow, .listTime])
        }
        let care = careSigns(thread, room: max(5, nameWidth - 6))
        if !care.isEmpty {
            nameWidth -= care.width + 1
            canvas.put(
                care, at: Position(column: columns.name + nameWidth + 1, row: row),
                roles: thread.priority == .normal ? [.listRow, .listTime] : base.adding(.listWait))
        }
        canvas.put(
            model.displayName(thread).prefix(width: nameWidth), at: Position(column: columns.name, row: row),
            roles: base.adding(.listName))
        if let column = columns.preview {
            // The sign before its return keeps a blank before it.
            let width = columns.previewWidth - (shutsFirst(thread) ? 1 : 0)
            canvas.put(
                preview(thread, width: width).prefix(width: width), at: Position(column: column, row: row),
                roles: [.listRow, .listPreview])
        }
        if let snooze = thread.snooze(at: now) {
            let back: SafeText = glyphs.snoozed + (snooze.until.map { times.until($0) } ?? "?")
            let column = columns.wait + 4 - back.width
            canvas.put(back, at: Position(column: column, row: row), roles: [.listRow, .listTime])
            if shutsFirst(thread) {
                canvas.put("!", at: Position(column: column - 1, row: row), roles: [.listRow, .listWait])
            }
        } else if let since = thread.waitingSince {
            let wait = times.wait(since)
            canvas.put(
                wait, at: Position(column: columns.wait + 4 - wait.width, row: row), roles: [.listRow, .listWait])
        }
        if let column = columns.by {
            canvas.put(
                initials(thread).prefix(width: 2), at: Position(column: column, row: row), roles: [.listRow, .listTime])
        }
        if thread.key == model.list.selected {
            // A sign beside the colour, for eyes and terminals that see none.
            canvas.put(glyphs.selected, at: Position(column: 1, row: row), roles: [.listRow])
            canvas.addRole(
                model.focus == .list && model.modes.isEmpty ? .listRowSelected : .listRowSelectedInactive, in: line)
            if model.focus == .list, model.modes.isEmpty { canvas.setCursor(Position(column: 0, row: row)) }
        }
    }

    /// Whether the window of a snoozed conversation shuts before it comes back.
    private func shutsFirst(_ thread: ThreadRow) -> Bool {
        thread.snooze(at: now)?.outlives(thread.window(at: now), at: now) != nil
    }

    private func flag(_ thread: ThreadRow) -> (SafeText, Role) {
        if thread.failed > 0 { return (glyphs.trouble, .stateFailed) }
        if thread.unread > 0 { return (glyphs.unread, .listUnread) }
        if thread.waitingSince != nil { return (glyphs.unanswered, .listName) }
        return (" ", .listName)
    }

    /// Time left in the service window, in five columns.
    func timeLeft(_ window: ServiceWindow, ticks: Bool = true) -> (SafeText, Role) {
        let times =
            ticks ? self.times : TimeWords(zone: model.settings.zone, now: now, words: words, ticks: false)
        return switch window {
        case .unknown: ("?", .windowUnknown)
        case .open(let until): (times.left(until: until), .windowOpen)
        case .closing(let until): (times.left(until: until), .windowSoon)
        case .critical(let until): (times.left(until: until), .windowCritical)
        case .closed: (words(.shut), .windowClosed)
        case .disputed(let until, _): (marked("!", times.left(until: until)), .windowDisputed)
        case .likely(let until): (marked("~", times.left(until: until)), .windowLikely)
        }
    }

    /// A mark before time left, in five columns too: `~4:31`. No digit of a countdown is ever cut.
    private func marked(_ mark: SafeText, _ left: SafeText) -> SafeText {
        mark + (left.width > 4 ? SafeText(left.clusters.dropFirst()) : left)
    }

    /// The last line, and before it until when it is out of sight.
    private func preview(_ thread: ThreadRow, width: Int) -> SafeText {
        let words = lastWords(thread, width: width)
        guard let snooze = thread.snooze(at: now) else { return words }
        let until = snooze.until.map { self.words(.previewSnoozed, times.appointment($0)) }
        // What cannot wait is said first.
        return (shutsFirst(thread) ? self.words(.previewShutsFirst) : "") + (until ?? self.words(.previewSnoozedThey))
            + words
    }

    /// How things stand, unless something is unread; else the last line, with a sign when it is ours.
    func lastWords(_ thread: ThreadRow, width: Int) -> SafeText {
        if let state = thread.stateOfPlay, thread.unread == 0, thread.failed == 0 {
            return words(.stateNow, SafeText(untrusted: state.text, policy: policy, limit: width + 24).singleLine)
        }
        guard let preview = thread.preview else { return SafeText() }
        let mark = preview.direction == .outbound ? glyphs.ours : SafeText()
        if let template = preview.template {
            return mark + words(.template, SafeText(untrusted: template, policy: policy, limit: 60))
        }
        if preview.direction == .event, let said = words.happened(preview.type) { return said }
        // A little more than fits, as runs of blanks become one.
        let text = preview.text.map { SafeText(untrusted: $0, policy: policy, limit: width + 24).singleLine }
        let tag = words(.placeholder, SafeText(untrusted: preview.type, limit: 24))
        // A text that nothing could be read of says at least that there is one.
        let said = preview.type == "text" ? text ?? tag : text.map { "\(tag) \($0)" } ?? tag
        if let sender = preview.sender { return words(.saidBy, MessageLayout.firstName(sender, policy), said) }
        return mark.isEmpty ? said : mark + said
    }

    /// The first letters of its labels, three at the most, how much it matters, what is left to answer in, and whether they want
    /// no messages. What matters most has its place first, and the name keeps some letters.
    private func careSigns(_ thread: ThreadRow, room: Int) -> SafeText {
        let letters = thread.labels.prefix(3).compactMap { $0.name.first.map { String($0).uppercased() } }.joined()
        let signs = SafeText(untrusted: letters, policy: policy, limit: 12) + glyphs.priority(thread.priority)
        let stop = thread.asksToStop ? words(.rowAsksToStop) : thread.optOut == .everything ? words(.rowOptedOut) : ""
        var left = room
        func fitting(_ text: SafeText) -> SafeText {
            guard text.width <= left else { return "" }
            left -= text.isEmpty ? 0 : text.width + 1
            return text
        }
        let (wish, due, care) = (fitting(stop), fitting(promise(thread)), fitting(signs))
        return [care, wish, due].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What is left of the time in which they are to be answered, or that it is over.
    private func promise(_ thread: ThreadRow) -> SafeText {
        guard let since = thread.waitingSince(at: now), !thread.isDone,
            let standing = model.settings.serviceLevel?.standing(since: since, at: now)
        else { return "" }
        guard case .left(let left) = standing else { return words(.rowLate) }
        return words(.rowAnswerDue, times.wait(now - left))
    }

    private func initials(_ thread: ThreadRow) -> SafeText {
        guard let assignee = thread.assignee?.head(scalars: 80) else {
            return thread.waitingSince == nil ? "  " : glyphs.nobody
        }
        // The first letters of its first two words, else its first two letters.
        func isGap(_ character: Character) -> Bool {
            character == " " || character == "." || character == "-" || character == "_"
        }
        var letters = ""
        var isStart = true
        for character in assignee where letters.count < 2 {
            if isStart, !isGap(character) { letters.append(character) }
            isStart = isGap(character)
        }
        return SafeText(untrusted: (letters.count == 2 ? letters : String(assignee.prefix(2))).uppercased())
    }
}

/// The fixed columns of a list row at a width. Narrower lists drop last words and assignee first, never the clock or
/// the wait.
struct ListColumns {
    let left = 2
    let name = 8
    let nameWidth: Int
    let preview: Int?
    let previewWidth: Int
    let wait: Int
    let by: Int?

    init(width: Int) {
        if width >= 44 {
            let by = width - 2
            let wait = by - 5
            nameWidth = width >= 60 ? 18 : 15
            let preview = name + nameWidth + 1
            self.preview = preview
            previewWidth = max(0, wait - preview - 1)
            self.wait = wait
            self.by = by
        } else {
            preview = nil
            previewWidth = 0
            by = nil
            wait = width - 4
            nameWidth = max(4, wait - name - 1)
        }
    }
}

extension Canvas {
    func rectOfRow(_ row: Int) -> Rect { Rect(column: 0, row: row, columns: size.columns, rows: 1) }
}
