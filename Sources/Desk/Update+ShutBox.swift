import Inbox
import Screen

/// What is typed to somebody whose window is shut. The first letters look for a template; what reads as an answer is the
/// draft at once, so that no way out of the picker loses a word (law 9).
extension Model {
    mutating func typeIntoShutBox(_ text: String) -> [Effect] {
        guard let open = conversation else { return nothingOpen() }
        let effects = openPicker(filter: text, boxText: open.composer.text)
        return effects + keepTyped()
    }

    /// Puts what was typed so far into the draft when it is no search: several words, or words no template has.
    mutating func keepTyped() -> [Effect] {
        guard case .picker(let state) = modes.last, let before = state.boxText else { return [] }
        let typed = state.filter.text
        let isAnswer = typed.trimmed.contains(where: \.isWhitespace) || rankedTemplates(typed).isEmpty
        var text = before
        if isAnswer, !typed.trimmed.isEmpty {
            if let last = before.last, !last.isWhitespace { text += " " }
            text += typed
        }
        guard conversation?.composer.text != text else { return [] }
        conversation?.composer.replaceAll(with: text)
        if isAnswer { returnToBox() }
        return saveDraft()
    }

    /// Enter where no template matches: the words go into the template that fits them best.
    mutating func takeTyped(_ state: PickerState) -> [Effect] {
        guard takesTyped(state) else {
            tell(.nothingMatches, tone: .warning)
            return []
        }
        modes.removeLast()
        return openForcedForm()
    }

    /// Whether the draft can go into a template from the picker that no template matches.
    func takesTyped(_ state: PickerState) -> Bool {
        state.boxText != nil && conversation?.composer.isBlank == false
            && rankedTemplates("").contains { $0.template.unusable == nil }
    }

    /// A digit pressed in a closed box opened a form.
    mutating func noteDigit(_ digit: Character?) {
        guard let digit, digit.isNumber, case .form(var state) = modes.last else { return }
        state.digit = digit
        modes[modes.count - 1] = .form(state)
    }
}
