import Inbox

/// Messages that were begun in the builder and left, newest last: one of the same kind in the same conversation goes on
/// where it was left (law 9).
struct LeftBuilds: Equatable, Sendable {
    /// One of them, and the draft there was in the box.
    struct Left: Equatable, Sendable {
        var state: BuildState
        var box: String
    }

    private static let limit = 50
    private var builds: [Left] = []

    mutating func keep(_ left: Left) {
        _ = take(left.state.kind, in: left.state.thread)
        builds.append(left)
        builds.removeFirst(max(0, builds.count - Self.limit))
    }

    mutating func take(_ kind: BuildKind, in thread: ThreadKey) -> Left? {
        let index = builds.lastIndex { $0.state.kind == kind && $0.state.thread == thread }
        return index.map { builds.remove(at: $0) }
    }
}

extension Model {
    /// Remembers what was begun, when there is more in it than the draft put there.
    ///
    /// - Returns: whether there was.
    mutating func keepBuild(_ state: BuildState) -> Bool {
        guard let open = conversation, open.row.key == state.thread, state.fixed == nil, state.replaces == nil else {
            return false
        }
        let fresh = BuildState(
            state.kind, thread: state.thread, draft: open.composer.text, isDirect: state.isDirect)
        guard state.fields != fresh.fields, !state.isEmpty else { return false }
        leftBuilds.keep(LeftBuilds.Left(state: state, box: open.composer.text))
        return true
    }

    /// The builder for a kind: as it was left, or new with the draft as its words.
    mutating func openBuild(_ kind: BuildKind, in open: ConversationState) -> BuildState {
        let fresh = BuildState(kind, thread: open.row.key, draft: open.composer.text, isDirect: goesDirectly)
        guard let left = leftBuilds.take(kind, in: open.row.key) else { return fresh }
        var state = left.state
        // The window shut meanwhile: then there may be more buttons.
        if fresh.isDirect { state.offerPages() }
        // Words that were the draft are what the draft is now.
        if left.box != open.composer.text, state.usesDraft || !open.composer.isBlank,
            let body = state.fields.firstIndex(where: { $0.slot == .body }),
            let words = fresh.fields.first(where: { $0.slot == .body })
        {
            state.fields[body] = words
            state.usesDraft = fresh.usesDraft
        }
        return state
    }
}
