import Inbox
import Screen
import WhatsApp

/// A template being filled over the conversation (design §8).
struct FormState: Equatable, Sendable {
    var thread: ThreadKey
    var template: Template
    /// One editor a field, in the fields' order.
    var fields: [FormField]
    /// The field with the keyboard; `fields.count` is `consent`.
    var index: Int
    /// It was opened because the window is shut, not by choice.
    var isForced: Bool
    /// How and when they agreed to be written to: asked for when they never wrote to us and nothing is on record.
    var consent: TextEditor?
    /// The clock opened it under the agent's hands: an Enter that was meant for the text must not send it.
    var takesNoEnterBefore: Instant?
    /// A file named in a slot is being put on the shelf.
    var taking: Int?
    /// The digit in a closed box that opened it, until anything else is done: a blank right after it began a sentence.
    var digit: Character?
    /// Their newest message when it opened: what came since is told in it.
    var seen: MessageKey?

    init(
        thread: ThreadKey, template: Template, fields: [FormField], index: Int = 0, isForced: Bool = false,
        consent: TextEditor? = nil, takesNoEnterBefore: Instant? = nil
    ) {
        self.thread = thread
        self.template = template
        self.fields = fields
        self.index = index
        self.isForced = isForced
        self.consent = consent
        self.takesNoEnterBefore = takesNoEnterBefore
    }

    /// The template with the values as typed.
    var form: TemplateForm {
        var values: [ParameterKey: String] = [:]
        for field in fields where !field.editor.text.isEmpty {
            values[field.key] = field.file?.value ?? field.editor.text.trimmedEnd
        }
        if template.hasDocumentHeader, let file = fields.first(where: { $0.key.place == .header })?.file {
            values[ParameterKey(.header, TemplateForm.fileName)] = file.name
        }
        return TemplateForm(template: template, values: values)
    }

    /// The first slot for media in the header that a file of this machine was named in, and its path.
    var fileToTake: (index: Int, path: String)? {
        guard case .media = template.header,
            let index = fields.firstIndex(where: { $0.key == ParameterKey(.header, "1") && $0.file == nil }),
            let path = FileNaming.path(aloneIn: fields[index].editor.text)
        else { return nil }
        return (index, path)
    }

    /// As it is drawn: of texts longer than any template of the platform (1,024 characters) only the beginning.
    var drawn: FormState {
        var state = self
        state.template = template.drawn
        return state
    }

    /// Fields and the consent together.
    var places: Int { fields.count + (consent == nil ? 0 : 1) }

    /// The first place that keeps the form from being sent; nil when it may be sent.
    var firstGap: Int? {
        if let problem = form.problems.first { return fields.firstIndex { $0.key == problem.key } ?? 0 }
        return consent?.isBlank ?? false ? fields.count : nil
    }

    /// Whether the agent changed a value: then it holds words of theirs.
    var isTouched: Bool {
        fields.contains { $0.source == .typed && !$0.editor.isEmpty } || !(consent?.isEmpty ?? true)
    }

    /// Whether the agent's draft stands in one of the values.
    var usesDraft: Bool {
        fields.contains { $0.draft?.draft(goingWith: $0.editor.text) != nil }
    }

    /// The editor with the keyboard.
    mutating func edit(_ change: (inout TextEditor) -> Bool) -> Bool {
        if index == fields.count, var editor = consent {
            let isDone = change(&editor)
            consent = editor
            return isDone
        }
        guard fields.indices.contains(index) else { return false }
        let before = fields[index].editor.text
        let isDone = change(&fields[index].editor)
        if fields[index].editor.text != before {
            fields[index].source = .typed
            fields[index].file = nil
        }
        return isDone
    }
}

struct FormField: Equatable, Sendable {
    var key: ParameterKey
    var editor: TextEditor
    /// Where a prefilled value came from; `typed` once the agent changed it.
    var source: ValueSource
    /// The file of ours that the text names.
    var file: ShelfFile?
    /// The draft it was filled with.
    var draft: SlottedDraft?

    init(
        key: ParameterKey, editor: TextEditor, source: ValueSource, file: ShelfFile? = nil, draft: SlottedDraft? = nil
    ) {
        self.key = key
        self.editor = editor
        self.source = source
        self.file = file
        self.draft = draft
    }
}

/// Where a value of the form came from: always shown.
enum ValueSource: Hashable, Sendable {
    case empty, typed
    /// The person's name.
    case person
    /// A number they wrote.
    case thread
    /// What this template was last sent with.
    case lastUsed
    /// The agent's draft; `isFolded` when its line breaks were folded, which the form says.
    case draft(isFolded: Bool)
}

extension Template {
    /// Scalars of a template's text that are drawn at most.
    private static let longestDrawn = 4_096

    /// With the beginnings of its texts, which cost the same to draw whatever an account holds.
    var drawn: Template {
        func head(_ text: String) -> String { text.head(scalars: Self.longestDrawn) }
        var drawn = self
        switch header {
        case .text(let text): drawn.header = .text(head(text))
        case .media(let kind): drawn.header = .media(kind: head(kind))
        case .location, nil: break
        }
        drawn.body = head(body)
        drawn.footer = footer.map(head)
        drawn.offer?.text = head(offer?.text ?? "")
        drawn.cards = cards.prefix(Limits.Template.cards.upperBound).map { card in
            Card(
                header: card.header, body: card.body.map(head),
                buttons: card.buttons.map {
                    Button(kind: $0.kind, text: head($0.text), target: $0.target.map(head))
                })
        }
        for index in buttons.indices {
            drawn.buttons[index].text = head(buttons[index].text)
            drawn.buttons[index].target = buttons[index].target.map(head)
        }
        return drawn
    }
}
