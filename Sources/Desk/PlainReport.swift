import Inbox
import Screen

/// What the line mode says: the differences between what was said and what is, as lines. Pure; every line is harmless.
public struct PlainReport: Sendable {
    private var notice: Notice?
    private var question: Confirmation?
    private var thread: ThreadKey?
    /// The messages of the open conversation that were said, with how far each had come.
    private var said: [MessageKey: String] = [:]
    private var window: String?
    /// How things stand in the open conversation, as was said.
    private var state: StateOfPlay?
    private var form: String?
    /// Who else is in the open conversation, as was said.
    private var company: String?
    private var isBegun = false

    /// Messages of a conversation that are said when it is opened.
    private static let opening = 10

    /// Nothing said yet.
    public init() {}

    /// What is to be said now.
    ///
    /// - Parameter model: what it says wanted to be said is taken out of it.
    public mutating func lines(_ model: inout Model) -> [SafeText] {
        let wants = model.plain
        var plain = wants.said
        var lines: [SafeText] = []
        if !isBegun, model.list.isLoaded {
            isBegun = true
            lines.append(model.words(.plainBegun, SafeText(untrusted: model.settings.agent, limit: 80).singleLine))
            plain.listed = model.shownRows.map(\.key)
            lines += model.plainList
        } else if wants.wantsList, model.list.isLoaded, model.list.awaited == nil {
            plain.listed = model.shownRows.map(\.key)
            lines += model.plainList
        } else {
            plain.wantsList = wants.wantsList
        }
        if let page = wants.found {
            plain.listed = page.hits.map(\.thread)
            lines += model.plainFound(page)
        }
        lines += conversation(model, wants, &plain)
        lines += wants.news.filter { $0.thread != thread || $0.event != .message }.map { model.plainNews($0) }
        if wants.wantsStatus { lines += model.plainStatus }
        if wants.wantsHelp { lines += model.words.orders }
        if wants.wantsMessages { lines += model.plainMessages }
        if wants.wantsFiles { lines += model.plainFiles }
        lines += wants.choices
        if let query = wants.wantsTemplates {
            if wants.awaitsTemplates { plain.wantsTemplates = query } else { lines += model.plainTemplates(query) }
        }
        if case .detail(let state) = model.modes.last, state.awaited == nil {
            model.modes.removeLast()
            lines += model.detailLines(state).map(\.text)
        }
        if case .picker(let state) = model.modes.last {
            model.modes.removeLast()
            lines += model.plainTemplates(state.filter.text)
        }
        if case .identity(let state) = model.modes.last, state.awaited == nil {
            model.modes.removeLast()
            plain.who = state
            lines += model.plainWho(state)
        }
        if case .team(let state) = model.modes.last, let report = state.report, state.awaited == nil {
            model.modes.removeLast()
            plain.team = report
            lines += model.plainTeam(report)
        }
        if case .choice(let state) = model.modes.last, state.subject == .kinds {
            plain.wantsKinds = wants.wantsKinds && state.awaited != nil
            if state.awaited == nil {
                model.modes.removeLast()
                lines += model.plainKinds(state)
            }
        }
        lines += forms(model, wants)
        if wants.wantsDraft, let open = model.conversation {
            let text = SafeText(untrusted: open.composer.text, policy: model.settings.textPolicy, limit: 4_096)
                .singleLine
            if let quoted = open.messages.first(where: { $0.wamid != nil && $0.wamid == open.replyTo }) {
                lines.append(model.plainQuote(quoted))
            }
            lines.append(model.words(.plainDraft, model.displayName(open.row), text))
        }
        if case .switcher(let state) = model.modes.last, state.awaited == nil, state.matches.isEmpty {
            model.modes.removeLast()
        }
        if case .save(let state) = model.modes.last, state.awaited == nil, let problem = state.problem {
            model.modes.removeLast()
            lines.append(problem)
        }
        if wants.isAnew { notice = nil }
        if let now = model.notice, now != notice { lines.append(now.text) }
        notice = model.notice
        lines += asked(model)
        model.plain = plain
        return lines
    }

    private mutating func conversation(_ model: Model, _ wants: PlainState, _ plain: inout PlainState) -> [SafeText] {
        guard let open = model.conversation, open.isLoaded, model.awaitedThread == nil else {
            plain.wantsConversation = wants.wantsConversation
            plain.wantsOlderThan = wants.wantsOlderThan
            return []
        }
        // Until somebody opens one, the conversation beside the list is not read out.
        guard thread != nil || wants.wantsConversation || model.focus == .compose else { return [] }
        let layout = MessageLayout(model, columns: 1_000)
        var lines: [SafeText] = []
        if thread != open.row.key || wants.wantsConversation {
            thread = open.row.key
            said = [:]
            company = nil
            window = model.plainWindow(open)
            state = open.row.stateOfPlay
            lines += model.plainHead(open) + [window.map { SafeText(untrusted: $0) }].compactMap { $0 }
            lines += open.messages.suffix(Self.opening).flatMap { layout.plain($0) }
        } else {
            for message in open.messages {
                guard let before = said[message.key] else {
                    // What lies before what was said was said to be older.
                    if message.timestamp
                        >= (open.messages.last { said[$0.key] != nil }?.timestamp ?? Instant(milliseconds: .min))
                    {
                        lines += layout.plain(message)
                    }
                    continue
                }
                if before != layout.standing(message) { lines += layout.plain(message) }
            }
            // What a colleague says of how things stand is meant for whoever is here.
            if let told = open.row.stateOfPlay, told != state, told.by != model.settings.agent {
                lines.append(model.stateText(told))
            }
            state = open.row.stateOfPlay
            let now = model.plainWindow(open)
            if now != window { lines.append(SafeText(untrusted: now)) }
            window = now
        }
        if let first = wants.wantsOlderThan {
            if open.awaited != nil {
                plain.wantsOlderThan = first
            } else {
                lines += open.messages.prefix { $0.key != first }.suffix(20).flatMap { layout.plain($0) }
            }
        }
        let here = model.companyNote
        if here?.string != company { lines.append(here ?? model.words(.plainAlone)) }
        company = here?.string
        said = Dictionary(open.messages.map { ($0.key, layout.standing($0)) }, uniquingKeysWith: { first, _ in first })
        return lines
    }

    private mutating func forms(_ model: Model, _ wants: PlainState) -> [SafeText] {
        guard let lines = model.plainBox else {
            form = nil
            return []
        }
        let now = lines.map(\.string).joined(separator: "\n")
        guard now != form || wants.wantsForm else { return [] }
        form = now
        return lines
    }

    private mutating func asked(_ model: Model) -> [SafeText] {
        guard case .confirm(let question) = model.modes.last else {
            self.question = nil
            return []
        }
        guard question != self.question else { return [] }
        self.question = question
        return [model.words.question(question, settings: model.settings) + " " + model.words(.plainYesNo)]
    }
}

extension MessageLayout {
    /// A message as lines: when, who, how far it came, and its words set in behind.
    func plain(_ message: Message) -> [SafeText] {
        let drawn = rows(of: message)
        let rows = drawn.map { row in row.pieces.filter { $0.column >= indent }.map(\.text).joined() }
        let who = drawn.first?.pieces.first { $0.column == 6 }?.text ?? SafeText()
        let standing = message.delivery.map { SafeText(untrusted: " (\($0.word))") } ?? SafeText()
        let head: SafeText = "\(times.date(message.timestamp)) \(who)\(standing): "
        return rows.enumerated().map { index, text in index == 0 ? head + text : .blanks(4) + text }
    }

    /// How far it came, what it says, and what was done to it since: when any of it changes it is said once more.
    func standing(_ message: Message) -> String {
        let later = message.details.filter { [.reaction, .edited, .revoked].contains($0.kind) }
        return "\(message.delivery?.word ?? "") \(message.text ?? "") \(fileStanding(message)) "
            + later.map { "\($0.kind) \($0.value) \($0.columns.first ?? "")" }.joined(separator: " ")
    }

    /// Of a file that came: whether it is here, or why not. Its way is not told step by step.
    private func fileStanding(_ message: Message) -> Int {
        guard message.direction == .inbound, let media = message.media else { return 0 }
        return switch media.state {
        case .waiting, .waitingAgain, .moving: 0
        case .here: 1
        case .failed: 2
        case .stopped: 3
        case .expired: 4
        }
    }
}

extension Model {
    /// The conversations of the queue, numbered.
    var plainList: [SafeText] {
        let times = plainTimes
        let head: SafeText =
            list.filter.map { filter in
                let text = SafeText(untrusted: filter.name ?? filter.text, policy: settings.textPolicy, limit: 120)
                let count: SafeText = list.hasBefore || list.hasAfter ? "\(list.rows.count)+" : "\(list.rows.count)"
                return words(.filterHead, words.queue(list.queue), text.singleLine, count)
            } ?? "\(words.queue(list.queue)) \(list.counts[list.queue])"
        let painter = Painter(self)
        let rows = shownRows.enumerated().map { index, row -> SafeText in
            let window = plainLeft(row, times)
            let waits = row.waitingSince.map { words(.plainWaits, times.wait($0)) }
            // Of what has no words, a picture or a call, the list says what came.
            let preview =
                row.preview?.text.map {
                    SafeText(untrusted: $0, policy: settings.textPolicy, limit: 120).singleLine
                } ?? Painter(self).lastWords(row, width: 96)
            let draft = hasDraft(row.key) ? words(.plainHasDraft) : nil
            let mark = list.marks[row.key] == nil ? nil : words(.plainIsMarked)
            var parts = [displayName(row), mark, window, waits].compactMap { $0 } + painter.snoozeNotes(row)
            parts += [draft, preview].compactMap { $0 }
            parts.removeAll(where: \.isEmpty)
            return "\(index + 1). \(parts.joined(separator: ", "))"
        }
        return [head] + (rows.isEmpty ? [words(.plainNobody)] : rows)
    }

    /// Messages that were found, numbered: a number opens the conversation.
    func plainFound(_ page: SearchPage) -> [SafeText] {
        guard !page.hits.isEmpty else { return [words(.searchNone)] }
        let times = plainTimes
        let head = words(page.hasMore ? .plainFoundMore : .plainFound, "\(page.hits.count)")
        return [head]
            + page.hits.enumerated().map { index, hit in
                let found = hit.outside
                let shown = Excerpt.stretch(
                    of: found?.text ?? hit.text, matches: found?.matches ?? hit.matches, length: 160)
                var text = SafeText(untrusted: shown.text, policy: settings.textPolicy, limit: 200).singleLine
                if let found { text = "\(words.beside(found.kind)) \(text)" }
                let name = hit.name ?? hit.username ?? hit.person
                let who = SafeText(untrusted: name, policy: settings.textPolicy, limit: 80).singleLine
                return "\(index + 1). \(who), \(times.moment(hit.timestamp)): \(text)"
            }
    }

    private var plainTimes: TimeWords {
        TimeWords(zone: settings.zone, now: now, words: words, ticks: false)
    }

    private func plainLeft(_ row: ThreadRow, _ times: TimeWords) -> SafeText {
        switch row.window(at: now) {
        case .open(let until), .closing(let until), .critical(let until): words(.plainLeft, times.left(until: until))
        case .likely(let until): words(.plainLikely, times.left(until: until))
        case .disputed: words(.plainDisputed)
        case .unknown: words(.plainUnknown)
        case .closed: words(.shut)
        }
    }

    /// Who it is; what is to be known of them, as the head of the screen says it; how things stand.
    func plainHead(_ open: ConversationState) -> [SafeText] {
        let address = open.row.address.flatMap { addressText($0) }
        let who = [words(.plainConversation, displayName(open.row)), address].compactMap { $0 }
        let notes = Painter(self).headNotes(open)
        return [who.joined(separator: ", ")] + (notes.isEmpty ? [] : [notes.joined(separator: "; ")])
            + [open.row.stateOfPlay.map { stateText($0) }].compactMap { $0 }
    }

    /// The window in words that change only when something does: not with every minute.
    func plainWindow(_ open: ConversationState) -> String {
        let times = plainTimes
        return switch open.row.window(at: now) {
        case .open(let until): words(.plainOpenUntil, times.moment(until)).string
        case .closing(let until): words(.plainClosingAt, times.moment(until)).string
        case .critical(let until): words(.plainCriticalAt, times.moment(until)).string
        case .closed where neverWrote: words(.plainNeverWrote).string
        case .closed(let since): words(.plainClosedSince, times.moment(since)).string
        case .likely: words(.plainLikelyOpen).string
        case .disputed: words(.plainDisputed).string
        case .unknown: words(.plainUnknown).string
        }
    }

    func plainNews(_ news: News) -> SafeText {
        let name = SafeText(untrusted: news.name, policy: settings.textPolicy, limit: 80).singleLine
        let text = news.text.map { SafeText(untrusted: $0, policy: settings.textPolicy, limit: 200).singleLine }
        return words.news(news.event, name, text)
    }

    var plainStatus: [SafeText] {
        StatusFact.allCases.map { fact in
            let sign: SafeText = isBad(fact) ? "! " : ""
            return "\(sign)\(statusLabel(fact)): \(statusValue(fact))"
        }
    }
}
