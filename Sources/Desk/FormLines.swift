import Inbox
import Screen

/// The form's text laid out once, for counting rows and for drawing.
struct FormLines {
    /// The rows of each value, the consent last.
    var values: [[TextWrap.Row]]
    var preview: [(text: SafeText, roles: Roles)]
    var draft: SafeText?
    let labelWidth: Int
    let sourceWidth: Int
    let valueWidth: Int

    static let pointerWidth = 4
    static let headRows = 2
    static let previewLimit = 12
    static let longestValue = 6
    static let blank = "________"

    /// - Parameter previewLimit: rows of the preview that one part of a template has at the most.
    init(_ model: Model, state: FormState, columns: Int, previewLimit: Int = Self.previewLimit) {
        let words = model.settings.words
        let policy = model.settings.textPolicy
        labelWidth = columns >= 60 ? 16 : columns >= 46 ? 11 : 9
        sourceWidth = columns >= 60 ? 16 : columns >= 46 ? 12 : 8
        valueWidth = max(8, columns - Self.pointerWidth - labelWidth - sourceWidth - 2)
        let width = valueWidth
        let editors = state.fields.map(\.editor) + [state.consent].compactMap { $0 }
        values = editors.map { Array(Model.rows(of: $0, columns: width + 1, policy: policy).prefix(Self.longestValue)) }
        let rendering = state.drawn.form.rendering(blank: Self.blank)
        var preview: [(text: SafeText, roles: Roles)] = []
        func add(_ text: String?, _ roles: Roles) {
            guard let text else { return }
            preview += TextWrap.wrap(untrusted: text, policy: policy, columns: columns, limit: previewLimit).map {
                ($0, roles)
            }
        }
        if let media = rendering.mediaHeader {
            preview.append((words(.placeholder, SafeText(untrusted: media, limit: 20)), [.formPreview, .msgSystem]))
        }
        add(rendering.header, [.formPreview, .title])
        add(rendering.offer, [.formPreview, .title])
        add(rendering.body, [.formPreview])
        add(rendering.footer, [.formPreview, .msgTime])
        func add(_ buttons: [TemplateRendering.Button]) {
            for button in buttons {
                let target = button.target.map { "  \($0)" } ?? ""
                add("[ \(button.text) ]\(target)", [.formPreview, button.target == nil ? .pickerKey : .msgLink])
            }
        }
        add(rendering.buttons)
        for (index, card) in rendering.cards.enumerated() {
            let media = card.mediaHeader.map { words(.placeholder, SafeText(untrusted: $0, limit: 20)) } ?? SafeText()
            preview.append((words(.templateCard, "\(index + 1)", media), [.formPreview, .msgSystem]))
            add(card.body.isEmpty ? nil : card.body, [.formPreview])
            add(card.buttons)
        }
        self.preview = preview
        if let composer = model.conversation?.composer, !composer.isBlank {
            draft = SafeText(untrusted: composer.text, policy: policy, limit: 200).singleLine
        }
    }

    /// What the form wants: head, values, preview under its rule, the kept draft under its own, the last line.
    var rows: Int { Self.headRows + valueRows + 1 + preview.count + (draft == nil ? 0 : 2) + 1 }

    /// Rows of all values together.
    var valueRows: Int { values.reduce(0) { $0 + max(1, $1.count) } }
}

extension FormState {
    /// What the field is called: its name, or the words before a numbered gap.
    func label(of key: ParameterKey, words: Words, policy: TextPolicy) -> SafeText {
        switch key.place {
        case .header where key.name == TemplateForm.productID: return words(.partProduct)
        case .header where key.name == TemplateForm.catalogID: return words(.partCatalog)
        case .header: return Int(key.name) == nil ? label(key.name, policy) : words(.fieldHeader)
        case .offer: return words(.fieldOffer)
        case .card(let index, let place):
            return words(
                .fieldCard, "\(index + 1)", self.label(of: ParameterKey(place, key.name), words: words, policy: policy))
        case .tapTarget: return words(key.name == TemplateForm.tapURL ? .fieldTapURL : .fieldTapTitle)
        case .button where key.name == TemplateForm.flowToken: return words(.fieldFlowToken)
        case .button where key.name == TemplateForm.callMinutes: return words(.fieldCallMinutes)
        case .button where key.name == TemplateForm.payload: return words(.fieldPayload)
        case .button where key.name == TemplateForm.thumbnail: return words(.partCover)
        case .button where key.name == TemplateForm.products: return words(.fieldProductList)
        case .button where key.name == TemplateForm.flowData: return words(.fieldFlowData)
        case .button(let index):
            let text = template.buttons.indices.contains(index) ? template.buttons[index].text : key.name
            return label(text, policy)
        case .body:
            if Int(key.name) == nil { return label(key.name, policy) }
            let before = PlaceholderText(template.body).text(before: key.name)
            let tail = before.split(whereSeparator: { $0.isWhitespace }).suffix(2).joined(separator: " ")
            let text = String(tail.drop { !$0.isLetter && !$0.isNumber })
            return text.isEmpty ? words(.fieldBody) : label(text, policy)
        }
    }

    private func label(_ text: String, _ policy: TextPolicy) -> SafeText {
        SafeText(untrusted: text, policy: policy, limit: 80)
    }
}
