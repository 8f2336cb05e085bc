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
        } else if open.seenTail == nil {
            conversation?.seenTail = SeenTail(open)
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
        conversation?.seenTail = SeenTail(open)
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
