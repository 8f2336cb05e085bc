import Inbox

/// The agent's draft as it stands in a slot of a form. What is typed on there goes on the draft, too: the hands of whoever
/// was writing when the window shut do not know that the box has become a slot (law 9).
struct SlottedDraft: Equatable, Sendable {
    /// What the box held when the form opened.
    let before: String
    /// The same as the slot took it: trimmed, its line breaks folded.
    let folded: String
    /// What the box held when it was last brought up to date.
    var box: String

    /// The draft that goes with a slot's text; nil when the slot does not begin with the draft any more. What was cut or
    /// changed inside it was made to fit a template, and leaves the draft as it was.
    func draft(goingWith slot: String) -> String? {
        guard slot.hasPrefix(folded) else { return nil }
        let rest = slot.dropFirst(folded.count)
        guard rest.contains(where: { !$0.isWhitespace }) else { return before }
        return rest.first?.isWhitespace ?? false ? before.trimmedEnd + rest : before + rest
    }
}

/// Forms that were left with words in them, newest last: opened again in the same conversation, the same template has them.
struct LeftForms: Equatable, Sendable {
    private static let limit = 50
    private var forms: [FormState] = []

    func form(_ template: TemplateKey, in thread: ThreadKey) -> FormState? {
        forms.last { $0.template.key == template && $0.thread == thread }
    }

    mutating func keep(_ form: FormState) {
        forget(form.template.key, in: form.thread)
        forms.append(form)
        forms.removeFirst(max(0, forms.count - Self.limit))
    }

    mutating func forget(_ template: TemplateKey, in thread: ThreadKey) {
        forms.removeAll { $0.template.key == template && $0.thread == thread }
    }
}

extension Model {
    /// What stands in the form now, after whatever happened: its words go on the draft they began as, and a form that is
    /// gone without having been sent is remembered.
    mutating func keepFormWords() -> [Effect] {
        let shown = modes.lazy.compactMap { mode in if case .form(let state) = mode { state } else { nil } }.last
        let before = filling
        filling = shown
        if let before, before.isTouched, before.thread != shown?.thread || before.template.key != shown?.template.key {
            leftForms.keep(before)
        }
        return shown.map { lengthenDraft(by: $0) } ?? []
    }

    private mutating func lengthenDraft(by form: FormState) -> [Effect] {
        guard let open = conversation, open.row.key == form.thread,
            let index = form.fields.firstIndex(where: { $0.draft != nil }), let slotted = form.fields[index].draft,
            open.composer.text == slotted.box,
            let text = slotted.draft(goingWith: form.fields[index].editor.text), text != slotted.box
        else { return [] }
        conversation?.composer.replaceAll(with: text)
        for case (let place, .form(var state)) in modes.enumerated() where state.thread == form.thread {
            state.fields[index].draft?.box = text
            modes[place] = .form(state)
            filling = state
        }
        return saveDraft()
    }

    /// The values that were typed into the same form before, where they do not belong to another draft.
    func remembered(_ fields: [FormField], of template: Template, in thread: ThreadKey) -> [FormField] {
        guard let left = leftForms.form(template.key, in: thread) else { return fields }
        return fields.map { field in
            guard let typed = left.fields.first(where: { $0.key == field.key }),
                typed.source == .typed, !typed.editor.isEmpty,
                typed.draft?.box == field.draft?.box || typed.draft == nil && field.draft == nil
            else { return field }
            var kept = field
            kept.editor = TextEditor(typed.editor.text)
            kept.source = .typed
            kept.file = typed.file
            return kept
        }
    }
}

extension String {
    /// Without the blanks at the end.
    var trimmedEnd: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
