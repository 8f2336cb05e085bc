import Dispatch
import Inbox
import Store
import Synchronization

/// Keeps drafts: at once in memory, within 150 ms on disk (law 9), off the key path and coalesced, so that a fast
/// typist costs one write for many keys.
///
/// A text is in one of three places, and `read` looks into them in the order it moves through them: `unwritten` (told,
/// not begun), `inHand` (being written), the store. What the disk refuses goes back to the first and is tried again.
final class DraftKeeper: Sendable {
    /// How long letters are collected before they are written. Well under the 150 ms the law gives.
    static let delay = DispatchTimeInterval.milliseconds(60)
    /// How long a disk that refused is left alone.
    static let patience = DispatchTimeInterval.seconds(2)

    /// What happened to what was kept.
    enum Event: Sendable {
        /// The draft is on disk.
        case saved(ThreadKey, text: String)
        /// The words are in memory only; told once until the disk takes them again.
        case refused(any Error)
        /// After a refusal: everything is on disk again.
        case takenAgain
    }

    private enum Slot: Hashable {
        case draft(ThreadKey)
        case held(ThreadKey)
        case note(ThreadKey)
    }

    private struct State {
        var unwritten: [Slot: String?] = [:]
        var inHand: [Slot: String?] = [:]
        var isScheduled = false
        var isRefused = false

        func text(_ slot: Slot) -> String?? { unwritten[slot] ?? inHand[slot] }
    }

    private let store: InboxStore
    private let agent: String
    private let told: @Sendable (Event) -> Void
    private let queue = DispatchQueue(label: "oriel.drafts", qos: .utility)
    private let state = Mutex(State())

    init(store: InboxStore, agent: String, told: @escaping @Sendable (Event) -> Void) {
        self.store = store
        self.agent = agent
        self.told = told
    }

    func keep(_ text: String, for key: ThreadKey) { note(.draft(key), text.isEmpty ? nil : text) }

    /// A text kept to be offered when they write again; nil lets go of it.
    func hold(_ text: String?, for key: ThreadKey) { note(.held(key), text) }

    /// A private note that was begun; nil lets go of it.
    func keepNote(_ text: String?, for key: ThreadKey) { note(.note(key), text) }

    private func note(_ slot: Slot, _ text: String?) {
        let starts = state.withLock { state in
            state.unwritten[slot] = .some(text)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if starts { schedule(after: Self.delay) }
    }

    private func schedule(after delay: DispatchTimeInterval) {
        queue.asyncAfter(deadline: .now() + delay) { @Sendable [self] in write() }
    }

    /// Everything unsent in a conversation.
    struct Kept {
        var text: String
        var held: String?
        var note: String
    }

    /// What is unsent as last told, whether or not it is on disk yet.
    func read(_ key: ThreadKey) throws -> Kept {
        let (text, held, note) = state.withLock {
            ($0.text(.draft(key)), $0.text(.held(key)), $0.text(.note(key)))
        }
        return Kept(
            text: try (text ?? store.draft(key, agent: agent)) ?? "",
            held: try held ?? store.heldText(key, agent: agent),
            note: try (note ?? store.noteDraft(key, agent: agent)) ?? "")
    }

    /// Conversations whose drafts are not on disk yet, by whether there are words in them.
    func unwritten() -> (full: Set<ThreadKey>, empty: Set<ThreadKey>) {
        let slots = state.withLock { state in state.inHand.merging(state.unwritten) { _, newer in newer } }
        var (full, empty): (Set<ThreadKey>, Set<ThreadKey>) = ([], [])
        for case (.draft(let key), let text) in slots {
            if text?.allSatisfy(\.isWhitespace) ?? true { empty.insert(key) } else { full.insert(key) }
        }
        return (full, empty)
    }

    /// Writes what is not on disk yet; returns when that has been done, or refused.
    ///
    /// - Returns: the drafts that are still in memory only.
    @discardableResult
    func flush() -> [ThreadKey: String] {
        // Looked at on the queue, too: a retry that begins right afterwards takes the words into its hand.
        let unwritten: [Slot: String?] = queue.sync {
            write()
            return state.withLock { $0.unwritten }
        }
        var lost: [ThreadKey: String] = [:]
        for case (.draft(let key), .some(let text)) in unwritten { lost[key] = text }
        return lost
    }

    /// Only ever runs on `queue`, so that no older text can be written over a newer one.
    private func write() {
        let batch = state.withLock { state in
            state.inHand = state.unwritten
            state.unwritten = [:]
            state.isScheduled = false
            return state.inHand
        }
        guard !batch.isEmpty else { return }
        var failure: (any Error)?
        var refused: [Slot: String?] = [:]
        for (slot, text) in batch {
            do {
                try write(text, to: slot)
            } catch {
                failure = error
                refused[slot] = .some(text)
            }
        }
        settle(batch, refused: refused, failure)
    }

    private func write(_ text: String?, to slot: Slot) throws {
        switch slot {
        case .draft(let key):
            try store.setDraft(text, for: key, agent: agent)
            told(.saved(key, text: text ?? ""))
        case .held(let key): try store.setHeldText(text, for: key, agent: agent)
        case .note(let key): try store.setNoteDraft(text, for: key, agent: agent)
        }
    }

    private func settle(_ batch: [Slot: String?], refused: [Slot: String?], _ failure: (any Error)?) {
        let (isNews, isOver, retries) = state.withLock { state in
            state.inHand = [:]
            // What was typed meanwhile is newer than what was refused.
            state.unwritten.merge(refused) { newer, _ in newer }
            let isNews = failure != nil && !state.isRefused
            let isOver = failure == nil && state.isRefused
            state.isRefused = failure != nil
            let retries = failure != nil && !state.isScheduled
            if retries { state.isScheduled = true }
            return (isNews, isOver, retries)
        }
        if let failure, isNews { told(.refused(failure)) }
        if isOver { told(.takenAgain) }
        if retries { schedule(after: Self.patience) }
    }
}
