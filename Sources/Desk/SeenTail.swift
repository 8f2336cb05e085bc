import Inbox
import Screen

/// The end of a conversation as it was on screen when the agent began to write. Whoever of ours wrote after it may have
/// said already what is being written (`inbox.md` §3, *replying blind*).
struct SeenTail: Equatable, Sendable {
    /// The newest line's time, of this person's whole history, loaded or not.
    let lastAt: Instant
    /// What was loaded: two lines of one second are told apart by it.
    let known: Set<MessageKey>

    init(_ open: ConversationState) {
        lastAt = open.row.lastAt
        known = Set(open.messages.map(\.key))
    }

    /// For words of another sitting, of which nobody knows what stood above them: only what the customer wrote was seen for
    /// certain.
    init(before open: ConversationState) {
        let seen = open.messages.lastIndex { $0.direction == .inbound }.map { open.messages[...$0] } ?? []
        lastAt = seen.last?.timestamp ?? open.messages.first?.timestamp ?? open.row.lastAt
        known = Set(seen.map(\.key))
    }

    /// The newest answer that somebody else of ours has given since; nil when nobody has.
    func answer(in open: ConversationState, notBy agent: String) -> Message? {
        open.messages.last { message in
            message.isAnswer && message.author != agent && message.timestamp >= lastAt
                && !known.contains(message.key)
        }
    }
}

extension Model {
    /// The words on the way to being sent began with this end of the conversation in view.
    mutating func noteTail() {
        guard let open = conversation, open.isLoaded else { return }
        if open.composer.isBlank {
            conversation?.seenTail = nil
            tails[open.row.key] = nil
        } else if open.seenTail == nil {
            // Words that stood there while the agent was elsewhere were begun when they were begun.
            let tail = tails[open.row.key] ?? SeenTail(open)
            conversation?.seenTail = tail
            tails[open.row.key] = tail
        }
    }

    /// Asks before an answer goes out that somebody else may have given meanwhile.
    ///
    /// - Returns: whether there is something to ask.
    mutating func asksAboutTail(for content: Content) -> Bool {
        if case .reaction = content { return false }
        guard let open = conversation, let tail = open.seenTail,
            let answer = tail.answer(in: open, notBy: settings.agent)
        else { return asksAboutCompany() }
        modes.append(.confirm(.answeredMeanwhile(by: colleague(answer), words: Self.excerpt(of: answer))))
        return true
    }

    /// They have seen it, and want to send all the same.
    mutating func acceptTail() {
        guard let open = conversation else { return }
        let tail = SeenTail(open)
        conversation?.seenTail = tail
        tails[open.row.key] = tail
    }

    private func colleague(_ message: Message) -> SafeText {
        switch message.telling {
        case .phoneApp: words(.answererPhone)
        case .standby: words(.answererOther)
        case .live, .history, .event:
            message.author.map { SafeText(untrusted: $0, policy: settings.textPolicy, limit: 40).singleLine }
                ?? words(.answererUnknown)
        }
    }

    /// As much of the answer as tells whether one's own is still needed.
    private static func excerpt(of message: Message) -> SafeText {
        let text = SafeText(untrusted: message.text ?? message.type, limit: 200).singleLine
        return text.width > 100 ? text.prefix(width: 99) + "…" : text
    }
}
