import Inbox
import Screen
import WhatsApp

/// Lays out timeline items as rows: time, sender and delivery in fixed columns, words wrapped beside them.
struct MessageLayout {
    let model: Model
    let columns: Int
    let times: TimeWords
    let glyphs: Glyphs
    let nameWidth: Int
    /// Where the words begin.
    let indent: Int
    /// How the customer is called beside their messages.
    private let customer: SafeText
    /// The newest message that the open window runs from.
    let windowMessage: MessageKey?
    /// A message longer than this is cut, with a word on how to see the rest.
    static let longestMessage = 200

    init(_ model: Model, columns: Int) {
        self.model = model
        self.columns = columns
        times = TimeWords(
            zone: model.settings.zone, now: model.now, words: model.settings.words, ticks: !model.settings.reducesMotion
        )
        glyphs = Glyphs(model.settings)
        nameWidth = columns >= 60 ? 9 : columns >= 46 ? 7 : 5
        indent = 5 + 1 + nameWidth + 1 + 2 + 1
        customer = model.conversation.map { Self.firstName(model.displayName($0.row)) } ?? SafeText()
        let window = model.conversation?.row.window(at: model.now)
        let start = window?.isOpen ?? false ? model.conversation?.row.evidence.start(at: model.now) : nil
        windowMessage = start.flatMap { start in
            model.conversation?.messages.last {
                $0.opensWindow != .none && min($0.timestamp, $0.arrival ?? model.now) == start
            }?.key
        }
    }

    private var words: Words { model.settings.words }
    private var policy: TextPolicy { model.settings.textPolicy }
    private var stopWords: Set<String> { model.settings.stopWords }

    var olderRule: TimelineRow { rule(words(.older), .dividerDay) }
    var unreadRule: TimelineRow { rule(words(.unreadDivider), .dividerUnread) }
    func dayRule(_ instant: Instant) -> TimelineRow { rule(dayWords(instant), .dividerDay) }

    private func dayWords(_ instant: Instant) -> SafeText {
        if times.isToday(instant) { return words(.today) }
        return times.day(instant)
    }

    private func rule(_ text: SafeText, _ role: Role) -> TimelineRow {
        let label: SafeText = " \(text) "
        let column = max(0, (columns - label.width) / 2)
        return TimelineRow(
            pieces: [.init(column: column, text: label, roles: [role])], message: nil, index: 0, isRule: true)
    }

    // MARK: A message

    /// The rows of one message: what it quotes, its words, what is to be said about it.
    func rows(of message: Message) -> [TimelineRow] {
        let body = bodyRole(message)
        let width = max(8, columns - indent)
        var lines: [FormattedText.Row] = []
        if let quote = message.quote {
            let text = quote.text.map { SafeText(untrusted: $0, policy: policy, limit: width * 2).singleLine }
            let told = text ?? words(.quoteMissing)
            let said = quote.sender.map { words(.saidBy, Self.firstName($0, policy), told) } ?? told
            lines.append([((glyphs.quote + said).prefix(width: width), Roles(.msgQuote))])
        }
        // What is known of the file itself says more than that there is one.
        let told = message.media == nil ? message.details : message.details.filter { $0.kind != .fileType }
        let details = DetailLines(words: words, policy: policy, times: times, columns: width).rows(told)
        // What happened comes before the words beside it, and may have none.
        let happened = message.direction == .event && !details.isEmpty
        if happened { lines += details.map { [$0] } }
        let isSilent = happened && message.text == nil
        let said = isSilent ? [] : Array(bodyRows(message, body, columns: width).prefix(Self.longestMessage + 1))
        lines += said.prefix(Self.longestMessage)
        if said.count > Self.longestMessage {
            let key = model.keyLabel(.showPayload, in: .messages)
            lines.append([(key.isEmpty ? words(.moreBelowNoKey) : words(.moreBelow, key), Roles(.msgSystem))])
        } else {
            if !happened { lines += details.map { [$0] } }
            lines += FileLines(model: model, columns: width).rows(message).map { [$0] }
        }
        for note in notes(on: message) {
            lines += TextWrap.wrap(note.0, columns: width, limit: 4).map { row -> FormattedText.Row in [(row, note.1)] }
        }
        return lines.enumerated().map { index, line in
            var pieces = index == 0 ? head(message) : []
            var column = indent
            for piece in line {
                pieces.append(.init(column: column, text: piece.text, roles: piece.roles))
                column += piece.text.width
            }
            return TimelineRow(pieces: pieces, message: message.key, index: index, isRule: false)
        }
    }

    /// A message's words in rows, made as they are asked for.
    private func bodyRows(_ message: Message, _ body: Roles, columns: Int) -> AnySequence<FormattedText.Row> {
        let (tag, text) = (tag(of: message), text(of: message))
        let head = tag.isEmpty || text.isEmpty ? tag : tag + .blanks(1)
        if message.isFormatted, Markup.isPossible(in: text) {
            return AnySequence(
                FormattedText(text, head: head, policy: policy, columns: columns, body: body, glyphs: glyphs))
        }
        // A note carries its sign on every line, so that it is one without colour too.
        let mark = message.direction == .note ? words(.note) + .blanks(2) : SafeText()
        let wrap = TextWrap(untrusted: text, head: head, policy: policy, columns: max(4, columns - mark.width))
        return AnySequence(wrap.lazy.map { row -> FormattedText.Row in [(mark + row.text, body)] })
    }

    private func head(_ message: Message) -> [TimelineRow.Piece] {
        var pieces: [TimelineRow.Piece] = [
            .init(column: 0, text: times.clock(message.timestamp), roles: [.msgTime]),
            .init(column: 6, text: sender(message).prefix(width: nameWidth), roles: [.msgSender]),
        ]
        if let delivery = message.delivery {
            pieces.append(
                .init(
                    column: 6 + nameWidth + 1, text: glyphs.delivery(delivery), roles: [Glyphs.role(delivery)]))
        }
        return pieces
    }

    private func sender(_ message: Message) -> SafeText {
        switch message.direction {
        case .inbound: return message.sender.map { Self.firstName($0, policy) } ?? customer
        case .outbound where message.telling != .live:
            return words(message.telling == .standby ? .senderOther : .senderPhone)
        case .outbound, .note:
            return message.author.map { Self.firstName(SafeText(untrusted: $0, policy: policy, limit: 24).singleLine) }
                ?? words(.you)
        case .event: return glyphs.event
        }
    }

    /// Of a participant of a group, as far as a column has room for it.
    static func firstName(_ sender: String, _ policy: TextPolicy) -> SafeText {
        firstName(SafeText(untrusted: sender, policy: policy, limit: 24).singleLine)
    }

    /// The first word; of a number the end, which tells one from another.
    private static func firstName(_ full: SafeText) -> SafeText {
        if full.string.hasPrefix("+"), full.clusters.count > 5 { return "…" + SafeText(full.clusters.suffix(4)) }
        guard let space = full.clusters.firstIndex(where: \.isBlank), space > 0 else { return full }
        return SafeText(full.clusters[..<space])
    }

    /// The type in brackets, where the words are not the message itself: a caption without its kind would pass for a
    /// message of its own.
    private func tag(of message: Message) -> SafeText {
        guard message.isPlaceholder || !message.isSpoken else { return SafeText() }
        if message.direction == .event, !message.details.isEmpty { return SafeText() }
        return words(.placeholder, SafeText(untrusted: message.type, limit: 40))
    }

    /// The words of a message. What the details under it say in full is not said in short above them.
    private func text(of message: Message) -> String {
        message.isToldByDetails ? "" : message.text ?? ""
    }

    private func bodyRole(_ message: Message) -> Roles {
        if message.template != nil { return [.msgTemplate] }
        switch message.direction {
        case .inbound: return message.isPlaceholder ? [.msgIn, .msgSystem] : [.msgIn]
        case .outbound: return [.msgOut]
        case .note: return [.msgNote]
        case .event: return [.msgSystem]
        }
    }

    /// What stands under a message: why it failed, that it is about to leave, that the window runs from it, that it
    /// came late.
    private func notes(on message: Message) -> [(SafeText, Roles)] {
        var notes: [(SafeText, Roles)] = []
        if let due = message.dueAt, due > model.now, message.delivery?.word == DeliveryStage.queued.word {
            let seconds = ((due - model.now).milliseconds + 999) / 1_000
            let (at, countdown): (Phrase, Phrase) =
                message.isTriedAgain ? (.triesAt, .retryCountdown) : (.leavesAt, .undoCountdown)
            let note =
                model.settings.reducesMotion
                ? words(at, times.clockWithSeconds(due)) : words(countdown, "\(seconds)")
            notes.append((note, [.statePending]))
        }
        if let delivery = message.delivery, delivery.needsCare, !message.isSettled {
            notes.append((trouble(delivery), [Glyphs.role(delivery)]))
        }
        if let hold = message.hold { notes.append((words.hold(hold), [.statePending])) }
        if let windowMessage, message.key == windowMessage {
            notes.append((words(.windowRunsFrom), [.msgTime]))
        }
        if message.direction == .inbound,
            message.text.flatMap({ StopWords.folded($0) }).map(stopWords.contains) ?? false
        {
            notes.append((words(.stopLine, model.keyLabel(.toggleOptOut, in: .compose)), [.msgSystem]))
        }
        if let arrival = message.arrival, arrival - message.timestamp >= .minutes(2), message.direction == .inbound,
            message.telling != .history
        {
            let late = TimeWords(zone: model.settings.zone, now: arrival, words: words).since(message.timestamp)
            notes.append((words(.lateBy, late), [.msgTime]))
        }
        return notes
    }

    private func trouble(_ delivery: Delivery) -> SafeText {
        guard let failure = delivery.failure else { return words(.uncertainLine) }
        let cause = FailureWords(failure, words: words, policy: policy).short
        if case .refused = delivery.lane { return words(.refusedLine, cause) }
        return words(.failureLine, cause)
    }
}
