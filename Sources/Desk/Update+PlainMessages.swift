import Inbox
import Screen

/// Messages by their numbers, by lines: which there are, reactions, quotes, failures and explanations.
extension Model {
    /// The newest first; more are not numbered.
    private static let numberedMessages = 20

    mutating func listMessages() -> [Effect] {
        plain.messages = newestMessages
        plain.wantsMessages = true
        return []
    }

    private var newestMessages: [MessageKey] {
        conversation?.messages.suffix(Self.numberedMessages).reversed().map(\.key) ?? []
    }

    /// Chooses the message of a number; false, and said so, when there is none.
    private mutating func choose(message number: Int) -> Bool {
        let known = Set(conversation?.messages.map(\.key) ?? [])
        // The numbers of another conversation are none of this one.
        if !plain.messages.contains(where: known.contains) { plain.messages = newestMessages }
        guard plain.messages.indices.contains(number - 1), known.contains(plain.messages[number - 1]) else {
            tell(.plainNoSuchMessage, "\(number)")
            return false
        }
        focus = .messages
        conversation?.selected = plain.messages[number - 1]
        return true
    }

    /// The message of a number, which is said to be none where there is none.
    mutating func message(numbered number: Int) -> MessageKey? {
        guard choose(message: number) else { return nil }
        defer { leaveMessages() }
        return conversation?.selected
    }

    private mutating func leaveMessages() {
        if conversation != nil, modes.isEmpty { focus = .compose }
        conversation?.selected = nil
    }

    /// An emoji, by itself or by a name that means one alone: nobody gets another than was meant.
    mutating func react(to number: Int, _ typed: String?) -> [Effect] {
        guard choose(message: number) else { return [] }
        defer { leaveMessages() }
        _ = react()
        guard case .choice(var state) = modes.last, case .reaction(let target) = state.subject else { return [] }
        guard let typed else {
            state.index = entries(state).firstIndex { $0.choice == .emoji(nil) } ?? 0
            modes[modes.count - 1] = .choice(state)
            return performInChoice(.accept)
        }
        guard let emoji = emoji(typed, for: target) else {
            modes.removeLast()
            return []
        }
        state.filter = TextEditor(emoji)
        modes[modes.count - 1] = .choice(state)
        return performInChoice(.accept)
    }

    private mutating func emoji(_ typed: String, for target: ReactionTarget) -> String? {
        if let emoji = Self.emoji(typed, for: target) { return emoji }
        switch NameMatch(typed, among: words.emoji, by: { $0.name }) {
        case .one(let found): return found.emoji
        case .several(let found):
            let named = found.prefix(8).map { SafeText(untrusted: "\($0.emoji) \($0.name)") }
            tell(.plainSeveralMeant, safe(typed), named.joined(separator: ", "), tone: .warning)
        case .none: tell(.plainNoSuchEmoji, safe(typed), tone: .warning)
        }
        return nil
    }

    mutating func quote(message number: Int) -> [Effect] {
        guard choose(message: number) else { return [] }
        defer { leaveMessages() }
        let effects = replyToSelected()
        if let quoted = conversation?.messages.first(where: { $0.wamid != nil && $0.wamid == conversation?.replyTo }) {
            notice = Notice(plainQuote(quoted))
        }
        return effects
    }

    /// A command of the messages pane for one message: that of a number, else the newest that it can be about.
    mutating func perform(_ command: Command, onMessage number: Int?) -> [Effect] {
        if let number {
            guard choose(message: number) else { return [] }
        } else {
            let isTrouble: (Message) -> Bool = { ($0.delivery?.needsCare ?? false) && !$0.isSettled }
            let messages = conversation?.messages ?? []
            let fitting: Message? =
                switch command {
                case .retryFailed, .dismissFailure: messages.last(where: isTrouble)
                case .showPayload: messages.last { $0.hasPayload }
                default: nil
                }
            focus = .messages
            conversation?.selected = (fitting ?? messages.last)?.key
        }
        defer { leaveMessages() }
        let effects = performInMessages(command)
        if command == .retryFailed, case .picker(let state) = modes.last {
            modes.removeLast()
            return effects + openTemplate(named: state.filter.text)
        }
        // What comes back into the box was named by the order, and is said.
        if command == .retryFailed, modes.isEmpty, let open = conversation, open.replaces != nil, !open.composer.isBlank
        {
            plain.wantsDraft = true
            plain.written = open.composer.text
        }
        return effects
    }

    /// What was typed, to be said back.
    func safe(_ typed: String) -> SafeText { SafeText(untrusted: typed, limit: 40).singleLine }
}
