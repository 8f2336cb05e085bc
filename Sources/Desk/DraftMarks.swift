import Inbox
import Screen

/// Which conversations hold words of the agent's that were begun and not sent: as the store told last, and as was done here since.
struct DraftMarks: Equatable, Sendable {
    private var keys: Set<ThreadKey> = []
    /// What a page that was on its way already does not know yet.
    private var recent: [ThreadKey: Word] = [:]

    private struct Word: Hashable {
        var isThere: Bool
        var at: Instant
    }

    /// A page that was asked for before a word was said has come after so long.
    private static let span = Span.seconds(2)

    /// All of them.
    var all: Set<ThreadKey> { keys }

    func contains(_ key: ThreadKey) -> Bool { keys.contains(key) }

    /// Words were saved in a conversation, or are gone from it.
    mutating func note(_ key: ThreadKey, isThere: Bool, now: Instant) {
        recent[key] = Word(isThere: isThere, at: now)
        if isThere { keys.insert(key) } else { keys.remove(key) }
    }

    /// As the store has it.
    mutating func adopt(_ told: Set<ThreadKey>, now: Instant) {
        keys = told
        recent = recent.filter { now - $0.value.at < Self.span }
        for (key, word) in recent {
            if word.isThere { keys.insert(key) } else { keys.remove(key) }
        }
    }
}

extension Model {
    /// Whether words of ours wait there, as they stand in this moment.
    func hasDraft(_ key: ThreadKey) -> Bool {
        if let open = conversation, open.row.key == key, open.isLoaded || !open.composer.isBlank {
            return !open.composer.isBlank
        }
        if let typed = typedUnloaded[key], !typed.allSatisfy(\.isWhitespace) { return true }
        // What is on its way into the outbox is no draft any more.
        if let left = leftInFlight[key] { return !left.rest.allSatisfy(\.isWhitespace) }
        return drafted.contains(key)
    }

    /// In how many conversations words of ours would be left: those of other sittings are as unsent as those of this one.
    var draftCount: Int {
        var keys = drafted.all.union(typedUnloaded.keys).union(leftInFlight.keys)
        if let open = conversation { keys.insert(open.row.key) }
        return keys.count { hasDraft($0) }
    }

    /// A list of what has a draft is another when one begins or ends.
    mutating func refreshDrafted() -> [Effect] {
        let asks = list.filter?.query.filters.contains { $0.kind == .state(.draft) } ?? false
        return asks ? refreshList() : []
    }
}
