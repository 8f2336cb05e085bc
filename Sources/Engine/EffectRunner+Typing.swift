import Cloud
import Inbox
import Store
import Synchronization

/// When a conversation was last told that somebody types.
final class TypingSign: Sendable {
    /// The platform shows it for 25 s (`Limits.typingIndicator`); whoever goes on typing shows it again before it fades.
    static let life = Span.seconds(20)

    private let shown = Mutex<(thread: ThreadKey, at: Instant)?>(nil)

    /// Whether it is time to show it in this conversation; if so, it counts as shown.
    func isDue(in thread: ThreadKey, at now: Instant) -> Bool {
        shown.withLock { shown in
            if let last = shown, last.thread == thread, last.at <= now, now - last.at < Self.life { return false }
            shown = (thread, now)
            return true
        }
    }

    /// Nothing is typed there any more: the next letter shows it at once.
    func forget(_ thread: ThreadKey) {
        shown.withLock { if $0?.thread == thread { $0 = nil } }
    }
}

extension EffectRunner {
    /// Whether *typing…* is to be shown to the customer now that a draft has grown. The config must want it, and read
    /// receipts too: the platform marks what they wrote as read with it (`whatsapp.md` §4.3).
    func isTypingDue(_ key: ThreadKey, draft: String) -> Bool {
        guard services.showsTyping, services.readReceipts != .never, services.client != nil else { return false }
        guard draft.contains(where: { !$0.isWhitespace }) else {
            typing.forget(key)
            return false
        }
        return typing.isDue(in: key, at: services.clock())
    }

    /// Shows it, where an answer may follow. Like read receipts it is a courtesy: a failure is not worth the agent's
    /// attention.
    func showTyping(_ key: ThreadKey) throws {
        guard let client = services.client, let row = try services.store.thread(key),
            row.window(at: services.clock()).isOpen, let wamid = try newestOfTheirs(key)
        else { return }
        Task.detached { try? await client.showTyping(answering: wamid, number: key.number) }  // see above
    }
}
