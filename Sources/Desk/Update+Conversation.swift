import Inbox
import Screen

extension Model {
    /// Messages a request asks for: more than the tallest pane shows.
    var messageCount: Int { max(60, size.rows * 2) }

    /// Shows a thread in the conversation pane. The old one's draft is saved first.
    mutating func open(_ row: ThreadRow, isSaved: Bool = false) -> [Effect] {
        if conversation?.row.key == row.key { return [] }
        let saved = isSaved ? [] : leaveConversation()
        closeForm()
        (landing, lastSearch) = (nil, nil)
        conversation = ConversationState(row: row)
        return saved + [loadConversation(row.key)]
    }

    /// Saves what is in the box before another conversation takes its place.
    mutating func leaveConversation() -> [Effect] {
        guard let open = conversation else { return [] }
        guard open.isLoaded else {
            if !open.composer.isEmpty { typedUnloaded[open.row.key, default: ""] += open.composer.text }
            return []
        }
        guard open.inFlight != nil else { return saveDraft() }
        // The words on their way stay on disk until the outbox has them, with what was typed since.
        let left = LeftInFlight(content: open.inFlight, sent: open.textInFlight, rest: open.composer.text)
        leftInFlight[open.row.key] = left
        return [.saveDraft(open.row.key, text: left.whole)]
    }

    /// The messages of the open conversation count as seen; opening is not answering, so it stays *waiting*.
    mutating func markRead(always: Bool = false) -> [Effect] {
        // Who reads in the past has not seen the newest.
        guard let open = conversation, open.isLoaded, !open.hasNewer, open.row.unread > 0,
            always || isFocused && !open.staysUnread
        else {
            return []
        }
        if always { conversation?.staysUnread = false }
        let seen = open.messages.filter(\.isForUs)
        let wamids = seen.compactMap(\.wamid)
        guard !wamids.isEmpty else { return [] }
        let read = Effect.record(open.row.key, [.read(wamids)])
        // The platform knows no reading of what merely happened.
        guard let newest = seen.last(where: { $0.direction == .inbound })?.wamid else { return [read] }
        return [read, .tellRead(open.row.key, wamid: newest)]
    }

    mutating func performInMessages(_ command: Command) -> [Effect] {
        let page = max(1, messageHeight - 1)
        switch command {
        case .down: return selectMessage(by: 1)
        case .up: return selectMessage(by: -1)
        case .pageDown: return scrollMessages(by: page)
        case .pageUp: return scrollMessages(by: -page)
        case .halfPageDown: return scrollMessages(by: max(1, page / 2))
        case .halfPageUp: return scrollMessages(by: -max(1, page / 2))
        case .top: return selectOldest()
        case .bottom where conversation?.hasNewer ?? false: return returnToNewest()
        case .bottom:
            conversation?.anchor = nil
            let newest = conversation?.messages.last?.key
            conversation?.selected = newest
            return []
        case .reply: return replyToSelected()
        case .react: return react()
        case .showQuoted: return showQuoted()
        case .copyText:
            guard let text = selectedMessage?.text else {
                tell(.nothingToCopy)
                return []
            }
            tell(.copied)
            return [.copy(text)]
        case .showPayload:
            guard let message = selectedMessage else { return [] }
            let token = token()
            awaitedPayload = token
            return [.loadPayload(message.key, token: token)]
        case .openFile: return openFile()
        case .saveFile: return saveFile()
        case .stopTransfer: return stopTransfer()
        case .retryFailed: return retrySelected()
        case .dismissFailure: return dismissSelected()
        case .explainStatus: return explainMessage()
        case .previousTrouble: return selectTrouble(before: true)
        case .nextTrouble: return selectTrouble(before: false)
        case .toggleUnread: return toggleUnread()
        case .back:
            escapedAt = now
            return focus(on: .list)
        default: return []
        }
    }

    /// Once what is new has been on screen from its beginning, nobody is told any more that it is above.
    mutating func noteDivider() {
        guard let open = conversation, open.isLoaded, !open.sawDivider, open.dividerBefore != nil, !layout.pane.isEmpty
        else { return }
        var timeline = Timeline(self, columns: layout.pane.columns)
        if timeline.newAbove(anchor: shownAnchor, height: messageHeight) == 0 { conversation?.sawDivider = true }
    }

    var selectedMessage: Message? {
        guard let open = conversation, let key = open.selected else { return nil }
        return open.messages.first { $0.key == key }
    }

    mutating func selectMessage(by step: Int) -> [Effect] {
        guard let open = conversation, !open.messages.isEmpty else { return [] }
        let index = open.messages.firstIndex { $0.key == open.selected } ?? open.messages.count
        let target = max(0, min(open.messages.count - 1, index + step))
        conversation?.selected = open.messages[target].key
        scrollMessagesToSelection()
        return step < 0 ? (target < 10 ? loadOlder() : []) : target > open.messages.count - 10 ? loadNewer() : []
    }

    mutating func selectOldest() -> [Effect] {
        let oldest = conversation?.messages.first?.key
        conversation?.selected = oldest
        scrollMessagesToSelection()
        return loadOlder()
    }

    mutating func loadOlder() -> [Effect] {
        guard let open = conversation, open.hasOlder, open.awaited == nil, let first = open.messages.first else {
            return []
        }
        let token = token()
        conversation?.awaited = token
        return [.loadOlder(open.row.key, before: first.key, count: messageCount, token: token)]
    }

    private mutating func selectTrouble(before: Bool) -> [Effect] {
        guard let open = conversation else { return [] }
        let index = open.messages.firstIndex { $0.key == open.selected } ?? open.messages.count
        let isTrouble: (Message) -> Bool = { ($0.delivery?.needsCare ?? false) && !$0.isSettled }
        let found =
            before
            ? open.messages[..<min(index, open.messages.count)].last(where: isTrouble)
            : open.messages.dropFirst(index + 1).first(where: isTrouble)
        guard let found else {
            tell(.noMoreTrouble)
            return []
        }
        conversation?.selected = found.key
        scrollMessagesToSelection()
        return []
    }

    mutating func showPayload(_ payload: String?, token: Int) -> [Effect] {
        guard token == awaitedPayload else { return [] }
        awaitedPayload = nil
        guard let payload else {
            tell(.noPayload)
            return []
        }
        modes.append(.detail(DetailState(subject: .payload(payload))))
        return []
    }

    mutating func explainWindow() -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        return explain(.window(open.row.key), as: .window(nil))
    }

    // MARK: Replying

    mutating func replyToNewest() -> [Effect] {
        if let effects = newestFirst() { return effects }
        guard let newest = conversation?.messages.last(where: { $0.direction == .inbound && $0.wamid != nil }) else {
            tell(.nothingToQuote)
            return []
        }
        return quote(newest)
    }

    mutating func replyToSelected() -> [Effect] {
        guard let message = selectedMessage, message.wamid != nil, message.direction != .event else {
            tell(.nothingToQuote)
            return []
        }
        return quote(message)
    }

    private mutating func quote(_ message: Message) -> [Effect] {
        conversation?.replyTo = message.wamid
        return focus(on: .compose)
    }

    // MARK: Failures

    /// The failed message once more: its text in the box, or its template in the form. Nothing leaves until Enter.
    mutating func retrySelected() -> [Effect] {
        guard let message = selectedMessage, message.direction == .outbound, message.delivery?.needsCare ?? false else {
            tell(.noFailureHere)
            return []
        }
        // It may have arrived: whoever sends it again knows that they may get it twice.
        if case .uncertain = message.delivery?.lane, let row = conversation?.row {
            modes.append(.confirm(.resend(message.key, who: displayName(row))))
            return []
        }
        return retry(message)
    }

    /// The question whether an uncertain one is sent again was answered.
    mutating func retryUncertain(_ key: MessageKey) -> [Effect] {
        guard let message = conversation?.messages.first(where: { $0.key == key }),
            message.delivery?.needsCare ?? false
        else {
            tell(.noFailureHere)
            return []
        }
        return retry(message)
    }

    private mutating func retry(_ message: Message) -> [Effect] {
        let failed = message.localID ?? message.wamid
        if let name = message.template {
            conversation?.replaces = failed
            return openPicker(filter: name)
        }
        if let content = message.content { return retry(content, replacing: failed) }
        guard let text = message.text else { return [] }
        if conversation?.composer.isBlank ?? true {
            conversation?.replaces = failed
            conversation?.composer.replaceAll(with: text)
        } else {
            // The draft in the box is another message: it settles nothing.
            tell(.draftInTheWay, tone: .warning)
        }
        return focus(on: .compose) + saveDraft()
    }

    mutating func dismissSelected() -> [Effect] {
        guard let open = conversation, let message = selectedMessage, message.delivery?.needsCare ?? false,
            !message.isSettled,
            let id = message.localID ?? message.wamid
        else {
            tell(.noFailureHere)
            return []
        }
        tell(.failureDismissed)
        return [.record(open.row.key, [.settle(message: id)])]
    }

    // MARK: Names

    /// How a person is called on screen: name, else @username, else number, else country and the end of the BSUID.
    func displayName(_ row: ThreadRow) -> SafeText {
        displayName(row.name, username: row.username, address: row.address, person: row.person)
    }

    func displayName(_ hit: SearchHit) -> SafeText {
        displayName(hit.name, username: hit.username, address: hit.address, person: hit.person)
    }

    private func displayName(_ name: String?, username: String?, address: Address?, person: String) -> SafeText {
        let policy = settings.textPolicy
        if let name {
            let shown = SafeText(untrusted: name, policy: policy, limit: 80).singleLine
            if !shown.isEmpty { return shown }
        }
        if let username, !username.isEmpty {
            return "@" + SafeText(untrusted: username, policy: policy, limit: 80).singleLine
        }
        return addressText(address) ?? SafeText(untrusted: person, policy: policy, limit: 40)
    }

    /// `+55 11 98888-0101`: grouped as people of the country write it where that is certain from the number alone,
    /// plain otherwise; the digits are never changed.
    static func groupedNumber(_ digits: String) -> String {
        let parts: [Int]
        switch (digits.hasPrefix("55"), digits.hasPrefix("1"), digits.utf8.count) {
        case (true, _, 13): parts = [2, 2, 5, 4]
        case (true, _, 12): parts = [2, 2, 4, 4]
        case (_, true, 11): parts = [1, 3, 3, 4]
        default: return "+" + digits
        }
        var groups: [Substring] = []
        var rest = digits[...]
        for count in parts {
            groups.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return "+" + groups.dropLast().joined(separator: " ") + "-" + (groups.last ?? "")
    }

    /// The end of an id, whatever it is made of.
    private static func tail(of id: String, scalars count: Int) -> String {
        String(String.UnicodeScalarView(id.unicodeScalars.suffix(count)))
    }

    /// `+55 11 98888-0101`, or `BR …3f9a2c` for a BSUID (`whatsapp.md` §2.2).
    func addressText(_ address: Address?) -> SafeText? {
        switch address {
        case .phone(let digits): SafeText(untrusted: Self.groupedNumber(digits.head(scalars: 40)))
        case .bsuid(let id):
            SafeText(untrusted: id, limit: 2) + " …" + SafeText(untrusted: Self.tail(of: id, scalars: 6))
        case .group(let id): words(.group, SafeText(untrusted: Self.tail(of: id, scalars: 8)))
        case nil: nil
        }
    }
}
