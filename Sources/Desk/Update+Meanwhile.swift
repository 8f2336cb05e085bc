import Inbox
import Screen

/// What the customer writes while templates stand over the conversation, which hides it.
extension Model {
    /// The newest of theirs that was there when templates came over the conversation; nil while none stand there.
    var coveredSince: MessageKey?? {
        for case let mode in modes {
            switch mode {
            case .picker(let state): return .some(state.seen)
            case .form(let state): return .some(state.seen)
            default: break
            }
        }
        return nil
    }

    /// Their newest message or call.
    var newestOfTheirs: MessageKey? { conversation?.messages.last(where: \.isForUs)?.key }

    /// The conversation came after the templates that stand over it: all that is in it was there before.
    mutating func seeCovered() {
        let newest = newestOfTheirs
        for index in modes.indices {
            switch modes[index] {
            case .picker(var state):
                state.seen = newest
                modes[index] = .picker(state)
            case .form(var state):
                state.seen = newest
                modes[index] = .form(state)
            default: break
            }
        }
    }

    /// Whether the box takes plain text by a window that is open.
    var isWindowOpen: Bool { conversation?.row.window(at: now).isOpen ?? false }

    /// What they wrote since, and what that allows.
    ///
    /// - Parameter words: what the message says, in a row.
    func writtenMeanwhile(columns: Int, _ said: (Message) -> SafeText) -> SafeText? {
        guard !isReopening, let open = conversation, let seen = coveredSince,
            let newest = open.messages.last(where: { $0.isForUs && $0.direction == .inbound }), newest.key != seen,
            newest.key == newestOfTheirs
        else { return nil }
        let send = keyLabel(settings.enterSends ? .send : .newLine, in: .compose)
        let tail: SafeText
        if !isWindowOpen {
            tail = words(.meanwhileBack, keysBack)
        } else if open.composer.isBlank {
            tail = words(.meanwhileWrite, keysBack)
        } else {
            tail = words(.meanwhileSend, keysBack, send)
        }
        let lead = words(.meanwhileWrote, displayName(open.row).prefix(width: max(8, min(24, columns / 4))))
        let room = columns - lead.width - tail.width - 1
        let text = said(newest)
        guard room >= min(8, text.width) else {
            return (lead.isEmpty ? tail : "\(words(.newsFrom, displayName(open.row)))\(tail)")
        }
        return "\(lead) \(text.prefix(width: room))\(tail)"
    }

    /// They wrote while an answer to them was being typed where templates are looked for: its words are in the box, and
    /// go on there.
    mutating func returnToBox() {
        guard case .picker(let state) = modes.last, isWindowOpen, isAnswer(state), let row = conversation?.row else {
            return
        }
        modes.removeLast()
        focus = .compose
        boxTakesNoEnterBefore = now + Self.reflex
        tell(
            .wordsInBox, displayName(row), keyLabel(settings.enterSends ? .send : .newLine, in: .compose), tone: .good)
    }

    /// Whether what was typed there is no search but an answer, and the draft by now.
    func isAnswer(_ state: PickerState) -> Bool {
        guard let before = state.boxText, let open = conversation, !open.composer.isBlank else { return false }
        return open.composer.text != before
    }

    /// An Enter that was meant for the template does not send the words.
    mutating func isHeldByReflex() -> Bool {
        guard let earliest = boxTakesNoEnterBefore.take(), now < earliest else { return false }
        tell(.lookBeforeSending, keyLabel(settings.enterSends ? .send : .newLine, in: .compose), tone: .warning)
        return true
    }
}
