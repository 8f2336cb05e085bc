import Inbox
import Screen

/// What the outbox answers. No answer may cost the agent a letter (law 9).
extension Model {
    mutating func enqueued(_ item: OutboxItem, in thread: ThreadKey) -> [Effect] {
        tally.count(item.content)
        noteUndoable(item, in: thread)
        let isTemplate = if case .template = item.content { true } else { false }
        let left = leftInFlight.removeValue(forKey: thread)
        guard let open = conversation, open.row.key == thread else {
            return [.saveDraft(thread, text: left?.rest ?? "")]
        }
        if let left, !open.isLoaded {
            // Opened again and not here yet: the draft that comes may be from before this.
            conversation?.goneMeanwhile = left
            return [.saveDraft(thread, text: left.rest)]
        }
        conversation?.inFlight = nil
        conversation?.textInFlight = ""
        conversation?.anchor = nil
        let shown = open.hasNewer ? returnToNewest() : []
        if item.dueAt > now {
            tell(.leavesSoon, keyLabel(.recall, in: .compose))
            notice?.validUntil = item.dueAt
        }
        return shown + (isTemplate ? holdLeftoverDraft() : []) + saveDraft(always: true)
    }

    mutating func refused(_ refusal: Refusal, thread: ThreadKey, content: Content) -> [Effect] {
        let effects = giveBack(content, to: thread)
        guard conversation?.row.key == thread else {
            tell(.notSentElsewhere, words.refusal(refusal, settings: settings, now: now), tone: .warning)
            return effects
        }
        return effects + explain(refusal)
    }

    /// The message never reached the outbox, for a reason that is not the gate's.
    mutating func sendFailed(_ obstacle: Obstacle, thread: ThreadKey, content: Content) -> [Effect] {
        let effects = giveBack(content, to: thread)
        notice = Notice(words.obstacle(obstacle), tone: .warning)
        return effects
    }

    /// Puts the words of a message that did not go back where they were typed, before anything typed since.
    private mutating func giveBack(_ content: Content, to thread: ThreadKey) -> [Effect] {
        let left = leftInFlight.removeValue(forKey: thread)
        guard let open = conversation, open.row.key == thread else {
            return left.map { [.saveDraft(thread, text: $0.whole)] } ?? []
        }
        conversation?.inFlight = nil
        conversation?.textInFlight = ""
        // Opened again and not here yet: the draft that comes has the words.
        if left != nil { return [] }
        putBack(open.textInFlight.isEmpty ? content.textBody ?? "" : open.textInFlight)
        reopen(content)
        return saveDraft()
    }

    private mutating func putBack(_ text: String) {
        guard !text.isEmpty, let composer = conversation?.composer else { return }
        conversation?.composer.replaceAll(with: composer.isBlank ? text : text + "\n" + composer.text)
    }

    private mutating func noteUndoable(_ item: OutboxItem, in thread: ThreadKey) {
        undoable.removeAll { $0.until <= now }
        guard item.dueAt > now else { return }
        let row = conversation?.row.key == thread ? conversation?.row : shownRows.first { $0.key == thread }
        undoable.append(
            Undoable(thread: thread, until: item.dueAt, name: row.map { displayName($0) } ?? words(.somebodyElse)))
    }

    /// Takes back what waits in the open conversation, else what was sent last, wherever that was: who has walked on sees
    /// the mistake as clearly as who has stayed.
    mutating func recallNewest() -> [Effect] {
        guard let conversation else { return nothingOpen() }
        let here = conversation.row.key
        let waitsHere =
            conversation.inFlight != nil || conversation.messages.contains { $0.dueAt.map { $0 > now } ?? false }
        if waitsHere { return [.recall(here)] }
        let elsewhere = leftInFlight.keys.first ?? undoable.last { $0.until > now }?.thread
        return [.recall(elsewhere ?? here)]
    }

    mutating func recalled(_ item: OutboxItem?, in thread: ThreadKey) -> [Effect] {
        guard let item else {
            tell(.nothingToRecall, tone: .warning)
            return []
        }
        tally.discount(item.content)
        let index = undoable.lastIndex { $0.thread == thread }
        let undone = index.map { undoable.remove(at: $0) }
        guard conversation?.row.key == thread else {
            // The words came back into its draft with the commit that took them back.
            if let text = item.content.textBody, !text.isEmpty { drafted.note(thread, isThere: true, now: now) }
            tell(.recalledElsewhere, undone?.name ?? words(.somebodyElse), tone: .good)
            return []
        }
        switch item.content {
        case .text(let text):
            tell(.recalled, tone: .good)
            putBack(text.body)
            if conversation?.replyTo == nil { conversation?.replyTo = text.replyTo }
        case .direct(let direct) where direct.interactive == nil:
            tell(.recalled, tone: .good)
            putBack(direct.body)
        case .template: tell(.recalledTemplate, tone: .good)
        case .media(let file):
            tell(.recalledFile, tone: .good)
            putBack(file.caption ?? "")
            if conversation?.replyTo == nil { conversation?.replyTo = file.replyTo }
        case .location, .contacts, .interactive, .direct:
            tell(.recalledOther, tone: .good)
            reopen(item.content)
            if conversation?.replyTo == nil { conversation?.replyTo = item.content.quotes }
        case .reaction: tell(.recalledOther, tone: .good)
        }
        return saveDraft()
    }
}

/// A message that was on its way into the outbox when its conversation was left.
struct LeftInFlight: Hashable, Sendable {
    /// What is on its way.
    var content: Content?
    /// The words on their way, as the box had them.
    var sent: String
    /// What was typed after them.
    var rest: String

    /// What the box must show if they come back.
    var whole: String { sent.isEmpty ? rest : rest.isEmpty ? sent : sent + "\n" + rest }
}

/// A message of ours that has not left yet, and until when it can be taken back.
struct Undoable: Hashable, Sendable {
    var thread: ThreadKey
    var until: Instant
    /// As they were called then: their row may be out of sight.
    var name: SafeText
}
